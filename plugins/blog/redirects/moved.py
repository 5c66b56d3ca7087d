"""Addresses that were published and would be gone: no old link may end nowhere unsaid."""

from collections import defaultdict
from collections.abc import Iterator

from ..checks.unique import line_of_address
from ..problem import Problem, nearest, shown
from ..reading.document import Document
from ..run import Run
from .aliases import home, in_force, key, removed
from .check import in_facts

Published = dict[str, str]  # each address, /post/apps/, with the file it came from, if it is known


def published(run: Run) -> Published:
    """The addresses of all texts that visitors will see, and those that lead to one of them."""
    old = {alias.old: alias.document.path if alias.document else "" for alias in in_force(run)}
    texts = {address: run.documents[place].path for address, place in run.published.items()}
    return old | texts


def check_moved(before: Published, run: Run) -> Iterator[Problem]:
    """What was published is still there, or leads on, or was taken down on purpose."""
    away = (path for _, path, _ in removed(run))
    kept = {key(address) for address in (*run.addresses, *published(run), *away)}
    texts = {document.path: document for document in run.documents.values()}
    public = set(run.published.values())
    # What was taken back, or is dated ahead, returns by itself.
    back = {
        f"/{home(place, run).format(slug=content.slug)}"
        for place, content in run.contents.items()
        if place not in public
    }
    # The addresses of tags and categories come and go with the posts that have them.
    homes = (run.settings[name] for name in ("TAG_URL", "CATEGORY_URL"))
    topics = tuple(f"/{pattern.partition('{')[0]}" for pattern in homes)
    new = [place for address, place in run.published.items() if address not in before]
    fresh = {run.contents[place].slug: run.documents[place].path for place in new}
    lost: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for address, path in before.items():
        if key(address) in kept or address in back or address.startswith(topics):
            continue
        if path not in texts:
            near = nearest(address.strip("/").rpartition("/")[2], fresh)
            lost[fresh.get(near, ""), False].append(address)
        elif texts[path].place in public:
            lost[path, True].append(address)
    for (path, sure), addresses in lost.items():
        yield gone(addresses, texts.get(path), sure, run)


def gone(addresses: list[str], document: Document | None, sure: bool, run: Run) -> Problem:
    """What became of them: their `document` has another address now, or one that is not `sure`."""
    all_, one = " and ".join(addresses), len(addresses) == 1
    line = add(addresses, document, run) if document else ""
    if document and sure:
        message = f"this was published at {all_}; so that old links lead here, {line}"
        return document.problem(line_of_address(document), message)
    what = f"{all_} {'was' if one else 'were'} published, and would be gone"
    listed = ", ".join(f'"{address}"' for address in addresses)
    toml = shown(run.home / "practice.toml")
    where = f"add {listed} to removed = [ ] below [site] in {toml}"
    on_purpose = f"if you took {'it' if one else 'them'} down on purpose, {where}"
    if document:
        message = f"{what}; if this is its new address, {line}; {on_purpose}"
        return document.problem(line_of_address(document), message)
    right = "send its readers to another page with [[redirects]]"
    return in_facts(f"{what}; {right}, or {on_purpose}", run, "site")


def add(addresses: list[str], document: Document, run: Run) -> str:
    """The line of the header that makes `addresses` lead to the text: each as short as it can be.

    Where texts have their home, it is the slug.
    """
    before, _, after = f"/{home(document.place, run)}".partition("{slug}")
    slugs = [address.removeprefix(before).removesuffix(after) for address in addresses]
    old = [
        address if "/" in slug or not address.startswith(before) else slug
        for address, slug in zip(addresses, slugs, strict=True)
    ]
    if said := document.value("aliases"):
        return f'write "Aliases: {", ".join([said, *old])}"'
    return f'add the line "Aliases: {", ".join(old)}"'
