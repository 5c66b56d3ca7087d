"""Redirects: whoever comes by an old address is taken to where the page is now.

Old addresses stand in `Aliases:` in the header of a post or page, and in practice.toml below
[[redirects]]. All of them go into the context as REDIRECTS, pairs of (old path, new path or whole
address) from the root of the site; of these are made rules for hosts (hosting/) and, for those that
know no such file, a page at each old address.

A path that all else goes by is decoded, begins with a slash and ends with one, unless a .html does.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from pelican.generators import Generator

from ..reading.document import Document
from ..run import Run, is_post, is_public

# Names on which all hosts and file systems agree; most of these take 255 bytes.
PATH = re.compile(r"(/[^\W_][\w.~-]{0,149})+/?")
PAGE = re.compile(r".*\.html?", re.IGNORECASE)


class Alias(NamedTuple):
    said: str  # the old address, as it was typed
    old: str  # as a path; "" if it cannot be one
    new: str  # where it leads, as a path or a whole address; "" if it was taken down on purpose
    document: Document | None = None
    key: tuple = ()  # where it stands in practice.toml, if it is in no document
    public: bool = True  # False: it stands in a draft


def all_aliases(run: Run) -> Iterator[Alias]:
    """Every old address there is, in drafts too."""
    facts, site = run.facts, run.facts.site.url
    for place, content in run.contents.items():
        document, public = run.documents[place], is_public(content)
        for said in filter(None, map(str.strip, document.value("aliases").split(","))):
            old = old_path(said, home(place, run), site)
            yield Alias(said, old, f"/{content.url}", document, public=public)
    for n, each in enumerate(facts.redirects):
        old, new = old_path(each.old, "", site), within(each.new, site)
        yield Alias(each.old, old, new, key=("redirects", n))
    for n, old in enumerate(facts.site.removed):
        yield Alias(old, old_path(old, "", site), "", key=("site", "removed", n))


def in_force(run: Run) -> list[Alias]:
    """Those that will lead visitors on: of a draft's aliases, none."""
    return [each for each in all_aliases(run) if each.new and each.public]


def old_path(said: str, home: str, site: str) -> str:
    """The path that an old address names; "" if it can be none.

    `said` is an old slug, whose place is then in `home` ("post/{slug}/"), or a path that begins
    with a slash, or a whole address of the `site`. Whatever else than .html it ends in, /old.php
    for example, becomes a folder, which every host finds.
    """
    path = within(said, site)
    if "/" not in path.removesuffix("/"):
        path = f"/{home.format(slug=path.removesuffix('/'))}"
    path = unicodedata.normalize("NFC", unquote(path))
    path = re.sub(r"/index\.html?$", "/", path)
    if not PATH.fullmatch(path):
        return ""
    return path if PAGE.fullmatch(path) else f"{path.removesuffix('/')}/"


def within(address: str, site: str) -> str:
    """`address` from the top of the `site`, if it is one of it; with www and without are one."""
    own = re.escape(re.sub(r"^https?://(www\.)?", "", site.rstrip("/")))
    own = own or "(?<=//)[^/]+"  # practice.toml cannot be read, so any address may be
    return re.sub(rf"^(https?://)?(www\.)?{own}(?=/|$)/?", "/", address, flags=re.IGNORECASE)


def home(place: str, run: Run) -> str:
    """The pattern of the addresses of all posts, or of all pages: post/{slug}/."""
    return run.settings["ARTICLE_URL" if is_post(place) else "PAGE_URL"]


def key(path: str) -> str:
    """What a path goes by: not every disk tells capitals from small letters."""
    return path.strip("/").casefold()


class RedirectsGenerator(Generator):
    """Writes a page at each old address, if REDIRECT_PAGES is set."""

    def generate_output(self, writer):
        titles = {each.url: each.title for each in self.context["articles"] + self.context["pages"]}
        for old, new in self.context["REDIRECTS"] if self.settings["REDIRECT_PAGES"] else ():
            file = f"{old}index.html" if old.endswith("/") else old
            address = new if "://" in new else f"{self.settings['SITEURL']}/{new}"
            given = {"address": address, "title": titles.get(new.partition("#")[0])}
            writer.write_file(file, self.get_template("redirect"), self.context, **given)
