"""The files for programs, feeds and the sitemap: XML with whole addresses that lead somewhere."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator

from ..html import Fault, read
from .page_links import Built, Link, check_links, links

ADDRESSES = ("link", "loc", "comments")  # elements whose text is an address
TEXTS = ("content", "description", "encoded", "summary")  # elements whose text is HTML
ENTRIES = ("entry", "item")

Recall = Callable[[bytes, Callable[[], list]], list]  # Memory.recall


def look_at(raw: bytes, practice, recall: Recall) -> tuple[list[Fault], list[Link]]:
    """What is wrong with one XML file of the site by itself, and every address in it.

    A text is in both feeds, and mostly was in the last ones: its addresses are remembered.
    """
    try:
        root = etree.fromstring(raw)
    except etree.ParseError as error:
        return [Fault(error.position[0], f"this is no XML: {error}")], []
    entries = (element for element in root.iter() if name(element) in ENTRIES)
    faults = [fault for entry in entries for fault in check_signature(entry, practice)]
    return faults, [link for element in root.iter() for link in links_of(element, recall)]


def check_addresses(found: list[Link], file: str, built: Built) -> Iterator[Fault]:
    """They are whole, as there is no page that they could go by, and lead somewhere."""
    for link in found:
        if built.url and not re.match(r"[a-z]+:", link.address):
            right = "in a feed it would lead nowhere"
            yield Fault(link.line, f'"{link.address}" is not a whole address; {right}')
        else:
            yield from check_links([link], file, built)


def links_of(element, recall: Recall) -> Iterator[Link]:
    """The addresses that an element gives, and those in the HTML that is its text."""
    text = element.text or ""
    own = element.get("href"), element.get("url"), text if name(element) in ADDRESSES else ""
    yield from (Link(1, address.strip(), False) for address in own if address)
    if name(element) in TEXTS:  # what else is in it was checked as a text
        found = recall(b"links" + text.encode(), lambda: [*links(read(text))])
        yield from (Link(*each) for each in found)


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
