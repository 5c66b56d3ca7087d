"""Wix's CSV of the collection Blog/Posts: the best source, for it has the text as the editor kept it.

The column Rich Content is Ricos JSON, a tree of nodes:
dev.wix.com/docs/ricos/api-reference/ricos-document
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

from .files import Refused, text
from .post import Post, gallery, left, picture

ELEMENTS = {"PARAGRAPH": "p", "BLOCKQUOTE": "blockquote", "CODE_BLOCK": "pre", "LIST_ITEM": "li"}
ELEMENTS |= {"BULLETED_LIST": "ul", "ORDERED_LIST": "ol", "HEADING": "h{level}"}
ELEMENTS |= {"TABLE": "table", "TABLE_ROW": "tr", "TABLE_CELL": "td", "CAPTION": "figcaption"}
MARKS = {"ITALIC": "em", "BOLD": "strong", "SUPERSCRIPT": "sup", "SUBSCRIPT": "sub"}
SAID = ("text", "caption", "altText")  # the keys that hold words
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
MEDIA = "https://static.wixstatic.com/media/"


def read(path: Path, counts: Counter) -> Iterator[Post]:
    csv.field_size_limit(5_000_000)
    rows = csv.DictReader(io.StringIO(text(path)))
    try:
        for row in rows:
            counts["authors"] += bool(row.get("Author") or row.get("Owner"))
            yield post(row)
    except (csv.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(
            f"{path}:{rows.line_num}: this is not as Wix writes it; export it anew"
        ) from None


def post(row: dict[str, str]) -> Post:
    nodes = json.loads(row["Rich Content"] or '{"nodes": []}')["nodes"]
    cover = re.match(r"wix:image://v1/([^/#]+)", row.get("Cover Image") or "")
    category, tags = row.get("Categories") or row.get("Category") or "", row.get("Tags") or ""
    return Post(
        row["Title"],
        "".join(map(html, nodes)) or f"<p>{escape(row['Plain Content'])}</p>",
        row.get("Published Date") or "",
        row.get("Last Published Date") or "",
        (row.get("Post Page URL") or f"/post/{row['Slug']}",),
        tuple(name for name in re.split(r'[][",;]+', category) if not UUID.search(name)),
        tuple(name for name in re.split(r'[][",;]+', tags) if not UUID.search(name)),
        row.get("Excerpt") or "",
        (MEDIA + cover[1], "") if cover else ("", ""),
        " ".join(said(nodes)),
    )


def html(node: dict) -> str:
    kind, inner = node["type"], "".join(map(html, node.get("nodes") or []))
    data = next((value for key, value in node.items() if key.endswith("Data")), {})
    if kind == "TEXT":
        return marked(data)
    if kind in ELEMENTS:
        tag = ELEMENTS[kind].format(level=data.get("level"))
        return f"<{tag}>{inner}</{tag}>"
    if kind == "DIVIDER":
        return "<hr>"
    if kind == "IMAGE":
        shown = picture(source(data["image"]), data.get("altText", ""), data.get("caption", ""))
        return shown.replace("<figcaption></figcaption>", inner) if inner else shown
    if kind == "GALLERY":
        shown = [each for each in data["items"] if "media" in each.get("image", {})]
        return gallery(
            [
                picture(
                    source(each["image"]["media"]), each.get("altText", ""), each.get("title", "")
                )
                for each in shown
            ]
        )
    url = str(first(data, "url") or first(data, "id") or "")
    if words := data.get("text") or data.get("title"):  # a button, or the preview of a link
        return f'<p><a href="{escape(url)}">{escape(words)}</a></p>{inner}'
    return inner or left(f"what Wix calls {kind.lower().replace('_', ' ')}", url)


def marked(data: dict) -> str:
    """Words, with what decorates them."""
    words = escape(data["text"]).replace("\n", "<br>")
    for mark in data.get("decorations", []):
        url = first(mark.get("linkData", {}), "url")
        if url:
            words = f'<a href="{escape(url)}">{words}</a>'
        elif mark["type"] in MARKS and mark.get("fontWeightValue", 700) > 500:
            words = f"<{MARKS[mark['type']]}>{words}</{MARKS[mark['type']]}>"
    return words


def source(image: dict) -> str:
    place = image["src"].get("id") or image["src"]["url"]
    return place if "://" in place else MEDIA + place


def first(data: dict, key: str):
    """The first value of this key, however deep."""
    inner = (first(each, key) for each in data.values() if isinstance(each, dict))
    return data.get(key) or next(filter(None, inner), None)


def said(data) -> Iterator[str]:
    """Every word in the tree, found without knowing what its nodes mean."""
    if isinstance(data, list):
        data = dict(enumerate(data))
    for key, value in data.items() if isinstance(data, dict) else ():
        yield from [value] if key in SAID and isinstance(value, str) else said(value)
