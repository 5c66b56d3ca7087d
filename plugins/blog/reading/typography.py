"""Typography: curly quotes and apostrophes, dashes, ellipses, no-break spaces.

Typogrify binds the last words of titles; its smartypants is not asked, as it sees one run of text
at a time, so that a quote after a link has nothing before it. Here a whole paragraph is read
as one, through links and bold words; code and addresses stay as they are. Rules: typography.toml.
"""

import re
from collections.abc import Iterator

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from typogrify.filters import widont

from ..disk import data
from .elements import HEADINGS

BLOCKS = {*HEADINGS, "p", "li", "td", "th", "dt", "dd"}
PAD = "\0"  # takes up the room of a letter that has gone, until the runs are parted again
SIGNS, OPENS = data(__file__)["signs"], data(__file__)["opens"]


class Typography(Treeprocessor):
    """`dash` is what two hyphens become in the language, or one between spaces."""

    def __init__(self, md, dash: str = "\u2013"):
        super().__init__(md)
        self.signs = [
            (sign, re.compile(found.replace("{opens}", OPENS), re.VERBOSE), right.format(dash=dash))
            for sign, found, right in SIGNS
        ]

    def run(self, root):
        for block in root.iter():
            if block.tag in BLOCKS:
                self.set(block)
            elif block.tag == "img" and "title" in block.attrib:  # to become a caption
                block.set("title", self.typeset(block.get("title")).replace(PAD, ""))
        header = getattr(self.md, "Meta", {})
        for key in {"title", "summary"} & header.keys():
            header[key] = [self.typeset(" ".join(header[key])).replace(PAD, "")]
        if "title" in header:
            header["title"] = [widont(header["title"][0])]

    def set(self, block) -> None:
        runs = list(texts(block))
        whole = self.typeset("".join(text for _, _, text in runs))
        for element, place, text in runs:
            if place:
                setattr(element, place, whole[: len(text)].replace(PAD, ""))
            whole = whole[len(text) :]

    def typeset(self, text: str) -> str:
        """`text` as a book sets it, its length kept by PAD."""
        for sign, pattern, right in self.signs:
            if sign in text:
                text = pattern.sub(right, text)
        return text


def texts(block) -> Iterator[tuple]:
    """The runs of text in `block`: (element, "text" or "tail", the text)."""
    yield block, "text", block.text or ""
    for child in block:
        if isinstance(child.text, AtomicString):  # code, or an address
            yield child, "", "x" * len(child.text)
        elif child.tag not in BLOCKS:
            yield from texts(child)
        yield child, "tail", child.tail or ""
