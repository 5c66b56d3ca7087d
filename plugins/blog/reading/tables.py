"""Wide tables scroll in a region of their own, so that the page never has to.

The region takes the focus, or it could not be scrolled by keyboard (WCAG 2.1.1), and is named by
the heading above it.
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE


class Tables(Treeprocessor):
    def run(self, root):
        parents = {child: parent for parent in root.iter() for child in parent}
        above, seen = "", Counter()
        for element in list(root.iter()):
            if re.fullmatch("h[1-6]", element.tag):
                above = HTML_PLACEHOLDER_RE.sub("", "".join(element.itertext())).strip()
            if element.tag != "table":
                continue
            seen[above] += 1
            table = f"Table {seen[above]}" if seen[above] > 1 else "Table"
            name = f"{table}: {above}" if above else table
            region = etree.Element(
                "div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": name}
            )
            parent = parents[element]
            parent[list(parent).index(element)] = region
            region.append(element)
            region.text = element.tail = region.tail = "\n"
            for cell in element.iter():
                # Markdown aligns a column by style="", which our policy for styles refuses.
                if style := cell.attrib.pop("style", ""):
                    cell.set("class", "table__cell--" + style.strip("; ").rpartition(" ")[2])
