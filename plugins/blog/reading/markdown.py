"""How the author's text becomes HTML: every extension of Markdown beside Python-Markdown's `extra`.

Each says in its extendMarkdown at which priority it stands, and why. The practice's own, callouts
and the standard box, are registered by its plugin; images by images/figures.py.
"""

from markdown.extensions import Extension
from pymdownx.betterem import BetterEmExtension
from pymdownx.mark import MarkExtension
from pymdownx.tilde import DeleteSubExtension

from .blocks import BlocksExtension
from .excerpt import ExcerptExtension
from .headings import HeadingsExtension
from .outline import OutlineExtension
from .own_links import OwnLinksExtension
from .tables import TablesExtension
from .typing import TypingExtension
from .typography import TypographyExtension


def extensions(url: str) -> list[Extension]:
    """`url` is that of the site, "" in the preview."""
    return [
        BetterEmExtension(),  # **bold** and *emphasis* in one another
        MarkExtension(),  # ==marked==
        DeleteSubExtension(subscript=False),  # ~~struck out~~
        BlocksExtension(),  # lists, quotes, headings, rules, prose
        TypingExtension(),  # bullets of word processors, bare addresses, <details>
        TypographyExtension(),  # curly quotes, dashes
        HeadingsExtension(),  # each heading a link to itself
        TablesExtension(),  # each in a region that scrolls
        OutlineExtension(),  # reading time, contents
        ExcerptExtension(),  # the first words
        OwnLinksExtension(url),  # whole addresses
    ]
