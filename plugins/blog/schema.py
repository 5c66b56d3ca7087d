"""The practice and its pages for machines: schema.org dicts, as schema.toml has them.

What is not set is left out: an empty property says something, and it would be untrue.
"""

import re
from collections.abc import Callable

from jinja2 import Environment
from pelican.contents import Article, Content

from .disk import data
from .text import plain

AUTHOR = ("@type", "@id", "name", "url", "jobTitle", "sameAs")  # of the Person
SECTION = re.compile(r"<h2[^>]*>(.*?)</h2>(.*?)(?=<h2|\Z)", re.DOTALL)
JINJA = Environment()
JINJA.filters["plain"] = plain
DATA = data(__file__)
THINGS = {name: JINJA.compile_expression(thing) for name, thing in DATA.items()}


def grapher(practice, url: str, photo: str) -> Callable[[Content | None], dict]:
    """A function from a text, or None, to its page of the blog at `url`, as JSON-LD.

    `photo` is the address of the therapist's, or "". A post says who wrote it, in short: the whole
    of the practice is on all other pages.
    """
    facts = {**vars(practice), "blog": url, "photo": photo}
    every = {name: known(THINGS[name](facts)) for name in ("WebSite", "Person", "LocalBusiness")}
    facts["author"] = {key: every["Person"][key] for key in AUTHOR if key in every["Person"]}

    def graph(text: Content | None = None) -> dict:
        names = ["WebSite", *(["WebPage"] if text else [])]
        names += ["BlogPosting"] if isinstance(text, Article) else ["Person", "LocalBusiness"]
        more = facts | {"text": text, "questions": text and questions(text)}
        things = (every[name] if name in every else known(THINGS[name](more)) for name in names)
        return {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}

    return graph


def known(thing):
    """`thing` without what is empty in it, at any depth."""
    is_dict = isinstance(thing, dict)
    return {key: known(value) for key, value in thing.items() if value} if is_dict else thing


def questions(text: Content) -> list[dict]:
    """The sections of a page as Questions, if each of its headings asks something."""
    sections = [] if isinstance(text, Article) else SECTION.findall(text.content)
    asked = all(plain(heading).endswith("?") for heading, _ in sections)
    return [THINGS["Question"](heading=each[0], section=each[1]) for each in sections if asked]
