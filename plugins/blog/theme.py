"""What the templates print that stands in no text: menus, notices, whom a page is by.

The page home.md is no page of its own: it is how the home page begins.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pelican.contents import Content

from .run import Run, is_public

# The menus by slug, in their order; a page that is not there is left out. HERS stands for the pages
# with "Menu: yes" in their header, or a number, by which they are sorted.
HERS, HELP = "", "getting-help-now"
HOME = "home"

RICH = re.compile("<(?:img|table|pre|code)")
MAIN = ("archive", "search", HERS, "about", "contact", HELP)
MORE = (HELP, "contact", "archive", "search", HERS, "about", "privacy", "accessibility")
LISTS = {"archive": ("All articles", "ARCHIVES"), "search": ("Search", "SEARCH")}  # by settings


class Entry(NamedTuple):
    """An entry of a menu that is no page of hers, with what a menu takes of a page."""

    title: str
    url: str
    save_as: str
    slug: str


def describe(run: Run) -> None:
    """Give the context MAIN_MENU, MORE_MENU, AUTHOR_URL, START, TOPICS, ACTION and UNSEEN, and each
    text its `notice`, and whether it is `rich`: more than words."""
    context = run.context
    pages = {page.slug: page for page in context["pages"]}
    context["MAIN_MENU"], context["MORE_MENU"] = menu(MAIN, pages, run), menu(MORE, pages, run)
    about = pages.get("about")
    website = run.facts.contact.website
    context["AUTHOR_URL"] = f"{context['SITEURL']}/{about.url}" if about else website
    context["START"] = [post for post in context["articles"] if says(post, "start") == "yes"]
    # Not the posts themselves: a page that is given them changes with each of their words.
    found = sorted(context["categories"])
    context["TOPICS"] = [(topic.name, topic.url, len(posts)) for topic, posts in found]
    context["ACTION"] = action(run.facts.contact)
    waiting = {id(post) for post in run.waiting}
    for place, content in run.contents.items():
        content.rich = bool(RICH.search(run.documents[place].html))
        content.notice = notice(content, run.language.day if id(content) in waiting else None)
        content.filed_under = getattr(content, "tags", []) if is_public(content) else []
    unseen = [content for content in run.contents.values() if content.notice]
    context["UNSEEN"] = [] if run.public else sorted(unseen, key=lambda each: each.title)


def take_home(generator) -> None:
    """Take home.md out of the pages: the context's HOME, or None."""
    context, pages = generator.context, generator.pages
    context["HOME"] = next((page for page in pages if page.slug == HOME), None)
    if context["HOME"]:
        pages.remove(context["HOME"])
        context["HOME"].override_url, context["HOME"].override_save_as = "", "index.html"


def menu(slugs: tuple[str, ...], pages: dict[str, Content], run: Run) -> list[Entry | Content]:
    settings = run.settings
    hers = [page for page in pages.values() if says(page, "menu") != "no"]
    entries = {slug: [page] for slug, page in pages.items() if page not in hers}
    entries[HERS] = sorted(hers, key=place)
    for slug, (title, name) in LISTS.items():
        entries[slug] = [Entry(title, settings[f"{name}_URL"], settings[f"{name}_SAVE_AS"], slug)]
    return [each for slug in slugs for each in entries.get(slug, ())]


def place(page: Content) -> tuple[int, str]:
    """Numbered pages by their number, then the others by title."""
    return int(page.menu) if page.menu.isdecimal() else 1000, page.title


def says(content: Content, key: str) -> str:
    return getattr(content, key, "no").lower()


def action(contact) -> tuple[str, str] | None:
    """The one step that a visitor is asked to take: its link, and what it is."""
    if contact.booking:
        return contact.booking, "Book a time"
    if contact.email:
        return f"mailto:{contact.email}", "Write an e-mail"
    return (contact.phone.tel, f"Call {contact.phone}") if contact.phone else None


def notice(content: Content, day: Callable[[date], str] | None) -> str:
    """Why visitors do not see this text; "" if they do. If it waits for its day, `day` says it."""
    if day:
        return f"Visitors will see this from {day(content.date)}."
    if not is_public(content):
        return f"This has the status “{content.status}”. Visitors cannot see it."
    return ""
