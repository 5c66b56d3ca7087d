"""How the author's text becomes HTML: all that stands beside Python-Markdown's `extra` and `toc`.

The practice's own, callouts and the standard box, are registered by its plugin; images by
images/figures.py.
"""

import re
import string

from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from pymdownx.betterem import BetterEmExtension
from pymdownx.escapeall import EscapeAllPattern
from pymdownx.mark import MarkExtension
from pymdownx.tilde import DeleteSubExtension

from .blocks import STOCK, Blocks
from .elements import Elements
from .inline import ADDRESS, Address, Inline
from .typing import Typing
from .typography import Typography


class Reading(Extension):
    def __init__(self, url: str, dash: str):
        """`url` is that of the site, "" in the preview; `dash` is what `--` becomes."""
        super().__init__()
        self.url, self.dash = url, dash

    def extendMarkdown(self, md):
        """Each part with its priority, the highest first, and what stands before and after it."""
        others = (
            BetterEmExtension(),  # **bold** and *slanted* in one another
            MarkExtension(),  # ==marked==
            DeleteSubExtension(subscript=False),  # ~~struck out~~
        )
        md.registerExtensions(others, {})
        lines, blocks = md.preprocessors, md.parser.blockprocessors
        lines.register(Typing(md), "typing", 23)  # fenced code (25), HTML (20)
        for name in STOCK:
            blocks.deregister(name)
        blocks.register(Blocks(md.parser), "blocks", 80)  # callouts, definitions (85), tables (75)

        words, escaped = md.inlinePatterns, rf"\\([{re.escape(string.punctuation)}])"
        words.register(EscapeAllPattern(escaped, False, md), "escape", 180)  # code (190), links
        line_end = SubstituteTagInlineProcessor(r"(?:  |\\)\n", "br")
        words.register(line_end, "linebreak", 100)
        words.register(Address(ADDRESS, md), "address", 70)  # HTML (90), emphasis (60)

        tree = md.treeprocessors
        tree.register(Inline(md), "inline", 20)
        curly = Typography(md, self.dash)
        tree.register(curly, "typography", 6)  # toc (5), which copies the headings
        tree.register(Elements(self.url), "elements", -6)  # figures (-5)
