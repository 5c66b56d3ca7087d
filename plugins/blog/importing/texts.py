"""A folder of Markdown with a header of YAML or TOML, and an article pasted into a text file.

What the lines of a pasted text were is guessed, and asked.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape
from itertools import takewhile
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from pelican.utils import get_date

from .files import Refused, text
from .post import Post, left, plain, post

HEAD = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
COMMAND = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
WHEN = re.compile(rf"(updated\W+)?({MONTH} \d\d?|\d\d? {MONTH})(?:,? (\d{{4}}))?", re.IGNORECASE)
READING = re.compile(r"\d+ min(?:ute)?s? read", re.IGNORECASE)
BULLET = re.compile(r"(?:[-–•*·]|(\d\d?)[.)])\s+")
LABELLED = re.compile(r"[A-Z][^.:!?]{1,60}: \S")
ENDED = re.compile(r"[.!?:;,…”\")]$")
LONGEST = 100  # characters of a heading, or of an item in a list


def read_markdown(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    said = text(path)
    head = HEAD.match(said)
    try:
        header = yaml.safe_load(head[2]) if head[1] == "---" else tomllib.loads(head[2])
        header = {str(key).lower(): value for key, value in (header or {}).items()}
    except (yaml.YAMLError, ValueError, AttributeError, RecursionError):
        raise Refused(f"{path}:1: has a header that cannot be read; mend it there") from None

    dated = re.fullmatch(r"(?:(\d{4}-\d\d-\d\d)-)?(.*)", path.stem)
    header = {"slug": dated[2], "date": dated[1], **header}
    html = MARKDOWN.render(
        COMMAND.sub(lambda code: left("a command,", code[0]), said[head.end() :])
    )
    found = post(html, header)
    old = plain(header.get("aliases") or header.get("redirect_from"))
    yield replace(found, addresses=(*found.addresses, *old))


def read_pasted(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    title, *lines = [line.strip() for line in text(path).strip().split("\n")]
    top = [BULLET.sub("", line, count=1) for line in lines[:8]]
    meta = [n for n, line in enumerate(top, 1) if WHEN.fullmatch(line) or READING.fullmatch(line)]
    counts["lines with a name, a day or a reading time"] += max(meta, default=0)
    whens = list(filter(None, map(WHEN.fullmatch, top[: max(meta, default=0)])))
    published, changed = days(whens, date.today())
    questions = []
    if said := " and ".join(f"“{when[0]}”" for when in whens if not when[3]):
        questions.append(f"{said} had no year; Date {published} is the last that fits: is it?")
    html = "".join(blocks(list(filter(None, lines[max(meta, default=0) :])), questions))
    yield Post(html, title, published, changed, questions=tuple(questions))


def days(whens: list[re.Match], latest: date) -> tuple[str, str]:
    """The days of publishing and of the last change; without a year, the last not in the future."""
    found = {True: "", False: ""}
    for when in sorted(whens, key=lambda when: not when[1]):  # the change is the later of the two
        day = get_date(f"{when[2]} {when[3] or latest.year}").date()
        latest = day.replace(year=day.year - (day > latest and not when[3]))
        found[bool(when[1])] = str(latest)
    return found[False], found[True]


def blocks(lines: list[str], questions: list[str]) -> Iterator[str]:
    headings, above = [], ""
    while lines:
        line, following = lines[0], "".join(lines[1:2])
        marked, labelled, short = (
            len(list(takewhile(fits, lines))) for fits in (BULLET.match, LABELLED.match, is_item)
        )
        below = above.endswith(":")
        items = next((n for n in (marked, labelled * below, short * below) if n > 1), 0)
        if items:
            if items not in (marked, labelled):
                questions.append(f"Is this a list: “{line}” to “{lines[items - 1]}”?")
            first = (BULLET.match(line) or [""] * 2)[1]
            tag = f'ol start="{first}"' if first else "ul"
            inner = (f"<li>{escape(BULLET.sub('', item, count=1))}</li>" for item in lines[:items])
            yield f"<{tag}>{''.join(inner)}</{tag[:2]}>"
        elif is_item(line) and not ENDED.search(line) and len(following) > len(line):
            headings.append(f"“{line}”")
            yield f"<h2>{escape(line)}</h2>"
        else:
            yield f"<p>{escape(line)}</p>"
        above = lines[max(items, 1) - 1]
        del lines[: max(items, 1)]
    if headings:
        right = "take the ## away from those that are none"
        questions.append(f"These were taken for headings; {right}: {'; '.join(headings)}")


def is_item(line: str) -> bool:
    return len(line) <= LONGEST and line[-1] != ":" and not re.search(r"[.!?] +[A-Z]", line)
