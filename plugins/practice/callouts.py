"""Callouts in Markdown: `> [!supplement] Title` becomes a box that reads as one everywhere.

The grammar is the block quote's; only the marker (markers.py) and its meaning are ours. A callout
takes the stamp of its marker away and code may keep one, so each stamp that is left in the page
is a callout that was meant and is none: a problem.
"""

import re
import xml.etree.ElementTree as etree
from itertools import pairwise

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from .markers import SECTION, STAMP, UNQUOTED, S, as_quotes, marker, number_in, stamped, why_none

# Where a stamp may stay: in code, in a comment, before a link or an image.
LEFT_ALONE = re.compile(
    rf"<(pre|code)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->|{STAMP}+(?=<(?:a|img)\b)",
    re.DOTALL,
)


class CalloutExtension(Extension):
    """The callouts of one practice (a details.Practice).

    `source` (lines) is that of the text converted last. `problems` (messages by line) stay until
    they are taken: Pelican converts a text and then, with the same Markdown, its summary.
    """

    def __init__(self, practice):
        super().__init__()
        self.practice = practice
        self.source: list[str] = []
        self.problems: dict[int, str] = {}

    def extendMarkdown(self, md):
        """Register the parts.

        * source, 28: line ends are made alike (30), the header is still there (27).
        * stamps, 26: the header is off, fenced code is not stashed yet (25).
        * standard markers, 24: fenced code is stashed.
        * callouts, 85: after nested lists (90), just before indented code (80).
        * leftovers, -10: after all else.
        """
        md.preprocessors.register(Source(self), "source", 28)
        md.preprocessors.register(Stamps(self), "stamps", 26)
        md.preprocessors.register(Standard(self), "standard markers", 24)
        md.parser.blockprocessors.register(Callouts(md.parser, self), "callouts", 85)
        md.postprocessors.register(Leftovers(self), "leftovers", -10)


class Source(Preprocessor):
    def __init__(self, extension):
        self.extension = extension

    def run(self, lines):
        self.extension.source = lines[:]
        return lines


class Stamps(Source):
    def run(self, lines):
        header = len(self.extension.source) - len(lines)
        return [stamped(line, header + n) for n, line in enumerate(lines, 1)]


class Standard(Source):
    def run(self, lines):
        return as_quotes(lines)


class Callouts(BlockProcessor):
    def __init__(self, parser, extension):
        super().__init__(parser)
        self.extension = extension

    def test(self, parent, block):
        return re.search(STAMP, block) and (len(cut(block)) > 1 or marker(block.split("\n")[0]))

    def run(self, parent, blocks):
        blocks[:1] = cut(blocks[0])
        if not marker(blocks[0].split("\n")[0]):
            return  # what stands above a callout has a block of its own
        line, *body = blocks.pop(0).split("\n")
        number, kind, title = marker(line)
        # A marker that brings no words takes the quote below it, whatever the gap.
        brings = kind == "crisis" or getattr(self.extension.practice.callouts, kind).text
        if not brings and not any(map(unquoted, body)) and blocks:
            below = cut(blocks[0].strip("\n"))
            if re.match(rf"{S}>", below[0]) and not marker(below[0].split("\n")[0]):
                blocks[:1] = below[1:]
                body += below[0].split("\n")
        # Where only the marker is quoted, all that follows without a gap is its text.
        end = re.compile(UNQUOTED if re.match(rf"{S}>", "".join(body[:1])) else SECTION)
        after = next((n for n, x in enumerate(body) if end.match(x)), len(body))
        if body[after:]:
            blocks.insert(0, "\n".join(body[after:]))
        text = "\n".join(map(unquoted, body[:after])).strip()
        if not (text or brings) and "[" in self.extension.source[number - 1]:
            title, text = "", title  # a note of one line
        try:
            add_box(self.parser, parent, self.extension.practice, kind, title, text)
        except ValueError as error:
            self.extension.problems[number] = str(error)


class Leftovers(Postprocessor):
    def __init__(self, extension):
        self.extension = extension

    def run(self, text):
        if not re.search(STAMP, text):
            return text
        for stamp in set(re.findall(STAMP, LEFT_ALONE.sub("", text))):
            number = number_in(stamp)
            self.extension.problems[number] = why_none(self.extension.source[number - 1])
        return re.sub(STAMP, "", text)


def add_box(parser, parent, practice, kind: str, title: str = "", text: str = "") -> None:
    """Append a callout to the element `parent`; what is not given is in the practice's words.

    <div class="callout callout--note" role="note" aria-label="Please note">
      <hr> <p class="callout__title"><strong>Please note</strong></p> … <hr>
    </div>

    No <aside>: reader modes delete it. The title is text, as not every screen reader announces
    role="note". The rules show where the box ends when there is no CSS: in feeds, in plain text.
    Raises ValueError where the box would be empty.
    """
    own = getattr(practice.callouts, kind)
    text = text or own.text
    if kind == "crisis":
        if not practice.help_lines:
            raise ValueError("a crisis callout needs [[help_lines]] in practice.toml")
        lines = (line.parts for line in practice.help_lines)
        text += "\n\n" + "\n".join(f"- {a}[{number}]({link}){z}" for a, link, number, z in lines)
    if not text:
        raise ValueError(f'this {kind} is empty; write its text on the next line, after "> "')
    div = etree.SubElement(
        parent,
        "div",
        {"class": f"callout callout--{kind}", "role": "note", "aria-label": own.title},
    )
    etree.SubElement(div, "hr")
    heading = etree.SubElement(etree.SubElement(div, "p", {"class": "callout__title"}), "strong")
    heading.text = own.title
    if title and title.casefold() != own.title.casefold():
        heading.text = ""
        label = etree.SubElement(heading, "span", {"class": "callout__kind"})
        label.text, label.tail = f"{own.title}:", f" {title}"
    parser.state.set("callout")  # not "list": in a list, paragraphs would lose their <p>
    parser.parseChunk(div, text)
    parser.state.reset()
    etree.SubElement(div, "hr")


def cut(block: str) -> list[str]:
    """`block` in pieces, each callout the beginning of one; one set in belongs to a list above."""
    lines = block.split("\n")
    starts = {n for n, x in enumerate(lines) if marker(x) and not (n and x.startswith("  "))}
    return ["\n".join(lines[a:b]) for a, b in pairwise(sorted({0, *starts, len(lines)}))]


def unquoted(line: str) -> str:
    words = re.sub(rf"^{S}>[ \u00a0]?", "", line)
    return words if words.strip() else ""
