"""How the author's text becomes HTML: all that stands beside the extensions in pelicanconf.py.

The practice's own, callouts and the standard box, are registered by its plugin; images by
images/figures.py.
"""

import string
import xml.etree.ElementTree as etree
from functools import partial

from markdown import inlinepatterns, treeprocessors
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString
from practice.extension import part

from ..disk import data
from .blocks import STOCK, Blocks
from .elements import finish
from .typing import understood
from .typography import Typography

KNOWN = data(__file__)
SIGNS = [(signs, names.split()) for names, signs in KNOWN["signs"].items()]


class Reading(Extension):
    def __init__(self, url: str, dash: str):
        """`url` is that of the site, "" in the preview; `dash` is what `--` becomes."""
        super().__init__()
        self.url, self.dash = url, dash

    def extendMarkdown(self, md):
        """Each part with its priority, the highest first, and what stands before and after it."""
        lines, blocks = md.preprocessors, md.parser.blockprocessors
        lines.register(part(Preprocessor, understood), "typing", 23)  # fenced code (25), HTML (20)
        for name in STOCK:
            blocks.deregister(name)
        blocks.register(Blocks(md.parser), "blocks", 80)  # callouts, definitions (85), tables (75)

        words = md.inlinePatterns
        md.ESCAPED_CHARS = string.punctuation
        ends = inlinepatterns.SubstituteTagInlineProcessor(r"(?:  |\\)\n", "br")
        words.register(ends, "linebreak", 100)
        words.register(inlinepatterns.SimpleTextInlineProcessor(KNOWN["no_sign"]), "no sign", 75)
        words.register(Address(KNOWN["address"], md), "address", 70)  # HTML (90), emphasis (60)

        tree = md.treeprocessors
        tree.register(Inline(md), "inline", 20)
        tree.register(Typography(md, self.dash), "typography", 6)  # toc (5): it copies headings
        elements = part(treeprocessors.Treeprocessor, partial(finish, self.url))
        tree.register(elements, "elements", -6)  # figures (-5)


class Address(inlinepatterns.InlineProcessor):
    """Makes a link of a web or mail address that stands in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):
        way = "" if "://" in m[0] else "mailto:" if "@" in m[0] else "https://"
        link = etree.Element("a", {"href": way + m[0]})
        link.text = AtomicString(m[0])  # a star in it is none of Markdown's
        return link, m.start(), m.end()


class Inline(treeprocessors.InlineProcessor):
    """Markdown's own, without the patterns of which the texts have no sign."""

    def run(self, tree, ancestors=None):
        text, every = "".join(tree.itertext()), self.md.inlinePatterns
        unseen = (names for signs, names in SIGNS if not any(sign in text for sign in signs))
        needless = {every[name] for names in unseen for name in names if name in every}
        self.inlinePatterns = [one for one in every if one not in needless]
        super().run(tree, ancestors)
