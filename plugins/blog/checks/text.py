"""Headings, and the names that links can lead to: in order, and each once."""

import re
from collections.abc import Iterator

from ..problem import Problem
from ..reading.document import Document, numbered
from . import page

THEME_IDS = ("main",)  # in theme/templates/base.html


def check_headings(document: Document) -> Iterator[Problem]:
    """Below the title, which is the page's h1, headings go down one step at a time."""
    wrong = dict(page.headings(document.page, above=1))
    for heading, nth in numbered(document.page.all(*page.HEADINGS), lambda heading: heading.tag):
        if heading in wrong:
            level = int(heading.tag[1])
            underlined = rf"^.+\n[ >]*{'=' if level == 1 else '-'}+\s*$"
            pattern = rf"^[ >]*#{{{level}}}(?!#)|<{heading.tag}\b|{underlined}"
            yield document.problem(document.find(pattern, nth), wrong[heading])


def check_ids(document: Document) -> Iterator[Problem]:
    """A name that links can lead to stands once on the page."""
    for element, message in page.ids(document.page, THEME_IDS):
        name = element.attrs["id"]
        word = rf"{re.escape(name)}\b"
        pattern = rf"#{word}|id\s*=\s*.?{word}|(?i:^[ >]*#+\s*{word})"
        yield document.problem(document.find(pattern, name not in THEME_IDS), message)
