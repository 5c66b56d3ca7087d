"""Posts as drafts of this site: where each goes, what its header says, how its links lead on."""

import re
from pathlib import Path
from types import SimpleNamespace as Draft  # what it has, draft.md explains
from urllib.parse import quote, unquote, urlsplit

from pelican.settings import read_settings
from pelican.utils import slugify

from .. import disk
from ..build.new import POSTS
from ..reading.document import Document
from ..reading.metadata import LONGEST_SLUG
from ..redirects import key, old_path
from . import ASK, PATTERNS, TEMPLATES, Post, numbered
from .body import markdown
from .export import IMAGES, Export


class Drafts(list[Draft]):
    """Those of all posts, by where these came from, but for those of `before`, which are here."""

    def __init__(self, posts: dict[str, Post], export: Export):
        self.export, self.settings = export, read_settings("pelicanconf.py")
        addresses = " ".join(post.one("address") for post in posts.values())
        self.hosts = {*re.findall(r"//(?:www\.)?([^/?#\s]+)", addresses)}
        self.before: set[str] = set()
        self.ways: dict[str, str] = {}  # files, without .md, by the addresses that lead to them
        self.names: dict[str, set[str]] = {}  # what links lead to in each file
        self.led_to = {*PATTERNS["led_to"].findall(" ".join(it.html for it in posts.values()))}
        for path in sorted(POSTS.rglob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            said = Document("", "", tuple(text.split("\n"))).value
            self.before |= posts.keys() & {said("imported")}
            ways = path.stem, said("slug"), *said("aliases").split(",")
            self.lead(path.relative_to(POSTS).with_suffix("").as_posix(), text, *ways)
        for draft in [self.place(*each) for each in posts.items()]:
            with export.trying(f"{draft.source} ({draft.post.one('title')})"):
                draft.text = markdown(draft.post.html, export.at, self.link, self.names[draft.slug])
                cover = export.at(draft.post.one("cover"))
                if draft.source not in self.before:  # else its pictures may be wanted now
                    draft.text = TEMPLATES.get_template("draft.md").render(vars(draft), cover=cover)
                    self.append(draft)

    def path(self, way: str) -> str:
        """An old address as a path of this site; "" if it can be none."""
        return old_path(re.split("[?#]", way.strip())[0], self.settings["ARTICLE_URL"], "")

    def lead(self, name: str, text: str, *ways: str) -> None:
        self.names[name] = self.led_to.intersection(PATTERNS["named"].findall(text))
        for path in filter(None, map(self.path, ways)):
            self.ways.setdefault(key(path).removesuffix(".html"), name)

    def place(self, source: str, post: Post) -> Draft:
        """Keep the last part of the old address, unless another text has it."""
        ways = ["%20".join(way.split()) for way in (post.one("address"), *post.all("former"))]
        paths = [self.path(way) for way in ways]
        last = key(paths[0]).rpartition("/")[2].removesuffix(".html")
        wish = slugify(last or post.one("title"), self.settings["SLUG_REGEX_SUBSTITUTIONS"])
        wish = wish[:LONGEST_SLUG].strip("-") or "untitled"
        slug = next(each for each in numbered(wish) if key(self.path(each)) not in self.ways)
        self.lead(slug, post.html, slug, *paths)
        aliases = [path for path in paths if key(path) not in ("", key(self.path(slug)))]
        asked = [*post.asked, *[ASK["taken"].format(wish)] * (slug != wish)]
        asked += [ASK["undated"]] * (not post.day("date"))
        asked += [ASK["title"].format(each) for each in post.all("title")[:1] if "<" in each]
        asked += [ASK["address"].format(way) for way in ways if way and not self.path(way)]
        said = {"source": source, "post": post, "slug": slug, "aliases": aliases, "asked": asked}
        return Draft(path=f"{POSTS.as_posix()}/{slug}.md", **said)

    def link(self, href: str) -> str:
        """Where a link leads now; "": nowhere, such as to a heading that had another name."""
        if counted := PATTERNS["counted"].match(href):
            return self.link(unquote(counted[1]))
        url = urlsplit(f"https://{href}" if href.startswith("www.") else href)
        is_ours = not url.netloc or not self.hosts or url.netloc.removeprefix("www.") in self.hosts
        if is_ours and (name := self.ways.get(key(self.path(url.path)).removesuffix(".html"))):
            part = f"#{url.fragment}" * (url.fragment in self.names[name])
            return f"{{filename}}{name}.md{part}"
        known = url.scheme in ("http", "https", "mailto", "tel") or (url.path and not url.scheme)
        return quote(url.geturl(), safe="%/:?#@!$&'*+,;=~{}[]|") if known else ""

    def put(self, folder: Path) -> list[str]:
        """Write what is new, the drafts and the pictures that texts show; under which names."""
        here = (path.read_text("utf-8", "replace") for path in POSTS.rglob("*.md"))
        shown = "".join([*here, *(draft.text for draft in self)])
        new = {draft.path: draft.text.encode for draft in self}
        pictures = ((name, file) for name, file in self.export.coming.items() if name in shown)
        new |= {(IMAGES / name).as_posix(): file.read_bytes for name, file in pictures}
        for name, data in new.items():
            disk.write(folder / name, data())
        return list(new)
