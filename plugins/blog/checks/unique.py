"""What only one may have: an address, and the spelling of a tag."""

from collections.abc import Iterator

from ..problem import Problem
from .site import LONGEST_SLUG, Site, slug, slug_of


def check_addresses(site: Site) -> Iterator[Problem]:
    """No two posts, and no two pages, share an address; no page has one of the site's own."""
    taken: dict[tuple[bool, str], str] = {}
    for source in site.sources.values():
        address = slug_of(source)
        if source.value("status") == "skip" or not source.value("title"):
            continue
        message = ""
        if not address or len(address) > LONGEST_SLUG:
            message = "no address can be made of this title"
        elif not source.is_post and address in site.own_folders:
            message = f'the address "{address}" is the site\'s own'
        elif (other := taken.setdefault((source.is_post, address), source.path)) != source.path:
            message = f'{other} has the address "{address}" too'
        if message:
            line = source.line("slug" if source.value("slug") else "title")
            right = "give this one another, with a line like Slug: a-few-plain-words"
            yield source.problem(line, f"{message}; {right}")


def check_topics(site: Site) -> Iterator[Problem]:
    """A tag, or a category, is spelt alike everywhere: those that share an address are one."""
    for kind in ("tag", "category"):
        first: dict[str, tuple[str, str]] = {}
        for post in (source for source in site.sources.values() if source.is_post):
            for name, line in site.topics_of(post, kind):
                spelt, path = first.setdefault(slug(name), (name, post.path))
                if spelt != name and slug(name):
                    message = f'the {kind} "{name}" is "{spelt}" in {path}; spell it alike in both'
                    yield post.problem(line, message)
