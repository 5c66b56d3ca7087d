"""Settings for every build; publishconf.py changes what differs in public.

What the site says about the practice is in content/practice.toml, not here.
"""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

sys.path.insert(0, str(Path(__file__).with_name("plugins")))  # a plugin may use another one

# What is read
PATH = "content"
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = []  # plugins/blog/images/ publishes content/images/
IGNORE_FILES = [".*", "*/.*", "__pycache__", "*~", "#*#", "~$*"]
FILENAME_METADATA = "(?!)"  # what a text is says its header, not the name of its file
READERS = {"html": None, "rst": None}
FORMATTED_FIELDS = []  # a summary is plain text
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["practice", "blog"]
PUBLIC = False  # True: no stale fact, whole addresses
CONTACT_BLOCK = False  # the theme has places of its own for it
WORK_PATH = ".build"  # what is remembered from build to build
REPORT = True  # say what is wrong, line by line; blog/build says it itself

TIMEZONE = "UTC"  # until practice.toml is read, which has language and time zone below [site]

# Addresses; posts stand where Wix had them, so old links live on
SITEURL = ""
FEED_DOMAIN = "http://localhost:8000"
ARTICLE_URL = "post/{slug}/"
ARTICLE_SAVE_AS = "post/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
ARCHIVES_URL = "archive/"
ARCHIVES_SAVE_AS = "archive/index.html"
SEARCH_URL = "search/"
SEARCH_SAVE_AS = "search/index.html"
ROBOTS_SAVE_AS = "robots.txt"
SITEMAP_SAVE_AS = "sitemap.xml"
CONTACT_CARD_SAVE_AS = "contact.vcf"
FAVICON_SAVE_AS = "favicon.ico"
TOUCH_ICON_SAVE_AS = "apple-touch-icon.png"

REDIRECT_PAGES = True  # at each old address a page that leads on, beside the rule in _redirects

# Lists of posts
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Articles"
WITH_FUTURE_DATES = False
DEFAULT_PAGINATION = 8
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

# Feeds: the second address is the one that Wix used
FEED_ALL_ATOM = "feed.xml"
FEED_ALL_RSS = "blog-feed.xml"
RSS_FEED_SUMMARY_ONLY = False
FEED_MAX_ITEMS = 30  # each with its whole text, which readers fetch again and again
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Theme
THEME = "theme"
THEME_STATIC_PATHS = ["static/root"]  # only these; the stylesheet is in the page itself
THEME_STATIC_DIR = "."
DIRECT_TEMPLATES = ["index", "archives", "404", "robots", "sitemap", "contact_card"]
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None}
JINJA_ENVIRONMENT = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "autoescape": True,
    "undefined": StrictUndefined,  # a misspelt name stops the build
}

# Text; the extensions of ours are in plugins/blog/reading/markdown.py
MARKDOWN = {
    "extensions": [
        "markdown.extensions.extra",
        "markdown.extensions.toc",
        "pymdownx.betterem",  # **bold** and *slanted* in one another
        "pymdownx.mark",  # ==marked==
        "pymdownx.tilde",  # ~~struck out~~
    ],
    "extension_configs": {
        "pymdownx.tilde": {"subscript": False},
        "markdown.extensions.extra": {
            "footnotes": {"BACKLINK_TITLE": "Back to the text of note {}", "SEPARATOR": "-"},
        },
    },
    "output_format": "html5",
}
TYPOGRIFY = False  # plugins/blog/reading/typography.py sets quotes, dashes and no-break spaces
