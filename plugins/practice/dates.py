"""Facts with a date: which may no longer be published."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from . import facts
from .details import Practice

CHECKED_FOR = timedelta(days=365)
NAMES = {"help_lines": "help line", "membership": "membership", "security": "security contact"}


def stale(practice: Practice, path: Path, today: date) -> list[facts.Fault]:
    """A fault for each fact that may no longer be published on `today`."""
    return list(faults(practice, path, partial(over, today)))


def over(today: date, fact) -> str:
    if last_day(fact) >= today:
        return ""
    if fact.expires:
        return f"expired on {fact.expires}; renew it and its date, or take it out"
    return f"was last checked on {fact.checked_on}; check it, then write today's date"


def last_day(fact) -> date:
    """The last day on which it may be published."""
    return fact.expires or fact.checked_on + CHECKED_FOR


def faults(practice: Practice, path: Path, say: Callable[[object], str]) -> Iterator[facts.Fault]:
    """What `say` has to say of each fact with a date, on the line of that date."""
    dated = [(("help_lines", n), line) for n, line in enumerate(practice.help_lines)]
    dated += [((name,), getattr(practice, name)) for name in ("membership", "security")]
    for key, fact in dated:
        if fact and (said := say(fact)):
            line = (*key, "expires" if fact.expires else "checked_on")
            yield facts.fault(path, line, f"this {NAMES[key[0]]} {said}")
