"""What differs by language and country. Each has a file here, named by its tag (BCP 47).

To add one, say Irish English, copy en-GB.toml to en-IE.toml and change what is different.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace

FILES = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.toml"))}
DEFAULT = "en-GB"


class Language(SimpleNamespace):
    """Its fields are those of en-GB.toml, which explains them."""

    def day(self, when: date) -> str:
        """Such as 9 June 2026: strftime would go by the computer's language."""
        return self.date.format(day=when.day, month=self.months[when.month - 1], year=when.year)

    def day_in_year(self, when: date) -> str:
        return self.day_of_year.format(day=when.day, month=self.months[when.month - 1])

    @cached_property
    def foreign(self) -> tuple[list[tuple[str, str, bool]], re.Pattern]:
        """What is not said here, the longest first; what is; whether it stands in emergency. And a
        pattern with a group for each: one in small letters stands for any, * for any ending."""
        both = ((self.emergency, True), (self.elsewhere, False))
        found = [(*pair, urgent) for words, urgent in both for pair in words.items()]
        known = sorted(found, key=lambda each: -len(each[0]))
        words = (re.escape(word).replace(r"\*", r"\w*") for word, *_ in known)
        groups = "|".join(f"((?i:{word}))" if word.islower() else f"({word})" for word in words)
        return known, re.compile(rf"(?<![\w./-])(?:{groups or '(?!)'})(?!\w|-\d)")

    def strangers(self, text: str) -> Iterator[tuple[int, str, str, bool]]:
        """Words in `text` that readers here do not use: where, what, what they say instead, and
        whether somebody in need might act on it."""
        known, pattern = self.foreign
        lower = text.lower()
        if any(word.strip("*").lower() in lower for word, *_ in known):  # in most texts none is
            for each in pattern.finditer(text):
                yield each.start(), each[0], *known[each.lastindex - 1][1:]


@cache
def read(tag: str) -> Language:
    """The language with this tag; where there is none, which a check says, the default."""
    return Language(**tomllib.loads(FILES.get(tag, FILES[DEFAULT]).read_text(encoding="utf-8")))


def of(country: str) -> str:
    """The tag of the language of a country, or the default."""
    return next((tag for tag in FILES if tag.endswith(f"-{country}")), DEFAULT)
