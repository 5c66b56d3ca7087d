"""What the header of a text gets from its words: an excerpt, its length, its table of contents."""

import html
import textwrap

from ..html import Page

EXCERPT = 240  # characters: two or three lines on a card, and about what a search result shows
# Silent reading of non-fiction in English: Brysbaert (2019), Journal of Memory and Language 109.
WORDS_A_MINUTE = 238
LONG = 1000  # words, from which a table of contents helps more than it is in the way
SECTIONS = 3


def outline(page: Page, headings: list[dict], own: str) -> dict:
    """More for the header of the text that is on `page`; `own` is its author's summary, or "".

    `headings` are those of Python-Markdown's extension toc.
    """
    words = sum(len(text.split()) for text, _, _ in page.texts)
    sections = [heading for heading in headings if heading["level"] == 2]
    first = textwrap.shorten(first_paragraph(page), EXCERPT, placeholder="…")
    return {
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
        "contents": sections if words >= LONG and len(sections) >= SECTIONS else [],
        "lede": own,  # only what the author wrote herself stands above the text
        "summary": own or html.escape(first, quote=False),
    }


def first_paragraph(page: Page) -> str:
    """The words of the first paragraph, never in a callout; the number of a note is none."""
    for element in page.elements:
        if element.tag == "p" and not element.parent:
            texts = page.texts[element.begins : element.ends]
            named = ((text, parent.attrs.get("class")) for text, _, parent in texts)
            words = "".join(text for text, name in named if name != "footnote-ref")
            if words.strip():
                return words
    return ""
