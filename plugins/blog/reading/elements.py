"""What the elements of a text become, once Markdown has made them.

* <h2 id="endings">Endings</h2> is a link to itself: <h2 …><a href="#endings">Endings</a></h2>
* A wide table scrolls in a region of its own, so that the page never has to. The region takes the
  focus, or it could not be scrolled by keyboard (WCAG 2.1.1), and is named by the heading above it.
* A link to this site, such as /about/, is whole: so it works from a feed, too, and where the site
  is in a folder of its host. Those to footnotes and back say where they lead.
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from copy import copy

from markdown.util import HTML_PLACEHOLDER_RE

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def finish(site: str, root) -> None:
    """`site` is the address of the site, "" in the preview."""
    above, seen = "", Counter()
    for element in list(root.iter()):
        if element.tag in HEADINGS:
            words = "".join(element.itertext()).strip()
            above = HTML_PLACEHOLDER_RE.sub("", words).strip()
            # A link in a link is no HTML; what was typed in HTML may have one.
            if above == words != "" and element.find(".//a") is None:
                link = etree.Element("a", {"href": f"#{element.get('id')}"})
                link.text, element.text = element.text, None
                link[:] = element[:]
                element[:] = [link]
        elif element.tag == "table":
            seen[above] += 1
            name = f"Table {seen[above]}" if seen[above] > 1 else "Table"
            scroll(element, f"{name}: {above}" if above else name)
        elif element.tag == "a":
            lead(element, site)


def lead(link, site: str) -> None:
    if re.match("/(?!/)", link.get("href", "")):
        link.set("href", site + link.get("href"))
    if link.get("class") == "footnote-ref":
        link.set("aria-label", f"Note {link.text}")
    elif link.get("class") == "footnote-backref":
        link.set("aria-label", link.attrib.pop("title"))


def scroll(table, name: str) -> None:
    """Make of the element a region with the table in it."""
    inner = copy(table)
    table.clear()
    table.tag, table[:] = "section", [inner]
    table.attrib = {"class": "table", "tabindex": "0", "aria-label": name}
    table.text = inner.tail = table.tail = "\n"
    for cell in inner.iter():
        # Markdown aligns a column by style="", which our policy for styles refuses.
        if style := cell.attrib.pop("style", ""):
            cell.set("class", "table__cell--" + style.strip("; ").rpartition(" ")[2])
