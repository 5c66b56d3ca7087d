"""What the templates print that stands in no text: menus, notices, whom a page is by.

The page home.md is no page of its own: it is how the home page begins.
"""

import re

from pelican.contents import Content

from .run import Run, is_public

# In the place of a slug: the pages with "Menu: yes" in their header, or a number, by which they
# are sorted.
HERS = "hers"
HOME = "home"
RICH = re.compile("<(?:img|table|pre|code)")


def describe(run: Run) -> None:
    """Give the context MENU, AUTHOR_URL, START, TOPICS and UNSEEN, and each text its `notice`, and
    whether it is `rich`: more than words."""
    context = run.context
    context["MENU"] = menu(context["pages"])
    pages = {page.slug: f"{context['SITEURL']}/{page.url}" for page in context["pages"]}
    context["AUTHOR_URL"] = pages.get("about", run.facts.contact.website)
    context["START"] = [post for post in context["articles"] if says(post, "start") == "yes"]
    # Not the posts themselves: a page that is given them changes with each of their words.
    found = sorted(context["categories"])
    context["TOPICS"] = [(topic.name, topic.url, len(posts)) for topic, posts in found]
    for place, content in run.contents.items():
        content.rich = bool(RICH.search(run.documents[place].html))
        content.notice = notice(content, run)
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


def menu(pages: list[Content]) -> dict[str, list[tuple[str, str, str]]]:
    """What a menu may have of the pages, by slug: each its title, its address and its file."""
    entries: dict[str, list[tuple[str, str, str]]] = {}
    for page in sorted(pages, key=order):
        slug = page.slug if says(page, "menu") == "no" else HERS
        entries.setdefault(slug, []).append((page.title, page.url, page.save_as))
    return entries


def order(page: Content) -> tuple[int, str]:
    """Numbered pages by their number, then the others by title."""
    number = says(page, "menu")
    return int(number) if number.isdecimal() else 1000, page.title


def says(content: Content, key: str) -> str:
    return getattr(content, key, "no").lower()


def notice(content: Content, run: Run) -> str:
    """Why visitors do not see this text; "" if they do."""
    if content in run.waiting:
        return f"Visitors will see this from {run.language.day(content.date)}."
    if not is_public(content):
        return f"This has the status “{content.status}”. Visitors cannot see it."
    return ""
