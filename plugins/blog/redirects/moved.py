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
    lost: dict[str, list[str]] = defaultdict(list)  # by the text that may be there instead
    for address, path in before.items():
        if key(address) in kept or address in back or address.startswith(topics):
            continue
        if path not in texts:
            near = nearest(address.strip("/").rpartition("/")[2], fresh)
            lost[fresh.get(near, "")].append(address)
        elif texts[path].place in public:
            lost[path].append(address)
    for path, addresses in lost.items():
        yield gone(addresses, texts.get(path), run)


def gone(addresses: list[str], document: Document | None, run: Run) -> Problem:
    """That old links would break, which may mean the `document`; and how to mend it."""
    what = f"old links to {' and '.join(addresses)} would break"
    listed = ", ".join(f'"{address}"' for address in addresses)
    toml = shown(run.home / "practice.toml")
    let_go = f"to let them go, add {listed} to removed = [ ] below [site] in {toml}"
    if not document:
        right = "to lead them to another page, add [[redirects]]"
        return in_facts(f"{what}; {right}, or {let_go}", run, "site")
    aliases = ", ".join(filter(None, [document.value("aliases"), *addresses]))
    message = f'{what}; to lead them here, write the line "Aliases: {aliases}"; {let_go}'
    return document.problem(line_of_address(document), message)
