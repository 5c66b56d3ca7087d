"""What differs by language and country. Each has a file here, named by its tag (BCP 47).

To add one, say Irish English, copy en-GB.toml to en-IE.toml and change what is different. What the
theme and the checks say is English, where they say it.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
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

    def strangers(self, text: str) -> Iterator[tuple[int, str, str, bool]]:
        """Words in `text` that readers here do not use: where, what, what they say instead, and
        whether somebody in need might act on it.

        One in small letters stands for any, and * for any ending; of two, the longer one counts.
        """
        lower, known = text.lower(), self.elsewhere | self.emergency
        there = [word for word in known if word.strip("*").lower() in lower]
        there.sort(key=len, reverse=True)
        likes = (re.escape(word).replace(r"\*", r"\w*") for word in there)
        groups = "|".join(f"((?i:{like}))" if like.islower() else f"({like})" for like in likes)
        like = re.compile(rf"(?<![\w./-])(?:{groups})(?!\w|-\d)")
        for found in like.finditer(text) if there else ():  # in most texts there is none
            word = there[found.lastindex - 1]
            yield found.start(), found[0], known[word], word in self.emergency


@cache
def read(tag: str) -> Language:
    """The language with this tag; where there is none, which a check says, the default."""
    return Language(**tomllib.loads(FILES.get(tag, FILES[DEFAULT]).read_text(encoding="utf-8")))


def of(country: str) -> str:
    """The tag of the language of a country, or the default."""
    return next((tag for tag in FILES if tag.endswith(f"-{country}")), DEFAULT)
