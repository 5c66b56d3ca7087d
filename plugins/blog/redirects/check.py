"""Whether each old address is free, is told once, and leads to something that is there."""

import re
from collections.abc import Iterator

from practice import facts

from ..checks.links import wrong_fragment
from ..problem import Problem, did_you_mean, shown
from ..run import Run
from .aliases import Alias, all_aliases, key, removed

MADE = re.compile(r"/(drafts|images|page|search)/.*|.*/page/\d+/")  # what no text has for its own


def check_redirects(run: Run) -> Iterator[Problem]:
    """No old address contradicts the site or another one, and each leads on at once."""
    told, first = list(all_aliases(run)), {}
    for alias in told:
        if alias.leads_on:
            first.setdefault(key(alias.old), alias)
    there = {key(address): address for address in run.addresses}
    for alias in told:
        found = [("old", alias.wrong)]
        if alias.leads_on:
            found += [("old", not_free(alias, there, run)), ("old", told_before(alias, first))]
            found += [("new", wrong_way(alias, first, run))]
        for end, message in found:
            if message:
                yield problem(alias, end, message, run)
    for said, path, wrong in removed(run):
        leads = f"leads to {first[key(path)].new}" if key(path) in first else ""
        what = "is on the site" if path and key(path) in there else leads
        if message := f'"{said}" {what}; take it out of removed' if what else wrong:
            yield in_facts(message, run, "site", "removed")


def problem(alias: Alias, end: str, message: str, run: Run) -> Problem:
    """On the line of the header; of a redirect, on that of its `end`, old or new."""
    if alias.document:
        return alias.document.problem(alias.document.line("aliases"), message)
    return in_facts(message, run, "redirects", alias.place, end)


def in_facts(message: str, run: Run, *key: str | int) -> Problem:
    """On the line of practice.toml on which `key` begins."""
    toml = run.home / "practice.toml"
    return Problem(shown(toml), facts.line(toml, key), message)


def not_free(alias: Alias, there: dict[str, str], run: Run) -> str:
    """What else is at the old address; or ""."""
    said, path = f'"{alias.said}"', key(alias.old)
    if alias.document and alias.old == alias.new:
        return f"{said} is the address it has now; take it out"
    if address := there.get(path):
        place = run.published.get(address)
        whose = f"that of {run.documents[place].path}" if place else "one that the site has"
        capitals = "" if address.strip("/") == alias.old.strip("/") else ", but for capitals"
        return f"{said} is {whose}{capitals}; an old address must be free"
    if MADE.fullmatch(alias.old):
        return f"{said} is where the site keeps what it makes itself; leave it out"
    for file in there.values():
        if not file.endswith("/") and path.startswith(f"{key(file)}/"):
            return f"{said} stands in {file}, which is a file; leave it out"
    return ""


def told_before(alias: Alias, first: dict[str, Alias]) -> str:
    """By whom the old address leads elsewhere; or ""."""
    other = first[key(alias.old)]
    if other is alias:
        return ""
    where = other.document.path if other.document else "practice.toml"
    return f'"{alias.said}" leads to {other.new} already, by {where}; keep one of the two'


def wrong_way(alias: Alias, first: dict[str, Alias], run: Run) -> str:
    """What is wrong with where an old address leads, and what would be right; or ""."""
    address, _, fragment = alias.new.partition("#")
    if address in run.published:
        return wrong_fragment(fragment, run.documents[run.published[address]], None, run)
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
