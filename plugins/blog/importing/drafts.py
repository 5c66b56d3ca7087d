"""Posts as drafts of this site: where each goes, what its header says, how its links lead on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from pelican.utils import get_date, slugify

from ..problem import Problem
from ..reading.document import Document
from ..reading.files import check_paragraphs
from ..reading.metadata import LONGEST_SLUG
from ..text import seen
from . import ASK, TEMPLATES, Post, numbered
from .body import markdown, words
from .export import IMAGES, Export, reading

POSTS = Path("content/posts")


@dataclass
class Draft:
    source: str
    path: str
    post: Post
    asked: list[str]
    text: str = ""
    words: int = 0
    lost: int = 0


class Drafts(list[Draft]):
    """Those of all posts, by where these came from, but for `before`, which are there already."""

    def __init__(self, posts: dict[str, Post], export: Export, settings: dict, zone=UTC):
        self.export, self.settings, self.zone = export, settings, zone
        addresses = (urlsplit(post.one("address")) for post in posts.values())
        self.hosts = {url.netloc.removeprefix("www.") for url in addresses} - {""}
        self.imported: dict[str, str] = {}  # files by where they came from
        self.ways: dict[str, str] = {}  # files by the addresses that lead to them
        for path in sorted(POSTS.rglob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            said = Document("", "", tuple(text.split("\n"))).value
            name = self.imported[said("imported")] = path.relative_to(POSTS).as_posix()
            self.lead(name, path.stem, said("slug"), *re.split(r"[\s,]+", said("aliases")))
        drafts = [self.place(source, post) for source, post in posts.items()]
        for draft in drafts:
            with reading(f"{draft.post.file} ({Path(draft.path).stem})"):
                self.write(draft)
        self.shown = "".join(draft.text for draft in drafts)
        super().__init__(draft for draft in drafts if draft.source not in self.imported)
        self.before = len(drafts) - len(self)

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
        address = post.one("address")
        last = self.key(address).rpartition("/")[2] if address else ""
        wish = slugify(last or post.one("title"), self.settings["SLUG_REGEX_SUBSTITUTIONS"])
        wish = wish[:LONGEST_SLUG].strip("-") or "untitled"
        there = self.imported.get(source)
        slug = next(each for each in numbered(wish) if there or self.key(each) not in self.ways)
        name = there or f"{slug}.md"
        self.lead(name, slug, address, *post.all("former"))
        asked = [*post.asked, *([ASK["taken"].format(wish)] if slug != wish else [])]
        return Draft(source, f"{POSTS.as_posix()}/{name}", post, asked)

    def write(self, draft: Draft) -> None:
        post, slug = draft.post, Path(draft.path).stem
        text = markdown(post.html, post.file, self.export.at, self.link)
        if (cover := self.export.at(post.one("cover"))) not in text:
            text = f"![]({cover})\n\n{text}"
        if draft.source in self.imported:
            draft.text = Path(draft.path).read_text(encoding="utf-8")
            return
        published, modified = self.day(post.one("date")), self.day(post.one("modified"))
        if not published:
            draft.asked.append(ASK["undated"])
        old = [unquote(urlsplit(way).path) for way in (post.one("address"), *post.all("former"))]
        home = ("", slug, self.key(slug))
        aliases = [way for way in old if way.strip("/").lower() not in home]
        said = vars(draft) | {"slug": slug, "text": text, "aliases": aliases, "seen": seen}
        said |= {"published": published, "modified": modified, "today": date.today()}
        draft.text = TEMPLATES.get_template("draft.md").render(said)
        check_paragraphs(draft.text)

    def day(self, said: str) -> date | None:
        """The day where the practice is, of a moment that says its zone; of another, its own."""
        try:
            moment = get_date(said)
        except (ValueError, OverflowError):
            return None
        return (moment.astimezone(self.zone) if moment.tzinfo else moment).date()

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

    def prove(self, pages: dict[str, str]) -> Iterator[Problem]:
        """Count the words of each post, then and on its page, by its path; mark what is lost.

        What is asked in each is handed over, on its line.
        """
        for draft in self:
            before = words(draft.post.html, draft.path)
            missing = before - words(pages.get(draft.path, draft.text), draft.path)
            draft.words, draft.lost = before.total(), missing.total()
            if missing:
                draft.asked.append(ASK["lost"].format(" ".join(sorted(missing.elements()))))
                draft.text += f"\n<!-- {draft.asked[-1]} -->\n"
            for each in draft.asked:
                yield Problem(draft.path, draft.text.partition(each)[0].count("\n") + 1, each)

    def files(self) -> dict[str, bytes | Path]:
        """What is new: the drafts, and the pictures that posts show."""
        coming = self.export.coming.items()
        files = {f"{IMAGES.as_posix()}/{name}": at for name, at in coming if name in self.shown}
        files |= {draft.path: draft.text.encode() for draft in self}
        return {name: each for name, each in files.items() if not Path(name).exists()}
