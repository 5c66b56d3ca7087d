"""The readers, one for each kind of file: each yields its posts, and counts what stays out."""

import csv
import io
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import mammoth
import yaml
from markdown_it import MarkdownIt

from . import ASK, FORMATS, PATTERNS, TEMPLATES, Post, changed
from .export import LIMITS, Export, soup, text, xml

HTML, WORDPRESS = FORMATS["html"], FORMATS["wordpress"]
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read_csv(path: Path, export: Export) -> Iterator[Post]:
    """Of Wix's collection Blog/Posts, the best source: the text as the editor kept it, a tree."""
    export.left_out["lists of subscribers"] = sum(it.match("*email*.csv") for it in export.files)
    csv.field_size_limit(5_000_000)
    said, tree = text(path), TEMPLATES.get_template("ricos.html")
    comma = max(",;\t", key=said.partition("\n")[0].count)  # as a spreadsheet has it, once saved
    for row in csv.DictReader(io.StringIO(said), restval="", delimiter=comma):
        row = defaultdict(str, row)
        name = Path(row["post_id"]).name  # of Substack's page beside the table
        with export.trying(f"{name}.html" if name else f"{path.name} ({row['Title']})"):
            if name and row["type"] != "page":
                html = text(path.parent / "posts" / f"{name}.html")
                yield Post(html, row | {"slug": f"/p/{name.partition('.')[2]}"})
            elif not name:
                html = tree.render(root=json.loads(row["Rich Content"] or '{"nodes": []}'))
                several = {each: re.findall(r'[^][",;]+', row[each]) for each in HTML["several"]}
                said = row | several | {"Slug": f"/post/{row['Slug']}"}
                asked = () if html else (ASK["plain"],)
                yield Post(html or f"<p>{escape(row['Plain Content'])}</p>", said, asked)


def read_page(path: Path, export: Export, html: str = "", *asked: str) -> Iterator[Post]:
    """Of Wix or Google Docs, saved; or what a document is as `html`, which may have no title."""
    page = soup(html or text(path))
    export.left_out["comments"] += len(page.select(HTML["comments"]))
    if body := page.select_one(HTML["body"]):
        said = {tag.get("property"): tag.get("content", "") for tag in page("meta")}
        for kind, links in HTML["topics"].items():
            said[kind] = [link.get_text() for link in page.select(links)]
        for image in body("img", src=re.compile("^[^:]+$")):  # two pages may have an image1.png
            image["src"] = urljoin(f"{path.as_posix()}", image["src"])
        body.extend(page.select("head style"))  # Google's looks are in classes
        title = page.select_one(HTML["title"]) or body.find(["h1", "h2", "p"])
        if title and len(title.get_text()) < LIMITS["title"]:
            said["title"] = title.extract().get_text()
        yield Post(body.decode_contents(), said, asked)


def read_feed(path: Path, export: Export) -> Iterator[Post]:
    """WordPress exports what others wrote, too: comments, and what came by its contact forms."""
    root = xml(path)
    for what, where in WORDPRESS["left_out"]:
        export.left_out[what] += len(root.findall(where))
    for each in (*root.iter("category"), *root.iter("enclosure")):  # of a feed
        each.attrib.setdefault("domain", "category")
        each.text = each.text or each.get("url")
    one, several = WORDPRESS["item"], WORDPRESS["several"].items()
    items = root.findall(".//item")
    media = {it.findtext(one["post_id"]): it.findtext(one["attachment_url"]) for it in items}
    links = [(it.findtext("link", ""), it.findtext(one["post_id"], "")) for it in items]
    ways = {(urlsplit(link).netloc, number): link for link, number in links}
    for item in items:
        said = {name: item.findtext(at, "").strip() for name, at in one.items()}
        if said["post_type"] in ("", "post") and said["status"] not in ("trash", "auto-draft"):
            said |= {name: [each.text or "" for each in item.iterfind(at)] for name, at in several}
            said["cover"] = (media.get(said["picture_id"]) or said["enclosure"]).strip()
            said["former"] = [urljoin(said["link"], f"../{old}/") for old in said["old_slugs"]]
            said["address"] = said["post_name"] if "?p=" in said["link"] else said["link"]
            classic = WORDPRESS["classic"] if "<!-- wp:" not in said["body"] else []
            html = PATTERNS["by_number"].sub(lambda it: ways.get(it.groups(), it[0]), said["body"])
            html = changed(html or said["description"], WORDPRESS["shortcodes"] + classic)
            for number, note in enumerate(PATTERNS["wordpress_note"].findall(said["footnotes"]), 1):
                html += f"<p>[^{number}]: {json.loads(note)}</p>"
            asked = (ASK["cut"],) * (not said["body"] + said["post_type"])
            yield Post(html, said, asked + (ASK["private"],) * (said["status"] == "private"))


def read_word(path: Path, export: Export) -> Iterator[Post]:
    parts = {part.name: xml(part) for part in export.unfold(path) if part.suffix == ".xml"}
    export.left_out["comments"] += len(parts.get("comments.xml", ()))
    kept = mammoth.images.img_element(lambda it: {"src": export.keep(it.open(), it.content_type)})
    with path.open("rb") as file:
        made = mammoth.convert_to_html(file, style_map=HTML["word"], convert_image=kept)
    ignored = sum("was ignored" in message.message for message in made.messages)
    export.left_out["what only Word can show, such as a formula"] += ignored
    day = parts["core.xml"].findtext("{*}created", "") if "core.xml" in parts else ""
    html = f'<meta property="date" content="{day}"><div class="doc-content">{made.value}'
    yield from read_page(path, export, html, *[ASK["made"]] * bool(day))


def read_markdown(path: Path, export: Export) -> Iterator[Post]:
    said = changed(text(path), FORMATS["own"])
    head = PATTERNS["header"].match(said)
    lines = changed(head[2].expandtabs(), FORMATS["days"])
    known = (yaml.safe_load if head[1] == "---" else tomllib.loads)(lines) or {}
    name = path.parent.name if path.stem == "index" else path.stem  # as Hugo has it
    day, slug = re.fullmatch(r"(?:(\d{4}-\d\d-\d\d)-)?(.*)", name).groups()
    header = {"slug": slug, "date": day} | {str(key).lower(): it for key, it in dict(known).items()}
    yield Post(MARKDOWN.render(changed(said[head.end() :], FORMATS["markdown"])), header)


def read_pasted(path: Path, export: Export) -> Iterator[Post]:
    """What its lines were is guessed, and asked."""
    title, *lines = re.split(r"\s*\n\s*", changed(text(path).strip(), FORMATS["titled"]))
    above = [*PATTERNS["about"].finditer("\n".join(lines[:6]))]
    ends = above[-1].string.count("\n", 0, above[-1].end()) + 1 if above else 0
    export.left_out["lines with a name, a day or a reading time"] += ends
    said = {"modified" if line["updated"] else "date": line["day"] for line in above if line["day"]}
    undated = [f"“{day}”" for day in said.values() if not re.search(r"\d{4}", day)]
    asked = [ASK["year"].format(" and ".join(undated))] * bool(undated)
    made = soup(changed(escape("\n".join(lines[ends:]), quote=False), FORMATS["pasted"]))
    for items in made.select("ul.asked"):
        asked.append(ASK["list"].format(*(items("p")[n].get_text() for n in (0, -1))))
    for line in made.select("p:has(+ p):not(ul > p, ol > p)"):
        words, below = line.get_text(), line.find_next_sibling().get_text()
        if PATTERNS["heading"].fullmatch(words) and len(below) > len(words):
            line.name = "h2"
    if headings := "; ".join(f"“{heading.get_text()}”" for heading in made("h2")):
        asked.append(ASK["headings"].format(headings))
    yield Post(str(made), said | {"title": title}, tuple(asked))
