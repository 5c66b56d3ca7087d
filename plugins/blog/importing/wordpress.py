"""WordPress's export, which Squarespace writes too, and feeds: Wix's old ones hold whole posts.

WordPress exports other people's words as well: comments, and what came by its contact forms.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

from . import ASK, FORMATS, Post, post
from .export import Export, xml


def read_feed(path: Path, export: Export) -> Iterator[Post]:
    root = xml(path)
    for tag, what in FORMATS["wordpress"]["private"].items():
        found = root.iterfind(f".//{{*}}{tag}")
        export.left_out[what] += sum(bool(len(each) or each.text) for each in found)
    items = [fields(item) for item in root.iter("item")]
    media = {said["post_id"]: said["attachment_url"] for said in items}
    for said in items:
        kind, link, old = said["post_type"] or "post", said["link"], said["_wp_old_slug"]
        export.left_out[FORMATS["wordpress"]["kinds"].get(kind, "")] += 1
        if kind == "post" and said["status"] not in ("trash", "auto-draft"):
            yield post(
                html(said["body"]) or f"<p>{escape(said['description'])}</p>",
                said,
                address=said["post_name"] if "?p=" in link else link,
                former=(f"{link.rstrip('/').rpartition('/')[0]}/{old}/",) if old else (),
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


def html(said: str) -> str:
    """The text of a post: blank lines are its paragraphs; of its shortcodes, captions can come."""
    for pattern, becomes in FORMATS["wordpress"]["shortcodes"]:
        said = re.sub(pattern, becomes, said)
    parts = re.split(r"(?s)(<pre\b.*?</pre>)", said)
    for n in range(0, len(parts) if "<!-- wp:" not in said else 0, 2):
        parts[n] = re.sub(r"\n[ \t]*\n\s*", "<gap/>", parts[n])
        parts[n] = re.sub(r"(?<!>)\n(?!<(?!(?:a|b|i|em|strong|img)\b))", "<br>", parts[n])
    return "".join(parts)
