"""One thing that is wrong, and where; what all parts of the blog may import."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """`path` as the author knows it, from the project's root; `line` counts from 1."""

    path: str  # "" if it stands in no file
    line: int
    message: str
    rule: str = ""  # the id of the wording rule that was broken, if it is one
    stops: bool = True  # False: advice, the build goes on
    since: str = ""  # the first day on which it is one, 2027-01-01; "": that is no matter of days
    waits: bool = False  # it does not stop now, and does once its text is for visitors

    @property
    def place(self) -> str:
        return printable(f"{self.path}:{self.line}:") if self.path else ""

    @property
    def sentence(self) -> str:
        """The message on one line, with nothing in it that a terminal would obey."""
        return printable(" ".join(self.message.split()))

    def __str__(self) -> str:
        return f"{self.place} {self.sentence}".lstrip()


def shown(path: str | Path) -> str:
    """`path` as the author knows it, from the folder she works in."""
    return printable(Path(os.path.relpath(path)).as_posix())


def printable(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of `known` that is most like `word`, or "" if none is like it."""
    return next(iter(get_close_matches(word, known, 1, cutoff)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the one of `known` that is like `word`, or what else would be right."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else otherwise
