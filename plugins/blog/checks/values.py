"""What stands behind each key of a header: understood by Pelican as by its author."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches

from ..problem import Problem
from .header import KNOWN
from .site import LONGEST_SLUG, Site, moment, names, slug
from .source import Source

EXAMPLES = {
    "title": "Title: What it is called",
    "date": "Date: 2026-06-09",
    "modified": "Modified: 2026-06-12",
    "reviewed": "Reviewed: 2026-06-12",
    "status": "Status: draft, or take the line out",
    "tags": "Tags: endings, asking for help",
    "category": "Category: The relationship",
    "slug": "Slug: a-good-ending",
    "aliases": "Aliases: an-old-name, /blog/another-old-name",
}
MAY_BE_EMPTY = {"category", "tags", "slug", "summary", "supplement", "exit"}
STATUSES = ("published", "draft", "hidden", "skip")
STATUS = re.compile(r"(?i:published|draft|hidden)|skip")  # the last in no other case: Pelican fails
SLUG = re.compile(r"[a-z0-9]+([-_]+[a-z0-9]+)*")
FIRST_DAY = date(1990, 1, 1)

QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
YAML = re.compile(r"\[.*\]|\{.*\}|[|>][+-]?|[&*!]\w+")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
MARKUP = re.compile(r"\*\*|\]\(|</?[a-z][^<>]*>|<!--|\{(?:filename|static|attach)\}|^#+\s", re.I)
ODD = re.compile(r"[\[\]{}<>\"“”„\\|*`]|^[#']|'$")


def check_values(source: Source, site: Site) -> Iterator[Problem]:
    for key in ("title", "date") if source.is_post else ("title",):
        if source.header and key not in source.header:
            yield source.problem(1, f"{KNOWN[key]} is missing; write {EXAMPLES[key]}")
    for key, field in source.header.items():
        if key in KNOWN:
            for message in wrong(key, field.value, source, site):
                yield source.problem(field.line, f"{KNOWN[key]} {message}")


def wrong(key: str, value: str, source: Source, site: Site) -> Iterator[str]:
    example = EXAMPLES.get(key, f"{KNOWN[key]}: …")
    if not value:
        if key not in MAY_BE_EMPTY:
            yield f"is empty; write {example}"
    elif key == "aliases":
        return  # check_redirects looks at each of them
    elif QUOTED.fullmatch(value):
        yield "stands in quotes; take them away, or if it is a quotation, use curly ones: “…”"
    elif YAML.fullmatch(value):
        yield f"cannot be read like this; write it plainly, on one line: {example}"
    elif key in ("title", "summary"):
        if found := MARKUP.search(value):
            yield f"is plain text, where {found[0].strip()} has no meaning; take it away"
    elif INVISIBLE.search(value):
        yield "has an invisible character in it; type the line anew"
    elif key in ("tags", "category"):
        yield from wrong_names(key, value)
    elif key == "status" and not STATUS.fullmatch(value):
        near = get_close_matches(value.lower(), STATUSES, 1)
        right = f'did you mean "{near[0]}"?' if near else f"it is one of {', '.join(STATUSES)}"
        yield f'"{value}" is not known; {right}'
    elif key in ("date", "modified", "reviewed"):
        yield from wrong_day(key, value, source, site)
    elif key == "slug":
        yield from wrong_slug(value)
    elif key == "template":
        fit = site.templates("article" if source.is_post else "page")
        if value not in fit:
            yield f'"{value}" is not there; it can be {" or ".join(sorted(fit))}'
    elif key == "author" and site.practice.contact.name not in ("", value):
        yield f"is {site.practice.contact.name} everywhere; take this line out"


def wrong_names(key: str, value: str) -> Iterator[str]:
    for name in names(value) if key == "tags" else [value]:
        if odd := ODD.search(name):
            yield f"has {odd[0]} in it; write plain words with commas between: {EXAMPLES['tags']}"
        elif not slug(name) or len(slug(name)) > LONGEST_SLUG:
            yield f'"{name}" cannot become an address; use a few words with letters'


def wrong_day(key: str, value: str, source: Source, site: Site) -> Iterator[str]:
    example = EXAMPLES[key]
    try:
        day = moment(value).date()
    except ValueError as error:
        yield f'"{value}" {error}; write year-month-day: {example}'
        return
    published = source.header.get("date")
    if day < FIRST_DAY:
        yield f"is in the year {day.year}, before there was a web; write {example}"
    elif key != "date" and published:
        try:
            first = moment(published.value).date()
        except ValueError:
            return
        what = "change" if key == "modified" else "review"
        if day < first:
            yield f"is before Date ({first}); the day of a {what} is the same or later"
        elif day > max(first, site.now.date() + timedelta(days=1)):
            yield f"lies in the future ({day}); write the day of the last {what}"


def wrong_slug(value: str) -> Iterator[str]:
    right = slug(value)[:LONGEST_SLUG].strip("-_")
    if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        instead = f"write {right}" if SLUG.fullmatch(right) else "write words-like-this"
        yield f'"{value}" makes no good address; {instead}'
