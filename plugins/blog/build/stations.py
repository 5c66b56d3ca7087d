"""The stations of the line, in order. Each yields problems; one that stops ends the line."""

import os
import re
import runpy
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from practice import details
from practice.dates import soon_stale, stale
from practice.facts import FactsError

from ..checks import pages, sources
from ..checks.attempt import attempt
from ..checks.memory import Memory
from ..checks.report import located
from ..checks.site import Site
from ..problem import Problem
from ..redirects import published
from ..redirects.moved import check_moved
from ..wording import wording
from ..wording.rules import RULES
from .compress import compress
from .crash import told
from .run_pelican import run_pelican

CONTENT = Path("content")
FACTS = CONTENT / "practice.toml"
SETTINGS = {"preview": "pelicanconf.py", "publish": "publishconf.py", "check": "publishconf.py"}


@dataclass
class Run:
    """One run of the line, which writes the new site into `folder`."""

    mode: str
    folder: Path
    memory: Path  # a folder that lasts from one run to the next
    problems: list[Problem] = field(default_factory=list)
    settings: dict = field(default_factory=dict)
    practice: details.Practice | None = None
    texts: list[sources.Source] = field(default_factory=list)
    pages: int = 0  # how many were looked at

    def go(self) -> None:
        stations = (check_settings, check_sources, check_former, make_pages, check_pages)
        for station in (*stations, compress_pages):
            if not self.stopped:
                self.problems += station(self)

    @property
    def whole(self) -> bool:
        """Whether the line was run to its end."""
        return self.pages > 0

    @property
    def stopped(self) -> bool:
        return any(problem.stops for problem in self.problems)

    @property
    def url(self) -> str:
        """Where the site will be; "" for the preview."""
        if not self.settings["PUBLIC"]:
            return ""
        return (self.settings["SITEURL"] or self.practice.site.url).rstrip("/")

    @property
    def site(self) -> Site:
        """What the sources say that the site will be."""
        texts = {source.place: source for source in self.texts}
        now = datetime.now(UTC)
        return Site(self.settings, Path(), self.practice, now, texts, set(), set())


def check_settings(run: Run) -> Iterator[Problem]:
    name = SETTINGS[run.mode]
    try:
        run.settings = runpy.run_path(name)
    except SystemExit as error:
        yield Problem(name, 1, f"this ends with code {error.code}")
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        yield located(told(error))
    else:
        url = run.settings["SITEURL"]
        if run.settings["PUBLIC"] and url and not re.match(r"https?://[\w[]", url):
            right = f"write the whole of it: https://{url.lstrip('/:')}"
            yield Problem(name, 1, f'SITE_URL is "{url}", which is no whole address; {right}')


def check_sources(run: Run) -> Iterator[Problem]:
    run.texts, problems = sources.read(CONTENT)
    yield from problems
    with suppress(FactsError):  # which is among the problems
        run.practice = details.load(FACTS)
        today = date.today()
        if run.settings["PUBLIC"]:
            yield from map(located, stale(run.practice, FACTS, today))
        for line in soon_stale(run.practice, FACTS, today):
            yield replace(located(line), stops=False)
    yield from check_wording(run)


def check_wording(run: Run) -> Iterator[Problem]:
    memory = Memory(run.memory / "wording.json", run.practice, date.today())
    site = run.site
    for source in run.texts:
        raw = "\n".join((source.path, *source.lines)).encode()
        for each in memory.recall(raw, partial(wording_of, source, run.practice)):
            problem = Problem(*each)
            # What is not published yet may be unfinished, and what is only previewed, unwise.
            lenient = run.mode == "preview" and problem.rule and RULES[problem.rule].previews
            advice = lenient or not site.public(source)
            yield replace(problem, stops=False) if advice else problem
    memory.keep()


def wording_of(source: sources.Source, practice) -> list[tuple]:
    problems: list[Problem] = []
    work = partial(wording.check, source, practice, date.today())
    found = attempt(Path(source.path), problems, lambda: list(work()))
    return [astuple(problem) for problem in [*problems, *(found or [])]]


def check_former(run: Run) -> Iterator[Problem]:
    """What was published is missed; the preview only says so."""
    before = published.recall(run.url or run.practice.site.url)
    if run.url and (live := os.environ.get("LIVE_URL")):
        try:
            before = {address: before.get(address, "") for address in published.live(live)}
        except published.NotCompared as error:
            yield Problem("", 0, str(error), stops=False)
    for problem in check_moved(before, run.site, FACTS):
        yield replace(problem, stops=bool(run.url))


def make_pages(run: Run) -> Iterator[Problem]:
    return map(located, run_pelican(SETTINGS[run.mode], run.folder))


def check_pages(run: Run) -> Iterator[Problem]:
    memory = Memory(run.memory / "pages.json", run.practice, run.url)
    yield from pages.check(run.folder, run.site, run.practice, run.url, memory)
    run.pages = len(list(run.folder.rglob("*.html")))


def compress_pages(run: Run) -> Iterator[Problem]:
    if run.mode == "publish":
        compress(run.folder, run.memory / "compressed")
    return iter(())
