"""What makes a text easy to read: its excerpt, outline, tables and typography; where to read on.

The Markdown extensions here are put together with the practice's own in practice/text.py.
"""

from pelican import signals

from .own_links import OwnLinksExtension
from .related import related


def register():
    signals.initialized.connect(complete_links)
    signals.article_generator_finalized.connect(connect)


def complete_links(pelican):
    """Let Markdown complete links with the address of the site, which a plugin may yet set."""
    settings = pelican.settings
    extensions = settings["MARKDOWN"]["extensions"]
    own = OwnLinksExtension(lambda: settings["SITEURL"])
    settings["MARKDOWN"] = {**settings["MARKDOWN"], "extensions": [*extensions, own]}


def connect(generator):
    """Give each post its `newer` and `older` neighbour, or None, and its `related` posts."""
    posts = generator.articles  # newest first
    for newer, post, older in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        post.newer, post.older = newer, older
    for post in [*generator.drafts, *generator.hidden_articles]:
        post.newer = post.older = None
    for post in [*posts, *generator.drafts, *generator.hidden_articles]:
        post.related = related(post, posts)
