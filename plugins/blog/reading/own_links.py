"""Links to this site's own addresses, such as /about/, whole: so they work from a feed, too, and
where the site is in a folder of its host. Those to footnotes and back say where they lead.
"""

from markdown.treeprocessors import Treeprocessor


class OwnLinks(Treeprocessor):
    def __init__(self, site: str):
        """`site` is the address of the site, "" in the preview."""
        super().__init__()
        self.site = site

    def run(self, root):
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.startswith("/") and not href.startswith("//"):
                link.set("href", self.site + href)
            if link.get("class") == "footnote-ref":
                link.set("aria-label", f"Note {link.text}")
            elif link.get("class") == "footnote-backref":
                link.set("aria-label", link.attrib.pop("title"))
