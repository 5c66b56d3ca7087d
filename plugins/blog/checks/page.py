"""One finished page: each check_x yields what is wrong on it.

It looks for what a text, a fact and the theme may do to one another. What the theme does by
itself, as the language of a page, what it may load or how a feed ends, its tests see to.

`headings` and `ids` look at a text, too, before there is a page (markup.py).
"""

import re
from collections.abc import Container, Iterator

from ..html import Element, Fault, Page
from .leftovers import MARKER

VERBATIM = ("pre", "code", "kbd", "samp", "script", "style", "textarea")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SEEN = ("alt", "aria-label", "content", "placeholder", "title")


def check_headings(page: Page) -> Iterator[Fault]:
    yield from (Fault(heading.line, message) for heading, message in headings(page))
    if not any(page.all(*HEADINGS)):
        yield Fault(1, "the page has no main heading (h1)")


def headings(page: Page, above: int = 0) -> Iterator[tuple[Element, str]]:
    """What is wrong with each heading; a page begins `above` all of them, a text below an h1."""
    for heading in page.all(*HEADINGS):
        level, words = int(heading.tag[1]), " ".join(page.text(heading).split())
        if not words:
            yield heading, "this heading has no words; write some, or take it out"
        elif level == 1 and above:
            yield heading, f'"{words}" is a heading as high as the title; begin it with ##'
        elif not above and level > 1:
            yield heading, f'"{words}" stands above the title of the page (h1)'
        elif level > above + 1:
            right = f"begin it with {'#' * (above + 1)}"
            yield heading, f'"{words}" is two steps below the heading above it; {right}'
        above = max(level, 2) if above else level


def check_ids(page: Page) -> Iterator[Fault]:
    yield from (Fault(element.line, message) for element, message in ids(page))


def ids(page: Page, taken: Container[str] = ()) -> Iterator[tuple[Element, str]]:
    """Each element whose id is no name, or one that the page has already."""
    seen = set(taken)
    for element in page.elements:
        name = element.attrs.get("id")
        if name is None:
            continue
        if not name or re.search(r"\s", name):
            yield element, f'id="{name}" is no name; it is one word'
        elif name in seen:
            right = "give this one another, like ## Heading {#another-name}"
            yield element, f'the page has the name "{name}" already; {right}'
        seen.add(name)


def check_leftovers(page: Page) -> Iterator[Fault]:
    """Code may show a marker; anywhere else it was meant to become something."""
    if not MARKER.search(page.raw):
        return
    shown = (text for text in page.texts if not (text.parent and text.parent.within(*VERBATIM)))
    seen = [(text.text, text.line) for text in shown]
    for element in page.elements:
        seen += [(value, element.line) for key, value in element.attrs.items() if key in SEEN]
    for text, line in seen:
        for match in MARKER.finditer(text):
            right = "it should have become something else; check how it is typed"
            at = line + text.count("\n", 0, match.start())
            yield Fault(at, f'"{match[0].strip()}" is left in the text; {right}')


def check_contact(page: Page, practice) -> Iterator[Fault]:
    """Whom the page is from, and the first help line, stand on every page: at its foot, mostly."""
    text = " ".join(page.text(body) for body in page.all("main", "footer"))
    links = [link.attrs.get("href") for link in page.all("a")]
    if practice.contact.name not in text or practice.contact.website not in links:
        right = "does theme/templates/base.html still have them?"
        yield Fault(1, f"the contact details are missing on the page; {right}")
    if practice.help_lines and practice.help_lines[0].parts[1] not in links:
        number = practice.help_lines[0].number
        yield Fault(1, f"the help line ({number}) is missing on the page")
