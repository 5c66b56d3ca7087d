"""Addresses that were published and would be gone: no old link may end nowhere unsaid."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from practice import facts

from ..checks.attempt import shown
from ..checks.site import Site, slug_of
from ..checks.source import Source
from ..problem import Problem
from .aliases import all_aliases, in_force, key, removed

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
    lost: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address, path in before.items():
        if key(address) not in kept and not address.startswith(topics):
            near = get_close_matches(address.strip("/").rpartition("/")[2], fresh, 1)
            maybe = fresh[near[0]].path if near and path not in texts else ""
            lost[path if path in texts else "", maybe].append(address)
    for (path, maybe), addresses in lost.items():
        yield gone(addresses, texts.get(path), texts.get(maybe), site, toml)


def gone(
    addresses: list[str], source: Source | None, maybe: Source | None, site: Site, toml: Path
) -> Problem:
    """What became of them, most likely: their `source` or a new text, `maybe`, has another."""
    all_ = " and ".join(addresses)
    listed = ", ".join(f'"{address}"' for address in addresses)
    what = f"if you took {'it' if len(addresses) == 1 else 'them'} down on purpose"
    on_purpose = f"{what}, add {listed} to removed = [ ] below [site] in {shown(toml)}"
    if source and site.public(source):
        right = f"so that old links lead here, {add(addresses, source, site)}"
        return source.problem(line(source), f"this was published at {all_}; {right}")
    if source:
        what = f"this was published at {all_}, and visitors would not find it any more"
        return source.problem(source.line("status"), f"{what}; {on_purpose}")
    what = f"{all_} {'was' if len(addresses) == 1 else 'were'} published, and would be gone"
    if maybe:
        right = f"if this is its new address, {add(addresses, maybe, site)}"
        return maybe.problem(line(maybe), f"{what}; {right}; {on_purpose}")
    right = "send its readers to another page with [[redirects]]"
    return Problem(shown(toml), facts.line(toml, ("site",)), f"{what}; {right}, or {on_purpose}")


def line(source: Source) -> int:
    """The line that gives the text its address."""
    return source.line("slug" if source.value("slug") else "title")


def add(addresses: list[str], source: Source, site: Site) -> str:
    """The line of the header that makes `addresses` lead to the text."""
    old = [alias(address, f"/{site.home(source)}") for address in addresses]
    if said := source.value("aliases"):
        return f'write "Aliases: {", ".join([said, *old])}"'
    return f'add the line "Aliases: {", ".join(old)}"'


def alias(address: str, home: str) -> str:
    """The address as short as it can be said: where texts have their `home`, by its slug."""
    before, _, after = home.partition("{slug}")
    slug = address.removeprefix(before).removesuffix(after)
    return address if "/" in slug or not address.startswith(before) else slug
