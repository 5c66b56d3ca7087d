"""The header of a post or page: each line of it is understood, and none has fallen out of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from pelican.utils import get_date

from ..problem import Problem, did_you_mean
from ..reading import data
from ..reading.document import END, LINE, Document
from ..reading.metadata import KEYS, KNOWN, is_understood
from ..run import is_post

HEADER = data(__file__)
REPEATED = ("allow",)
RIGHT = {key: each["right"] for each in HEADER["unknown"] for key in each["keys"]}

DAY = re.compile(r"\d{4}\D\d|(?=.*\d).*[A-Za-z]{3}")  # the others Americans read otherwise

# A line of the header that Markdown takes for text: "**Title:** …", "Status : draft"
LOST = re.compile(rf"\W*({'|'.join(KEYS)})\W*[:：]", re.IGNORECASE)
SIGNS = " \u00a0*_\"'“”‘’"  # around what stands behind the key
STRAY_STATUS = re.compile(r"\W*status\W*[:：]\W*(?:draft|hidden|skip)\W*", re.IGNORECASE)


def check_header(document: Document) -> Iterator[Problem]:
    fallen = lost(document)
    if document.entries:
        yield from check_keys(document, {key for key, _ in fallen.values()})
        yield from check_end(document)
    elif not fallen:
        title = re.sub(r"^# +|^(?!# ).*", "", document.lines[0]) or "What it is called"
        right = f"begin the file, on its first line, with: Title: {title}"
        yield document.problem(1, f"there is no header here; {right}")
    for line, (key, value) in fallen.items():
        right = f"write it among the first lines, with no empty line above: {KNOWN[key]}: {value}"
        yield document.problem(line, f"this line of the header would be shown as text; {right}")


def check_keys(document: Document, fallen: set[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    hints = set()
    for key, (value, line) in document.entries:
        if not key:
            right = "join it to that, or begin it without spaces"
            message = f"this line is read as part of the one above; {right}"
            yield document.problem(line, message)
        elif key and key not in KNOWN:
            hints.add(hint := right_key(key, value))
            yield document.problem(line, f'unknown key "{key}"; {hint}')
        elif key in seen and key not in REPEATED:
            message = f"{KNOWN[key]} stands on line {seen[key]} too; keep one of the two"
            yield document.problem(line, message)
        seen.setdefault(key, line)
    for key in ("title", "date") if is_post(document.place) else ("title",):
        # One that is misspelt, or would be shown as text, is told as such.
        if key not in {*seen, *fallen} and f'did you mean "{KNOWN[key]}"?' not in hints:
            message = f"{KNOWN[key]} is missing; write {example(key)}"
            yield document.problem(1, message)


def example(key: str, value: str = "") -> str:
    """How a line with this key is written; one of a day, with the day that was meant by `value`."""
    day = date.today()
    with suppress(ValueError, OverflowError):
        if DAY.match(value):
            day = get_date(re.sub("[–—]", "-", value)).date()
    return HEADER["examples"][key].format(day=day)


def right_key(key: str, value: str) -> str:
    if key == "published" and is_understood("date", value):
        return 'did you mean "Date"?'
    otherwise = did_you_mean(key.capitalize(), KEYS, f"the keys are {', '.join(KEYS)}")
    return RIGHT.get(key, otherwise)


def check_end(document: Document) -> Iterator[Problem]:
    """An empty line parts header and text, or a line gone wrong would be taken for text."""
    above, text = document.lines[document.body - 2], document.lines[document.body - 1 :]
    if text and above.strip() and not END.match(above) and not LOST.match(text[0]):
        right = "join it to the line above, if it goes on, or put an empty line above the text"
        yield document.problem(document.body, f"this is no line of a header; {right}")
    if not "".join(text).strip():
        yield document.problem(document.body - 1, "there is no text below the header; write some")


def lost(document: Document) -> dict[int, tuple[str, str]]:
    """Key and value of each line, by its number, that was meant for the header and is text."""
    fallen, at_top, text_seen = {}, True, False  # the top ends with the first paragraph of text
    among = document.body == 1 or bool(document.lines[document.body - 2].strip())
    body = document.lines[document.body - 1 :]
    lines = zip(body, document.prose.split("\n"), strict=False)
    for number, (line, without_code) in enumerate(lines, document.body):
        found = LOST.match(line)
        is_new = found and at_top and found[1].lower() not in document.header
        if is_new or STRAY_STATUS.fullmatch(without_code):
            would_be = LINE.match(line)  # a line with a key, were those above it
            if not (among and would_be and would_be[1]):
                fallen[number] = found[1].lower(), line[found.end() :].strip(SIGNS)
        elif line.strip() and not END.match(line):
            text_seen, among = True, False
        else:
            at_top, among = at_top and not text_seen, False
    return fallen
