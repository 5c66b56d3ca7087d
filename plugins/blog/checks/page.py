"""One finished page: each check_x yields what is wrong on it.

It looks for what a text, a fact and the theme may do to one another. What the theme does by
itself, as its headings, what a page may load or how a feed ends, its tests see to.

`ids` looks at a text, too, before there is a page (markup.py).
"""

import re
from collections.abc import Container, Iterator

from ..html import Element, Fault, Page
from .leftovers import MARKER

VERBATIM = ("pre", "code", "kbd", "samp", "script", "style", "textarea")
SEEN = ("alt", "aria-label", "content", "placeholder", "title")


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
