"""Posts as drafts of this site: where each goes, what its header says, how its links lead on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from html import unescape
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from markdown import Markdown
from pelican.settings import read_settings
from pelican.utils import get_date, slugify

from ..problem import Problem
from ..reading.metadata import is_understood
from . import ASK, PATTERNS, TEMPLATES, Post
from .body import markdown, visible, words
from .export import Export, reading

NOTE = "Look at this, then take this note out"  # as it is in draft.md
DRAFT = TEMPLATES.get_template("draft.md")


@dataclass
class Draft:
    post: Post
    slug: str
    path: str
    there: bool  # from an import before this one
    asked: list[str]
    problems: list[Problem] = field(default_factory=list)  # what is asked, at its place
    text: str = ""
    words: int = 0
    lost: int = 0


class Drafts(list[Draft]):
    """Those of all posts, by where these came from. `ways` are the files that addresses lead to."""

    def __init__(self, posts: dict[str, Post], export: Export):
        super().__init__()
        self.settings, self.export = read_settings("pelicanconf.py"), export
        hosts = {urlsplit(post.address).netloc.removeprefix("www.") for post in posts.values()}
        self.hosts = hosts - {""}
        self.imported, self.ways = {}, {}
        for path in sorted(Path("content/posts").rglob("*.md")):
            name = path.relative_to("content/posts").as_posix()
            head = path.read_text(encoding="utf-8", errors="replace").partition("\n\n")[0]
            said = {key.lower(): value for key, value in PATTERNS["known"].findall(head)}
            self.imported[said.get("imported")] = name
            slug = said.get("slug") or self.slug(said.get("title", ""))
            self.lead(name, path.stem, slug, *re.split(r"[\s,]+", said.get("aliases", "")))
        self.extend([self.place(source, post) for source, post in posts.items()])
        for source, draft in zip(posts, self, strict=True):
            with reading(Path(source)):
                self.write(source, draft)

    def slug(self, said: str) -> str:
        return slugify(said, self.settings["SLUG_REGEX_SUBSTITUTIONS"])[:150].strip("-")

    def key(self, way: str) -> str:
        """What an address goes by: its path, in small letters, without slashes around and .html."""
        path = unquote(urlsplit(way).path)
        whole = path if "/" in path else self.settings["ARTICLE_URL"].format(slug=path)
        return whole.strip("/ ").removesuffix(".html").lower()

    def lead(self, name: str, *ways: str) -> None:
        for way in filter(None, ways):
            self.ways.setdefault(self.key(way), name)

    def place(self, source: str, post: Post) -> Draft:
        """Keep the last part of the old address, unless another text has it."""
        last = self.key(post.address).rpartition("/")[2] if post.address else ""
        wish = last if is_understood("slug", last) else self.slug(last or post.title) or "untitled"
        there = self.imported.get(source, "")
        free = (each for each in numbered(wish) if there or self.key(each) not in self.ways)
        slug = next(free)
        name = there or f"{slug}.md"
        draft = Draft(post, slug, f"content/posts/{name}", bool(there), [*post.questions])
        if slug != wish:
            draft.asked.append(ASK["taken"].format(wish))
        self.lead(name, slug, post.address, *post.former)
        return draft

    def write(self, source: str, draft: Draft) -> None:
        post = draft.post
        at, seen = partial(self.export.at, slug=draft.slug), partial(visible, whose=post.title)
        text = markdown(post.html, post.title, at, self.link)
        if (cover := at(post.cover)) not in text:
            text = f"![]({cover})\n\n{text}"
        shown = seen(Markdown(**self.settings["MARKDOWN"]).convert(text), titles=True)
        before, after = words(seen(post.html)), words(shown)
        draft.words, missing = before.total(), sorted((before - after).elements())
        draft.lost = len(missing)
        if missing:
            draft.asked.append(ASK["lost"].format(" ".join(missing)))
        published, changed = self.day(post.date), self.day(post.modified)
        if not published:
            draft.asked.append(ASK["undated"])
            published = date.today()
        home = ("", draft.slug, self.key(draft.slug))
        old = [unquote(urlsplit(way).path) for way in (post.address, *post.former)]
        old = [way for way in old if way.strip("/").lower() not in home]
        aliases = [re.sub("[ ,]", lambda sign: quote(sign[0]), way) for way in old]
        title = " ".join(unescape(post.title).split()) or " ".join(text.split()[:8])
        topics, summary = names(post.categories), seen(post.summary).split()
        summary = "" if summary[:5] == text.split()[:5] else " ".join(summary)
        days = {"published": published, "changed": changed, "today": date.today()}
        said = {"title": title, "topics": topics, "tags": [*topics[1:], *names(post.tags)]}
        said |= {"aliases": aliases, "summary": summary, "source": source, "text": text}
        draft.text = DRAFT.render(said | days, slug=draft.slug, asked=draft.asked)
        line = draft.text.partition("<!--")[0].count("\n") + 1
        draft.problems = [Problem(draft.path, line, each) for each in draft.asked]
        if draft.there:
            draft.text = Path(draft.path).read_text(encoding="utf-8")

    def day(self, said: str) -> date | None:
        """The day where the practice is, of a moment that says its zone; of another, its own."""
        try:
            moment = get_date(said)
        except (ValueError, OverflowError):
            return None
        zone = ZoneInfo(self.settings["TIMEZONE"])
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()

    def link(self, href: str) -> str:
        """Where a link leads now; "": nowhere, such as to a heading that had another name."""
        url = urlsplit(f"https://{href}" if href.startswith("www.") else href)
        if url.netloc == "www.google.com" and url.path == "/url":  # where Google Docs counts clicks
            return self.link(parse_qs(url.query).get("q", [""])[0])
        if not url.netloc or not self.hosts or url.netloc.removeprefix("www.") in self.hosts:
            # Without a slash in front it is beside the page that has this link.
            way = url.path if url.path[:1] == "/" else url.path.rpartition("/")[2]
            if way and self.key(way) in self.ways:
                return f"{{filename}}{self.ways[self.key(way)]}"
        known = url.scheme in ("http", "https", "mailto", "tel") or (url.path and not url.scheme)
        return quote(url.geturl(), safe="%/:?#@!$&'*+,;=~{}[]|") if known else ""


def numbered(name: str) -> Iterator[str]:
    """The name, or the next like it."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def names(said: tuple[str, ...]) -> list[str]:
    """Names for people: no numbers of a data base, no "Uncategorized", no signs of Markdown."""
    plain = (" ".join(re.sub(r"[][{}<>\"“”„\\|*`#]", "", unescape(name)).split()) for name in said)
    return [name for name in dict.fromkeys(plain) if not PATTERNS["unnamed"].fullmatch(name)]
