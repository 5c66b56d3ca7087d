"""Wix's CSV of the collection Blog/Posts, the best source.

It has the text as the editor kept it, as a tree in JSON, whose kinds are in formats.toml.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from . import FORMATS, Post, post
from .export import Export, text

MEDIA = FORMATS["html"]["wix"]
RICOS = FORMATS["ricos"]


def read_csv(path: Path, export: Export) -> Iterator[Post]:
    csv.field_size_limit(5_000_000)
    for row in csv.DictReader(io.StringIO(text(path)), restval=""):
        nodes = json.loads(row["Rich Content"] or '{"nodes": []}')["nodes"]
        cover = re.match(r"wix:image://v1/([^/#]+)", row.get("Cover Image", ""))
        for name in ("Categories", "Category", "Tags"):
            row[name] = re.findall(r'[^][",;]+', row.get(name) or "")
        yield post(
            "".join(map(html, nodes)) or f"<p>{escape(row['Plain Content'])}</p>",
            row,
            address=row.get("Post Page URL") or f"/post/{row['Slug']}",
            cover=MEDIA + cover[1] if cover else "",
        )


def html(node: dict) -> str:
    """A node of the tree, by the words in formats.toml; pictures are the items of a gallery."""
    kind, data = node["type"], next((it for key, it in node.items() if key.endswith("Data")), {})
    items = [{"type": "IMAGE", "imageData": item} for item in data.get("items", ())]
    inner = "".join(map(html, [*(node.get("nodes") or ()), *items]))
    said = defaultdict(str, flat(data), inner=inner, kind=kind.lower())
    said["caption"] = inner or said["caption"] or said["title"]
    said["src"] = urljoin(MEDIA, said["id"] or said["url"])
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
