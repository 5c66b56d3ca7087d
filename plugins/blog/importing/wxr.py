"""WordPress's export (WXR), which Squarespace writes too. It holds other people's words as well."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .feed import BODY
from .files import text, xml
from .post import Post, gallery, left, picture

STATUSES = ("publish", "future", "draft", "pending", "private")
KINDS = {"feedback": "contact-form messages", "page": "pages (this site has its own)"}
PRIVATE = {
    "comment_author_email": "e-mail addresses",
    "author_email": "e-mail addresses",
    "comment_author_IP": "IP numbers",
    "comment": "comments",
}
CAPTION = re.compile(
    r"\[caption\b[^\]]*\]\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)(.*?)\[/caption\]", re.S
)
GALLERY = re.compile(r"""\[gallery\b[^\]]*\bids=["']([\d, ]+)["'][^\]]*\]""")
SHORTCODE = re.compile(
    r"""\[/?(?:(?:gallery|audio|video|embed|youtube|vimeo|wpvideo|contact-f[\w-]+)\b[^\]]*
    |[a-z][\w-]*\s+[\w-]+=[^\]]*)\]""",
    re.IGNORECASE | re.VERBOSE,
)


def read(path: Path, counts: Counter) -> Iterator[Post]:
    root = xml(path)
    wp = "{%s}" % re.search(r"http://wordpress\.org/export/[\d.]+/", text(path))[0]
    for tag, what in PRIVATE.items():
        counts[what] += sum(bool(len(each) or each.text) for each in root.iter(wp + tag))
    items = [
        (
            item,
            {each.tag.removeprefix(wp): each.text or "" for each in item},
            {
                each.findtext(f"{wp}meta_key"): each.findtext(f"{wp}meta_value") or ""
                for each in item.iter(f"{wp}postmeta")
            },
        )
        for item in root.iter("item")
    ]
    media = {
        said.get("post_id"): (said["attachment_url"], meta.get("_wp_attachment_image_alt", ""))
        for _, said, meta in items
        if "attachment_url" in said
    }
    for item, said, meta in items:
        kind = said.get("post_type")
        counts[KINDS.get(kind, "")] += 1
        if kind == "post" and said.get("status") in STATUSES:
            yield post(item, said, meta, media)


def post(item, said: dict[str, str], meta: dict[str, str], media: dict) -> Post:
    link = said.get("link", "")
    old = [link] if "?p=" not in link else []
    if "_wp_old_slug" in meta:
        old.append(f"{link.rstrip('/').rpartition('/')[0]}/{meta['_wp_old_slug']}/")
    topics = [
        tuple(each.text or "" for each in item.iter("category") if each.get("domain") == kind)
        for kind in ("category", "post_tag")
    ]
    return Post(
        said.get("title", ""),
        html(said.get(BODY, ""), media),
        said.get("post_date", ""),
        said.get("post_modified", ""),
        tuple(old) or (said.get("post_name", ""),),
        *topics,
        next((said[key] for key in said if key.endswith("excerpt/}encoded")), ""),
        media.get(meta.get("_thumbnail_id"), ("", "")),
    )


def html(said: str, media: dict) -> str:
    """The text of a post as HTML: its blank lines are paragraphs; of shortcodes, what can come."""
    said = CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", said)
    said = GALLERY.sub(lambda found: shown(found[1].split(","), media), said)
    said = SHORTCODE.sub(lambda found: shortcode(found[0]), said)
    if "<!-- wp:" in said:
        return said
    parts = re.split(r"(<pre\b.*?</pre>)", said, flags=re.DOTALL)
    for n in range(0, len(parts), 2):
        parts[n] = re.sub(r"\n[ \t]*\n\s*", "<wbr>", parts[n])
        parts[n] = re.sub(r"(?<!>)\n(?!<(?!(?:a|b|i|em|strong|img)\b))", "<br>", parts[n])
    return "".join(parts)


def shown(ids: list[str], media: dict) -> str:
    return gallery([picture(*media[each.strip()]) for each in ids if each.strip() in media])


def shortcode(said: str) -> str:
    """A form's may have an e-mail address in it."""
    form = said.startswith(("[contact-f", "[/contact-f"))
    return left("a contact form" if form else "what WordPress calls", "" if form else said)
