"""A finished page as its elements and texts, each with its line, and where it is not well-formed.

The parser is the standard library's: it hands over each tag as it stands, where the forgiving ones
(lxml, selectolax) mend what is wrong before it can be seen; and it takes a quarter of the time of
the strict one (html5lib), under a millisecond for a page.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
VOID, BLOCKS = set(WORDS["void"].split()), set(WORDS["blocks"].split())


@dataclass(eq=False, slots=True)
class Element:
    tag: str
    attrs: dict[str, str]
    line: int
    parent: "Element | None"
    begins: int  # its texts are page.texts[begins:ends]
    ends: int = 0

    def within(self, *tags: str) -> bool:
        """Whether this is one of `tags`, or stands in one."""
        element = self
        while element and element.tag not in tags:
            element = element.parent
        return element is not None


class Text(NamedTuple):
    text: str
    line: int
    parent: Element | None


class Page(HTMLParser):
    """A page of this HTML, or the part of one that a text or an entry in a feed is."""

    def __init__(self, raw: str):
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[Text] = []
        self.faults: list[tuple[int, str]] = []  # the line, and what is wrong
        self.open: list[Element] = []
        self.feed(raw)
        self.close()
        while self.open:
            element = self.shut()
            self.fault(element.line, f"<{element.tag}> is opened here and never closed")

    def all(self, *tags: str) -> Iterator[Element]:
        """Its elements of these kinds; what is in a <template> is not on the page yet."""
        found = (element for element in self.elements if element.tag in tags)
        return (element for element in found if not element.within("template"))

    def text(self, element: Element) -> str:
        return "".join(text for text, _, _ in self.texts[element.begins : element.ends])

    def fault(self, line: int, message: str) -> None:
        self.faults.append((line, message))

    def shut(self) -> Element:
        element = self.open.pop()
        element.ends = len(self.texts)
        return element

    def handle_starttag(self, tag, attrs):
        line, _ = self.getpos()
        known = {name: value or "" for name, value in attrs}
        parent = self.open[-1] if self.open else None
        element = Element(tag, known, line, parent, len(self.texts))
        self.elements.append(element)
        if tag in BLOCKS and parent and parent.within("p"):
            right = "put an empty line before it"
            self.fault(line, f"<{tag}> stands in the middle of a paragraph; {right}")
        if tag == "a" and parent and parent.within("a"):
            self.fault(line, "a link stands inside another link; take one of the two out")
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.open[-1].within("svg", "math"):
            self.shut()

    def handle_endtag(self, tag):
        line, _ = self.getpos()
        if not self.open or not self.open[-1].within(tag):
            right = f"write <{tag}>" if tag in VOID else "take it out"
            self.fault(line, f"</{tag}> closes nothing; {right}")
            return
        while (element := self.shut()).tag != tag:
            what = f"<{element.tag}> is opened here and not closed before </{tag}>"
            self.fault(element.line, what)

    def handle_data(self, data):
        line, _ = self.getpos()
        self.texts.append(Text(data, line, self.open[-1] if self.open else None))

    def handle_comment(self, data):
        words = " ".join(data.split())[:40]
        self.fault(self.getpos()[0], f'the comment "{words}" would be published; take it out')
