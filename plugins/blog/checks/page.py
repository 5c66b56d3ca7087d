"""One finished page: whom it is from, and where its addresses lead: to this site or elsewhere.

What the theme does by itself, as its headings or how a feed ends, its tests see to.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from practice.details import Practice

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


class Built(NamedTuple):
    """The new site, with its `files`; `url` is "" in the preview."""

    url: str
    files: frozenset[str]


def check_contact(page: Page, practice: Practice) -> Iterator[Fault]:
    """Whom the page is from, and the first help line, stand on every page: at its foot, mostly."""
    text = " ".join(page.text(body) for body in page.all("main", "footer"))
    links = [link.attrs.get("href") for link in page.all("a")]
    if practice.contact.name not in text or practice.contact.website not in links:
        right = "does theme/templates/base.html still have them?"
        yield Fault(1, f"the contact details are missing on the page; {right}")
    if practice.help_lines and practice.help_lines[0].parts[1] not in links:
        number = practice.help_lines[0].number
        yield Fault(1, f"the help line ({number}) is missing on the page")


def links(page: Page) -> Iterator[Link]:
    """Every address that an element of the page names."""
    for element in page.elements:
        for key in element.attrs.keys() & ADDRESSES:
            value, kinds = element.attrs[key], element.attrs.get("rel", "").lower().split()
            fetched = element.tag not in FOLLOWED and NOT_FETCHED.isdisjoint(kinds)
            several = [part.split()[0] for part in re.split(r",\s", value) if part.strip()]
            for address in several if key == "srcset" else [value.strip()]:
                yield Link(element.line, address, fetched)


def base(address: str, file: str) -> str:
    """The file that an address in `file` depends on: "" if it leads to the same from everywhere.

    So such an address, as those in the menus, is looked up once for all pages.
    """
    return "" if address.startswith(("/", "http://", "https://")) else file


@lru_cache(20_000)
def find(address: str, base: str, built: Built) -> str | None:
    """The file that an address leads to; None is elsewhere, "" nowhere."""
    site = built.url or PREVIEW
    whole = urljoin(f"{site}/{base}", address)
    if not re.match(rf"{re.escape(site)}(?![^/?#])", whole):
        return "" if re.match("/(?!/)", address) else None  # on our host, but above our folder
    path = unquote(urlsplit(whole).path.removeprefix(urlsplit(site).path)).strip("/")
    there = (name for name in (path, f"{path}/index.html".lstrip("/")) if name in built.files)
    return next(there, "")


@lru_cache(20_000)
def wrong_link(address: str, fetched: bool, base: str, built: Built) -> str:
    """What is wrong with where an address leads, and what would be right; or ""."""
    if address.startswith("data:"):
        return ""
    target = find(address, base, built)
    if target is None:
        right = "keep a copy of your own in content/images/, or link to it"
        return f'"{address}" would tell others who reads the page; {right}' if fetched else ""
    if not (target and address):
        right = did_you_mean(address, map(shown_file, built.files), "check its address")
        return f'"{address}" leads nowhere on this site; {right}'
    return ""


def shown_file(file: str) -> str:
    """The address of a file within the site, as its author knows it: /post/apps/."""
    return f"/{file.removesuffix('index.html')}"
