"""Facts with a date: which may no longer be published."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from . import facts
from .details import Practice
from .toml_lines import Key

CHECKED_FOR = timedelta(days=365)
NAMES = {"help_lines": "help line", "membership": "membership", "security": "security contact"}


def dated(practice: Practice) -> Iterator[tuple[Key, str, date, date]]:
    """Each fact with a date: the key of the date, what it is called, the date, its last day."""
    found = [(("help_lines", n), line) for n, line in enumerate(practice.help_lines)]
    found += [((name,), getattr(practice, name)) for name in ("membership", "security")]
    for key, fact in found:
        if fact and fact.expires:
            yield (*key, "expires"), NAMES[key[0]], fact.expires, fact.expires
        elif fact:
            said = fact.checked_on
            yield (*key, "checked_on"), NAMES[key[0]], said, said + CHECKED_FOR


def stale(practice: Practice, path: Path, today: date) -> Iterator[facts.Fault]:
    """A fault for each fact that may no longer be published on `today`."""
    for key, name, said, last in dated(practice):
        if last < today:
            why = f"was last checked on {said}; check it, then write today's date"
            if key[-1] == "expires":
                why = f"expired on {said}; renew it and its date, or take it out"
            yield facts.fault(path, key, f"this {name} {why}")
