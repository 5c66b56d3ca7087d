"""WordPress's export, which Squarespace writes too, and feeds: Wix's old ones hold whole posts.

WordPress exports other people's words as well: comments, and what came by its contact forms.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

from .files import xml
from .post import Post, left, post

BODY = "{http://purl.org/rss/1.0/modules/content/}encoded"
KINDS = {"feedback": "contact-form messages", "page": "pages, for this site has its own"}
PRIVATE = {"comment": "comments", "comment_author_IP": "IP numbers"}
PRIVATE |= {"comment_author_email": "e-mail addresses", "author_email": "e-mail addresses"}
CAPTION = r"(?s)\[caption\b[^\]]*\](\s*(?:<a\b[^>]*>)?\s*<img\b[^>]*>(?:\s*</a>)?)(.*?)\[/caption\]"
FORM = (
    r"(?s)\[contact-form\b.*?\[/contact-form\]|\[contact-f[^\]]*\]"  # may hold her e-mail address
)
SHORTCODE = r"(?i)\[(?:gallery|audio|video|embed|youtube|vimeo|wpvideo|[a-z][\w-]* [\w-]+=)[^\]]*\]"
CLOSED = r"\[/(?:gallery|audio|video|embed|[a-z]+_[a-z_]+)\]"
CUT = "The feed has only the first words of this post; copy the rest from its old page."


def read(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    root = xml(path)
    for tag, what in PRIVATE.items():
        counts[what] += sum(
            bool(len(each) or each.text) for each in root.iterfind(f".//{{*}}{tag}")
        )
    items = [(item, fields(item)) for item in root.iter("item")]
    media = {said["post_id"]: said["attachment_url"] for _, said in items}
    for item, said in items:
        kind, link = said["post_type"] or "post", said["link"]
        counts[KINDS.get(kind, "")] += 1
        if kind != "post" or said["status"] in ("trash", "auto-draft"):
            continue
        enclosed = [each.get("url", "") for each in item.iter("enclosure")]
        old = (
            [f"{link.rstrip('/').rpartition('/')[0]}/{said['_wp_old_slug']}/"]
            if said["_wp_old_slug"]
            else []
        )
        yield post(
            html(said["body"]) or f"<p>{escape(said['description'])}</p>",
            said | topics(item),
            addresses=(said["post_name"] if "?p=" in link else link, *old),
            cover=media.get(said["_thumbnail_id"] or None, "".join(enclosed)),
            questions=() if said["body"] or said["post_type"] else (CUT,),
        )


def topics(item: Element) -> dict[str, list[str]]:
    every = [(each.text or "", each.get("domain") == "post_tag") for each in item.iter("category")]
    return {
        "category": [name for name, is_tag in every if not is_tag],
        "tags": [name for name, is_tag in every if is_tag],
    }


def fields(item: Element) -> dict[str, str]:
    """What an item says, by name, without the namespaces; what WordPress keeps beside it too."""
    said = defaultdict(str)
    for each in item:
        said["body" if each.tag == BODY else each.tag.rpartition("}")[2]] = each.text or ""
    for key, value in item.iterfind("{*}postmeta"):
        said[key.text] = value.text or ""
    return said


def html(said: str) -> str:
    """The text of a post: blank lines are its paragraphs; of its shortcodes, captions can come."""
    said = re.sub(CAPTION, r"<figure>\1<figcaption>\2</figcaption></figure>", said)
    said = re.sub(CLOSED, "", re.sub(FORM, left("a contact form"), said))
    said = re.sub(SHORTCODE, lambda code: left("what WordPress calls", code[0]), said)
    parts = re.split(r"(?s)(<pre\b.*?</pre>)", said)
    for n in range(0, len(parts) if "<!-- wp:" not in said else 0, 2):
        parts[n] = re.sub(r"\n[ \t]*\n\s*", "<wbr>", parts[n])
        parts[n] = re.sub(r"(?<!>)\n(?!<(?!(?:a|b|i|em|strong|img)\b))", "<br>", parts[n])
    return "".join(parts)
