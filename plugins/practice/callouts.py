"""Callouts in Markdown: `> [!supplement] Title` becomes a box that reads as one everywhere.

The grammar is the block quote's; only the marker (markers.py) and its meaning are ours.
"""

import re
import xml.etree.ElementTree as etree
from itertools import pairwise

from markdown.blockprocessors import BlockProcessor

from .markers import PATTERNS, STAMP, S, marker


class Callouts(BlockProcessor):
    """`extension` is the PracticeExtension that reads the text."""

    def __init__(self, parser, extension):
        super().__init__(parser)
        self.extension = extension

    def test(self, parent, block):
        return re.search(STAMP, block)

    def run(self, parent, blocks):
        blocks[:1] = cut(blocks[0])
        if not marker(blocks[0].split("\n")[0]):
            return False  # what stands above a callout has a block of its own
        line, *body = blocks.pop(0).split("\n")
        number, kind, title = marker(line)
        # A marker that brings no words takes the quote below it, whatever the gap.
        own = getattr(self.extension.facts.callouts, kind)
        brings = kind == "crisis" or (own and own.text)
        if not own:  # its words are shown, or they would be missed as well
            wrong = f"this box needs its title, below [callouts.{kind}] in practice.toml"
            self.extension.problems[number] = wrong
        if not brings and not any(map(unquoted, body)) and blocks:
            below = cut(blocks[0])
            if re.match(rf"{S}>", below[0]) and not marker(below[0].split("\n")[0]):
                blocks[:1] = below[1:]
                body += below[0].split("\n")
        # Where only the marker is quoted, all that follows without a gap is its text.
        end = PATTERNS["unquoted" if re.match(rf"{S}>", "".join(body)) else "section"]
        after = next((n for n, x in enumerate(body) if end.match(x)), len(body))
        blocks.insert(0, "\n".join(body[after:]))
        text = "\n".join(map(unquoted, body[:after])).strip()
        if not (text or brings):
            title, text = "", title  # a note of one line
        try:
            add_box(self.parser, parent, self.extension.facts, kind, title, text)
        except ValueError as error:
            self.extension.problems[number] = str(error)


def add_box(parser, parent, practice, kind: str, title: str = "", text: str = "") -> None:
    """Append a callout to the element `parent`; what is not given is in the practice's words.

    <div class="callout callout--note" role="note" aria-label="Please note">
      <hr> <p class="callout__title"><strong>Please note</strong></p> … <hr>
    </div>

    No <aside>: reader modes delete it. The title is text, as not every screen reader announces
    role="note". The rules show where the box ends when there is no CSS: in feeds, in plain text.
    Raises ValueError where the box would be empty.
    """
    own = getattr(practice.callouts, kind) or practice.callouts.note
    text = text or own.text
    if kind == "crisis":
        if not practice.help_lines:
            raise ValueError("a crisis callout needs [[help_lines]] in practice.toml")
        lines = (line.parts for line in practice.help_lines)
        text += "\n\n" + "\n".join(f"- {a}[{number}]({link}){z}" for a, link, number, z in lines)
    if not text:
        raise ValueError(f'this {kind} is empty; write its text on the next line, after "> "')
    # A place on the page that screen readers can go to, where a note is something beside the text.
    tag, role = ("section", {}) if kind == "crisis" else ("div", {"role": "note"})
    name = {"class": f"callout callout--{kind}", "aria-label": own.title}
    box = etree.SubElement(parent, tag, name | role)
    etree.SubElement(box, "hr")
    heading = etree.SubElement(etree.SubElement(box, "p", {"class": "callout__title"}), "strong")
    heading.text = own.title
    if title and title.casefold() != own.title.casefold():
        heading.text = ""
        label = etree.SubElement(heading, "span", {"class": "callout__kind"})
        label.text, label.tail = f"{own.title}:", f" {title}"
    parser.state.set("callout")  # not "list": in a list, paragraphs would lose their <p>
    parser.parseChunk(box, text)
    parser.state.reset()
    etree.SubElement(box, "hr")


def cut(block: str) -> list[str]:
    """`block` in pieces, each callout the beginning of one; one set in belongs to a list above."""
    lines = block.split("\n")
    starts = {n for n, x in enumerate(lines) if marker(x) and not x.startswith("  ")}
    return ["\n".join(lines[a:b]) for a, b in pairwise(sorted({0, *starts, len(lines)}))]


def unquoted(line: str) -> str:
    words = re.sub(rf"^{S}>[ \u00a0]?", "", line)
    return words if words.strip() else ""
