"""How the author's text becomes HTML: all that stands beside Python-Markdown's `extra` and `toc`.

The practice's own, callouts and the standard box, are registered by its plugin; images by
images/figures.py.
"""

from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from pymdownx.betterem import BetterEmExtension
from pymdownx.escapeall import EscapeAllPattern
from pymdownx.mark import MarkExtension
from pymdownx.tilde import DeleteSubExtension

from .blocks import STOCK, Blocks
from .excerpt import Excerpt
from .headings import Headings
from .outline import Outline
from .own_links import OwnLinks
from .tables import Tables
from .typing import ADDRESS, ESCAPED, Address, Typing
from .typography import Typography


def extensions(url: str, dash: str) -> list[Extension]:
    """`url` is that of the site, "" in the preview; `dash` is what `--` becomes."""
    return [
        BetterEmExtension(),  # **bold** and *slanted* in one another
        MarkExtension(),  # ==marked==
        DeleteSubExtension(subscript=False),  # ~~struck out~~
        Reading(url, dash),
    ]


class Reading(Extension):
    def __init__(self, url: str, dash: str):
        super().__init__()
        self.url, self.dash = url, dash

    def extendMarkdown(self, md):
        """Each part with its priority, the highest first, and what stands before and after it."""
        lines, blocks = md.preprocessors, md.parser.blockprocessors
        lines.register(Typing(md), "typing", 23)  # fenced code (25), HTML (20)
        for name in STOCK:
            blocks.deregister(name)
        blocks.register(Blocks(md.parser), "blocks", 80)  # callouts, definitions (85), tables (75)

        words = md.inlinePatterns
        words.register(EscapeAllPattern(ESCAPED, False, md), "escape", 180)  # code (190), links
        line_end = SubstituteTagInlineProcessor(r"\\\n", "br")
        words.register(line_end, "end of line", 101)  # two blanks there (100)
        words.register(Address(ADDRESS, md), "address", 70)  # HTML (90), emphasis (60)

        tree = md.treeprocessors
        curly = Typography(md, self.dash)
        tree.register(curly, "typography", 6)  # toc (5), which copies the headings
        tree.register(Headings(md), "headings", 4)  # toc, which gives the ids; escapes undone (0)
        tree.register(Tables(md), "scrolling tables", -2)  # escapes undone (0)
        tree.register(Outline(md), "outline", -5)
        tree.register(OwnLinks(self.url), "own links", -6)  # figures (-5)
        tree.register(Excerpt(md), "excerpt", -10)
