"""Headings, names and pictures in a text: in order, once, described."""

import re
from collections.abc import Iterator

from ..problem import Problem
from .links import address, typed
from .source import Source, numbered

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
THEME_IDS = ("main",)  # in theme/templates/base.html
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif)|(?:IMG|DSC)[_-]?\d+", re.IGNORECASE)


def check_headings(source: Source) -> Iterator[Problem]:
    """Below the title, which is the page's h1, headings go down one step at a time."""
    above = 1
    for heading, nth in numbered(source.page.all(*HEADINGS), lambda heading: heading.tag):
        level, words = int(heading.tag[1]), source.page.text(heading).strip()
        message = ""
        if not words:
            message = "this heading has no words; write some, or take it out"
        elif level == 1:
            message = f'"{words}" is a heading as high as the title; begin it with ##'
        elif level > above + 1:
            right = f"begin it with {'#' * (above + 1)}"
            message = f'"{words}" is two steps below the heading above it; {right}'
        if message:
            underlined = rf"^.+\n[ >]*{'=' if level == 1 else '-'}+\s*$"
            pattern = rf"^[ >]*#{{{level}}}(?!#)|<{heading.tag}\b|{underlined}"
            yield source.problem(source.find(pattern, nth), message)
        above = max(level, 2)


def check_ids(source: Source) -> Iterator[Problem]:
    """A name that links can lead to stands once on the page."""
    seen = set(THEME_IDS)
    for element in source.page.elements:
        name = element.attrs.get("id")
        if name in seen:
            word = rf"{re.escape(name)}\b"
            pattern = rf"#{word}|id\s*=\s*.?{word}|(?i:^[ >]*#+\s*{word})"
            line = source.find(pattern, name not in THEME_IDS)
            right = "give this one another, like ## Heading {#another-name}"
            yield source.problem(line, f'the page has the name "{name}" already; {right}')
        elif name is not None:
            seen.add(name)


def check_pictures(source: Source) -> Iterator[Problem]:
    """Each picture says in words what it shows, and is written in Markdown."""
    for picture, nth in numbered(source.page.all("img"), address):
        alt, src = picture.attrs.get("alt", "").strip(), address(picture)
        message = ""
        if not alt:
            right = f"write ![What it shows]({src}), or if it shows nothing ![decoration]({src})"
            message = f"this picture has no words for those who cannot see it; {right}"
        elif FILE_NAME.fullmatch(alt):
            message = f'"{alt}" does not tell what the picture shows; say it in a few words'
        if message:
            yield source.problem(source.line_of(picture, nth, typed(src)), message)
    for picture in source.typed.all("img"):
        right = "write ![What it shows]({static}../images/name.jpg)"
        yield source.problem(source.body + picture.line - 1, f"this picture is in HTML; {right}")
