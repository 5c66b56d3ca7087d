"""How the author's text becomes HTML: the extensions of Markdown that are ours."""

from markdown.extensions import Extension

from .excerpt import ExcerptExtension
from .headings import HeadingsExtension
from .lists import ListsExtension
from .outline import OutlineExtension
from .own_links import OwnLinksExtension
from .tables import TablesExtension
from .typography import TypographyExtension


def extensions(url: str) -> list[Extension]:
    """`url` is that of the site, "" in the preview."""
    return [
        ExcerptExtension(),
        HeadingsExtension(),
        ListsExtension(),
        OutlineExtension(),
        OwnLinksExtension(url),
        TablesExtension(),
        TypographyExtension(),
    ]
