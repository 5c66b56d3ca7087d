"""Whether each old address is free, is told once, and leads to something that is there."""

import re
from collections.abc import Iterator

from practice import facts

from ..checks.links import wrong_address
from ..problem import Problem
from ..run import Run
from .aliases import Alias, all_aliases, key, removed

# What no text has for its own: what the site makes, and what stands in one of its files
MADE = re.compile(r"/(drafts|images|page|search)/.*|.*/page/\d+/|.*\.(html|ico|txt|vcf|xml)/.+")


def check_redirects(run: Run) -> Iterator[Problem]:
    """No old address contradicts the site or another one, and each leads on at once."""
    there = {key(address): address for address in run.addresses}
    first: dict[str, Alias] = {}
    for alias in all_aliases(run):
        old, new = alias.wrong, ""
        if alias.leads_on:
            other = first.setdefault(key(alias.old), alias)
            old = not_free(alias, there, run) or told_before(alias, other)
            new = wrong_way(alias, run)
        for end, message in (("old", old), ("new", new)):
            if message:
                yield problem(alias, end, message, run)
    for said, path, wrong in removed(run):
        if path and key(path) in there | first:
            wrong = f'"{said}" is in use, or leads on; take it out of removed'
        if wrong:
            yield in_facts(wrong, run, "site", "removed")


def problem(alias: Alias, end: str, message: str, run: Run) -> Problem:
    """On the line of the header; of a redirect, on that of its `end`, old or new."""
    if alias.document:
        return alias.document.problem(alias.document.line("aliases"), message)
    return in_facts(message, run, "redirects", alias.place, end)


def in_facts(message: str, run: Run, *key: str | int) -> Problem:
    """On the line of practice.toml on which `key` begins."""
    return Problem(*facts.fault(run.home / "practice.toml", key, message))


def not_free(alias: Alias, there: dict[str, str], run: Run) -> str:
    """What else is at the old address; or ""."""
    said = f'"{alias.said}"'
    if alias.document and alias.old == alias.new:
        return f"{said} is the address it has now; take it out"
    if address := there.get(key(alias.old)):
        place = run.published.get(address)
        whose = f"that of {run.documents[place].path}" if place else "one that the site has"
        return f"{said} is {whose}; an old address must be free"
    if MADE.fullmatch(alias.old):
        return f"{said} is where the site keeps what it makes itself; leave it out"
    return ""


def told_before(alias: Alias, other: Alias) -> str:
    """By whom the old address leads elsewhere; or ""."""
    where = other.document.path if other.document else "practice.toml"
    told = f'"{alias.said}" leads to {other.new} already, by {where}; keep one of the two'
    return "" if other is alias else told


def wrong_way(alias: Alias, run: Run) -> str:
    """What is wrong with where an old address leads, and what would be right; or ""."""
    right = "name a page that visitors can see"
    return "" if "://" in alias.new else wrong_address(alias.new, None, run, right)
