"""Where links and pictures lead: to something that is there, and to nobody who counts readers."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import SplitResult, urlsplit

from practice.values import EMAIL

from ..html import Element
from ..problem import Problem
from .files import PICTURES
from .inside import (
    EXAMPLE,
    INSIDE,
    at,
    wrong_address,
    wrong_file,
    wrong_fragment,
    wrong_inside,
)
from .outside import ELSEWHERE, HOST, WHOLE, split
from .site import Site
from .source import Source, numbered

# Pelican sees {filename} and the like only in quotes, behind a small href or src.
UNSEEN = re.compile(
    r"""<[^<>]*\s((?i:href|src)\s*=\s*[{|]|(?!href|src)(?i:href|src)\s*=\s*["'][{|])[^<>]*>"""
)
# However she writes the way to a picture, the plugin for pictures finds it.
PICTURE = re.compile(r"(?:[{|](?:static|attach|filename)[}|])?(?:\.{0,2}/)*(images/.+)", re.DOTALL)
FILE = re.compile(r"\.(md|html?|jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE)


def check_links(source: Source, site: Site) -> Iterator[Problem]:
    for element, nth in numbered(source.page.all("a", "img"), address):
        value = address(element)
        if element.tag == "a" and "href" not in element.attrs and names_a_place(element):
            continue
        wrong = wrong_picture if element.tag == "img" else wrong_link
        message = wrong(value, source, site)
        if not message and element.tag == "a" and not holds_words(element, source):
            message = f"the link to {value} has no words; write [words]({value})"
        if message:
            yield source.problem(source.line_of(element, nth, typed(value)), message)
    for unseen in UNSEEN.finditer(source.html):
        right = 'write it in small letters and in quotes, like href="{filename}a-post.md"'
        line = source.find(re.escape(unseen[1]))
        yield source.problem(line, f"{unseen[1]} would not be understood; {right}")


def address(element: Element) -> str:
    return element.attrs.get("href" if element.tag == "a" else "src", "")


def names_a_place(element: Element) -> bool:
    return "id" in element.attrs or "name" in element.attrs


def holds_words(link: Element, source: Source) -> bool:
    pictured = any(picture.parent is link for picture in source.page.all("img"))
    return pictured or bool(source.page.text(link).strip())


def typed(value: str) -> str:
    """A pattern for the address of a link or picture, as it stands in Markdown or HTML."""
    if not value.strip():
        return r"\]\(\s*(?:<>)?\s*\)|(?:href|src)\s*=\s*(?:\"\s*\"|'\s*')"
    if value.startswith("#fnref:"):  # the way back from a footnote
        return rf"^ *\[\^{re.escape(value[7:])}\]:"
    ways = "|".join(re.escape(way) for way in dict.fromkeys((value, escape(value))))
    return rf"(?:(?<=[(<\"'=\s:])|^)(?:{ways})(?=[\s)>\"']|$)"


def wrong_picture(value: str, source: Source, site: Site) -> str:
    """What is wrong with where a picture is, and what would be right; or ""."""
    if PICTURE.fullmatch(value):
        return wrong_file("static", f"/{PICTURE.fullmatch(value)[1]}", source, site)
    shown = value if len(value) < 80 else f"{value[:60]}…"
    right = "put the file in content/images/ and write ![What it shows]({static}../images/name.jpg)"
    return f'the picture "{shown}" is not one of this site; {right}'


def wrong_link(value: str, source: Source, site: Site) -> str:
    """What is wrong with where a link leads, and what would be right; or ""."""
    if value.strip() in ("", "#"):
        return f"this leads nowhere; write {EXAMPLE}, or take it out"
    if PICTURE.fullmatch(value) and value.lower().endswith(PICTURES):
        return wrong_picture(value, source, site)
    if inside := INSIDE.match(value):
        return wrong_inside(inside[1], inside[2], source, site)
    url = split(value)
    if url is None:
        return f'"{value}" is not an address; {WHOLE}'
    if is_own(url, site) or (not url.scheme and not url.netloc and url.path.startswith("/")):
        return wrong_address(value, source, site)
    if not url.scheme and not url.netloc and not url.path and not url.query:
        return wrong_fragment(url.fragment, source, source)
    if url.scheme in ELSEWHERE:
        return ELSEWHERE[url.scheme](value, url)
    if url.scheme and not HOST.match(value):
        return f'a link may not begin with "{url.scheme}:"; write https:, mailto: or tel:'
    return wrong_relative(value, source, site)


def is_own(url: SplitResult, site: Site) -> bool:
    own = urlsplit(site.practice.site.url).netloc
    return url.scheme in ("", "http", "https") and url.netloc == own != ""


def wrong_relative(value: str, source: Source, site: Site) -> str:
    """What an address that begins nowhere was meant to be: a browser would seek it on this site."""
    if EMAIL.fullmatch(value):
        right = f"mailto:{value}"
    elif known := at(urlsplit(value).path, source, site.texts | site.pictures):
        right = f"{{{'filename' if known in site.texts else 'static'}}}{value}"
    elif HOST.match(value.lstrip("/")) and not FILE.search(urlsplit(value).path):
        right = f"https://{value.lstrip('/')}"
    else:
        right = f"{EXAMPLE}, or a whole address like https://www.example.com"
    return f'"{value}" would lead nowhere; write {right}'
