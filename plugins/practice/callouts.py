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

from .markers import BANGS, STAMP, S, marker, number_in, stamped, why_none

# What ends a callout without a gap: a heading or a rule; a list or a table that is not quoted, too.
SECTION = r"#|(?:[-*_] ?){3,}$"
UNQUOTED = rf"{SECTION}|(?:[-*+]|\d+\.) |\|"
ITEM_BELOW_QUOTE = re.compile(r"^( {4,}>.*)\n(?= {0,3}(?:[-*+]|\d+\.) )", re.M)
LIST_BELOW_TEXT = re.compile(r"^(?! *(?:[-*+]|\d+\.) )( *\S.*)\n(?= *(?:[-*+]|1\.) )", re.M)

# Where a stamp may stay: in code, in a comment, before a link or an image.
LEFT_ALONE = re.compile(
    rf"<(pre|code)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->|{STAMP}+(?=<(?:a|img)\b)",
    re.DOTALL,
)


class CalloutExtension(Extension):
    """The callouts of one practice (a details.Practice).

    `source` (lines) and `problems` (messages by line) are those of the text converted last.
    """

    def __init__(self, practice):
        super().__init__()
        self.practice = practice
        self.reset()

    def reset(self):
        self.source: list[str] = []
        self.problems: dict[int, str] = {}

    def extendMarkdown(self, md):
        """Register the parts.

        * source, 28: line ends are made alike (30), the header is still there (27).
        * stamps, 26: the header is off, fenced code is not stashed yet (25).
        * gaps, 24: fenced code is stashed.
        * no code, 86, and callouts, 85: after nested lists (90), just before indented code (80).
        * callouts below, 21: after lists, just before the block quote (20).
        * leftovers, -10: after all else.
        """
        md.registerExtension(self)
        md.preprocessors.register(Source(self), "source", 28)
        md.preprocessors.register(Stamps(self), "stamps", 26)
        md.preprocessors.register(Gaps(), "gaps", 24)
        md.parser.blockprocessors.register(NoCode(md.parser), "no code", 86)
        md.parser.blockprocessors.register(Callouts(md.parser, self), "callouts", 85)
        md.parser.blockprocessors.register(CalloutsBelow(md.parser), "callouts below", 21)
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


class Gaps(Preprocessor):
    """Parts what Markdown would put inside: a callout below a list, an item below its quote."""

    def run(self, lines):
        text = "\n".join(f"\n{x}" if x[:1] != " " and marker(x) else x for x in lines)
        return ITEM_BELOW_QUOTE.sub(r"\1\n\n", text).split("\n")


class NoCode(BlockProcessor):
    """Takes the indent from what begins like a callout: a tab before it does not make it code."""

    def test(self, parent, block):
        return re.match(rf" {{4}}[\s>*_]*{STAMP}", block)

    def run(self, parent, blocks):
        indent = len(blocks[0]) - len(blocks[0].lstrip(" "))
        blocks[0] = re.sub(rf"(?m)^ {{1,{indent}}}", "", blocks[0])


class CalloutsBelow(BlockProcessor):
    """Gives each callout that stands below other text a block of its own."""

    def test(self, parent, block):
        return len(cut(block)) > 1

    def run(self, parent, blocks):
        blocks[:1] = cut(blocks[0])


class Callouts(BlockProcessor):
    def __init__(self, parser, extension):
        super().__init__(parser)
        self.extension = extension

    def test(self, parent, block):
        return marker(block.split("\n", 1)[0])

    def run(self, parent, blocks):
        blocks[:1] = cut(blocks[0])
        line, *body = blocks.pop(0).split("\n")
        number, kind, title = marker(line)
        bangs = BANGS.fullmatch(line)
        indent = len(line) - len(line.lstrip(" "))
        # A gap in a quote does not end it, as in Markdown; below !!!, what is indented belongs.
        more = re.compile(rf"\n* {{{indent + 2}}}" if bangs else rf"\n*{S}>")
        while blocks and more.match(blocks[0]) and not self.test(parent, blocks[0].strip("\n")):
            blocks[:1] = cut(blocks[0])
            body += ["", *blocks.pop(0).strip("\n").split("\n")]
        # Where only the marker is quoted, all that follows without a gap is its text.
        bare = not indent and not re.match(rf"{S}>| {{2}}", "".join(body[:2]))
        end = re.compile(rf" {{0,{indent if bangs else 3}}}(?:{SECTION if bare else UNQUOTED})")
        after = next((n for n, x in enumerate(body) if end.match(x)), len(body))
        if body[after:]:
            blocks[:0] = "\n".join(body[after:]).split("\n\n")
        strip = rf"^(?: {{1,{indent + 4}}}|> ?)" if bangs else rf"^{S}>[ \u00a0]?"
        text = "\n".join(re.sub(strip, "", x).rstrip() for x in body[:after]).strip()
        list_above = self.lastChild(parent) if indent > 1 else None
        if list_above is not None and list_above.tag in ("ol", "ul"):
            parent = list_above[-1]  # indented by two spaces or three: in the item
        own = getattr(self.extension.practice.callouts, kind).text
        if kind != "crisis" and not (text or own or bangs):
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
    parser.parseChunk(div, LIST_BELOW_TEXT.sub(r"\1\n\n", text))
    parser.state.reset()
    etree.SubElement(div, "hr")


def cut(block: str) -> list[str]:
    """`block` in pieces, each callout the beginning of one."""
    lines = block.split("\n")
    starts = {n for n, line in enumerate(lines) if marker(line)}
    return ["\n".join(lines[a:b]) for a, b in pairwise(sorted({0, *starts, len(lines)}))]
