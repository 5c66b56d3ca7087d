"""Post pages of Wix as a browser saves them: whole, with the year, and naming the original pictures."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .files import soup, text
from .post import Post
from .wix_csv import MEDIA

MENU = {"data-hook": re.compile("^header-navigation")}


def read(path: Path, counts: Counter) -> Iterator[Post]:
    page = soup(text(path), str(path))
    meta = {tag.get("property"): tag.get("content", "") for tag in page("meta")}
    body, title = (page.select_one(f"[data-hook=post-{part}]") for part in ("description", "title"))
    counts["authors"] += bool(page.select_one("[data-hook=user-name]"))
    counts["comments"] += len(page.select("[data-hook=comment]"))
    for image in body("img"):
        image["src"] = original(image)
    links = [link for link in page("a", href=True) if not link.find_parent(attrs=MENU)]
    categories, tags = (
        tuple(link.get_text() for link in links if f"/{kind}/" in link["href"])
        for kind in ("categories", "tags")
    )
    yield Post(
        title.get_text() if title else meta.get("og:title", ""),
        str(body),
        meta.get("article:published_time", ""),
        meta.get("article:modified_time", ""),
        (meta.get("og:url", ""),),
        categories,
        tags,
        meta.get("og:description", ""),
    )


def original(image) -> str:
    """The picture itself: what a page shows first is a blurred one of some 50 points."""
    frame = image.find_parent(attrs={"data-image-info": True})
    uri = json.loads(frame["data-image-info"])["imageData"]["uri"] if frame else ""
    found = re.search(r"/media/([^/?]+)", f"{image.get('data-pin-media')} {image.get('src')}")
    return MEDIA + (uri or found[1]) if uri or found else image.get("src", "")
