"""WordPress's export, which Squarespace writes too, and feeds: Wix's old ones hold whole posts.

WordPress exports other people's words as well: comments, and what came by its contact forms.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from .files import text, xml
from .post import Post, left

WORDPRESS = re.compile(r"http://wordpress\.org/export/[\d.]+/")
BODY = "{http://purl.org/rss/1.0/modules/content/}encoded"
KINDS = {"feedback": "contact-form messages", "page": "pages, for this site has its own"}
PRIVATE = {"comment": "comments", "comment_author_IP": "IP numbers"}
PRIVATE |= {"comment_author_email": "e-mail addresses", "author_email": "e-mail addresses"}
CAPTION = re.compile(
    r"\[caption\b[^\]]*\](\s*(?:<a\b[^>]*>)?\s*<img\b[^>]*>(?:\s*</a>)?)(.*?)\[/caption\]", re.S
)
SHORTCODE = re.compile(
    r"(\[contact-form.*?\[/contact-form\])|\[/?(?:gallery|audio|video|embed|youtube|vimeo|wpvideo)\b[^\]]*\]"
    r"|\[/?[a-z][\w-]*\s+[\w-]+=[^\]]*\]",
    re.IGNORECASE | re.DOTALL,
)
CUT = "The feed has only the first words of this post; copy the rest from its old page."


def read(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    root, wp = xml(path), "".join(WORDPRESS.findall(text(path))[:1])
    for tag, what in PRIVATE.items():
        counts[what] += sum(bool(len(each) or each.text) for each in root.iter(f"{{{wp}}}{tag}"))
    items = [
        (item, {each.tag.removeprefix(f"{{{wp}}}"): each.text or "" for each in item})
        for item in root.iter("item")
    ]
    media = {said.get("post_id"): said.get("attachment_url", "") for _, said in items}
    for item, said in items:
        kind, status = said.get("post_type", "post"), said.get("status", "publish")
        counts[KINDS.get(kind, "")] += 1
        if kind != "post" or status in ("trash", "auto-draft"):
            continue
        link, description = said.get("link", ""), said.get("description", "")
        meta = {
            each.findtext(f"{{{wp}}}meta_key"): each.findtext(f"{{{wp}}}meta_value") or ""
            for each in item.iter(f"{{{wp}}}postmeta")
        }
        enclosure = item.find("enclosure")
        tags = [each for each in item.iter("category") if each.get("domain") == "post_tag"]
        categories = [each for each in item.iter("category") if each not in tags]
        old = (
            [f"{link.rstrip('/').rpartition('/')[0]}/{meta['_wp_old_slug']}/"]
            if "_wp_old_slug" in meta
            else []
        )
        yield Post(
            said.get("title", ""),
            html(said.get(BODY, "")) or f"<p>{escape(description)}</p>",
            said.get("post_date") or said.get("pubDate", ""),
            said.get("post_modified", ""),
            (said.get("post_name", "") if "?p=" in link else link, *old),
            tuple(each.text or "" for each in categories),
            tuple(each.text or "" for each in tags),
            next((said[key] for key in said if key.endswith("excerpt/}encoded")), description),
            media.get(
                meta.get("_thumbnail_id"), "" if enclosure is None else enclosure.get("url", "")
            ),
            () if said.get(BODY) or wp else (CUT,),
        )


def html(said: str) -> str:
    """The text of a post: blank lines are its paragraphs; of its shortcodes, captions can come."""
    said = CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", said)
    said = SHORTCODE.sub(shortcode, said)
    parts = re.split(r"(<pre\b.*?</pre>)", said, flags=re.DOTALL)
    for n in range(0, len(parts) if "<!-- wp:" not in said else 0, 2):
        parts[n] = re.sub(r"\n[ \t]*\n\s*", "<wbr>", parts[n])
        parts[n] = re.sub(r"(?<!>)\n(?!<(?!(?:a|b|i|em|strong|img)\b))", "<br>", parts[n])
    return "".join(parts)


def shortcode(found: re.Match) -> str:
    """In a form's, her e-mail address may stand."""
    if found[0].startswith("[/"):
        return ""
    return left("a contact form") if found[1] else left("what WordPress calls", found[0])
