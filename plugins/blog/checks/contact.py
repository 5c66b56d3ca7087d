"""Whether the site says how to reach the practice."""

from collections.abc import Iterator
from pathlib import Path

from practice import facts
from practice.details import Practice

from ..problem import Problem, shown

WAYS = ("email", "phone")  # the keys of [contact] by which a visitor reaches the practice


def check_contact(practice: Practice, path: Path) -> Iterator[Problem]:
    """Advice on the [contact] of the practice.toml at `path`; none if that could not be read."""
    contact = practice.contact
    if contact.name and not any(getattr(contact, way) for way in WAYS):
        message = f"no visitor can reach you; set {' or '.join(WAYS)} below [contact]"
        yield Problem(shown(path), facts.line(path, ("contact",)), message, stops=False)
