"""What the elements of a text become, once Markdown has made them.

* <h2 id="endings">Endings</h2> is a link to itself: <h2 …><a href="#endings">Endings</a></h2>
* A wide table scrolls in a region of its own, so that the page never has to. The region has a name
  and takes the focus, or it could not be scrolled by keyboard (WCAG 2.1.1).
* A link to this site, such as /about/, is whole: so it works from a feed, too, and where the site
  is in a folder of its host.
"""

import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


class Elements(Treeprocessor):
    def __init__(self, site: str):
        """`site` is the address of the site, "" in the preview."""
        super().__init__()
        self.site = site

    def run(self, root):
        tables = 0
        for parent in list(root.iter()):
            for n, child in enumerate(parent):
                if child.tag in HEADINGS:
                    lead_to_itself(child)
                elif child.tag == "table":
                    tables += 1
                    parent[n] = region(child, f"Table {tables}")
                elif child.tag == "a" and re.match("/(?!/)", child.get("href", "")):
                    child.set("href", self.site + child.get("href"))


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
