"""Addresses: each text has one of its own."""

from collections.abc import Iterator
from functools import partial

from ..problem import Problem
from ..reading.document import Document
from ..reading.metadata import LONGEST_SLUG
from ..run import Run, is_post, is_public


def check_addresses(run: Run) -> Iterator[Problem]:
    """No two posts, and no two pages, share an address; no page has one of the site's own."""
    own = {path.partition("/")[0] for path in run.own_paths} | {"images", "page", "theme"}
    taken: dict[tuple[bool, str], Document] = {}
    for place in sorted(run.contents, key=partial(newcomer, run)):
        document, slug = run.documents[place], run.contents[place].slug
        right = "give this one another, with a line like Slug: a-few-plain-words"
        message = ""
        if not document.value("title"):
            continue
        if not 0 < len(slug) <= LONGEST_SLUG:
            message = "no address can be made of this title;"
        elif not is_post(place) and slug in own:
            message = f'the address "{slug}" is the site\'s own;'
        elif (other := taken.setdefault((is_post(place), slug), document)) is not document:
            message = f'{other.path} has the address "{slug}" too; if one is a copy, delete it, or'
        if message:
            yield document.problem(line_of_address(document), f"{message} {right}")


def newcomer(run: Run, place: str) -> tuple:
    """Sorts the texts, so that of two the one that came later, or is a copy, is told to change."""
    content = run.contents[place]
    day = getattr(content, "date", None)
    return not is_public(content), day.isoformat() if day else "", len(place), place


def line_of_address(document: Document) -> int:
    """The line of the header that gives the text its address."""
    return document.line("slug" if document.value("slug") else "title")
