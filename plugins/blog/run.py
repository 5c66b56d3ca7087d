"""One run of Pelican: what its hooks know of the site."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import practice
from markdown.extensions import Extension
from pelican.contents import Content
from pelican.generators import Generator

from . import languages
from .css import Palette
from .logs import Complaints
from .memory import Memory
from .problem import Problem
from .reading.document import Document


@dataclass
class Run:
    """The setting `RUN`, which `prepare` makes.

    `documents` and `contents` go by the place of the source in content/: posts/apps.md.
    """

    settings: dict
    practice: practice.PracticeExtension
    figures: Extension  # images/figures.py
    complaints: Complaints
    palette: Palette
    problems: list[Problem] = field(default_factory=list)
    files: set[str] = field(default_factory=set)  # the places of all texts and pictures
    documents: dict[str, Document] = field(default_factory=dict)
    generators: list[Generator] = field(default_factory=list)  # once they are finalized
    pages: dict = field(default_factory=dict)  # what is known of each page of the site (Written)
    marks: dict[str, str] = field(default_factory=dict)  # what each file is made from (writing/)
    kept: dict[str, Path] = field(default_factory=dict)  # files of an earlier site, not written

    def told(self, document: Document) -> list[tuple[int, str]]:
        """(line, message) of all that the extensions of Markdown found wrong in the last text."""
        found = [*self.practice.problems.items(), *self.figures.told(document)]
        self.practice.problems.clear()
        return found

    def keep_memories(self, whole: bool) -> None:
        """Write down what was found; `whole`: nothing else will be asked for by this build."""
        for memory in (self.converted, self.checked, self.looked_at):
            memory.keep(whole)

    @property
    def public(self) -> bool:
        return self.settings["PUBLIC"]

    @property
    def only(self) -> str:
        """The place of the one text that is looked at, if it is one: `make check POST=apps`."""
        return self.settings.get("ONLY", "")

    def words_of(self, path: Path) -> Path:
        """The file with the words of the text at `path`: another one, while they are not saved."""
        unsaved = self.settings.get("UNSAVED")
        return Path(unsaved) if unsaved and path == self.home / self.only else path

    def is_wanted(self, content: Content) -> bool:
        return self.only in ("", content.relative_source_path)

    @property
    def url(self) -> str:
        """Where the site will be; "" for the preview."""
        return self.settings["SITEURL"] if self.public else ""

    @property
    def home(self) -> Path:
        """The folder content/."""
        return Path(self.settings["PATH"])

    @property
    def work(self) -> Path:
        """The folder for what is remembered from run to run; it can all be made again."""
        return Path(self.settings["WORK_PATH"])

    @cached_property
    def converted(self) -> Memory:
        """What texts became, by their words."""
        known = self.settings["MARKDOWN"]
        stock = {**known, "extensions": [each for each in known["extensions"] if type(each) is str]}
        return Memory(self.work / "texts.db", self.facts, self.url, stock)

    @cached_property
    def pictures(self) -> str:
        """All that a picture in a text goes by, beside its address.

        Those in content/images/ are known by size and times, as they are too large to read.
        """
        found = sorted(path for path in self.home.glob("images/**/*") if path.is_file())
        return repr((self.palette.paper, [*map(times, found)]))

    @cached_property
    def checked(self) -> Memory:
        """What was found in texts, each by itself."""
        return Memory(self.work / "checked.db", self.facts)

    @cached_property
    def looked_at(self) -> Memory:
        """What was found on pages, by their bytes."""
        return Memory(self.work / "pages.db", self.facts, self.public)

    @property
    def facts(self) -> practice.details.Practice:
        return self.practice.facts

    @property
    def language(self) -> languages.Language:
        return languages.read(self.facts.site.language)

    @property
    def context(self) -> dict:
        return self.generators[0].context

    @property
    def env(self):
        """The theme's templates, for Jinja."""
        return self.generators[0].env

    @cached_property
    def contents(self) -> dict[str, Content]:
        """Each post and page that Pelican knows; one with the status skip it does not."""
        found = self.context["generated_content"]
        return {place: found[place] for place in sorted(self.documents) if found.get(place)}

    @cached_property
    def published(self) -> dict[str, str]:
        """The places of what visitors will see, by address: /post/apps/."""
        seen = ((place, each) for place, each in self.contents.items() if is_public(each))
        return {f"/{each.url}": place for place, each in seen if each.slug}

    @cached_property
    def waiting(self) -> list[Content]:
        """The posts that are public once their day has come, the next one first."""
        said = (place for place in self.contents if not is_kept_back(self.documents[place]))
        posts = (self.contents[place] for place in said if is_post(place))
        return sorted((post for post in posts if not is_public(post)), key=lambda post: post.date)

    @cached_property
    def topics(self) -> dict[str, set[str]]:
        """The addresses of the tags, and of the categories, of which visitors will see a post."""
        found = {"tag": self.context["tags"], "category": self.context["categories"]}
        return {kind: {f"/{topic.url}" for topic, _ in pairs} for kind, pairs in found.items()}

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
        return {"/", *self.published, *self.topics["tag"], *self.topics["category"], *own}


def times(path: Path) -> tuple[str, int, int, int]:
    """The file by its size and its times, of which no edit leaves all as they were."""
    now = path.stat()
    return path.as_posix(), now.st_size, now.st_mtime_ns, now.st_ctime_ns


def is_public(content: Content | None) -> bool:
    """Whether visitors will see this; what lies in the future is a draft to Pelican."""
    return content is not None and content.status == "published"


def is_kept_back(document: Document) -> bool:
    """Whether its author says so; what lies in the future she need not keep back."""
    return document.value("status").lower() not in ("", "published")


def is_post(place: str) -> bool:
    return place.startswith("posts/")
