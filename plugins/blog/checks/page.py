"""One finished page: each check_x yields what is wrong on it."""

import json
import re
from collections.abc import Iterator

from ..html import Element, Fault, Page

VERBATIM = ("pre", "code", "kbd", "samp", "script", "style", "textarea")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAMES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")
# What is put into a text for a program to replace, and was not replaced.
MARKER = re.compile(
    r"""\[[!！]\s*\w+\]? | ^\s*!!!+\s*\w+
    | \{(?:filename|static|attach|author|category|index|tag)\} | \|(?:filename|static|attach)\|
    | \{\{ | \{% | \]\(\S+ | \[\^[\w-]+\] | \[TOC\]""",
    re.VERBOSE | re.MULTILINE,
)
SEEN = ("alt", "aria-label", "content", "placeholder", "title")


def check_frame(page: Page) -> Iterator[Fault]:
    if not re.match(r"\s*<!doctype html>", page.raw, re.IGNORECASE):
        yield Fault(1, "the page does not begin with <!DOCTYPE html>")
    if not any(element.attrs.get("lang") for element in page.all("html")):
        yield Fault(1, 'the page does not say its language: <html lang="…">')
    titles = [each for each in page.all("title") if not each.within("svg")]
    if len(titles) != 1 or not page.text(titles[0]).strip():
        yield Fault(1, "the page has no title of its own for the browser: <title>…</title>")


def check_headings(page: Page) -> Iterator[Fault]:
    above = None
    for heading in page.all(*HEADINGS):
        text = " ".join(page.text(heading).split())
        level = int(heading.tag[1])
        if not text:
            yield Fault(heading.line, f"this heading ({heading.tag}) is empty; take it out")
        elif above is None and level != 1:
            yield Fault(heading.line, f'"{text}" stands above the title of the page (h1)', text)
        elif above and level == 1:
            right = "the title is the only one; below it, headings begin with ##"
            yield Fault(heading.line, f'"{text}" is a second main heading; {right}', text)
        elif above and level > above + 1:
            right = f"make it {'#' * (above + 1)} instead of {'#' * level}"
            yield Fault(heading.line, f'the heading "{text}" skips a level; {right}', text)
        above = level
    if above is None:
        yield Fault(1, "the page has no main heading (h1)")


def check_ids(page: Page) -> Iterator[Fault]:
    ids = set()
    for element in page.elements:
        if (name := element.attrs.get("id")) is not None:
            if not name or re.search(r"\s", name):
                yield Fault(element.line, f'id="{name}" is no name; it is one word', name)
            elif name in ids:
                right = "give one of the two another name"
                yield Fault(element.line, f'id="{name}" is there twice on a page; {right}', name)
            ids.add(name)
    for element in page.elements:
        for key in NAMES:
            for name in element.attrs.get(key, "").split():
                if name not in ids:
                    yield Fault(element.line, f'{key}="{name}" names nothing on the page', name)


def check_images(page: Page) -> Iterator[Fault]:
    for image in page.all("img"):
        src = image.attrs.get("src", "")
        if not src:
            yield Fault(image.line, "a picture without an address; its src is missing", "<img")
        elif "alt" not in image.attrs:
            right = 'say what it shows, for those who cannot see it: alt="…"'
            yield Fault(image.line, f'the picture "{src}" has no description; {right}', src)
        elif not all(image.attrs.get(side, "").isdigit() for side in ("width", "height")):
            right = "without them the text jumps while it loads"
            yield Fault(image.line, f'the picture "{src}" needs a width and a height; {right}', src)


def check_leftovers(page: Page) -> Iterator[Fault]:
    """Code may show a marker; anywhere else it was meant to become something."""
    if not MARKER.search(page.raw):
        return
    seen = []
    for number, (text, line, parent) in enumerate(page.texts):
        if not verbatim(parent):
            begins = parent is None or parent.begins == number
            seen.append((text if begins else f"…{text}", line))  # "!!!" may end a sentence
    for element in page.elements:
        values = (value for key, value in element.attrs.items() if key in SEEN)
        seen += [(value, element.line) for value in values]
    for text, line in seen:
        for match in MARKER.finditer(text):
            what = match[0].strip()
            right = "it should have become something else; check how it is typed"
            at = line + text.count("\n", 0, match.start())
            yield Fault(at, f'"{what}" is left in the text; {right}', what)


def check_schema(page: Page) -> Iterator[Fault]:
    for script in page.all("script"):
        if script.attrs.get("type") == "application/ld+json":
            try:
                data = json.loads(page.text(script))
            except ValueError as error:
                yield Fault(script.line, f"what the page tells search engines is no JSON: {error}")
                continue
            if not isinstance(data, dict) or data.get("@context") != "https://schema.org":
                yield Fault(script.line, 'what the page tells search engines has no "@context"')


def check_contact(page: Page, practice) -> Iterator[Fault]:
    """Whom the page is from, and the first help line, stand at the foot of every page."""
    feet = list(page.all("footer"))
    text = " ".join(page.text(foot) for foot in feet)
    links = [link.attrs.get("href") for link in page.all("a") if link.within("footer")]
    if practice.contact.name not in text or practice.contact.website not in links:
        right = 'is "practice" among the PLUGINS in pelicanconf.py?'
        yield Fault(1, f"the contact details are missing at the foot of the page; {right}")
    if practice.help_lines and practice.help_lines[0].parts[1] not in links:
        number = practice.help_lines[0].number
        yield Fault(1, f"the help line ({number}) is missing at the foot of the page")


def verbatim(element: Element | None) -> bool:
    return element is not None and element.within(*VERBATIM)
