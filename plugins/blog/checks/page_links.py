"""Where the addresses in a finished page lead: to this site, elsewhere, or nowhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from ..html import Fault, Page
from ..problem import did_you_mean

ADDRESSES = {"action", "data", "href", "poster", "src", "srcset", "xlink:href"}
FOLLOWED = {"a", "area"}  # all else is fetched by the browser itself, save these kinds of <link>:
NOT_FETCHED = {"alternate", "author", "canonical", "license", "me", "next", "prev", "search"}

PREVIEW = "http://preview.invalid"  # which has no address yet


class Link(NamedTuple):
    line: int
    address: str
    fetched: bool  # by the browser, unasked


@dataclass(frozen=True, eq=False)
class Built:
    """The new site, with its `files`; `url` is "" in the preview."""

    url: str
    files: frozenset[str]


def check_links(links: Iterable[Link], file: str, built: Built) -> Iterator[Fault]:
    """What is on this site is there; nothing is fetched from elsewhere."""
    for line, address, fetched in links:
        if message := wrong(address, fetched, base(address, file), built):
            yield Fault(line, message)


def base(address: str, file: str) -> str:
    """The file that an address in `file` depends on: "" if it leads to the same from everywhere.

    So such an address, as those in the menus, is looked up once for all pages.
    """
    return "" if address.startswith(("/", "http://", "https://")) else file


@lru_cache(20_000)
def find(address: str, base: str, built: Built) -> str | None:
    """The file that an address leads to; None is elsewhere, "" nowhere."""
    site = built.url or PREVIEW
    try:
        whole = urljoin(f"{site}/{base}", address)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if not re.match(rf"{re.escape(site)}(?![^/?#])", whole):
        return "" if re.match("/(?!/)", address) else None  # on our host, but above our folder
    path = unquote(parts.path.removeprefix(urlsplit(site).path)).strip("/")
    there = (name for name in (path, f"{path}/index.html".lstrip("/")) if name in built.files)
    return next(there, "")


@lru_cache(20_000)
def wrong(address: str, fetched: bool, base: str, built: Built) -> str:
    """What is wrong with where an address leads, and what would be right; or ""."""
    if address.startswith("data:"):
        return ""
    if not address:
        return "a link leads nowhere; its address is empty"
    target = find(address, base, built)
    if target is None:
        right = "keep a copy of your own in content/images/, or link to it"
        return f'"{address}" would tell others who reads the page; {right}' if fetched else ""
    if not target:
        right = did_you_mean(address, map(shown_file, built.files), "check its address")
        return f'"{address}" leads nowhere on this site; {right}'
    return ""


def shown_file(file: str) -> str:
    """The address of a file within the site, as its author knows it: /post/apps/."""
    return f"/{file.removesuffix('index.html')}"


def links(page: Page) -> Iterator[Link]:
    """Every address that an element of the page names."""
    for element in page.elements:
        for key in element.attrs.keys() & ADDRESSES:
            value, kinds = element.attrs[key], element.attrs.get("rel", "").lower().split()
            fetched = element.tag not in FOLLOWED and NOT_FETCHED.isdisjoint(kinds)
            several = [part.split()[0] for part in re.split(r",\s", value) if part.strip()]
            for address in several if key == "srcset" else [value.strip()]:
                yield Link(element.line, address, fetched)
