"""Titles and contact details as they are written for readers, and for machines."""

import os
import re

from markupsafe import Markup


def vcard(text: str) -> str:
    """A value in a vCard: backslashes, commas, semicolons, new lines escaped (RFC 2426, 5)."""
    return re.sub(r"([\\,;])", r"\\\1", str(text)).replace("\n", r"\n")


def vcard_lines(text: str) -> str:
    """The lines of a vCard, at most 75 characters each, with their ends (RFC 2426, 2.6)."""
    end = "\n" if os.linesep == "\r\n" else "\r\n"  # Pelican writes a \n as the system's own end
    return re.sub("(.{74})(?=.)", "\\1\n ", text).replace("\n", end)


def seen(text: str) -> str:
    """A title as readers see it, without tags and no-break spaces."""
    return " ".join(Markup(text).striptags().split())


def plain(text: str) -> str:
    """A title or summary as a machine should have it: without what is there for the eye."""
    return seen(text).translate(str.maketrans("‘’“”", "''\"\""))
