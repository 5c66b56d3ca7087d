"""Checks all that the author wrote, before anything is built from it."""

import runpy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from practice import details

from ..problem import Problem
from ..redirects.check import check_redirects
from .attempt import attempt, printable, shown
from .complete_words import check_words
from .convert import STAND_IN, converter, read_source
from .files import listing, why_wrong
from .header import check_header
from .leftovers import check_leftovers
from .links import check_links
from .site import Site
from .source import Source
from .tags import check_balance, check_depth, check_tags
from .unique import check_addresses, check_topics
from .values import check_values
from .words import check_headings, check_ids, check_pictures

ROOT = Path(__file__).parents[3]

OF_A_TEXT = (
    *(check_header, check_tags, check_balance, check_depth),
    *(check_headings, check_ids, check_pictures, check_leftovers, check_words),
)
OF_A_TEXT_IN_ITS_SITE = (check_values, check_links)
OF_ALL_TEXTS = (check_addresses, check_topics)


def check(content: Path) -> list[Problem]:
    """Everything that is wrong with what is in `content`, sorted by place."""
    return read(content)[1]


def read(content: Path) -> tuple[list[Source], list[Problem]]:
    """The author's texts, each read once, and everything that is wrong in `content`."""
    problems: list[Problem] = []
    settings = runpy.run_path(str(ROOT / "pelicanconf.py"))
    facts = content / "practice.toml"
    practice = attempt(facts, problems, partial(details.load, facts)) or STAND_IN
    convert = converter(practice, settings["MARKDOWN"])

    sources: dict[str, Source] = {}
    texts, pictures = set(), set()
    for path in listing(content):
        place = path.relative_to(content).as_posix()
        if why := attempt(path, problems, partial(why_wrong, path, PurePosixPath(place))):
            problems.append(Problem(shown(path), 1, why))
        elif place.startswith("images/"):
            pictures.add(place)
        elif path.suffix == ".md":
            texts.add(place)
            if found := attempt(path, problems, partial(read_source, path, place, convert)):
                sources[place], wrong = found
                problems += wrong

    site = Site(settings, ROOT, practice, datetime.now(UTC), sources, texts, pictures)
    for source in sources.values():
        attempt(content / source.place, problems, partial(collect, problems, every(source, site)))
    collect(problems, chain.from_iterable(check(site) for check in OF_ALL_TEXTS))
    collect(problems, check_redirects(site, facts))
    plain = {replace(problem, message=printable(problem.message)) for problem in problems}
    return list(sources.values()), sorted(plain)


def every(source: Source, site: Site) -> Iterator[Problem]:
    for check in OF_A_TEXT:
        yield from check(source)
    for check in OF_A_TEXT_IN_ITS_SITE:
        yield from check(source, site)


def collect(problems: list[Problem], found: Iterator[Problem]) -> None:
    """Add one after the other, so that what was found stays if the search fails."""
    for problem in found:
        problems.append(problem)
