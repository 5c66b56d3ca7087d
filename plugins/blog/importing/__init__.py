"""The old blog comes over: `make import FROM=…` turns an export into drafts of this site.

Here is a `Post`, as every reader hands it over; what formats call their things is in formats.toml.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple

from jinja2 import ChainableUndefined, Environment, FileSystemLoader
from pelican.utils import get_date

from ..disk import data
from ..text import seen

FORMATS = data(Path(__file__).with_name("formats"))
ASK = FORMATS["ask"]
PATTERNS = {name: re.compile(pattern) for name, pattern in FORMATS["patterns"].items()}
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), **FORMATS["jinja"])
TEMPLATES.undefined = ChainableUndefined
TEMPLATES.globals["today"] = date.today
TEMPLATES.filters |= {"seen": seen, "named": lambda name: changed(name, FORMATS["unnamed"])}


class Post(NamedTuple):
    """Its text as HTML, and what is said of it, by the names that its format has for that."""

    html: str
    said: Mapping
    asked: tuple[str, ...] = ()  # what was guessed, for the author to confirm

    def all(self, part: str) -> list[str]:
        """What is said of a part, such as its tags: the first of the names that says something."""
        found = next(filter(None, map(self.said.get, FORMATS["names"][part])), [])
        several = found if isinstance(found, list) else [found]  # YAML's may unfold without end
        return [str(each) for each in several if isinstance(each, str | int | date)]

    def one(self, part: str) -> str:
        return "".join(self.all(part)[:1])

    def day(self, part: str) -> date | None:
        """The day of a moment, in the zone that make sets. Without a year, the last is meant."""
        said = self.one(part)
        with suppress(ValueError, OverflowError):
            day = get_date(said).astimezone().date()
            is_next = day > date.today() and not re.search(r"\d{4}", said)
            return day.replace(year=day.year - is_next)


def changed(text: str, patterns: list[tuple[str, str]]) -> str:
    """The text, with what each pattern finds become what stands beside it, one after another."""
    for pattern, becomes in patterns:
        text = re.sub(pattern, becomes, text)
    return text


def numbered(name: str) -> Iterator[str]:
    """The name, and others like it: chair.png, chair-2.png."""
    return (re.sub(r"(?=\.\w+$)|$", f"-{n}" * (n > 1), name, count=1) for n in count(1))
