"""What blogs export: Wix's CSV and saved pages, WordPress's XML, which Squarespace writes too, feeds,
and Substack's zip."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from bs4 import Tag

from . import ASK, FORMATS, Post, changed, post
from .export import Export, soup, text, xml

HTML, RICOS, WORDPRESS = (FORMATS[name] for name in ("html", "ricos", "wordpress"))
LONGEST = 150  # characters of a title


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
