"""Posts as drafts of this site: where each goes, what its header says, how its links lead on."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from pelican.settings import read_settings
from pelican.utils import slugify

from ..redirects.address import old_path
from . import body
from .files import soup
from .pictures import Pictures
from .post import Post, picture

GOOD = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
KNOWN = re.compile(r"^(title|slug|aliases):[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
BOLD_LINE = re.compile(r"^\*\*([^*\n]{3,80}[^*\n.!?:,;])\*\*$", re.MULTILINE)


@dataclass
class Draft:
    post: Post
    slug: str
    path: str  # content/posts/apps.md
    there: bool  # it came with an import before this one
    questions: list[str] = field(default_factory=list)
    text: str = ""
    lost: list[str] = field(default_factory=list)
    words: int = 0


class Drafts(list[Draft]):
    def __init__(self, posts: list[Post], pictures: Pictures):
        super().__init__()
        self.settings, self.pictures = read_settings("pelicanconf.py"), pictures
        self.texts: dict[str, str] = {}  # of what is there or will be, by slug
        self.ways: dict[str, str] = {}  # the names of the files, by their old and new paths
        for path in sorted(Path("content/posts").rglob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            header = {key.lower(): value for key, value in KNOWN.findall(text.partition("\n\n")[0])}
            slug = header.get("slug") or self.slug(header.get("title", ""))
            self.texts |= {path.stem: text, slug: text}
            for way in (self.home(slug), *header.get("aliases", "").split(",")):
                self.ways[key(way)] = path.relative_to("content/posts").as_posix()
        hosts = {urlsplit(way).netloc for post in posts for way in post.addresses}
        self.hosts = {host.removeprefix("www.") for host in hosts}
        for post in posts:
            self.append(self.place(post))
        for draft in self:
            self.write(draft)

    def slug(self, said: str) -> str:
        return slugify(said, self.settings["SLUG_REGEX_SUBSTITUTIONS"])[:150].strip("-")

    def home(self, slug: str) -> str:
        return self.settings["ARTICLE_URL"].format(slug=slug)

    def place(self, post: Post) -> Draft:
        """Keep the last part of the old address, unless another text has it."""
        last = key(post.addresses[0]).rpartition("/")[2] if post.addresses else ""
        wish = slug = last if GOOD.fullmatch(last) else self.slug(last or post.title) or "untitled"
        said, number = body.visible(soup(post.html, post.title)), 1
        while not (there := same(said, self.texts.get(slug))) and slug in self.texts:
            number += 1
            slug = f"{wish}-{number}"
        draft = Draft(post, slug, f"content/posts/{slug}.md", there, list(post.questions))
        if number > 1:
            draft.questions.append(
                f"Another post has the address {self.home(wish)}: keep one of them."
            )
        self.texts.setdefault(slug, said)
        for way in (self.home(slug), *post.addresses):
            self.ways.setdefault(key(way), f"{slug}.md")
        return draft

    def write(self, draft: Draft) -> None:
        post, html = draft.post, draft.post.html
        if post.cover[0] and self.pictures.name(post.cover[0], "") not in html:
            html = picture(*post.cover) + html
        tree = soup(re.sub(r"(?:<br\b[^>]*>\s*){2,}", "<wbr>", html), post.title)
        before = body.words(post.words or body.visible(soup(html, post.title)))
        text = body.markdown(tree, lambda src: self.pictures.at(src, draft.slug), self.link)
        made = soup(Markdown(**self.settings["MARKDOWN"]).convert(text), post.title)
        draft.lost = sorted((before - body.words(body.visible(made))).elements())
        draft.words = before.total()
        header = self.header(draft, text)
        if draft.lost:
            draft.questions.append(
                f"These words of the old post are missing: {' '.join(draft.lost)}"
            )
        if bold := BOLD_LINE.findall(text):
            draft.questions.append(f"Headings may be (## in place of **): {'; '.join(bold)}")
        asked = "".join(f"- {each.replace('--', '- -')}\n" for each in draft.questions)
        note = (
            f"<!-- Please look at this, then take this note out:\n{asked}-->\n\n" if asked else ""
        )
        draft.text = f"{header}\n\n{note}{text}\n"

    def header(self, draft: Draft, text: str) -> str:
        post, published, changed = draft.post, day(draft.post.date), day(draft.post.modified)
        if not published:
            draft.questions.append("The old post had no date; this is today’s: what is right?")
            published = date.today()
        topics, tags = names(post.categories), names(post.tags)
        summary = " ".join(soup(post.summary, post.title).get_text().split())
        first = " ".join(re.findall(r"\w+", summary)[:8])
        lines = {
            "Title": " ".join(unescape(post.title).split()) or " ".join(text.split()[:8]),
            "Date": str(published),
            "Modified": str(changed) if changed and published < changed <= date.today() else "",
            "Category": topics[0] if topics else "",
            "Tags": joined([*topics[1:], *tags]),
            "Slug": draft.slug,
            "Aliases": ", ".join(self.aliases(draft)),
            "Summary": "" if first in " ".join(re.findall(r"\w+", text)[:60]) else summary,
            "Status": "draft",
        }
        return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)

    def aliases(self, draft: Draft) -> list[str]:
        found = []
        for way in map(path, draft.post.addresses):
            try:
                if key(way) not in (draft.slug, key(self.home(draft.slug))):
                    old_path(way, self.settings["ARTICLE_URL"], "")
                    found.append(way)
            except ValueError as error:
                draft.questions.append(f"An old address cannot lead here: {error}")
        return found

    def link(self, href: str) -> str:
        """Where a link leads now; "": nowhere, such as to a heading that had another name."""
        href = re.sub(r"^(?=www\.)", "https://", href)
        url = urlsplit(href)
        own = not url.netloc or url.netloc.removeprefix("www.") in self.hosts
        if own and url.path and key(href) in self.ways:
            return f"{{filename}}{self.ways[key(href)]}"
        return href if url.scheme in ("http", "https", "mailto", "tel") or url.path else ""


def same(said: str, there: str | None) -> bool:
    """Whether a text is there already, perhaps edited since: by its runs of five words."""
    runs, known = (
        set(zip(*(re.findall(r"\w+", text or "")[n:] for n in range(5)), strict=False))
        for text in (said, there)
    )
    return there is not None and len(runs & known) * 2 >= len(runs)


def path(address: str) -> str:
    return unquote(urlsplit(address).path)


def key(address: str) -> str:
    """What an address goes by, with or without its host, last slash, .html and capitals."""
    return path(address).strip("/ ").removesuffix(".html").casefold()


def day(said: str) -> date | None:
    """The day of a moment where this computer, or TZ, is."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(said.strip()).astimezone().date()
        except (ValueError, OverflowError):
            continue
    return None


def names(said: tuple[str, ...]) -> list[str]:
    plain = (" ".join(re.sub(r"[][{}<>\"“”„\\|*`#]", "", unescape(name)).split()) for name in said)
    return [name for name in dict.fromkeys(plain) if name.lower() not in ("", "uncategorized")]


def joined(tags: list[str]) -> str:
    """Pelican takes semicolons where a tag has a comma in it."""
    return "; ".join([*tags, ""]) if "," in "".join(tags) else ", ".join(tags)
