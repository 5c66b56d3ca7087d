"""A feed, such as Wix's /blog-feed.xml. Old ones hold whole posts, new ones their first words."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path

from .files import xml
from .post import Post

BODY = "{http://purl.org/rss/1.0/modules/content/}encoded"
CUT = "A feed has only the first words of this post; copy the rest from its old page."


def read(path: Path, counts: Counter) -> Iterator[Post]:
    for item in xml(path).iter("item"):
        body, description = item.findtext(BODY), item.findtext("description", "")
        enclosure = item.find("enclosure")
        counts["authors"] += any(each.tag.endswith("creator") for each in item)
        yield Post(
            item.findtext("title", ""),
            body or f"<p>{escape(description)}</p>",
            item.findtext("pubDate", ""),
            addresses=(item.findtext("link", ""),),
            categories=tuple(each.text or "" for each in item.iter("category")),
            summary=description if body else "",
            cover=("" if enclosure is None else enclosure.get("url", ""), ""),
            questions=() if body else (CUT,),
        )
