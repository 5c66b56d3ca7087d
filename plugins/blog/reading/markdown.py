"""How the author's text becomes HTML: the site's Markdown, every extension and its priority.

An extension does its work at one place or several, each in an order of its own:

| Extension   | lines before (pre) | blocks | in a line | tree after       | text after (post) |
| ----------- | ------------------ | ------ | --------- | ---------------- | ----------------- |
"""

from practice.callouts import CalloutExtension
from practice.supplement import SupplementExtension
from pymdownx.betterem import BetterEmExtension
from pymdownx.mark import MarkExtension
from pymdownx.tilde import DeleteSubExtension

from .blocks import BlocksExtension
from .excerpt import ExcerptExtension
from .exit import ExitExtension
from .headings import HeadingsExtension
from .outline import OutlineExtension
from .tables import TablesExtension
from .typing import TypingExtension
from .typography import TypographyExtension


def markdown_settings(practice, base: dict) -> tuple[dict, CalloutExtension]:
    """The arguments for markdown.Markdown: `base`, the setting MARKDOWN, with our extensions.

    Second is the one among them that knows, after each conversion, what was wrong in the text.
    What Pelican would add by itself is named too, so that every user has the same Markdown.
    """
    callouts = CalloutExtension(practice)
    own = [
        BetterEmExtension(),
        MarkExtension(),
        DeleteSubExtension(subscript=False),
        BlocksExtension(),
        TypingExtension(),
        callouts,
        SupplementExtension(callouts),
        ExitExtension(callouts),
        ExcerptExtension(),
        HeadingsExtension(),
        OutlineExtension(),
        TablesExtension(),
        TypographyExtension(),
    ]
    named = [*base["extensions"], *own, *base["extension_configs"], "markdown.extensions.meta"]
    return {**base, "extensions": list(dict.fromkeys(named))}, callouts
