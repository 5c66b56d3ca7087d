"""practice.toml as a colleague reads it: advice on what is right and could be better."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from practice import facts
from practice.dates import faults, last_day, stale
from practice.details import Dated, Practice, Security

from ..problem import Problem
from ..run import Run

WAYS = ("email", "phone")  # the keys of [contact] by which a visitor reaches the practice
NOTICE = timedelta(days=30)  # before a fact may no longer be published


def check_practice(run: Run) -> Iterator[Problem]:
    known = run.facts, run.home / "practice.toml"
    for fault in chain(unreachable(*known), soon_stale(*known, date.today())):
        yield Problem(*fault, stops=False)
    for fault in () if run.public else stale(*known, date.today()):
        message = f"{fault} (the public site will not be built until this is mended)"
        yield Problem("", 0, message, stops=False)  # in no file, so that each build says it


def unreachable(practice: Practice, path: Path) -> Iterator[facts.Fault]:
    """Whether the site says how to reach the practice; none if practice.toml cannot be read."""
    if practice.contact.name and not any(getattr(practice.contact, way) for way in WAYS):
        message = f"no visitor can reach you; set {' or '.join(WAYS)} below [contact]"
        yield facts.fault(path, ("contact",), message)


def soon_stale(practice: Practice, path: Path, today: date) -> Iterator[facts.Fault]:
    """Each fact that may be published on `today`, and after NOTICE no more."""
    return faults(practice, path, lambda day: today <= day <= today + NOTICE, nearly_over)


def nearly_over(fact: Dated | Security) -> str:
    ends = "expires on" if fact.expires else "must be checked again by"
    return (
        f"{ends} {last_day(fact)}; after that day the public site is not built until you renew it"
    )
