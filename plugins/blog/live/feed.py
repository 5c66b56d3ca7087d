"""The live feed and the sitemap beside it."""

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .. import html as markup
from .visit import Answer, NotTried, Visit, Wrong

ATOM = "{http://www.w3.org/2005/Atom}"
BUILT = Path("output/sitemap.xml")


class Entry(NamedTuple):
    title: str
    url: str
    words: list[str]


def feed(visit: Visit) -> Iterator[str]:
    entry = newest_entry(visit)
    folder = entry.url.rstrip("/").rpartition("/")[0]
    posts = [url for url in locations(visit) if url.startswith(f"{folder}/")]
    if posts[:1] != [entry.url]:
        first = posts[0] if posts else "none"
        yield f"the newest post is {entry.url} by the feed, and {first} by sitemap.xml"


def newest_entry(visit: Visit) -> Entry:
    """The first entry of the feed that the home page names."""
    feeds = visit.get().links("link", type="application/atom+xml")
    if not feeds:
        raise Wrong("the home page names no feed")
    entry = xml(visit.get(feeds[0])).find(f"{ATOM}entry")
    link = None if entry is None else entry.find(f"{ATOM}link")
    if link is None:
        raise Wrong(f"{feeds[0]} has no entry that leads to a post")
    url = link.get("href", "")
    if not url.startswith(visit.url):
        raise Wrong(f"the feed leads to {url}, which is not on this site")
    content = markup.read(entry.findtext(f"{ATOM}content", ""))
    words = "".join(text for text, _, _ in content.texts).split()
    return Entry(entry.findtext(f"{ATOM}title", ""), url, words)


def sitemap(visit: Visit) -> Iterator[str]:
    found = locations(visit)
    if visit.url not in found:
        yield "sitemap.xml does not name the home page"
    if elsewhere := [url for url in found if not url.startswith(visit.url)]:
        right = "was the site built with another SITE_URL?"
        yield f"sitemap.xml names {elsewhere[0]}, which is not on this site; {right}"


def deployed(visit: Visit) -> Iterator[str]:
    """The live site is the one in output/, if that was built for it."""
    built = BUILT.read_bytes() if BUILT.exists() else b""
    if f"<loc>{visit.url}</loc>".encode() not in built:
        raise NotTried("output/ has no site that was made for this address")
    if visit.get("sitemap.xml").body != built:
        yield "sitemap.xml is not the one in output/; is the new site there yet?"


def locations(visit: Visit) -> list[str]:
    found = xml(visit.get("sitemap.xml")).findall(".//{*}loc")
    return [(each.text or "").strip() for each in found]


def xml(answer: Answer) -> etree.Element:
    if answer.status != 200:
        raise Wrong(f"{answer.url} answers with {answer.status}, not 200")
    try:
        return etree.fromstring(answer.body)
    except etree.ParseError as error:
        raise Wrong(f"{answer.url} cannot be read as XML ({error})") from None
