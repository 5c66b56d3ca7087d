"""Whether each old address is free, is told once, and leads to something that is there."""

import re
from collections.abc import Iterator

from practice import facts

from ..checks.links import wrong_fragment
from ..problem import Problem, did_you_mean, shown
from ..run import Run
from .address import old_path
from .aliases import Alias, all_aliases, key

MADE = re.compile(r"/(drafts|images|page|search)/.*|.*/page/\d+/")  # what no text has for its own


def check_redirects(run: Run) -> Iterator[Problem]:
    """No old address contradicts the site or another one, and each leads on at once."""
    found = list(all_aliases(run))
    active = [alias for alias in found if alias.public and not alias.wrong]
    first: dict[str, Alias] = {}
    for alias in active:
        first.setdefault(key(alias.old), alias)
    there = {key(address): address for address in run.addresses}

    wrong = [(alias, "old", alias.wrong) for alias in found]
    wrong += [(alias, "old", not_free(alias, there, run)) for alias in active]
    wrong += [(alias, "old", told_before(alias, first)) for alias in active]
    wrong += [(alias, "new", wrong_way(alias, first, run)) for alias in active]
    for alias, end, message in wrong:
        if message:
            yield Problem(*place(alias, end, run), message)
    yield from check_removed(first, there, run)


def check_removed(first, there, run: Run) -> Iterator[Problem]:
    """What was taken down on purpose is neither there again nor leads on."""
    for said in run.facts.site.removed:
        try:
            name = key(old_path(said, "", run.facts.site.url))
        except ValueError as error:
            message = f"the removed address {error}"
        else:
            leads = f"leads to {first[name].new}" if name in first else ""
            what = "is on the site" if name in there else leads
            message = f'"{said}" {what}; take it out of removed' if what else ""
        if message:
            toml = run.home / "practice.toml"
            yield Problem(shown(toml), facts.line(toml, ("site", "removed")), message)


def place(alias: Alias, end: str, run: Run) -> tuple[str, int]:
    """Where an alias is said; of a redirect, the line of its `end`, old or new."""
    if alias.document:
        return alias.document.path, alias.document.line("aliases")
    toml = run.home / "practice.toml"
    return shown(toml), facts.line(toml, ("redirects", alias.place, end))


def not_free(alias: Alias, there: dict[str, str], run: Run) -> str:
    """What else is at the old address; or ""."""
    said = f'"{alias.said}"'
    if alias.document and alias.old == alias.new:
        return f"{said} is the address it has now; take it out"
    if address := there.get(key(alias.old)):
        place = run.published.get(address)
        whose = f"that of {run.documents[place].path}" if place else "one that the site has"
        capitals = "" if address.strip("/") == alias.old.strip("/") else ", but for capitals"
        return f"{said} is {whose}{capitals}; an old address must be free"
    if MADE.fullmatch(alias.old):
        return f"{said} is where the site keeps what it makes itself; leave it out"
    for folder in ancestors(alias.old):
        if not there.get(folder, "/").endswith("/"):
            return f"{said} stands in {there[folder]}, which is a file; leave it out"
    return ""


def ancestors(path: str) -> Iterator[str]:
    """The keys of the folders that `path` is in."""
    parts = key(path).split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


def told_before(alias: Alias, first: dict[str, Alias]) -> str:
    other = first[key(alias.old)]
    if other is alias:
        return ""
    where = other.document.path if other.document else "practice.toml"
    return f'"{alias.said}" leads to {other.new} already, by {where}; keep one of the two'


def wrong_way(alias: Alias, first: dict[str, Alias], run: Run) -> str:
    """What is wrong with where an old address leads, and what would be right; or ""."""
    address, _, fragment = alias.new.partition("#")
    if address in run.published:
        return wrong_fragment(fragment, run.documents[run.published[address]])
    if "://" in address or address in run.addresses:
        return ""
    way = [alias.old]
    while (step := first.get(key(address))) and address not in way:
        way.append(address)
        address = step.new.partition("#")[0]
    if address in way:
        return f"{' → '.join((*way, address))} goes round in a circle; let it lead to a page"
    if len(way) > 1:
        return f'"{alias.new}" is an old address itself; write "{address}" instead'
    right = did_you_mean(address, sorted(run.addresses), "name a page that visitors can see")
    return f'"{alias.said}" would lead to "{address}", which is not on this site; {right}'
