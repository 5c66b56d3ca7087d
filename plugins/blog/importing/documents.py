"""Documents of Word, by mammoth, and of Google Docs, saved as web pages; and Substack's zip."""

import csv
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import mammoth

from .files import Refused, soup, text, unfold, xml
from .post import Post, post

STYLES = "p[style-name='Title'] => h1.title:fresh"
MADE = "The date is the day the document was made: on which was the post published?"
LONGEST = 150  # characters of a title
LOOKS = {"strong": "font-weight:(?:700|bold)", "em": "font-style:italic"}
NOTE = re.compile(r"^#(?:footnote|(e)ndnote|ftnt)[-_]?(ref-?)?(\d+)$")


def read_word(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    try:
        with tempfile.TemporaryDirectory() as folder, open(path, "rb") as file:
            unfold(path, Path(folder))
            parts = {part.name: xml(part) for part in Path(folder).rglob("*.xml")}
            tree = soup(mammoth.convert_to_html(file, style_map=STYLES).value, str(path))
    except Refused as refused:
        raise Refused(str(refused).replace(folder, str(path))) from None
    except (KeyError, ValueError, OSError) as error:
        raise Refused(f"{path} is no document of Word ({error}); save it anew as .docx") from None
    counts["comments"] += len(parts.get("comments.xml", ()))
    made = [each.text or "" for each in parts.get("core.xml", ()) if each.tag.endswith("created")]
    yield document(tree, "".join(made), (MADE,))


def read_google(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    """Its looks are in classes, its links go by Google."""
    page = soup(text(path), str(path))
    styles = dict(re.findall(r"\.(c\d+)\{([^}]*)\}", "".join(map(str, page("style")))))
    for comment in page("a", id=re.compile(r"^cmnt\d")):
        counts["comments"] += 1
        comment.find_parent(["div", "p"]).decompose()
    for mark in page("a", href=re.compile("^#cmnt")):
        mark.decompose()
    for span in page("span"):
        look = span.get("style", "") + "".join(
            styles.get(name, "") for name in span.get("class", ())
        )
        for tag, style in LOOKS.items():
            if re.search(style, look.replace(" ", "")):
                span.wrap(page.new_tag(tag))
    for link in page("a", href=re.compile(r"google\.com/url\?")):
        link["href"] = parse_qs(urlsplit(link["href"]).query).get("q", [link["href"]])[0]
    yield document(page.body or page)


def document(tree, date: str = "", questions: tuple[str, ...] = ()) -> Post:
    """The title is the paragraph that has its style, or the first."""
    for link in tree("a", href=NOTE):
        end, back, number = NOTE.search(link["href"]).groups()
        note = f"[^{end or ''}{number}]"
        if not back:
            (link.find_parent("sup") or link).replace_with(note)
            continue
        for outer in link.find_parents(["li", "ol"]):
            outer.name = "div"
        link.find_parent("p").insert(0, f"{note}: ")
        link.extract()
    title = tree.find(class_="title") or tree.find(["h1", "h2", "p"])
    short = title and len(title.get_text()) < LONGEST
    title = title.extract().get_text() if short else ""
    return Post(str(tree), title, date, questions=questions)


def read_substack(path: Path, counts: dict[str, int]) -> Iterator[Post]:
    counts["lists of subscribers"] += len(list(path.parent.glob("*email*.csv")))
    for row in csv.DictReader(io.StringIO(text(path)), restval=""):
        name = Path(row["post_id"]).name
        page = path.parent / "posts" / f"{name}.html"
        if page.is_file() and row.get("type") != "page":
            yield post(text(page), row, addresses=(f"/p/{name.partition('.')[2]}",))
