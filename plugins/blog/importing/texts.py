"""Single texts: documents of Word, a folder of Markdown, an article pasted into a text file.

What the lines of a pasted text were is guessed, and asked.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import mammoth
import yaml
from markdown_it import MarkdownIt
from pelican.utils import get_date

from . import ASK, FORMATS, PATTERNS, Post, changed, post
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
    published, modified = days(whens, date.today())
    asked = []
    if said := " and ".join(f"“{when[0]}”" for when in whens if not when[3]):
        asked.append(ASK["year"].format(said, published))
    said = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in lines[ends:] if line)
    made = soup(changed(said, FORMATS["pasted"]["lists"]), path.name)
    for items in made.select("ul.asked"):
        asked.append(ASK["list"].format(*(items("p")[n].get_text() for n in (0, -1))))
    for line in made.select("p:has(+ p):not(ul > p, ol > p)"):
        words, below = line.get_text(), line.find_next_sibling().get_text()
        if PATTERNS["heading"].fullmatch(words) and len(below) > len(words):
            line.name = "h2"
    if headings := "; ".join(f"“{heading.get_text()}”" for heading in made("h2")):
        asked.append(ASK["headings"].format(headings))
    yield Post(str(made), title, published, modified, questions=tuple(asked))


def days(whens: list[re.Match], latest: date) -> tuple[str, str]:
    """The days of publishing and of the last change; without a year, the last not in the future."""
    found = {True: "", False: ""}
    for when in sorted(whens, key=lambda when: not when[1]):  # the change is the later of the two
        day = get_date(f"{when[2]} {when[3] or latest.year}").date()
        latest = day.replace(year=day.year - (day > latest and not when[3]))
        found[bool(when[1])] = str(latest)
    return found[False], found[True]
