"""What a reader sees of a piece of HTML, as plain text."""

from ..html import read

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {"script", "style"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "u"}


def visible(html: str) -> tuple[str, str]:
    """The visible text: that of the headings, and all the rest. No word goes over two blocks."""
    page, edges, headings, unseen = read(html), set(), set(), set()
    for element in page.elements:
        texts = range(element.begins, element.ends)
        if element.tag not in INLINE:
            edges |= {element.begins, element.ends}
        if element.tag in HEADINGS:
            headings.update(texts)
        elif element.tag in UNSEEN:
            unseen.update(texts)
    parts = {True: "", False: ""}
    for n, text in enumerate(page.texts):
        if n not in unseen:
            parts[n in headings] += " " * (n in edges) + text.text
    return parts[True], parts[False]
