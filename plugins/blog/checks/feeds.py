"""The files for programs, feeds and the sitemap: XML with whole addresses that lead somewhere."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from ..html import Fault, read
from .page_links import Built, Link, check_link, links

ADDRESSES = ("link", "loc", "comments")  # elements whose text is an address
TEXTS = ("content", "description", "encoded", "summary")  # elements whose text is HTML
ENTRIES = ("entry", "item")


def check_file(raw: bytes, file: str, built: Built, practice) -> Iterator[Fault]:
    """Everything wrong with one XML file of the site."""
    try:
        root = etree.fromstring(raw)
    except etree.ParseError as error:
        yield Fault(error.position[0], f"this is no XML: {error}")
        return
    for element in root.iter():
        yield from check_addresses(element, file, built)
        if name(element) in ENTRIES:
            yield from check_signature(element, practice)


def check_addresses(element, file: str, built: Built) -> Iterator[Fault]:
    found = [element.get("href"), element.get("url")]
    if name(element) in ADDRESSES:
        found.append((element.text or "").strip())
    for address in filter(None, found):
        yield from check_whole(Link(1, address, False), file, built)
    if name(element) in TEXTS:  # what is in it was checked as a text
        part = read(element.text or "")
        ids = {f"#{each.attrs['id']}" for each in part.elements if "id" in each.attrs}
        for link in links(part):
            if link.address not in ids:  # a footnote
                yield from check_whole(link, file, built)


def check_whole(link: Link, file: str, built: Built) -> Iterator[Fault]:
    if built.url and not re.match(r"[a-z]+:", link.address):
        right = "in a feed it would lead nowhere"
        yield Fault(link.line, f'"{link.address}" is not a whole address; {right}')
    else:
        yield from check_link(link, file, built)


def check_signature(entry, practice) -> Iterator[Fault]:
    """Whom it is from, and the first help line, end each entry."""
    text = "".join(each.text or "" for each in entry if name(each) in TEXTS)
    title = next((each.text or "" for each in entry if name(each) == "title"), "")
    ends = {"contact details": practice.contact.website}
    if practice.help_lines:
        ends["help line"] = practice.help_lines[0].parts[1]
    for what, link in ends.items():
        if f'href="{link}"' not in text:
            yield Fault(1, f'the entry "{title}" does not end with the {what}')


def name(element) -> str:
    """The element's name, without its namespace."""
    return element.tag.rpartition("}")[2]
