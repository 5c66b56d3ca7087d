"""A Markdown file of the author's, read once for all checks."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .. import html as markup
from ..problem import Problem
from .code import without_code


@dataclass(frozen=True)
class Field:
    """One line of a header."""

    value: str
    line: int


@dataclass(frozen=True)
class Source:
    """`lines` are the whole file, header included; `html` is the body as Markdown makes it."""

    path: str  # from the project's root: content/posts/apps.md
    lines: tuple[str, ...]
    header: dict[str, Field]  # by key in lower case
    body: int  # the number of the line on which the text begins
    html: str
    place: str = ""  # from content/: posts/apps.md

    @property
    def is_post(self) -> bool:
        return self.place.startswith("posts/")

    def value(self, key: str) -> str:
        return self.header[key].value if key in self.header else ""

    def line(self, key: str) -> int:
        return self.header[key].line if key in self.header else 1

    def problem(self, line: int, message: str) -> Problem:
        return Problem(self.path, line, message)

    @cached_property
    def page(self) -> markup.Page:
        """The HTML as its elements and texts."""
        return markup.read(self.html)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The names on the page that a link can lead to: those of headings, mostly."""
        attributes = (element.attrs for element in self.page.elements)
        return frozenset({each.get("id") or each.get("name") for each in attributes} - {None, ""})

    @cached_property
    def prose(self) -> str:
        """The text as it was typed, with all code blanked out."""
        return without_code(self.lines[self.body - 1 :])

    @cached_property
    def typed(self) -> markup.Page:
        """The HTML that was typed as such; its lines count from the first of the text."""
        return markup.read(self.prose)

    @cached_property
    def typed_lines(self) -> dict[tuple, list[int]]:
        """The lines on which each tag was typed as such."""
        lines = defaultdict(list)
        for element in self.typed.elements:
            lines[clue(element)].append(self.body + element.line - 1)
        return lines

    def line_of(self, element: markup.Element, nth: int, pattern: str) -> int:
        """The line of the nth such element: where it was typed, or else where `pattern` is."""
        lines = self.typed_lines.get(clue(element))
        return lines[: nth + 1][-1] if lines else self.find(pattern, nth)

    def find(self, pattern: str, nth: int = 0) -> int:
        """The line on which stands, in the text as typed, the nth thing like `pattern`."""
        places = [match.start() for match in re.finditer(pattern, self.prose, re.MULTILINE)]
        if not places:
            return self.body
        return self.body + self.prose.count("\n", 0, places[: nth + 1][-1])


def clue(element: markup.Element) -> tuple:
    return element.tag, *element.attrs.items()


def numbered(things: Iterable, key: Callable) -> Iterator[tuple]:
    """Each thing with the number of those before it that have the same key."""
    seen: Counter = Counter()
    for thing in things:
        yield thing, seen[key(thing)]
        seen[key(thing)] += 1
