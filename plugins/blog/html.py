"""A finished page as its elements, each with its line, its texts, and where it is not well-formed.

Each tag is taken as it stands, where forgiving parsers (lxml, selectolax) mend what is wrong before
it can be seen. One pattern (html.toml) finds them all: that takes half the time of the standard
library's html.parser, and an eighth of html5lib's; and pages are a tenth of the work of a build.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from .disk import data

KNOWN = data(__file__)
VOID, BLOCKS, WRONG = {*KNOWN["void"].split()}, {*KNOWN["blocks"].split()}, KNOWN["wrong"]
TOKEN, ATTRIBUTE = (re.compile(f"(?sx){KNOWN[name]}") for name in ("token", "attribute"))


@dataclass(eq=False, slots=True)
class Element:
    tag: str
    attrs: dict[str, str]
    line: int
    parent: "Element | None"
    begins: int  # its texts are page.texts[begins:ends]
    ends: int = 0  # of one that has no end, and so no texts

    def within(self, *tags: str) -> bool:
        """Whether this is one of `tags`, or stands in one."""
        element = self
        while element and element.tag not in tags:
            element = element.parent
        return element is not None


class Page:
    """A page of this HTML, or the part of one that a text or an entry in a feed is."""

    def __init__(self, raw: str):
        self.elements: list[Element] = []
        self.texts: list[tuple[str, Element | None]] = []  # each with what it stands in
        self.faults: list[tuple[int, str]] = []  # the line, and what is wrong
        self.open: list[Element] = []
        self.crossed: list[str] = []  # tags that were closed from outside, which is told
        first, *pieces = TOKEN.split(raw)
        line, rest = self.read(first, 1), iter(pieces)
        for end, tag, _, attrs, inside, comment, text in zip(*[rest] * 7, strict=True):
            if tag:
                (self.end if end else self.begin)(tag.lower(), attrs, line)
                line = self.read(inside or "", line + attrs.count("\n"))
            elif comment:
                self.fault(line, "comment", " ".join(comment.strip("!-/?>").split())[:40])
                line += comment.count("\n")
            line = self.read(text, line)
        while self.open:
            element = self.shut()
            self.fault(element.line, "never_closed", element.tag)

    def all(self, *tags: str) -> Iterator[Element]:
        """Its elements of these kinds; what is in a <template> is not on the page yet."""
        return (each for each in self.elements if each.tag in tags and not each.within("template"))

    def text(self, element: Element) -> str:
        return "".join(text for text, _ in self.texts[element.begins : element.ends])

    def fault(self, line: int, kind: str, *words: str) -> None:
        self.faults.append((line, WRONG[kind].format(*words)))

    def read(self, text: str, line: int) -> int:
        """Take a text that begins in this line; the line in which it ends."""
        if text:
            self.texts.append((unescape(text), self.open[-1] if self.open else None))
        return line + text.count("\n")

    def begin(self, tag: str, attrs: str, line: int) -> None:
        said = ATTRIBUTE.findall(attrs) if attrs else ()
        known = {name.lower(): unescape(a or b or c) for name, a, b, c in said}
        parent = self.open[-1] if self.open else None
        element = Element(tag, known, line, parent, len(self.texts))
        self.elements.append(element)
        if tag in BLOCKS and parent and parent.within("p"):
            self.fault(line, "in_a_paragraph", tag)
        if tag == "a" and parent and parent.within("a"):
            self.fault(line, "in_a_link")
        if tag not in VOID and not (attrs.endswith("/") and element.within("svg", "math")):
            self.open.append(element)

    def end(self, tag: str, attrs: str, line: int) -> None:
        if not (self.open and self.open[-1].within(tag)):
            if tag in self.crossed:
                return self.crossed.remove(tag)
            return self.fault(line, "void" if tag in VOID else "closes_nothing", tag)
        while (element := self.shut()).tag != tag:
            self.crossed.append(element.tag)
            self.fault(element.line, "not_closed", element.tag, tag)

    def shut(self) -> Element:
        element = self.open.pop()
        element.ends = len(self.texts)
        return element
