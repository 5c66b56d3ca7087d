"""An old post, as every reader hands it over, and what the formats call its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

CHANGED = ("lastmod", "last_modified_at", "modified", "updated")  # of Hugo and Jekyll
NAMES = {
    "title": ("Title", "title", "og:title"),
    "date": ("Published Date", "post_date", "pubDate", "article:published_time", "date"),
    "modified": ("Last Published Date", "post_modified", "article:modified_time", *CHANGED),
    "addresses": ("Post Page URL", "og:url", "permalink", "url", "slug"),
    "categories": ("Categories", "Category", "categories", "category"),
    "tags": ("Tags", "tags", "keywords"),
    "summary": ("Excerpt", "encoded", "og:description", "description", "summary", "subtitle"),
    "cover": ("image", "cover", "featured_image"),
}


@dataclass(frozen=True)
class Post:
    html: str
    title: str = ""
    date: str = ""  # a moment in ISO form, or as in an e-mail
    modified: str = ""
    addresses: tuple[str, ...] = ()  # whole or as paths; the first is the one in use
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    cover: str = ""  # the address of a picture
    questions: tuple[str, ...] = ()  # what was guessed, for the author to confirm


def post(html: str, said: Mapping, **known) -> Post:
    """The post that has this text; what is not `known` of it is taken from what was `said`."""
    for field, names in NAMES.items():
        found = plain(next((said[name] for name in names if said.get(name)), ""))
        one = field not in ("addresses", "categories", "tags")
        known.setdefault(field, "".join(found[:1]) if one else found)
    return Post(html, **known)


def plain(value) -> tuple[str, ...]:
    """What is plain in it: a list may hold more lists, and YAML's may unfold without end."""
    several = value if isinstance(value, list) else [value]
    return tuple(str(each) for each in several if isinstance(each, str | int | date))


def left(what: str, said: str = "") -> str:
    """Stands for what cannot come, and becomes a comment on its line."""
    return f"<x-left>{escape(f'Here stood {what} {said}'.strip())}</x-left>"
