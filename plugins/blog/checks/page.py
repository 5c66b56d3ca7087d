"""One finished page: whom it is from, and where its addresses lead: to this site or elsewhere.

What the theme does by itself, as its headings or what a page may load, its tests see to.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from practice.details import Practice

from ..html import Page
from ..problem import did_you_mean

ADDRESSES = {"href", "src", "srcset"}
PREVIEW = "http://preview.invalid"  # which has no address yet


class Built(NamedTuple):
    """The new site, with its `files`; `url` is "" in the preview."""

    url: str
    files: frozenset[str]


def check_contact(page: Page, practice: Practice) -> Iterator[tuple[int, str]]:
    """Whom the page is from, and the first help line, stand on every page: at its foot, mostly."""
    text = " ".join(page.text(body) for body in page.all("main", "footer"))
    links = [link.attrs.get("href") for link in page.all("a")]
    if practice.contact.name not in text or practice.contact.website not in links:
        right = "does theme/templates/base.html still have them?"
        yield 1, f"the contact details are missing on the page; {right}"
    if practice.help_lines and practice.help_lines[0].parts[1] not in links:
        number = practice.help_lines[0].number
        yield 1, f"the help line ({number}) is missing on the page"


def links(page: Page) -> Iterator[tuple[int, str]]:
    """Every address that an element of the page names, with its line, but for its own places."""
    for element in page.elements:
        for key in element.attrs.keys() & ADDRESSES:
            value = element.attrs[key].strip()
            several = [part.split()[0] for part in re.split(r",\s", value) if part.strip()]
            for each in several if key == "srcset" else [value]:
                if not each.startswith("#"):
                    yield element.line, each


def base(address: str, file: str) -> str:
    """The file that an address in `file` depends on: "" if it leads to the same from everywhere.

    So such an address, as those in the menus, is looked up once for all pages.
    """
    return "" if re.match(r"/|[a-z]+:", address) else file


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
def wrong_link(address: str, base: str, built: Built) -> str:
    """Why an address leads nowhere, and what would be right; or ""."""
    if address and find(address, base, built) != "":
        return ""
    right = did_you_mean(address, map(shown_file, built.files), "check its address")
    return f'"{address}" leads nowhere on this site; {right}'


def shown_file(file: str) -> str:
    """The address of a file within the site, as its author knows it: /post/apps/."""
    return f"/{file.removesuffix('index.html')}"
