"""Wide tables scroll in a region of their own, so that the page never has to.

The region has a name and takes the focus, or it could not be scrolled by keyboard (WCAG 2.1.1).
"""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor


class Tables(Treeprocessor):
    def run(self, root):
        tables = ((parent, child) for parent in root.iter() for child in parent)
        for n, (parent, table) in enumerate([x for x in tables if x[1].tag == "table"], 1):
            region = etree.Element(
                "div",
                {"class": "table", "role": "region", "tabindex": "0", "aria-label": f"Table {n}"},
            )
            parent[list(parent).index(table)] = region
            region.append(table)
            for cell in table.iter():
                # Markdown aligns a column by style="", which our policy for styles refuses.
                if style := cell.attrib.pop("style", ""):
                    cell.set("class", "table__cell--" + style.strip("; ").rpartition(" ")[2])
