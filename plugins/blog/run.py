"""One run of Pelican: what its hooks know of the site."""

import re
import time
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import practice
from markdown import Markdown
from markdown.extensions import Extension
from pelican.contents import Content

from . import languages
from .css import Palette
from .logs import Complaints
from .memory import Memory
from .problem import Problem
from .reading.document import Document

COARSE = 2  # seconds, the steps in which FAT counts them


class Run:
    """The setting `RUN`, which `prepare` makes.

    `documents` and `contents` go by the place of the source in content/: posts/apps.md.
    """

    context: dict  # Pelican's, once all texts are read

    def __init__(self, settings: dict, figures: Extension, palette: Palette):
        """`figures`: images/figures.py."""
        self.settings, self.figures, self.palette = settings, figures, palette
        self.practice: practice.PracticeExtension = settings["PRACTICE"]
        self.facts = self.practice.facts
        self.language = languages.read(self.facts.site.language)
        self.public: bool = settings["PUBLIC"]
        self.url: str = settings["SITEURL"] if self.public else ""  # where the site will be
        self.home = Path(settings["PATH"])  # the folder content/
        self.work = Path(settings["WORK_PATH"])  # for what is remembered, and can be made again
        # The place of the one text that is looked at, if it is one: `make check POST=apps`.
        self.only: str = settings.get("ONLY", "")

        self.complaints = Complaints.attach()
        self.problems: list[Problem] = []
        self.files: set[str] = set()  # the places of all texts and pictures
        self.refused: set[str] = set()  # the names of files that do not belong where they are
        self.documents: dict[str, Document] = {}
        self.pages: dict = {}  # what is wrong on each page, and its links
        self.marks: dict[str, str] = {}  # what each file is made from (writing/)
        self.kept: dict[str, Path] = {}  # files of an earlier site, not written
        self.ahead: set[str] = set()  # the posts that were dated ahead
        self.found: dict[str, list[Problem]] = {}  # what is wrong in each text, by its place
        self.generators: list = []  # Pelican's
        self.writer = self.search = None  # what wrote the site, and what its search goes by

        known = settings["MARKDOWN"]
        stock = {**known, "extensions": [each for each in known["extensions"] if type(each) is str]}
        # What texts became, by their words; what was found in them; and on pages, by their bytes.
        given = settings["SITEURL"], settings.get("CONTACT_BLOCK"), stock
        self.converted = Memory(self.work / "texts.db", self.facts, *given)
        self.checked = Memory(self.work / "checked.db", self.facts)
        given = self.facts, self.public, settings["JINJA_ENVIRONMENT"]
        self.looked_at = Memory(self.work / "pages.db", *given)

    def end(self) -> None:
        """Write down what was found."""
        self.complaints.detach()
        for memory in (self.converted, self.checked, self.looked_at):
            memory.keep()

    def in_facts(self, message: str, *key: str | int) -> Problem:
        """What is wrong on the line of practice.toml on which `key` begins."""
        return Problem(*practice.facts.fault(self.home / "practice.toml", key, message))

    @cached_property
    def markdown(self) -> Markdown:
        """One for all texts: its extensions know what they found in the last of them."""
        markdown = Markdown(**self.settings["MARKDOWN"])
        # Pelican adds it; here the reader parses the header, so that each line has its number.
        markdown.preprocessors.deregister("meta", strict=False)
        return markdown

    @cached_property
    def pictures(self) -> str:
        """All that a picture in a text goes by, beside its address.

        Those in content/images/ are known by size and times, as they are too large to read.
        """
        found = sorted(path for path in self.home.glob("images/**/*") if path.is_file())
        return repr((self.palette.paper, [*map(times, found)]))

    @cached_property
    def contents(self) -> dict[str, Content]:
        """Each post and page that Pelican knows."""
        found = self.context["generated_content"]
        return {place: found[place] for place in sorted(self.documents) if found.get(place)}

    @cached_property
    def published(self) -> dict[str, Document]:
        """What visitors will see, by address: /post/apps/."""
        seen = ((self.documents[place], each) for place, each in self.contents.items())
        return {f"/{each.url}": text for text, each in seen if each.slug and is_public(each)}

    @cached_property
    def waiting(self) -> list[Content]:
        """The posts that are public once their day has come, the next one first.

        What is dated ahead is a draft to Pelican, though its author does not keep it back.
        """
        found = (each for at, each in self.contents.items() if is_waiting(each, self.documents[at]))
        return sorted(found, key=lambda post: post.date)

    def dated_ahead(self, since: timedelta = timedelta()) -> set[str]:
        """The places of the posts that are dated ahead, now or `since`: drafts to Pelican."""
        posts = ((at, each.date) for at, each in self.contents.items() if is_post(at))
        return {at for at, day in posts if day > datetime.now(day.tzinfo) + since}

    @cached_property
    def own_paths(self) -> set[str]:
        """The paths that the settings and the theme give to pages and files, not to her texts."""
        name = re.compile(r"\w+_SAVE_AS|FEED_(?:ALL_)?(?:ATOM|RSS)")
        named = {value for key, value in self.settings.items() if name.fullmatch(key) and value}
        direct = self.settings["DIRECT_TEMPLATES"]
        made = {self.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html") for name in direct}
        roots = (Path(self.settings["THEME"], at) for at in self.settings["THEME_STATIC_PATHS"])
        files = {path.relative_to(root).as_posix() for root in roots for path in root.rglob("*")}
        return named | made | files

    @cached_property
    def addresses(self) -> set[str]:
        """Every address that a visitor will find, without index.html at its end."""
        paths = (path for path in self.own_paths if "{" not in path)
        own = {f"/{path}".removesuffix("index.html") for path in paths}
        topics = (*self.context["tags"], *self.context["categories"])
        return {"/", *self.published, *(f"/{topic.url}" for topic, _ in topics), *own}


def let_go_of_contents() -> None:
    """Pelican keeps the finished HTML of every text of every run, for as long as it lives."""
    for made in (Content.get_content, Content.get_summary):
        made.cache.clear()


def times(path: Path) -> tuple[str, int, int, int, int]:
    """The file by its size and its times, of which no edit leaves all as they were.

    Where the disk counts in whole seconds, one that is so young is another one each time.
    """
    now = path.stat()
    is_young = not now.st_mtime_ns % 10**9 and 0 <= time.time() - now.st_mtime < COARSE
    stamp = now.st_size, now.st_mtime_ns, now.st_ctime_ns
    return path.as_posix(), *stamp, time.time_ns() * is_young


def is_public(content: Content | None) -> bool:
    """Whether visitors will see this; what lies in the future is a draft to Pelican."""
    return content is not None and content.status == "published"


def is_waiting(content: Content, document: Document) -> bool:
    """Whether visitors will see this by itself once its day has come."""
    return content.status == "draft" and document.value("status").lower() in ("", "published")


def is_post(place: str) -> bool:
    return place.startswith("posts/")
