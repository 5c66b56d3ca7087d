"""One finished page: each check_x yields what is wrong on it.

It looks for what a text, a fact and the theme may do to one another. What the theme does by
itself, as the language of a page or the size of a picture, its tests see to.

`headings` and `ids` look at a text, too, before there is a page (markup.py).
"""

import re
from base64 import b64encode
from collections.abc import Container, Iterator
from hashlib import sha256

from ..html import Element, Fault, Page
from . import data

VERBATIM = ("pre", "code", "kbd", "samp", "script", "style", "textarea")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MARKER = re.compile(data("leftovers.toml")["marker"], re.VERBOSE | re.MULTILINE)
SEEN = ("alt", "aria-label", "content", "placeholder", "title")
RUNS = re.compile(r"\s*(java|vb)script:", re.IGNORECASE)


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
    seen = []
    for number, (text, line, parent) in enumerate(page.texts):
        if parent is None or not parent.within(*VERBATIM):
            begins = parent is None or parent.begins == number
            seen.append((text if begins else f"…{text}", line))  # "!!!" may end a sentence
    for element in page.elements:
        values = (value for key, value in element.attrs.items() if key in SEEN)
        seen += [(value, element.line) for value in values]
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


def check_scripts(page: Page) -> Iterator[Fault]:
    """Programs and looks that stand in a page itself: browsers refuse them."""
    for element in page.elements:
        for key, value in element.attrs.items():
            if key == "style":
                right = "use a class, and the stylesheets in theme/static/css/"
                yield Fault(element.line, f'style="{value}" is refused by browsers; {right}')
            elif key.startswith("on") or RUNS.match(value):
                yield Fault(element.line, f'{key}="{value}" would run a program; take it out')


def check_policy(page: Page) -> Iterator[Fault]:
    """A public page allows its own stylesheet by its hash, and nothing else that is inline."""
    policies = [
        element.attrs.get("content", "")
        for element in page.all("meta")
        if element.attrs.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if not policies:
        yield Fault(1, "the page has no Content-Security-Policy; theme/templates/base.html has it")
    for element in page.all("style", "script"):
        text = page.text(element)
        if "src" in element.attrs or element.attrs.get("type") == "application/ld+json":
            continue
        digest = b64encode(sha256(text.encode()).digest()).decode()
        if not all(f"'sha256-{digest}'" in policy for policy in policies):
            what = f"the Content-Security-Policy does not allow this <{element.tag}>"
            yield Fault(element.line, f"{what}; its hash should be 'sha256-{digest}'")
