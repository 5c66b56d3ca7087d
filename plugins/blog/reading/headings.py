"""Headings that can be linked to: each is a link to itself, and its words are the link's name.

Before: <h2 id="endings">Endings</h2>
After:  <h2 id="endings"><a href="#endings">Endings</a></h2>
"""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


class Headings(Treeprocessor):
    def run(self, root):
        for heading in [element for element in root.iter() if element.tag in HEADINGS]:
            words = "".join(heading.itertext()).strip()
            # A link in a link is no HTML; what was typed in HTML may have one.
            linked = heading.find(".//a") is not None or HTML_PLACEHOLDER_RE.search(words)
            if words and not linked:
                link = etree.Element("a", {"href": f"#{heading.get('id')}"})
                link.text, heading.text = heading.text, None
                link[:] = heading[:]
                heading[:] = [link]
