"""Wix's CSV of the collection Blog/Posts, the best source, and post pages saved from a browser.

The CSV has the text as the editor kept it, as a tree in JSON:
dev.wix.com/docs/ricos/api-reference/ricos-document
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from .files import Refused, soup, text
from .post import NAMES, Post, left, post

ELEMENTS = {"PARAGRAPH": "p", "BLOCKQUOTE": "blockquote", "CODE_BLOCK": "pre", "LIST_ITEM": "li"}
ELEMENTS |= {"BULLETED_LIST": "ul", "ORDERED_LIST": "ol", "HEADING": "h{level}"}
ELEMENTS |= {"TABLE": "table", "TABLE_ROW": "tr", "TABLE_CELL": "td"}
MARKS = {"ITALIC": "em", "BOLD": "strong", "SUPERSCRIPT": "sup", "SUBSCRIPT": "sub"}
MEDIA = "https://static.wixstatic.com/media/"
ORIGINAL = re.compile(r'(?:"uri":\s*"|/media/)([^/?"]+)')
MENU = {"data-hook": re.compile("^header-navigation")}


def read_csv(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    csv.field_size_limit(5_000_000)
    rows = csv.DictReader(io.StringIO(text(path)), restval="")
    try:
        for row in rows:
            tree = json.loads(row["Rich Content"] or '{"nodes": []}')
            body = "".join(map(html, tree["nodes"])) or f"<p>{escape(row['Plain Content'])}</p>"
            cover = re.match(r"wix:image://v1/([^/#]+)", row.get("Cover Image", ""))
            names = {
                key: re.findall(r'[^][",;]+', row.get(key, ""))
                for key in NAMES["categories"] + NAMES["tags"]
            }
            row = {"Post Page URL": f"/post/{row['Slug']}"} | row | names
            yield post(body, row, cover=MEDIA + cover[1] if cover else "")
    except (csv.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        wrong = f"{path}:{rows.line_num}: this is not as Wix writes it"
        raise Refused(f"{wrong}; export the collection Blog/Posts anew") from None


def html(node: dict) -> str:
    """A node of the tree; of kinds unknown here, what is in them."""
    kind, inner = node["type"], "".join(map(html, node.get("nodes") or ()))
    data = next((value for key, value in node.items() if key.endswith("Data")), {})
    if kind == "TEXT":
        return marked(escape(data["text"]).replace("\n", "<br>"), data.get("decorations", ()))
    if kind in ELEMENTS:
        tag = ELEMENTS[kind].format(**data)
        return f"<{tag}>{inner}</{tag}>"
    if kind == "DIVIDER":
        return "<hr>"
    if kind == "IMAGE":
        return shown(data["image"], data, data.get("caption", ""), inner)
    if kind == "GALLERY":
        items = [each for each in data["items"] if "media" in each.get("image", {})]
        title = left(f"a gallery: the next {len(items)} pictures")
        return title + "".join(
            shown(each["image"]["media"], each, each.get("title", "")) for each in items
        )
    url = address(data)
    if kind in ("BUTTON", "LINK_PREVIEW"):
        words = data.get("text") or data.get("title") or url
        return f'<p><a href="{escape(url)}">{escape(words)}</a></p>'
    return inner or left(f"what Wix calls {kind.lower().replace('_', ' ')}", url)


def marked(words: str, decorations: list[dict]) -> str:
    for mark in decorations:
        if mark["type"] == "LINK":
            words = f'<a href="{escape(address(mark))}">{words}</a>'
        elif mark["type"] in MARKS and mark.get("fontWeightValue", 700) > 500:
            words = f"<{MARKS[mark['type']]}>{words}</{MARKS[mark['type']]}>"
    return words


def shown(image: dict, data: dict, caption: str, inner: str = "") -> str:
    place = image["src"].get("id") or image["src"]["url"]
    src = escape(place if "://" in place else MEDIA + place)
    picture = f'<img src="{src}" alt="{escape(data.get("altText", ""))}">'
    return f"<figure>{picture}<figcaption>{inner or escape(caption)}</figcaption></figure>"


def address(data: dict) -> str:
    """The first address in it, however deep."""
    found = re.search(r'"(?:url|id)": "(.*?)"', json.dumps(data, ensure_ascii=False))
    return found[1] if found else ""


def read_page(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    page = soup(text(path), str(path))
    meta = {tag.get("property"): tag.get("content", "") for tag in page("meta")}
    body, title = (
        page.find(attrs={"data-hook": f"post-{part}"}) for part in ("description", "title")
    )
    if body is None:
        return
    for image in body("img"):  # shown first is a blurred one, of some 50 points
        frame = image.find_parent(attrs={"data-image-info": True}) or image
        if found := ORIGINAL.search(" ".join(map(str, frame.attrs.values()))):
            image["src"] = MEDIA + found[1]
    links = [link for link in page("a", href=True) if not link.find_parent(attrs=MENU)]
    topics = {
        kind: [link.get_text() for link in links if f"/{kind}/" in link["href"]]
        for kind in ("categories", "tags")
    }
    title = {"title": title.get_text()} if title else {}
    yield post(str(body), meta | topics | title)
