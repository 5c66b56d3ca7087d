"""Whether each old address is free, is told once, and leads to something that is there."""

from collections.abc import Iterator

from ..checks.links import wrong_address
from ..checks.practice import in_facts
from ..problem import Problem
from ..run import Run
from .aliases import Alias, all_aliases, key, removed

NO_ADDRESS = (
    "cannot be an old address of this site; write it like old-name or /blog/old-name, without what "
    "stands from ? or # on, and put commas between several"
)
RIGHT = "name a page that visitors can see"


def check_redirects(run: Run) -> Iterator[Problem]:
    """No old address contradicts the site or another one, and each leads on at once."""
    there = {key(address): address for address in run.addresses}
    first: dict[str, Alias] = {}
    for alias in all_aliases(run):
        other = first.setdefault(key(alias.old), alias) if alias.public else alias
        if message := wrong_old(alias, other, there, run):
            yield problem(alias, "old", message, run)
        leads_here = alias.public and "://" not in alias.new
        if leads_here and (message := wrong_address(alias.new, None, run, RIGHT)):
            yield problem(alias, "new", message, run)
    for said, path in removed(run):
        if not path:
            yield in_facts(f'"{said}" {NO_ADDRESS}', run, "site", "removed")
        elif key(path) in there | first:
            message = f'"{said}" is in use, or leads on; take it out of removed'
            yield in_facts(message, run, "site", "removed")


def problem(alias: Alias, end: str, message: str, run: Run) -> Problem:
    """On the line of the header; of a redirect, on that of its `end`, old or new."""
    if alias.document:
        return alias.document.problem(alias.document.line("aliases"), message)
    return in_facts(message, run, "redirects", alias.place, end)


def wrong_old(alias: Alias, other: Alias, there: dict[str, str], run: Run) -> str:
    """Why the old address cannot be one, or is not free; `other` was the first to have it."""
    if not alias.old:
        return f'"{alias.said}" {NO_ADDRESS}'
    if alias.public and (address := there.get(key(alias.old))):
        place = run.published.get(address)
        whose = f"that of {run.documents[place].path}" if place else "one that the site has"
        return f'"{alias.said}" is {whose}; an old address must be free'
    if other is not alias:
        where = other.document.path if other.document else "practice.toml"
        return f'"{alias.said}" leads to {other.new} already, by {where}; keep one of the two'
    return ""
