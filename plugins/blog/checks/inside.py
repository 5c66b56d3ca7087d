"""Links within the site: {filename}apps.md, {tag}endings, #a-heading, /archive/."""

import posixpath
import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from .site import Site, slug
from .source import Source

INSIDE = re.compile(r"[{|](.*?)[|}](.*)", re.DOTALL)  # as Pelican's INTRASITE_LINK_REGEX
KINDS = ("filename", "static", "tag", "category", "index")
EXAMPLE = "[words]({filename}a-post.md)"


def wrong_inside(kind: str, rest: str, source: Source, site: Site) -> str:
    """What is wrong with a link to {kind}rest, and what would be right; or ""."""
    if kind in ("filename", "static"):
        return wrong_file(kind, rest, source, site)
    if kind in ("tag", "category"):
        name = urlsplit(rest).path
        wrong = f'no published post has the {kind} "{name}"; link to one that is in use'
        return "" if slug(name) in site.topics(kind) else wrong
    if kind == "attach":
        return f"{{attach}} serves one text only; write {{static}}{rest}"
    if kind == "index":
        return ""
    near = get_close_matches(kind.lower(), KINDS, 1) or ["filename"]
    return f'"{{{kind}}}" is not known; did you mean {{{near[0]}}}?'


def wrong_file(kind: str, rest: str, source: Source, site: Site) -> str:
    url = urlsplit(rest)
    places = {"filename": site.texts, "static": site.pictures}
    other = "static" if kind == "filename" else "filename"
    place = at(url.path, source, places[kind])
    if place is None and at(url.path, source, places[other]):
        return f'"{{{kind}}}{rest}" leads nowhere; write {{{other}}}{rest}'
    if place is None:
        return f'there is no file "{url.path}"; {nearest(kind, url.path, source, places[kind])}'
    if place not in site.sources:
        return ""
    target = site.sources[place]
    if target.value("status") == "skip" or (site.public(source) and not site.public(target)):
        return f"{target.path} is not published; take this link to it out until it is"
    return wrong_fragment(url.fragment, source, target)


def at(path: str, source: Source, places: Collection[str]) -> str | None:
    """The place that `path` names: from content/ where it begins with /, else from `source`."""
    folder = "" if path.startswith("/") else posixpath.dirname(source.place)
    for way in (path, unquote(path)):
        place = posixpath.normpath(posixpath.join(folder, way.removeprefix("/")))
        if place in places:
            return place
    return None


def nearest(kind: str, path: str, source: Source, places: Collection[str]) -> str:
    """The file that was meant, if one is like it: "did you mean {filename}apps.md?"."""
    alike = {plain(place): place for place in sorted(places)}
    if near := get_close_matches(plain(unquote(path)), alike, 1):
        way = posixpath.relpath(alike[near[0]], posixpath.dirname(source.place))
        return f"did you mean {{{kind}}}{way}?"
    folders = "content/images/" if kind == "static" else "content/posts/ or content/pages/"
    return f"name one that is in {folders}"


def plain(path: str) -> str:
    """A file's name without its folder, ending, case and way of writing accents."""
    name, _ = posixpath.splitext(posixpath.basename(path))
    return unicodedata.normalize("NFC", name).casefold()


def wrong_fragment(fragment: str, source: Source, target: Source) -> str:
    """What is wrong with a link to #fragment of `target`: a heading, mostly."""
    name = unquote(fragment)
    if name in ("", "top", "main") or name in target.anchors:
        return ""
    if name.startswith("fnref:"):
        return f"nothing in the text refers to this footnote; write [^{name[6:]}] where it belongs"
    near = get_close_matches(name, sorted(target.anchors), 1)
    right = f"did you mean #{near[0]}?" if near else f"give a heading there that name: {{#{name}}}"
    where = "this page" if target is source else target.path
    return f'"#{name}" is no heading on {where}; {right}'


def wrong_address(value: str, source: Source, site: Site) -> str:
    """What is wrong with a path of this very site."""
    url = urlsplit(value)
    path = (unquote(url.path) or "/").removesuffix("index.html")
    if path in site.pages:
        return wrong_fragment(url.fragment, source, site.pages[path])
    if path in site.addresses:
        return ""
    near = get_close_matches(path, sorted(site.addresses), 1)
    right = f"did you mean {near[0]}?" if near else f"write {EXAMPLE}"
    return f'this site has no "{value}"; {right}'
