"""A Markdown file of the author's as it was read: its lines, its header by line, its HTML."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import NamedTuple

from ..disk import data
from ..html import Page
from ..problem import Problem

LIKE = {name: re.compile(each) for name, each in data(__file__).items()}
LINE, BEGIN, END = LIKE["line"], LIKE["begin"], LIKE["end"]
FENCED, TILDES, SPAN = LIKE["fenced"], LIKE["tildes"], LIKE["span"]


class Field(NamedTuple):
    """One line of a header."""

    value: str
    line: int


@dataclass
class Document:
    """`lines` are the whole file, header included; `html` is what Markdown made of the text."""

    path: str  # from the project's root: content/posts/apps.md
    place: str  # from content/: posts/apps.md
    lines: tuple[str, ...]
    html: str = ""
    said: dict[str, str] = field(default_factory=dict)  # for Pelican: the header, and what follows
    problems: list[Problem] = field(default_factory=list)  # found while it was converted
    linked: dict = field(default_factory=dict)  # its links, and what they can lead to

    def __post_init__(self):
        self.entries, self.body = read_header(self.lines)  # body: the line the text begins on
        self.header = {key: entry for key, entry in reversed(self.entries) if key}  # the first

    def value(self, key: str) -> str:
        return self.header[key].value if key in self.header else ""

    def line(self, key: str) -> int:
        return self.header[key].line if key in self.header else 1

    def problem(self, line: int, message: str, stops: bool = True) -> Problem:
        return Problem(self.path, line, message, stops=stops)

    @cached_property
    def page(self) -> Page:
        """The HTML as its elements and texts."""
        return Page(self.html)

    @cached_property
    def prose(self) -> str:
        """The text as it was typed, with blocks and spans of code blanked out."""
        text = TILDES.sub("", "\n".join(self.lines[self.body - 1 :]))
        text = FENCED.sub(lambda block: "\n" * block[0].count("\n"), text)
        return SPAN.sub(lambda span: " " * len(span[0]), text)

    @property
    def runs_on(self) -> bool:
        """Whether a header that is there, or is not, runs into the text, with no empty line."""
        above = self.lines[self.body - 2].strip() if self.body > 1 else "none"
        return self.body <= len(self.lines) and bool(above) and not END.match(above)

    @cached_property
    def typed(self) -> Page:
        """The HTML that was typed as such; its lines count from the first of the text."""
        return Page(self.prose)

    def forget(self) -> None:
        """Let go of what can be made again: of thousands of texts it would fill the memory."""
        for name in ("page", "prose", "typed"):
            vars(self).pop(name, None)

    def find(self, pattern: str, nth: int = 0) -> int:
        """The line on which stands, in the text as typed, the nth thing like `pattern`."""
        places = [match.start() for match in re.finditer(pattern, self.prose, re.MULTILINE)] or [0]
        return self.body + self.prose.count("\n", 0, places[: nth + 1][-1])


def read_header(lines: tuple[str, ...]) -> tuple[list[tuple[str, Field]], int]:
    """The lines of the header, and the number of the line the text begins on.

    What a header is says Python-Markdown's extension meta; here each key keeps its line.
    """
    entries: list[tuple[str, Field]] = []  # each key in lower case; "" for a line that goes on
    for number, line in enumerate(lines, 1):
        line = line.expandtabs(4)
        if (number == 1 and BEGIN.match(line)) or not (entries or line.strip()):
            continue  # empty lines above it do no harm
        if not line.strip() or END.match(line):
            return entries, number + 1
        if not (match := LINE.match(line)) or not (match[1] or entries):
            return entries, number
        entries.append(((match[1] or "").lower(), Field(match[2].strip(), number)))
    return entries, len(lines) + 1


def numbered(things: Iterable, key: Callable) -> Iterator[tuple]:
    """Each thing with the number of those before it that have the same key."""
    seen = defaultdict(count)
    return ((thing, next(seen[key(thing)])) for thing in things)
