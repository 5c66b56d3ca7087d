"""Documents of Word, by mammoth; pages of Wix and Google Docs, saved; and Substack's zip."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import mammoth
from bs4 import Tag

from . import ASK, FORMATS, Post, post
from .export import Export, soup, text, xml

STYLES = "p[style-name='Title'] => h1.title:fresh"
LONGEST = 150  # characters of a title
HTML = FORMATS["html"]


def read_word(path: Path, export: Export) -> Iterator[Post]:
    parts = {part.name: xml(part) for part in export.unfold(path).rglob("*.xml")}
    export.left_out["comments"] += len(parts.get("comments.xml", ()))
    dates = [each.text or "" for each in parts.get("core.xml", ()) if each.tag.endswith("created")]

    @mammoth.images.img_element
    def kept(image) -> dict[str, str]:
        with image.open() as file:
            return {"src": export.keep(path.stem, file.read(), image.content_type)}

    with open(path, "rb") as file:
        made = mammoth.convert_to_html(file, style_map=STYLES, convert_image=kept).value
    yield titled(soup(made, str(path)), {"date": "".join(dates)}, questions=(ASK["made"],))


def read_page(path: Path, export: Export) -> Iterator[Post]:
    page = soup(text(path), str(path))
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


def read_substack(path: Path, export: Export) -> Iterator[Post]:
    export.left_out["lists of subscribers"] += len(list(path.parent.glob("*email*.csv")))
    for row in csv.DictReader(io.StringIO(text(path)), restval=""):
        name = Path(row["post_id"]).name
        page = path.parent / "posts" / f"{name}.html"
        if page.is_file() and row.get("type") != "page":
            yield post(text(page), row, address=f"/p/{name.partition('.')[2]}")
