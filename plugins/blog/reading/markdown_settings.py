"""How the author's text becomes HTML: the site's Markdown with all of our extensions."""

from practice.callouts import CalloutExtension
from practice.supplement import SupplementExtension

from .excerpt import ExcerptExtension
from .exit import ExitExtension
from .headings import HeadingsExtension
from .lists import ListsExtension
from .outline import OutlineExtension
from .tables import TablesExtension
from .typography import TypographyExtension


def markdown_settings(practice, base: dict) -> tuple[dict, CalloutExtension]:
    """The arguments for markdown.Markdown: `base`, the setting MARKDOWN, with our extensions.

    Second is the one among them that knows, after each conversion, what was wrong in the text.
    What Pelican would add by itself is named too, so that every user has the same Markdown.
    """
    callouts = CalloutExtension(practice)
    own = [
        callouts,
        SupplementExtension(callouts),
        ExitExtension(callouts),
        ExcerptExtension(),
        HeadingsExtension(),
        ListsExtension(),
        OutlineExtension(),
        TablesExtension(),
        TypographyExtension(),
    ]
    named = [*base["extensions"], *own, *base["extension_configs"], "markdown.extensions.meta"]
    return {**base, "extensions": list(dict.fromkeys(named))}, callouts
