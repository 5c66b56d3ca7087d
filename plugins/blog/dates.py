"""Days as readers see them."""

from datetime import date


def day(when: date) -> str:
    """Such as 9 June 2026: strftime has no way to leave the zero out that every system knows."""
    return f"{when.day} {when:%B %Y}"
