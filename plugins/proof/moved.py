"""Addresses that were published and would be gone: no old link may end nowhere unsaid."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from practice import facts

from .aliases import all_aliases, in_force, key, removed
from .attempt import shown
from .problem import Problem
from .site import Site, slug_of
from .source import Source

Published = dict[str, str]  # each address, /post/apps/, with the file it came from, if it is known


def published(site: Site) -> Published:
    """The addresses of all texts that visitors will see, and those that lead to one of them."""
    aliases = in_force(all_aliases(site), site)
    old = {alias.old: alias.source.path if alias.source else "" for alias in aliases}
    return old | {address: source.path for address, source in site.pages.items()}


def check_moved(before: Published, site: Site, toml: Path) -> Iterator[Problem]:
    """What was published is still there, or leads on, or was taken down on purpose."""
    kept = {key(address) for address in (*site.addresses, *published(site), *removed(site))}
    texts = {source.path: source for source in site.sources.values()}
    fresh = {slug_of(text): text for address, text in site.pages.items() if address not in before}
    # Those of tags and categories come and go with the posts that have them.
    homes = (site.settings[name] for name in ("TAG_URL", "CATEGORY_URL"))
    topics = tuple(f"/{home.partition('{')[0]}" for home in homes)
    for address, path in before.items():
        if key(address) not in kept and not address.startswith(topics):
            near = get_close_matches(address.strip("/").rpartition("/")[2], fresh, 1)
            maybe = fresh[near[0]] if near else None
            yield gone(address, texts.get(path), maybe, site, toml)


def gone(
    address: str, source: Source | None, maybe: Source | None, site: Site, toml: Path
) -> Problem:
    """What became of an address, most likely: its `source` or a new text, `maybe`, has another."""
    listed = f'add "{address}" to removed = [ ] below [site] in {shown(toml)}'
    on_purpose = f"if you took it down on purpose, {listed}"
    if source and site.public(source):
        right = f"so that old links lead here, {add(address, source, site)}"
        return source.problem(line(source), f"this was published at {address}; {right}")
    if source:
        what = f"this was published at {address}, and visitors would not find it any more"
        return source.problem(source.line("status"), f"{what}; {on_purpose}")
    what = f"{address} was published, and would be gone"
    if maybe:
        right = f"if this is its new address, {add(address, maybe, site)}"
        return maybe.problem(line(maybe), f"{what}; {right}; {on_purpose}")
    right = "send its readers to another page with [[redirects]]"
    return Problem(shown(toml), facts.line(toml, ("site",)), f"{what}; {right}, or {on_purpose}")


def line(source: Source) -> int:
    """The line that gives the text its address."""
    return source.line("slug" if source.value("slug") else "title")


def add(address: str, source: Source, site: Site) -> str:
    before, _, after = f"/{site.home(source)}".partition("{slug}")
    slug = address.removeprefix(before).removesuffix(after)
    said = address if "/" in slug or not address.startswith(before) else slug
    if source.value("aliases"):
        return f'write "Aliases: {source.value("aliases")}, {said}"'
    return f'add the line "Aliases: {said}"'
