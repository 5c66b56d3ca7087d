"""What stands behind each key of a header: understood by Pelican as by its author."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pelican.readers import ensure_metadata_list
from pelican.utils import slugify

from ..problem import Problem, did_you_mean
from ..reading.document import Document
from ..reading.metadata import DATES, KNOWN, LONGEST_SLUG, SLUG, STATUS, is_understood, moment
from ..run import Run, is_post
from .header import HEADER, KEEP_BACK
from .page import MARKER

EXAMPLES = HEADER["examples"]
FIRST_DAY = date(1990, 1, 1)

QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
YAML = re.compile(r"\[.*\]|\{.*\}|[|>][+-]?|[&*!]\w+")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
MARKUP = re.compile(
    rf"""\*\*|~~\S|==\S.*==|\[\[|</?[a-z][^<>]*>|<!--|^\#+\s|{MARKER.pattern}
    |(?<!\w)([*_`])\S(?:[^*_`]*\S)?\1(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
MENU = re.compile(r"(?i:yes|no)|\d{1,3}")
ODD = re.compile(r"[\[\]{}<>\"“”„\\|*`]|^(?:[#']|!!!)|'$")


def check_metadata(document: Document, run: Run) -> Iterator[Problem]:
    for key in ("title", "date") if is_post(document.place) else ("title",):
        if document.header and key not in document.header:
            yield document.problem(1, f"{KNOWN[key]} is missing; write {EXAMPLES[key]}")
    for key, (value, line) in document.header.items():
        if key in KNOWN and (message := wrong(key, value, document, run)):
            yield document.problem(line, f"{KNOWN[key]} {message}")


def wrong(key: str, value: str, document: Document, run: Run) -> str:
    """What is wrong with what stands behind `key`, and what would be right; or ""."""
    example = EXAMPLES.get(key, f"{KNOWN[key]}: …")
    if not value:
        return "" if key in HEADER["may_be_empty"] else f"is empty; write {example}"
    if key == "aliases":
        return ""  # redirects/ looks at each of them
    if QUOTED.fullmatch(value):
        return "stands in quotes; take them away, or if it is a quotation, use curly ones: “…”"
    if YAML.fullmatch(value):
        return f"cannot be read like this; write it plainly, on one line: {example}"
    if key in ("title", "summary"):
        found = MARKUP.search(value)
        return (
            f"is plain text, where {found[0].strip()} has no meaning; take it away" if found else ""
        )
    if INVISIBLE.search(value):
        return "has an invisible character in it; type the line anew"
    if key in DATES:
        return wrong_day(key, value, document.value("date"))
    if key == "slug":
        return wrong_slug(value, run)
    if key == "status" and not STATUS.fullmatch(value):
        # No hint may publish what was meant to be private.
        right = did_you_mean(value.lower(), ("draft", "hidden"), KEEP_BACK)
        return f'"{value}" is not known; {right}'
    if key in ("tags", "category"):
        names = ensure_metadata_list(value) if key == "tags" else [value]
        if odd := next(filter(None, map(ODD.search, names)), None):
            return f"has {odd[0]} in it; write plain words with commas between: {EXAMPLES['tags']}"
    if key == "template":
        fit = templates("article" if is_post(document.place) else "page", run)
        if value not in fit:
            return f'"{value}" is not there; it can be {" or ".join(sorted(fit))}'
    if key == "exit" and value.lower() not in ("yes", "no"):
        return f'is yes or no, not "{value}"'
    if key == "exit" and value.lower() == "yes" and run.facts.exit is None:
        return "needs [exit] in practice.toml, which says where the link leads"
    if key == "menu" and (is_post(document.place) or not MENU.fullmatch(value)):
        return "is yes on a page, or a number for its place among several; no post has one"
    if key == "author" and run.facts.contact.name not in ("", value):
        return f"is {run.facts.contact.name} everywhere; take this line out"
    return ""


def wrong_day(key: str, value: str, first: str) -> str:
    """`first` is the Date of the text: nothing was changed or read again before."""
    try:
        day = moment(value).date()
    except ValueError as error:
        return f'"{value}" {error}; write year-month-day: {EXAMPLES[key]}'
    if day < FIRST_DAY:
        return f"is in the year {day.year}, before there was a web; write {EXAMPLES[key]}"
    if key == "date" or not is_understood("date", first):
        return ""
    what = "change" if key == "modified" else "review"
    published = moment(first).date()
    if day < published:
        return f"is before Date ({published}); the day of a {what} is the same or later"
    if day > max(published, datetime.now(UTC).date() + timedelta(days=1)):
        return f"lies in the future ({day}); write the day of the last {what}"
    return ""


def wrong_slug(value: str, run: Run) -> str:
    if is_understood("slug", value):
        return ""
    right = slugify(value, run.settings["SLUG_REGEX_SUBSTITUTIONS"])[:LONGEST_SLUG].strip("-_")
    instead = right if SLUG.fullmatch(right) else "words-like-this"
    return f'"{value}" makes no good address; write {instead}'


def templates(kind: str, run: Run) -> set[str]:
    """The theme's templates for a text of this kind, "article" or "page": what extends its own."""
    own = re.compile(rf"""extends\s+["']{kind}\.html["']""")
    names = (name for name in run.env.list_templates(["html"]) if not name.startswith("!"))
    sources = ((name, run.env.loader.get_source(run.env, name)[0]) for name in names)
    return {kind, *(name.removesuffix(".html") for name, source in sources if own.search(source))}
