"""The header of a post or page: read as Python-Markdown reads it, and what was lost on the way."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from ..problem import Problem
from .source import Field, Source

KEYS = (
    *("Title", "Date", "Modified", "Category", "Tags", "Slug", "Summary", "Status"),
    *("Reviewed", "Template", "Supplement", "Exit", "Aliases", "Author", "Allow"),
)
KNOWN = {key.lower(): key for key in KEYS}
REPEATED = ("allow",)
# What other programs call them
ALIASES = {
    "description": "summary",
    "excerpt": "summary",
    "subtitle": "summary",
    "keywords": "tags",
    "topic": "category",
    "updated": "modified",
    "lastmod": "modified",
    "published": "date",
    "draft": "status",
    "layout": "template",
    "permalink": "slug",
    "url": "slug",
    "save_as": "slug",
    "alias": "aliases",
    "redirect_from": "aliases",
    "old_url": "aliases",
}

# As in markdown.extensions.meta
LINE = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
MORE = re.compile(r" {4,}(.*)")
BEGIN = re.compile(r"-{3}(\s.*)?$")
END = re.compile(r"(-{3}|\.{3})(\s.*)?$")

# A line of the header that Markdown takes for text: "**Title:** …", "Status : draft"
LOST = re.compile(rf"\W*({'|'.join(KEYS)})\W*[:：]", re.IGNORECASE)
STRAY_STATUS = re.compile(r"\W*status\W*[:：]\W*(?:draft|hidden|skip)\W*", re.IGNORECASE)


def read_header(lines: tuple[str, ...]) -> tuple[list[tuple[str, Field]], int]:
    """Each key, in lower case, with its field, and the number of the line the text begins on.

    A line that goes on with the one above it has the key "".
    """
    entries: list[tuple[str, Field]] = []
    for number, line in enumerate(lines, 1):
        line = line.expandtabs(4)
        if number == 1 and BEGIN.match(line):
            continue
        if not line.strip() or END.match(line):
            return entries, number + 1
        if match := LINE.match(line):
            entries.append((match[1].lower(), Field(match[2].strip(), number)))
        elif entries and (match := MORE.match(line)):
            entries.append(("", Field(match[1].strip(), number)))
        else:
            return entries, number
    return entries, len(lines) + 1


def fields(entries: list[tuple[str, Field]]) -> dict[str, Field]:
    """The header by key. Of a key given twice the first counts, as it does for Pelican."""
    header: dict[str, Field] = {}
    last = ""
    for key, field in entries:
        if not key and last:
            header[last] = Field(f"{header[last].value} {field.value}", header[last].line)
        elif key:
            last = "" if key in header else key
            header.setdefault(key, field)
    return header


def check_header(source: Source) -> Iterator[Problem]:
    """Each line of the header is understood, and none has fallen out of it."""
    entries, _ = read_header(source.lines)
    if entries:
        yield from check_keys(source, entries)
        yield from check_end(source)
    else:
        right = "begin the file, on its first line, with: Title: What it is called"
        yield source.problem(1, f"there is no header here; {right}")
    yield from check_lost(source)
    if entries and not "".join(source.lines[source.body - 1 :]).strip():
        yield source.problem(source.body - 1, "there is no text below the header; write some")


def check_keys(source: Source, entries: list[tuple[str, Field]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    last = ""
    for key, field in entries:
        if not key and (last != "summary" or LOST.match(field.value)):
            right = "begin it without spaces"
            yield source.problem(field.line, f"this line is read as part of the one above; {right}")
        elif key and key not in KNOWN:
            yield source.problem(field.line, f'unknown key "{key}"; {right_key(key)}')
        elif key in seen and key not in REPEATED:
            message = f"{KNOWN[key]} stands on line {seen[key]} too; keep one of the two"
            yield source.problem(field.line, message)
        last = key or last
        seen.setdefault(key, field.line)


def right_key(key: str) -> str:
    near = [ALIASES[key]] if key in ALIASES else get_close_matches(key, KNOWN, 1)
    return f'did you mean "{KNOWN[near[0]]}"?' if near else f"the keys are {', '.join(KEYS)}"


def check_end(source: Source) -> Iterator[Problem]:
    """An empty line parts header and text, or a line gone wrong would be taken for text."""
    above = source.lines[source.body - 2]
    if source.body <= len(source.lines) and above.strip() and not END.match(above):
        right = 'write it like "Status: draft", or put an empty line above the text'
        yield source.problem(source.body, f"this is no line of a header; {right}")


def check_lost(source: Source) -> Iterator[Problem]:
    right = "move it up among the first lines, with no empty line above it"
    at_top, text_seen = True, False  # the top ends with the first paragraph of text
    lines = zip(source.lines[source.body - 1 :], source.prose.split("\n"), strict=False)
    for number, (line, without_code) in enumerate(lines, source.body):
        lost = LOST.match(line) if at_top else None
        if (lost and lost[1].lower() not in source.header) or STRAY_STATUS.fullmatch(without_code):
            yield source.problem(number, f"this line of the header would be shown as text; {right}")
        elif line.strip() and not END.match(line):
            text_seen = True
        elif text_seen:
            at_top = False
