"""Where the addresses in a finished page lead: to this site, elsewhere, or nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from ..html import Element, Fault, Page
from ..problem import did_you_mean

ADDRESSES = ("action", "data", "href", "poster", "src", "srcset", "xlink:href")
FOLLOWED = ("a", "area")  # all else is fetched by the browser itself, save these kinds of <link>:
NOT_FETCHED = {"alternate", "author", "canonical", "license", "me", "next", "prev", "search"}
IN_CSS = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
IN_REFRESH = re.compile(r"""url\s*=\s*["']?([^"']+)""", re.IGNORECASE)

PREVIEW = "http://preview.invalid"  # which has no address yet
LOCAL = ("localhost", "127.0.0.1")
EVERYWHERE = {"", "top"}  # fragments that every page has


class Link(NamedTuple):
    line: int
    address: str
    fetched: bool  # by the browser, unasked


@dataclass(frozen=True)
class Built:
    """The new site: its `files`, and the `ids` in each page; `url` is "" in the preview."""

    url: str
    files: frozenset[str]
    ids: dict[str, set[str]] = field(default_factory=dict)

    def find(self, address: str, file: str) -> tuple[str | None, str]:
        """(file, fragment) that an address in `file` leads to; None is elsewhere, "" nowhere."""
        base = self.url or PREVIEW
        try:
            whole = urljoin(f"{base}/{file}", address)
            parts = urlsplit(whole)
        except ValueError:
            return "", ""
        if not re.match(rf"{re.escape(base)}(?![^/?#])", whole):
            beside = re.match("/(?!/)", address)  # on our host, but above our folder
            return ("" if beside else None), ""
        path = unquote(parts.path.removeprefix(urlsplit(base).path)).strip("/")
        there = (name for name in (path, f"{path}/index.html".lstrip("/")) if name in self.files)
        return next(there, ""), unquote(parts.fragment).partition(":~:")[0]  # words to find


def links(page: Page) -> Iterator[Link]:
    """Every address in the page."""
    canonical = [link.attrs.get("href") for link in page.all("link") if "canonical" in rel(link)]
    for element in page.elements:
        fetched = element.tag not in FOLLOWED and NOT_FETCHED.isdisjoint(rel(element))
        for key in element.attrs.keys() & ADDRESSES:
            value = element.attrs[key]
            several = [part.split()[0] for part in re.split(r",\s", value) if part.strip()]
            for address in several if key == "srcset" else [value.strip()]:
                yield Link(element.line, address, fetched)
        if element.tag == "style":
            for address in IN_CSS.findall(page.text(element)):
                yield Link(element.line, address, True)
        elif element.attrs.get("http-equiv", "").lower() == "refresh":
            # A page at an old address says that it is the page it leads to.
            for address in map(str.strip, IN_REFRESH.findall(element.attrs.get("content", ""))):
                yield Link(element.line, address, address not in canonical)


def rel(element: Element) -> list[str]:
    return element.attrs.get("rel", "").lower().split()


def check_link(link: Link, file: str, built: Built) -> Iterator[Fault]:
    """What is on this site is there; nothing is fetched from elsewhere."""
    line, address, fetched = link
    if address.startswith("data:"):
        return
    target, fragment = built.find(address, file)
    if not address:
        yield Fault(line, "a link leads nowhere; its address is empty")
    elif target is None and fetched:
        right = "keep a copy of your own in content/images/, or link to it"
        yield Fault(line, f'"{address}" would tell others who reads the page; {right}')
    elif target is None and built.url and is_local(address):
        yield Fault(line, f'"{address}" is on one computer only, for nobody else')
    elif target == "" and fetched:
        right = "put the file into content/images/, or check its name"
        yield Fault(line, f'"{address}" is not on the site; {right}')
    elif target == "":
        shown = (f"/{name.removesuffix('index.html')}" for name in built.files)
        right = did_you_mean(address, shown, "check its address")
        yield Fault(line, f'the link "{address}" leads nowhere on this site; {right}')
    elif target in built.ids and fragment not in built.ids[target] | EVERYWHERE:
        names = (f"#{name}" for name in built.ids[target])
        right = did_you_mean(f"#{fragment}", names, "check what follows the #")
        what = f'the link "{address}" leads to a place that is not on its page'
        yield Fault(line, f"{what}; {right}")


def is_local(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "file" or parts.hostname in LOCAL
