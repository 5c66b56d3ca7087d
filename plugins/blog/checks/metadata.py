"""What stands behind each key of a header: understood by Pelican as by its author."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from jinja2 import meta
from pelican.readers import ensure_metadata_list
from pelican.utils import slugify

from ..problem import Problem, did_you_mean
from ..reading.document import Document
from ..reading.metadata import KNOWN, LONGEST_SLUG, SLUG, STATUS, moment
from ..run import Run, is_post
from .page import MARKER

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
KEEP_BACK = "write Status: draft to keep it back, or take the line out to publish it"
FIRST_DAY = date(1990, 1, 1)

QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
YAML = re.compile(r"\[.*\]|\{.*\}|[|>][+-]?|[&*!]\w+")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
MARKUP = re.compile(
    rf"""\*\*|~~\S|==\S.*==|\[\[|</?[a-z][^<>]*>|<!--|^\#+\s|{MARKER.pattern}
    |(?<!\w)([*_`])\S(?:[^*_`]*\S)?\1(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
ODD = re.compile(r"[\[\]{}<>\"“”„\\|*`]|^(?:[#']|!!!)|'$")


def check_metadata(document: Document, run: Run) -> Iterator[Problem]:
    for key in ("title", "date") if is_post(document.place) else ("title",):
        if document.header and key not in document.header:
            yield document.problem(1, f"{KNOWN[key]} is missing; write {EXAMPLES[key]}")
    for key, field in document.header.items():
        if key in KNOWN:
            for message in wrong(key, field.value, document, run):
                yield document.problem(field.line, f"{KNOWN[key]} {message}")


def wrong(key: str, value: str, document: Document, run: Run) -> Iterator[str]:
    example = EXAMPLES.get(key, f"{KNOWN[key]}: …")
    if not value:
        if key not in MAY_BE_EMPTY:
            yield f"is empty; write {example}"
    elif key == "aliases":
        return  # redirects/ looks at each of them
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
        yield from wrong_names(key, value, run)
    elif key == "status" and not STATUS.fullmatch(value):
        # No hint may publish what was meant to be private.
        right = did_you_mean(value.lower(), ("draft", "hidden"), KEEP_BACK)
        yield f'"{value}" is not known; {right}'
    elif key in ("date", "modified", "reviewed"):
        yield from wrong_day(key, value, document)
    elif key == "slug":
        yield from wrong_slug(value, run)
    elif key == "template":
        fit = templates("article" if is_post(document.place) else "page", run)
        if value not in fit:
            yield f'"{value}" is not there; it can be {" or ".join(sorted(fit))}'
    elif key == "exit":
        if value.lower() not in ("yes", "no"):
            yield f'is yes or no, not "{value}"'
        elif value.lower() == "yes" and run.facts.exit is None:
            yield "needs [exit] in practice.toml, which says where the link leads"
    elif key == "menu":
        if is_post(document.place) or not re.fullmatch(r"yes|no|\d{1,3}", value.lower()):
            yield "is yes on a page, or a number for its place among several; no post has one"
    elif key == "start":
        if not is_post(document.place) or value.lower() not in ("yes", "no"):
            yield "is yes on a post that is good to begin with; no page has it"
    elif key == "part":
        if not value.isdecimal() or "series" not in document.header:
            yield "is the number of a post in its series, below a line like Series: Endings"
    elif key == "author" and run.facts.contact.name not in ("", value):
        yield f"is {run.facts.contact.name} everywhere; take this line out"


def wrong_names(key: str, value: str, run: Run) -> Iterator[str]:
    for name in ensure_metadata_list(value) if key == "tags" else [value]:
        if odd := ODD.search(name):
            yield f"has {odd[0]} in it; write plain words with commas between: {EXAMPLES['tags']}"
        elif not 0 < len(slug(name, run)) <= LONGEST_SLUG:
            yield f'"{name}" cannot become an address; use a few words with letters'


def is_plain(name: str) -> bool:
    return not (QUOTED.fullmatch(name) or YAML.fullmatch(name) or ODD.search(name))


def wrong_day(key: str, value: str, document: Document) -> Iterator[str]:
    example = EXAMPLES[key]
    try:
        day = moment(value).date()
    except ValueError as error:
        yield f'"{value}" {error}; write year-month-day: {example}'
        return
    if day < FIRST_DAY:
        yield f"is in the year {day.year}, before there was a web; write {example}"
    elif key != "date" and "date" in document.header:
        try:
            first = moment(document.value("date")).date()
        except ValueError:
            return
        what = "change" if key == "modified" else "review"
        if day < first:
            yield f"is before Date ({first}); the day of a {what} is the same or later"
        elif day > max(first, datetime.now(UTC).date() + timedelta(days=1)):
            yield f"lies in the future ({day}); write the day of the last {what}"


def wrong_slug(value: str, run: Run) -> Iterator[str]:
    right = slug(value, run)[:LONGEST_SLUG].strip("-_")
    if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        instead = f"write {right}" if SLUG.fullmatch(right) else "write words-like-this"
        yield f'"{value}" makes no good address; {instead}'


def slug(text: str, run: Run) -> str:
    """`text` as part of an address, as Pelican makes it."""
    return slugify(text, run.settings["SLUG_REGEX_SUBSTITUTIONS"])


def templates(kind: str, run: Run) -> set[str]:
    """The theme's templates for a text of this kind, "article" or "page": what extends its own."""
    own, found = f"{kind}.html", {kind}
    for name in run.env.list_templates(["html"]):
        if not name.startswith("!"):
            tree = run.env.parse(run.env.loader.get_source(run.env, name)[0])
            if own in meta.find_referenced_templates(tree):
                found.add(name.removesuffix(".html"))
    return found
