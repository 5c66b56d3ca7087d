"""The readers, one for each kind of file: each yields the posts in it, and counts what stays out.

What the lines of a pasted text were is guessed, and asked.
"""

import csv
import io
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import mammoth
import yaml
from bs4 import Tag
from markdown_it import MarkdownIt
from pelican.utils import get_date

from . import ASK, FORMATS, PATTERNS, Post, changed, post
from .export import Export, soup, text, xml

HTML, RICOS, WORDPRESS = (FORMATS[name] for name in ("html", "ricos", "wordpress"))
LONGEST = 150  # characters of a title
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
STYLES = "p[style-name='Title'] => h1.title:fresh"
WHEN, BULLET = PATTERNS["when"], PATTERNS["bullet"]


def rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(5_000_000)
    return csv.DictReader(io.StringIO(text(path)), restval="")


def read_csv(path: Path, export: Export) -> Iterator[Post]:
    """Of Wix's collection Blog/Posts, the best source: the text as the editor kept it, a tree."""
    for row in rows(path):
        nodes = json.loads(row["Rich Content"] or '{"nodes": []}')["nodes"]
        cover = re.match(r"wix:image://v1/([^/#]+)", row.get("Cover Image", ""))
        for name in ("Categories", "Category", "Tags"):
            row[name] = re.findall(r'[^][",;]+', row.get(name) or "")
        yield post(
            "".join(map(html, nodes)) or f"<p>{escape(row['Plain Content'])}</p>",
            row,
            address=row.get("Post Page URL") or f"/post/{row['Slug']}",
            cover=HTML["wix"] + cover[1] if cover else "",
        )


def html(node: dict) -> str:
    """A node of the tree, by the words in formats.toml; pictures are the items of a gallery."""
    kind, data = node["type"], next((it for key, it in node.items() if key.endswith("Data")), {})
    items = [{"type": "IMAGE", "imageData": item} for item in data.get("items", ())]
    inner = "".join(map(html, [*(node.get("nodes") or ()), *items]))
    said = defaultdict(str, flat(data), inner=inner, kind=kind.lower())
    said["caption"] = inner or said["caption"] or said["title"]
    said["src"] = urljoin(HTML["wix"], said["id"] or said["url"])
    made = RICOS.get(kind, RICOS["OTHER"]).format_map(said)
    for mark in data.get("decorations", ()):
        if mark["type"] in RICOS and mark.get("fontWeightValue", 700) > 500:
            made = RICOS[mark["type"]].format_map(said | flat(mark) | {"inner": made})
    return made.replace("\n", "<br>")


def flat(data: dict) -> dict[str, str]:
    """All that is said in it, however deep, as HTML; what stands higher counts."""
    below = [flat(value) for value in data.values() if isinstance(value, dict)]
    plain = {key: escape(str(value)) for key, value in data.items() if isinstance(value, str | int)}
    return {key: value for each in (*below, plain) for key, value in each.items()}


def read_page(path: Path, export: Export) -> Iterator[Post]:
    """Of Wix or Google Docs, saved."""
    page = soup(text(path), path.name)
    export.left_out["comments"] += len(page.select(HTML["comments"]))
    if body := page.select_one(HTML["body"]):
        said = {tag.get("property"): tag.get("content", "") for tag in page("meta")}
        for kind in ("categories", "tags"):
            links = page.select(HTML["topics"].format(kind=kind))
            said[kind] = [link.get_text() for link in links]
        body.extend(page.select("head style"))  # Google's looks are in classes
        yield titled(body, said, page.select_one(HTML["title"]))


def titled(body: Tag, said: dict, title: Tag | None = None, **known) -> Post:
    """Its title may be its first paragraph, if it has none beside it."""
    title = title or body.find(class_="title") or body.find(["h1", "h2", "p"])
    if title and len(title.get_text()) < LONGEST:
        said = said | {"title": title.extract().get_text()}
    return post(str(body), said, **known)


def read_feed(path: Path, export: Export) -> Iterator[Post]:
    """WordPress exports what others wrote, too: comments, and what came by its contact forms."""
    root = xml(path)
    for tag, what in WORDPRESS["private"].items():
        found = root.iterfind(f".//{{*}}{tag}")
        export.left_out[what] += sum(bool(len(each) or each.text) for each in found)
    items = [fields(item) for item in root.iter("item")]
    media = {said["post_id"]: said["attachment_url"] for said in items}
    for said in items:
        kind, link, old = said["post_type"] or "post", said["link"], said["_wp_old_slug"]
        export.left_out[WORDPRESS["kinds"].get(kind, "")] += 1
        patterns = WORDPRESS["shortcodes"]
        if "<!-- wp:" not in said["body"]:  # there blank lines are paragraphs
            patterns = patterns + WORDPRESS["classic"]
        if kind == "post" and said["status"] not in ("trash", "auto-draft"):
            yield post(
                changed(said["body"], patterns) or f"<p>{escape(said['description'])}</p>",
                said,
                address=said["post_name"] if "?p=" in link else link,
                former=(urljoin(link, f"../{old}/"),) if old else (),
                cover=media.get(said["_thumbnail_id"] or None, said["enclosure"]),
                questions=() if said["body"] or said["post_type"] else (ASK["cut"],),
            )


def fields(item: Element) -> defaultdict:
    """What an item says, by name, without the namespaces; what WordPress keeps beside it too."""
    said = defaultdict(str, categories=[], tags=[])
    for each in item:
        space, _, name = each.tag.rpartition("}")
        if name == "category":
            said["tags" if each.get("domain") == "post_tag" else "categories"].append(each.text)
        else:
            value = each.text or each.get("url", "")
            said["body" if "/content/" in space else name] = value.strip()
    for key, value in item.iterfind("{*}postmeta"):
        said[key.text] = value.text or ""
    return said


def read_substack(path: Path, export: Export) -> Iterator[Post]:
    export.left_out["lists of subscribers"] += len(list(path.parent.glob("*email*.csv")))
    for row in rows(path):
        name = Path(row["post_id"]).name
        page = path.parent / "posts" / f"{name}.html"
        if page.is_file() and row.get("type") != "page":
            yield post(text(page), row, address=f"/p/{name.partition('.')[2]}")


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
    days = {bool(when[1]): day(when, date.today()) for when in whens}
    asked = []
    if said := " and ".join(f"“{when[0]}”" for when in whens if not when[3]):
        asked.append(ASK["year"].format(said, days.get(False, "")))
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
    yield Post(str(made), title, days.get(False, ""), days.get(True, ""), questions=tuple(asked))


def day(when: re.Match, latest: date) -> str:
    """The day that is meant; without a year, the last that is not in the future."""
    found = get_date(f"{when[2]} {when[3] or latest.year}").date()
    return str(found.replace(year=found.year - (found > latest and not when[3])))
