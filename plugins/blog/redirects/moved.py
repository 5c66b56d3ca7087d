"""Addresses that were published and would be gone: no old link may end nowhere unsaid."""

from collections import defaultdict
from collections.abc import Iterator

from practice import facts

from ..checks.unique import line_of_address
from ..problem import Problem, nearest, shown
from ..reading.document import Document
from ..run import Run
from .aliases import home, in_force, key, removed

Published = dict[str, str]  # each address, /post/apps/, with the file it came from, if it is known


def published(run: Run) -> Published:
    """The addresses of all texts that visitors will see, and those that lead to one of them."""
    old = {alias.old: alias.document.path if alias.document else "" for alias in in_force(run)}
    texts = {address: run.documents[place].path for address, place in run.published.items()}
    return old | texts


def check_moved(before: Published, run: Run) -> Iterator[Problem]:
    """What was published is still there, or leads on, or was taken down on purpose."""
    kept = {key(address) for address in (*run.addresses, *published(run), *removed(run))}
    texts = {document.path: document for document in run.documents.values()}
    fresh = {
        run.contents[place].slug: run.documents[place]
        for address, place in run.published.items()
        if address not in before
    }
    public = set(run.published.values())
    back = {
        f"/{home(place, run).format(slug=content.slug)}"
        for place, content in run.contents.items()
        if place not in public
    }
    # Those of tags and categories come and go with the posts that have them.
    homes = (run.settings[name] for name in ("TAG_URL", "CATEGORY_URL"))
    topics = tuple(f"/{pattern.partition('{')[0]}" for pattern in homes)
    lost: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address, path in before.items():
        if key(address) in kept or address.startswith(topics):
            continue
        if address in back or (path in texts and texts[path].place not in public):
            continue  # taken back, or dated ahead: it returns by itself
        near = nearest(address.strip("/").rpartition("/")[2], fresh)
        maybe = fresh[near].path if near and path not in texts else ""
        lost[path if path in texts else "", maybe].append(address)
    for (path, maybe), addresses in lost.items():
        yield gone(addresses, texts.get(path), texts.get(maybe), run)


def gone(
    addresses: list[str], document: Document | None, maybe: Document | None, run: Run
) -> Problem:
    """What became of them, most likely: their `document` or a new one, `maybe`, has another."""
    toml = run.home / "practice.toml"
    all_ = " and ".join(addresses)
    listed = ", ".join(f'"{address}"' for address in addresses)
    what = f"if you took {'it' if len(addresses) == 1 else 'them'} down on purpose"
    on_purpose = f"{what}, add {listed} to removed = [ ] below [site] in {shown(toml)}"
    if document:
        right = f"so that old links lead here, {add(addresses, document, run)}"
        message = f"this was published at {all_}; {right}"
        return document.problem(line_of_address(document), message)
    what = f"{all_} {'was' if len(addresses) == 1 else 'were'} published, and would be gone"
    if maybe:
        right = f"if this is its new address, {add(addresses, maybe, run)}"
        return maybe.problem(line_of_address(maybe), f"{what}; {right}; {on_purpose}")
    right = "send its readers to another page with [[redirects]]"
    return Problem(shown(toml), facts.line(toml, ("site",)), f"{what}; {right}, or {on_purpose}")


def add(addresses: list[str], document: Document, run: Run) -> str:
    """The line of the header that makes `addresses` lead to the text."""
    old = [alias(address, f"/{home(document.place, run)}") for address in addresses]
    if said := document.value("aliases"):
        return f'write "Aliases: {", ".join([said, *old])}"'
    return f'add the line "Aliases: {", ".join(old)}"'


def alias(address: str, home: str) -> str:
    """The address as short as it can be said: where texts have their `home`, by its slug."""
    before, _, after = home.partition("{slug}")
    slug = address.removeprefix(before).removesuffix(after)
    return address if "/" in slug or not address.startswith(before) else slug
