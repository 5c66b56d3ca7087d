"""The excerpt of a text: its first paragraph of prose, never a callout."""

import html
import re
import textwrap

from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

FOOTNOTE = re.compile(r'<sup id="fnref.*?</sup>', re.DOTALL)
LENGTH = 240  # characters: two or three lines on a card, and about what a search result shows


class Excerpt(Treeprocessor):
    """Gives a text whose header has no Summary one made of its first words."""

    def run(self, root):
        paragraphs = (self.plain(child) for child in root if child.tag == "p")
        first = next(filter(None, paragraphs), "")
        excerpt = textwrap.shorten(first, LENGTH, placeholder="…")
        header = getattr(self.md, "Meta", {})
        own = " ".join(header.get("summary", []))
        header["lede"] = [own]  # only what the author wrote herself stands above the text
        header["summary"] = [own or html.escape(excerpt, quote=False)]

    def plain(self, element) -> str:
        """The text of the paragraph `element`, or "" if it stands for code or for HTML.

        What Markdown has stashed, it puts back itself.
        """
        text = self.md.serializer(element)
        for postprocessor in self.md.postprocessors:
            text = postprocessor.run(text)
        prose = re.match(r"<p[ >]", text)
        return Markup(FOOTNOTE.sub("", text)).striptags() if prose else ""
