"""A document of Word (.docx), by mammoth."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import mammoth

from .files import Refused, soup, unfold, xml
from .post import Post

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = "p[style-name='Title'] => h1.title:fresh"
MADE = "The date is the day the document was made; write the day the post was published."
NOTE = re.compile(r"^#?(?:foot|end)note-(\d+)$")


def read(path: Path, counts: Counter) -> Iterator[Post]:
    with tempfile.TemporaryDirectory() as folder:
        unfold(path, Path(folder))
        parts = {part.name: xml(part) for part in Path(folder).rglob("*.xml")}
    try:
        with open(path, "rb") as file:
            html = mammoth.convert_to_html(file, style_map=STYLES).value
    except (KeyError, ValueError, OSError) as error:
        raise Refused(f"{path} is no document of Word ({error}); save it anew as .docx") from None
    counts["comments"] += len(parts.get("comments.xml", ()))
    tree = soup(html, str(path))
    notes(tree)
    title = tree.find("h1", class_="title") or tree.find(True)
    made = [each.text or "" for each in parts.get("core.xml", ()) if each.tag.endswith("created")]
    yield Post(
        title.extract().get_text() if title else "",
        str(tree),
        "".join(made),
        questions=(MADE,),
    )


def notes(tree) -> None:
    """mammoth's footnotes, which end the text as a list, as Markdown's."""
    for link in tree("a", href=NOTE):
        link.replace_with(f"[^{NOTE.search(link['href'])[1]}]")
    for item in tree("li", id=NOTE):
        item.find("a", href=re.compile("note-ref-")).decompose()
        item.insert(0, f"[^{NOTE.search(item['id'])[1]}]: ")
        item.name = "div"
