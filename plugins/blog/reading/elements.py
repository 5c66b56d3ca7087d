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

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


class Elements(Treeprocessor):
    def __init__(self, site: str):
        """`site` is the address of the site, "" in the preview."""
        super().__init__()
        self.site = site

    def run(self, root):
        names = names_of_tables(root)
        for parent in list(root.iter()):
            for n, child in enumerate(parent):
                if child.tag in HEADINGS:
                    lead_to_itself(child)
                elif child.tag == "table":
                    parent[n] = region(child, names[child])
                elif child.tag == "a":
                    self.tell(child)

    def tell(self, link) -> None:
        if re.match("/(?!/)", link.get("href", "")):
            link.set("href", self.site + link.get("href"))
        if link.get("class") == "footnote-ref":
            link.set("aria-label", f"Note {link.text}")
        elif link.get("class") == "footnote-backref":
            link.set("aria-label", link.attrib.pop("title"))


def names_of_tables(root) -> dict:
    """Each table with the name of its region: the heading above it, and a number if need be."""
    above, seen, names = "", Counter(), {}
    for element in root.iter():
        if re.fullmatch("h[1-6]", element.tag):
            above = HTML_PLACEHOLDER_RE.sub("", "".join(element.itertext())).strip()
        elif element.tag == "table":
            seen[above] += 1
            table = f"Table {seen[above]}" if seen[above] > 1 else "Table"
            names[element] = f"{table}: {above}" if above else table
    return names


def lead_to_itself(heading) -> None:
    words = "".join(heading.itertext()).strip()
    # A link in a link is no HTML; what was typed in HTML may have one.
    linked = heading.find(".//a") is not None or HTML_PLACEHOLDER_RE.search(words)
    if words and not linked:
        link = etree.Element("a", {"href": f"#{heading.get('id')}"})
        link.text, heading.text = heading.text, None
        link[:] = heading[:]
        heading[:] = [link]


def region(table, name: str):
    about = {"class": "table", "role": "region", "tabindex": "0", "aria-label": name}
    box = etree.Element("div", about)
    box.text = box.tail = "\n"
    box.append(table)
    for cell in table.iter():
        # Markdown aligns a column by style="", which our policy for styles refuses.
        if style := cell.attrib.pop("style", ""):
            cell.set("class", "table__cell--" + style.strip("; ").rpartition(" ")[2])
    return box
