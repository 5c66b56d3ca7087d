"""What differs by language and country. Each has a file here, named by its tag (BCP 47).

To add one, say Irish English, copy en-GB.toml to en-IE.toml and change what is different.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

FILES = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.toml"))}
DEFAULT = "en-GB"
RIGHT_ZONE = 'write it like "Europe/London" or "America/Denver"'


@dataclass(frozen=True)
class Language:
    """Each field is explained in en-GB.toml."""

    name: str
    months: list[str]
    date: str
    day_of_year: str
    dash: str
    doctor: str
    time_zone: str
    elsewhere: dict[str, str]
    exit: dict[str, str]
    help_lines: list[dict]

    def day(self, when: date) -> str:
        """Such as 9 June 2026: strftime would go by the computer's language."""
        return self.date.format(day=when.day, month=self.months[when.month - 1], year=when.year)

    def day_in_year(self, when: date) -> str:
        return self.day_of_year.format(day=when.day, month=self.months[when.month - 1])

    def strangers(self, text: str) -> list[tuple[int, str, str]]:
        """Words in `text` that readers here do not use: where, what, and what they say instead."""
        if not self.elsewhere:
            return []
        words = "|".join(map(re.escape, sorted(self.elsewhere, key=len, reverse=True)))
        found = re.finditer(rf"(?<![\w./-])(?:{words})(?![\w-])", text)
        return [(each.start(), each[0], self.elsewhere[each[0]]) for each in found]


@cache
def read(tag: str) -> Language:
    """The language with this tag; where there is none, which a check says, the default."""
    return Language(**tomllib.loads(FILES.get(tag, FILES[DEFAULT]).read_text(encoding="utf-8")))


def is_time_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ValueError, KeyError, OSError):  # no name of a file, none there, a folder
        return False


def zone(name: str) -> ZoneInfo:
    """The time zone with this name; where there is none, which a check says, that of Greenwich."""
    return ZoneInfo(name if is_time_zone(name) else "UTC")


def of(country: str) -> str:
    """The tag of the language of a country, or the default."""
    return next((tag for tag in FILES if tag.endswith(f"-{country}")), DEFAULT)
