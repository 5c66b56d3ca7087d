"""Posts as drafts of this site: where each goes, what its header says, how its links lead on."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import practice
from markdown import Markdown
from pelican.settings import read_settings
from pelican.utils import get_date, slugify

from ..redirects.address import old_path
from . import body
from .files import soup
from .pictures import Pictures
from .post import Post

NOTE = "Look at this, then take this note out"
GOOD = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
KNOWN = re.compile(r"^(title|slug|aliases):[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
BOLD_LINE = re.compile(r"^\*\*([^*\n]{3,80}[^*\n.!?:,;])\*\*$", re.MULTILINE)


@dataclass
class Draft:
    post: Post
    slug: str
    there: bool  # it came with an import before this one
    questions: list[str]
    text: str = ""
    lost: list[str] = field(default_factory=list)
    words: int = 0

    @property
    def path(self) -> str:
        return f"content/posts/{self.slug}.md"


class Drafts(list[Draft]):
    def __init__(self, posts: list[Post], pictures: Pictures):
        super().__init__()
        self.settings, self.pictures = read_settings("pelicanconf.py"), pictures
        self.zone = practice.read_facts(Path("content/practice.toml"))[0].site.time_zone
        self.texts: dict[str, str] = {}  # of what is there or will be, by slug
        self.ways: dict[str, str] = {}  # the names of the files, by their old and new paths
        hosts = {urlsplit(way).netloc for post in posts for way in post.addresses}
        self.hosts = {host.removeprefix("www.") for host in hosts}
        for path in sorted(Path("content/posts").rglob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            header = {key.lower(): value for key, value in KNOWN.findall(text.partition("\n\n")[0])}
            slug = header.get("slug") or self.slug(header.get("title", ""))
            self.texts |= {path.stem: text, slug: text}
            for way in (self.home(slug), *filter(None, header.get("aliases", "").split(","))):
                self.ways[key(way)] = path.relative_to("content/posts").as_posix()
        self.extend([self.place(post) for post in posts])
        for draft in self:
            self.write(draft)

    def slug(self, said: str) -> str:
        return slugify(said, self.settings["SLUG_REGEX_SUBSTITUTIONS"])[:150].strip("-")

    def home(self, slug: str) -> str:
        return self.settings["ARTICLE_URL"].format(slug=slug)

    def place(self, post: Post) -> Draft:
        """Keep the last part of the old address, unless another text has it."""
        last = key(next(iter(post.addresses), "")).rpartition("/")[2]
        wish = slug = last if GOOD.fullmatch(last) else self.slug(last or post.title) or "untitled"
        said, questions, number = body.visible(soup(post.html, post.title)), [*post.questions], 1
        while slug in self.texts and not same(said, self.shown(self.texts[slug])):
            number += 1
            slug = f"{wish}-{number}"
        if number > 1:
            questions.append(f"Another post has the address {wish}: keep one of the two.")
        draft = Draft(post, slug, slug in self.texts, questions)
        self.texts.setdefault(slug, said)
        for way in (self.home(slug), *post.addresses):
            self.ways.setdefault(key(way), f"{slug}.md")
        return draft

    def shown(self, text: str) -> str:
        """What a reader sees of this Markdown, as the site makes it."""
        html = Markdown(**self.settings["MARKDOWN"]).convert(text)
        return body.visible(soup(html, "what was made of it"), titles=True)

    def write(self, draft: Draft) -> None:
        post, html = draft.post, draft.post.html
        before = body.words(body.visible(soup(html, post.title)))
        tree = soup(re.sub(r"(?:<br\b[^>]*>\s*){2,}", "<wbr>", html), post.title)
        text = body.markdown(tree, lambda src: self.pictures.at(src, draft.slug), self.link)
        cover = self.pictures.at(post.cover, draft.slug)
        if cover not in text:
            text = f"![]({cover})\n\n{text}"
        draft.words = before.total()
        if lost := sorted((before - body.words(self.shown(text))).elements()):
            draft.lost = lost
            draft.questions.append(f"These words of the old post are missing: {' '.join(lost)}")
        if bold := BOLD_LINE.findall(text):
            draft.questions.append(f"Headings may be (## in place of **): {'; '.join(bold)}")
        header = self.header(draft, text)
        asked = "".join(f"- {each.replace('--', '- -')}\n" for each in draft.questions)
        note = f"<!-- {NOTE}:\n{asked}-->\n\n" if asked else ""
        draft.text = f"{header}\n\n{note}{text}\n"

    def header(self, draft: Draft, text: str) -> str:
        post, zone = draft.post, self.zone
        published, changed = day(post.date, zone), day(post.modified, zone)
        if not published:
            draft.questions.append("The old post had no date, and this is today: what is right?")
            published = date.today()
        topics, tags = names(post.categories), names(post.tags)
        tags = [*topics[1:], *tags]
        summary = body.visible(soup(post.summary, post.title)).split()
        lines = {
            "Title": " ".join(unescape(post.title).split()) or " ".join(text.split()[:8]),
            "Date": published,
            "Modified": changed if changed and published < changed <= date.today() else "",
            "Category": "".join(topics[:1]),
            # Where a tag has a comma in it, Pelican takes semicolons.
            "Tags": f"{'; '.join(tags)};" if "," in "".join(tags) else ", ".join(tags),
            "Slug": draft.slug,
            "Aliases": ", ".join(self.aliases(draft)),
            "Summary": "" if summary[:5] == text.split()[:5] else " ".join(summary),
            "Status": "draft",
        }
        return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)

    def aliases(self, draft: Draft) -> list[str]:
        found = []
        for way in (unquote(urlsplit(each).path) for each in draft.post.addresses):
            if way.strip("/").lower() not in (draft.slug, self.home(draft.slug).strip("/")):
                try:
                    old_path(way, self.settings["ARTICLE_URL"], "")
                    found.append(way)
                except ValueError as error:
                    draft.questions.append(f"An old address cannot lead here: {error}")
        return found

    def link(self, href: str) -> str:
        """Where a link leads now; "": nowhere, such as to a heading that had another name."""
        url = urlsplit(f"https://{href}" if href.startswith("www.") else href)
        own = self.hosts in ({""}, set()) or url.netloc.removeprefix("www.") in self.hosts
        if own or not url.netloc:
            way = key(url.path)
            if way and url.path[0] != "/":  # beside the page that has this link
                way = key(self.home(way.rpartition("/")[2]))
            if way in self.ways:
                return f"{{filename}}{self.ways[way]}"
        known = url.scheme in ("http", "https", "mailto", "tel") or (url.path and not url.scheme)
        return url.geturl() if known else ""


def same(said: str, there: str) -> bool:
    """Whether a text is there already, perhaps edited since: by its runs of five words."""
    words = (re.findall(r"\w+", text) for text in (said, there))
    runs, known = (set(zip(*(each[n:] for n in range(5)), strict=False)) for each in words)
    return len(runs & known) * 2 >= len(runs)


def key(address: str) -> str:
    """What an address goes by: its path, in small letters, without slashes around it and .html."""
    return unquote(urlsplit(address).path).strip("/ ").removesuffix(".html").lower()


def day(said: str, zone: str) -> date | None:
    """The day of a moment where the practice is; without a zone of its own, it was said there."""
    try:
        moment = get_date(said)
    except (ValueError, OverflowError):
        return None
    return (moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment).date()


def names(said: tuple[str, ...]) -> list[str]:
    """Names for people: no numbers of a data base, no "Uncategorized", no signs of Markdown."""
    plain = (" ".join(re.sub(r"[][{}<>\"“”„\\|*`#]", "", unescape(name)).split()) for name in said)
    other = re.compile(r"uncategorized|[0-9a-f]{8}-[0-9a-f-]{27}|", re.IGNORECASE)
    return [name for name in dict.fromkeys(plain) if not other.fullmatch(name)]
