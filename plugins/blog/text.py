"""Titles and contact details as they are written for readers, and for machines."""

import os
import re

from markupsafe import Markup

# What ends a word, and is not seen: tags, but not those within a line, and what is between some.
NO_WORD = re.compile(
    r"<(script|style)\b.*?</\1>|<!--.*?-->"
    r"|<(?!/?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|u)\b)[^>]*>",
    re.DOTALL,
)


def vcard_lines(text: str) -> str:
    """The lines of a vCard, at most 75 characters each, with their ends (RFC 2426, 2.6)."""
    end = "\n" if os.linesep == "\r\n" else "\r\n"  # Pelican writes a \n as the system's own end
    return re.sub("(.{74})(?=.)", "\\1\n ", text).replace("\n", end)


def seen(html: str) -> str:
    """What readers see of a piece of HTML, in one line; no word goes over two blocks."""
    return " ".join(Markup(NO_WORD.sub(" ", html)).striptags().split())


def plain(text: str) -> str:
    """A title or summary as a machine should have it: without what is there for the eye."""
    return seen(text).translate(str.maketrans("‘’“”", "''\"\""))
