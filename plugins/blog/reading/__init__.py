"""What makes a text easy to read: its excerpt, headings, tables, typography; where to read on.

The Markdown extensions here are put together with the practice's own in practice/text.py.
"""

from pelican import signals
from pelican.utils import get_date, strftime

from .own_links import OwnLinksExtension
from .related import related


def register():
    signals.initialized.connect(complete_links)
    signals.content_object_init.connect(date_review)
    signals.article_generator_finalized.connect(connect)


def complete_links(pelican):
    """Let Markdown complete links with the address of the site, which a plugin may yet set."""
    settings = pelican.settings
    extensions = settings["MARKDOWN"]["extensions"]
    own = OwnLinksExtension(lambda: settings["SITEURL"])
    settings["MARKDOWN"] = {**settings["MARKDOWN"], "extensions": [*extensions, own]}


def date_review(content):
    """Make `Reviewed:` in a header a date, as Pelican does with Date and Modified."""
    if hasattr(content, "reviewed"):
        content.reviewed = get_date(content.reviewed)
        content.locale_reviewed = strftime(content.reviewed, content.date_format)


def connect(generator):
    """Give each post its `newer` and `older` neighbour, or None, and its `related` posts."""
    posts = generator.articles  # newest first
    for newer, post, older in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        post.newer, post.older = newer, older
    for post in [*generator.drafts, *generator.hidden_articles]:
        post.newer = post.older = None
    for post in [*posts, *generator.drafts, *generator.hidden_articles]:
        post.related = related(post, posts)
