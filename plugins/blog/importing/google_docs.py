"""A document of Google Docs saved as a web page: its looks are classes, its links go by Google."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from .files import soup, text
from .post import Post

LOOKS = {"strong": "font-weight:(?:700|bold)", "em": "font-style:italic"}


def read(path: Path, counts: Counter) -> Iterator[Post]:
    page = soup(text(path), str(path))
    styles = dict(re.findall(r"\.(c\d+)\{([^}]*)\}", "".join(map(str, page("style")))))
    body = page.body or page
    for comment in body("a", id=re.compile(r"^cmnt\d")):
        counts["comments"] += 1
        comment.find_parent(["div", "p"]).decompose()
    for mark in body("a", href=re.compile(r"^#(cmnt|ftnt)")):
        number = re.search(r"\d+", mark["href"])[0]
        after = ": " if "_ref" in mark["href"] else ""
        note = f"[^{number}]{after}" if "ftnt" in mark["href"] else ""
        (mark.find_parent("sup") or mark).replace_with(note)
    for span in body("span"):
        look = span.get("style", "") + "".join(
            styles.get(each, "") for each in span.get("class", ())
        )
        for tag, style in LOOKS.items():
            if re.search(style, look.replace(" ", "")):
                span.wrap(page.new_tag(tag))
    for link in body("a", href=re.compile(r"google\.com/url\?")):
        link["href"] = parse_qs(urlsplit(link["href"]).query).get("q", [link["href"]])[0]
    title = body.find(class_="title") or body.find(["h1", "p"])
    yield Post(title.extract().get_text() if title else "", str(body))
