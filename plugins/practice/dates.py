"""Facts with a date: which may no longer be published, and which soon may not."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from . import facts
from .details import Dated, Practice, Security

NOTICE = timedelta(days=30)
NAMES = {"help_lines": "help line", "membership": "membership", "security": "security contact"}


def stale(practice: Practice, path: Path, today: date) -> list[facts.Fault]:
    """A fault for each fact that may no longer be published on `today`."""
    over = ((key, fact) for key, fact in dated(practice) if fact.last_day < today)
    return [fault(path, key, fact, is_over(fact)) for key, fact in over]


def soon_stale(practice: Practice, path: Path, today: date) -> list[facts.Fault]:
    """A fault for each fact that may be published on `today`, and after NOTICE no more."""
    end = today + NOTICE
    soon = ((key, fact) for key, fact in dated(practice) if today <= fact.last_day <= end)
    return [fault(path, key, fact, is_nearly_over(fact)) for key, fact in soon]


def is_over(fact: Dated | Security) -> str:
    if fact.expires:
        return f"expired on {fact.expires}; renew it and its date, or take it out"
    return f"was last checked on {fact.checked_on}; check it, then write today's date"


def is_nearly_over(fact: Dated | Security) -> str:
    ends = "expires on" if fact.expires else "must be checked again by"
    return f"{ends} {fact.last_day}; after that day the public site is not built until you renew it"


def dated(practice: Practice) -> Iterator[tuple[facts.Key, Dated | Security]]:
    """Every fact with a date, and its key."""
    for number, line in enumerate(practice.help_lines):
        yield ("help_lines", number), line
    for name in ("membership", "security"):
        if fact := getattr(practice, name):
            yield (name,), fact


def fault(path: Path, key: facts.Key, fact: Dated | Security, what: str) -> facts.Fault:
    named = "expires" if fact.expires else "checked_on"
    return facts.fault(path, (*key, named), f"this {NAMES[key[0]]} {what}")
