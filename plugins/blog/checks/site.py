"""What the finished site will have: its addresses, and whatever a link may lead to."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from markupsafe import Markup
from practice.details import Practice
from unidecode import unidecode

from .source import Source

LONGEST_SLUG = 150  # most file systems take names of 255
MOMENT = re.compile(r"[0-9]{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


@dataclass(frozen=True)
class Site:
    settings: dict  # those of pelicanconf.py
    root: Path  # where the theme's folder is
    practice: Practice
    now: datetime
    sources: dict[str, Source]  # by place: posts/apps.md
    texts: set[str]  # the places of all texts, those too that could not be read
    pictures: set[str]

    def public(self, source: Source) -> bool:
        """Whether visitors will see this; a post from the future they will not."""
        if source.value("status").lower() not in ("", "published"):
            return False
        try:
            day = moment(source.value("date"))
        except ValueError:
            return True
        day = day if day.tzinfo else day.replace(tzinfo=ZoneInfo(self.settings["TIMEZONE"]))
        return day <= self.now or not source.is_post

    @cached_property
    def pages(self) -> dict[str, Source]:
        """What visitors will see, by its address: /post/apps/."""
        seen = filter(self.public, self.sources.values())
        slugs = ((slug_of(source), source) for source in seen)
        return {f"/{self.home(text).format(slug=slug)}": text for slug, text in slugs if slug}

    def home(self, source: Source) -> str:
        """The pattern of the addresses of all posts, or of all pages: post/{slug}/."""
        return self.settings["ARTICLE_URL" if source.is_post else "PAGE_URL"]

    def address(self, kind: str, slug: str) -> str:
        return "/" + self.settings[f"{kind}_URL"].format(slug=slug)

    @cached_property
    def addresses(self) -> set[str]:
        """Every address of the site, without index.html at its end."""
        tags = {self.address("TAG", slug) for slug in self.topics("tag")}
        categories = {self.address("CATEGORY", slug) for slug in self.topics("category")}
        own = {f"/{path}".removesuffix("index.html") for path in self.own_paths if "{" not in path}
        return {"/", *self.pages, *tags, *categories, *own}

    @cached_property
    def own_paths(self) -> set[str]:
        """The paths that the settings and the theme give to pages and files, not to her texts."""
        name = re.compile(r"\w+_(?:URL|SAVE_AS)|FEED_(?:ALL_)?(?:ATOM|RSS)")
        settings = ((key, value) for key, value in self.settings.items() if name.fullmatch(key))
        named = {value for _, value in settings if isinstance(value, str) and value}
        direct = {f"{name}.html" for name in self.settings["DIRECT_TEMPLATES"]}
        theme = Path(self.root, self.settings["THEME"])
        roots = (theme / path for path in self.settings["THEME_STATIC_PATHS"])
        files = {str(file.relative_to(root)) for root in roots for file in root.rglob("*")}
        return named | direct | files | set(self.settings["STATIC_PATHS"])

    @cached_property
    def own_folders(self) -> set[str]:
        """The first parts of those paths, which no page may take for its own."""
        folders = {path.partition("/")[0] for path in self.own_paths}
        return folders | {"images", "page", "search", "theme"}

    def topics(self, kind: str) -> set[str]:
        """The slugs of all tags, or of all categories, of which visitors will see a post."""
        posts = [text for text in self.sources.values() if text.is_post and self.public(text)]
        return {slug(name) for post in posts for name, _ in self.topics_of(post, kind)}

    def topics_of(self, post: Source, kind: str) -> list[tuple[str, int]]:
        """The names of the post's tags, or of its category, with their line."""
        if kind == "tag":
            return [(name, post.line("tags")) for name in names(post.value("tags"))]
        category = post.value("category") or self.settings["DEFAULT_CATEGORY"]
        return [(category, post.line("category"))]

    def templates(self, kind: str) -> set[str]:
        """The names of the theme's templates for a text of this kind: "article" or "page"."""
        folder = Path(self.root, self.settings["THEME"], "templates")
        extends = f'extends "{kind}.html"'
        fit = (path.stem for path in folder.glob("*.html") if extends in path.read_text("utf-8"))
        return {kind, *fit}


def slug_of(source: Source) -> str:
    return source.value("slug") or slug(source.value("title"))


def slug(text: str) -> str:
    """`text` as part of an address, as Pelican makes it (pelican.utils.slugify)."""
    plain = unidecode(unicodedata.normalize("NFKC", Markup(text).striptags()))
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip()).lower()


def names(tags: str) -> list[str]:
    """The tags in a header's line, which has commas or else semicolons between them."""
    parts = tags.split(";" if ";" in tags else ",")
    return list(dict.fromkeys(filter(None, map(str.strip, parts))))


def moment(value: str) -> datetime:
    """The day, perhaps with a time, that `value` gives in ISO form; a ValueError says why not."""
    if not MOMENT.fullmatch(value):
        raise ValueError("is not a date")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("does not exist") from None
