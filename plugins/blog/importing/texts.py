"""Single texts: documents of Word, a folder of Markdown, an article pasted into a text file.

What the lines of a pasted text were is guessed, and asked.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import takewhile
from pathlib import Path

import mammoth
import yaml
from markdown_it import MarkdownIt
from pelican.utils import get_date

from . import ASK, PATTERNS, Post, post
from .blogs import titled
from .export import Export, soup, text, xml

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
STYLES = "p[style-name='Title'] => h1.title:fresh"
WHEN, BULLET = PATTERNS["when"], PATTERNS["bullet"]


def read_word(path: Path, export: Export) -> Iterator[Post]:
    parts = {part.name: xml(part) for part in export.unfold(path).rglob("*.xml")}
    export.left_out["comments"] += len(parts.get("comments.xml", ()))
    dates = [each.text or "" for each in parts.get("core.xml", ()) if each.tag.endswith("created")]

    @mammoth.images.img_element
    def kept(image) -> dict[str, str]:
        with image.open() as file:
            return {"src": export.keep(path.stem, file.read(), image.content_type)}

    with open(path, "rb") as file:
        made = mammoth.convert_to_html(file, style_map=STYLES, convert_image=kept).value
    yield titled(soup(made, path.name), {"date": "".join(dates)}, questions=(ASK["made"],))


def read_markdown(path: Path, export: Export) -> Iterator[Post]:
    said = text(path)
    if not (head := PATTERNS["header"].match(said)):
        raise yaml.YAMLError("it has no end")
    known = (yaml.safe_load if head[1] == "---" else tomllib.loads)(head[2].expandtabs()) or {}
    name = path.parent.name if path.stem == "index" else path.stem  # as Hugo has it
    day, slug = re.fullmatch(r"(?:(\d{4}-\d\d-\d\d)-)?(.*)", name).groups()
    header = {"slug": slug, "date": day} | {str(key).lower(): it for key, it in known.items()}
    left = r"<x-left>Here stood a command, \g<0></x-left>"
    yield post(MARKDOWN.render(PATTERNS["command"].sub(left, said[head.end() :])), header)


def read_pasted(path: Path, export: Export) -> Iterator[Post]:
    title, *lines = [line.strip() for line in text(path).strip().split("\n")]
    top = [BULLET.sub("", line, count=1) for line in lines[:8]]
    about = [WHEN.fullmatch(line) or PATTERNS["reading"].fullmatch(line) for line in top]
    ends = max((n for n, found in enumerate(about, 1) if found), default=0)
    export.left_out["lines with a name, a day or a reading time"] += ends
    whens = [when for when in about if when and when.re is WHEN]
    published, changed = days(whens, date.today())
    asked = []
    if said := " and ".join(f"“{when[0]}”" for when in whens if not when[3]):
        asked.append(ASK["year"].format(said, published))
    html = "".join(blocks([line for line in lines[ends:] if line], asked))
    yield Post(html, title, published, changed, questions=tuple(asked))


def days(whens: list[re.Match], latest: date) -> tuple[str, str]:
    """The days of publishing and of the last change; without a year, the last not in the future."""
    found = {True: "", False: ""}
    for when in sorted(whens, key=lambda when: not when[1]):  # the change is the later of the two
        day = get_date(f"{when[2]} {when[3] or latest.year}").date()
        latest = day.replace(year=day.year - (day > latest and not when[3]))
        found[bool(when[1])] = str(latest)
    return found[False], found[True]


def blocks(lines: list[str], asked: list[str]) -> Iterator[str]:
    headings, above = [], ""
    while lines:
        line, below = lines[0], "".join(lines[1:2])
        kinds = (BULLET.match, PATTERNS["labelled"].match, PATTERNS["item"].fullmatch)
        runs = [len(list(takewhile(kind, lines))) for kind in kinds]
        items = next((run for run in (runs if above[-1:] == ":" else runs[:1]) if run > 1), 1)
        if items > 1:
            if items not in runs[:2]:
                asked.append(ASK["list"].format(line, lines[items - 1]))
            number = BULLET.match(line)
            tag = f'ol start="{number[1]}"' if number and number[1] else "ul"
            inner = (f"<li>{escape(BULLET.sub('', item, count=1))}</li>" for item in lines[:items])
            yield f"<{tag}>{''.join(inner)}</{tag[:2]}>"
        elif runs[2] and not PATTERNS["ended"].search(line) and len(below) > len(line):
            headings.append(f"“{line}”")
            yield f"<h2>{escape(line)}</h2>"
        else:
            yield f"<p>{escape(line)}</p>"
        above = lines[items - 1]
        del lines[:items]
    if headings:
        asked.append(ASK["headings"].format("; ".join(headings)))
