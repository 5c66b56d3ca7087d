"""Whether each address, old ones too, is one text's alone, and leads to something that is there."""

from collections.abc import Iterator
from functools import partial

from ..checks.links import wrong_address
from ..disk import data
from ..problem import Problem
from ..reading.document import Document
from ..reading.metadata import EXAMPLES, LONGEST_SLUG
from ..run import Run, is_post, is_public
from . import Alias, all_aliases, key

SAYS = data(__file__)


def check_redirects(run: Run) -> Iterator[Problem]:
    """No old address contradicts the site or another one, and each leads on at once."""
    there = {key(address): address for address in run.addresses}
    first: dict[str, Alias] = {}
    for alias in all_aliases(run):
        other = first.setdefault(key(alias.old), alias) if alias.public else alias
        if message := wrong_old(alias, other, there, run):
            yield problem(alias, "old", message, run)
        leads_here = alias.public and alias.new.startswith("/")
        if leads_here and (message := wrong_address(alias.new, None, run, SAYS["new"])):
            yield problem(alias, "new", message, run)


def problem(alias: Alias, end: str, message: str, run: Run) -> Problem:
    """On the line of the header; of a redirect, on that of its `end`, old or new."""
    if alias.document:
        return alias.document.problem(alias.document.line("aliases"), message)
    return run.in_facts(message, *alias.key, *([end] if alias.new else []))


def wrong_old(alias: Alias, other: Alias, there: dict[str, str], run: Run) -> str:
    """Why the old address cannot be one, or is not free; `other` was the first to have it."""
    if not alias.old:
        return SAYS["no_alias" if alias.document else "no_address"].format(alias.said, **EXAMPLES)
    if alias.public and (address := there.get(key(alias.old))):
        text = run.published.get(address)
        whose = "sites" if not text else "own" if text is alias.document else "texts"
        return SAYS[whose].format(alias.said, text and text.path)
    if other is not alias:
        where = other.document.path if other.document else "practice.toml"
        return SAYS["leads"].format(alias.said, other.new or "nothing", where)
    return ""


def check_addresses(run: Run) -> Iterator[Problem]:
    """No two posts, and no two pages, share an address; no page has one of the site's own."""
    own = {path.partition("/")[0] for path in run.own_paths} | {"images", "page", "theme"}
    taken: dict[tuple[bool, str], Document] = {}
    titled = (x for x in run.contents if run.documents[x].value("title") not in SAYS["untitled"])
    for place in sorted(titled, key=partial(newcomer, run)):
        document, slug = run.documents[place], run.contents[place].slug
        other, wrong = document, ""
        if not 0 < len(slug) <= LONGEST_SLUG:
            wrong = SAYS["no_slug"]
        elif not is_post(place) and slug in own:
            wrong = SAYS["slug_of_site"]
        elif (other := taken.setdefault((is_post(place), slug), document)) is not document:
            wrong = SAYS["slug_of_text"]
        if wrong:
            said = {"slug": slug, "path": other.path, "new": slug[:60].strip("-") or "some-words"}
            # A draft is not published, so it takes no address from another.
            is_free = run.public and document.value("status").lower() == "draft"
            yield document.problem(line_of_address(document), wrong.format(**said), not is_free)


def newcomer(run: Run, place: str) -> tuple:
    """Sorts the texts, so that of two the one that came later, or is a copy, is told to change."""
    content = run.contents[place]
    return not is_public(content), str(getattr(content, "date", "")), len(place), place


def line_of_address(document: Document) -> int:
    """The line of the header that gives the text its address."""
    return document.line("slug" if document.value("slug") else "title")
