"""What stands behind each key of a header: understood by Pelican as by its author."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ..problem import Problem
from ..reading.document import Document
from ..reading.metadata import DATES, KNOWN, is_understood, moment
from ..run import Run
from .header import HEADER, example


def check_metadata(document: Document, run: Run) -> Iterator[Problem]:
    for key, (value, line) in document.header.items():
        if key in KNOWN and (message := wrong(key, value, document, run)):
            yield document.problem(line, f"{KNOWN[key]} {message}")


def wrong(key: str, value: str, document: Document, run: Run) -> str:
    """What is wrong with what stands behind `key`, and what would be right; or ""."""
    if not value:
        return "" if key in HEADER["may_be_empty"] else f"is empty; write {example(key, value)}"
    if key == "aliases":
        return ""  # redirects/ looks at each of them
    for rule in HEADER["wrong"]:
        is_meant = key in rule.get("keys", KNOWN) and document.place.startswith(rule.get("in", ""))
        if is_meant and (found := re.search(rule["pattern"], value, re.I | re.X)):
            marks = found[0].strip(" ,;")
            return rule["says"].format(found=marks, value=value, example=example(key, value))
    if key in DATES:
        return wrong_day(key, value, document.value("date"))
    if key == "slug" and not is_understood(key, value):
        return f'"{value}" makes no good address; write a few plain words: {example(key)}'
    if key == "template" and f"{value}.html" not in run.env.list_templates():
        return f'"{value}" is not there; take this line out'
    if key == "exit" and value.lower() == "yes" and not run.facts.exit:
        return "needs [exit] in practice.toml, which says where the link leads"
    if key == "author" and run.facts.contact.name not in ("", value):
        return f"is {run.facts.contact.name} everywhere; take this line out"
    return ""


def wrong_day(key: str, value: str, first: str) -> str:
    """`first` is the Date of the text: nothing was changed or read again before."""
    try:
        day = moment(value).date()
    except ValueError as error:
        return f'"{value}" {error}; write year-month-day: {example(key, value)}'
    if key == "date" or not is_understood("date", first):
        return ""
    published, tomorrow = moment(first).date(), datetime.now(UTC).date() + timedelta(days=1)
    if published <= day <= max(published, tomorrow):
        return ""
    last = "change" if key == "modified" else "review"
    return f"is {day}; the day of the last {last} lies between Date ({published}) and today"
