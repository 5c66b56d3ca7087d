"""Days and titles as they are written for readers, and for machines."""

import re
from datetime import date

from markupsafe import Markup


def day(when: date) -> str:
    """Such as 9 June 2026: strftime has no way to leave the zero out that every system knows."""
    return f"{when.day} {when:%B %Y}"


def vcard(text: str) -> str:
    """A value in a vCard: commas, semicolons and backslashes escaped (RFC 2426, section 5)."""
    return re.sub(r"([\\,;])", r"\\\1", text)


def plain(text: str) -> str:
    """A title or summary as a machine should have it: without what is there for the eye."""
    return Markup(text).striptags().translate(str.maketrans("‘’“”\u00a0", "''\"\" "))
