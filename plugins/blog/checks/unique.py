"""What only one may have: an address, and the spelling of a tag."""

from collections.abc import Iterator

from ..problem import Problem
from ..reading.document import Document
from ..reading.metadata import LONGEST_SLUG
from ..run import Run, is_post


def check_addresses(run: Run) -> Iterator[Problem]:
    """No two posts, and no two pages, share an address; no page has one of the site's own."""
    own = {path.partition("/")[0] for path in run.own_paths} | {"images", "page", "theme"}
    taken: dict[tuple[bool, str], str] = {}
    for place, content in run.contents.items():
        document = run.documents[place]
        if not document.value("title"):
            continue
        message = ""
        if not 0 < len(content.slug) <= LONGEST_SLUG:
            message = "no address can be made of this title"
        elif not is_post(place) and content.slug in own:
            message = f'the address "{content.slug}" is the site\'s own'
        else:
            other = taken.setdefault((is_post(place), content.slug), document.path)
            if other != document.path:
                message = f'{other} has the address "{content.slug}" too'
        if message:
            right = "give this one another, with a line like Slug: a-few-plain-words"
            yield document.problem(line_of_address(document), f"{message}; {right}")


def line_of_address(document: Document) -> int:
    """The line of the header that gives the text its address."""
    return document.line("slug" if document.value("slug") else "title")


def check_topics(run: Run) -> Iterator[Problem]:
    """A tag, or a category, is spelt alike everywhere: those that share an address are one."""
    posts = [(run.documents[place], post) for place, post in run.contents.items() if is_post(place)]
    for kind, key in (("tag", "tags"), ("category", "category")):
        first: dict[str, tuple[str, str]] = {}
        for document, post in posts:
            for topic in getattr(post, "tags", ()) if kind == "tag" else [post.category]:
                spelt, path = first.setdefault(topic.slug, (topic.name, document.path))
                if spelt != topic.name:
                    message = f'the {kind} "{topic.name}" is "{spelt}" in {path}'
                    yield document.problem(document.line(key), f"{message}; spell it alike in both")
