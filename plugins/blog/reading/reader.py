"""Pelican's reader of the author's texts: each is opened, parsed and converted once in a build.

It keeps what it read as a Document, for the checks; and it never raises, since Pelican would drop
the text and go on. What cannot be read becomes a problem, and Pelican skips it.
"""

import html
import textwrap
from datetime import datetime
from functools import partial
from pathlib import Path

from pelican.readers import BaseReader

from ..html import Page
from ..problem import shown
from .document import LIKE, TILDES, Document, numbered
from .files import attempt, read_lines
from .metadata import is_understood

EXCERPT = 240  # characters: two or three lines on a card, and about what a search result shows
# Silent reading of non-fiction in English: Brysbaert (2019), Journal of Memory and Language 109.
WORDS_A_MINUTE = 238
LONG = 1000  # words, from which a table of contents helps more than it is in the way
SECTIONS = 3


class Reader(BaseReader):
    file_extensions = ()  # Pelican would take it for those in every run; hooks.py says where

    def read(self, source_path):
        run, path = self.settings["RUN"], Path(source_path)
        document = attempt(path, found := [], partial(self.document, path))
        if document is None:
            run.practice.problems.clear()  # of half a text
            raw = (path.is_file() and attempt(path, [], path.read_bytes)) or b""
            waits = run.public and bool(LIKE["draft"].match(raw.decode(errors="replace")))
            run.problems += [each._replace(stops=not waits, waits=waits) for each in found]
            return "", {"status": "skip"}
        run.documents[document.place] = document
        said = {**document.said, "exit": document.value("exit").lower() == "yes"}
        if document.value("status") and "status" not in said:
            said["status"] = "draft"  # nothing is public by mistake
        like = {"reviewed": "modified"}  # a day, too, though Pelican does not know it
        known = {key: self.process_metadata(like.get(key, key), said[key]) for key in said}
        # Without these Pelican would drop the text before it can be checked; and Markdown looks at
        # no pictures where there is no text.
        is_post = document.place.startswith("posts/")
        needed = {"title": "", "pictures": ""} | ({"date": datetime.now()} if is_post else {})
        return document.html, needed | known

    def document(self, path: Path) -> Document:
        """The file as it was read and converted, now or in an earlier build.

        Raises Unreadable, and whatever Markdown raises.
        """
        run = self.settings["RUN"]
        place = path.relative_to(self.settings["PATH"]).as_posix()
        unsaved = self.settings.get("UNSAVED") if place == run.only else None
        lines = read_lines(Path(unsaved or path))
        document = Document(shown(path), place, lines)
        text = "\n".join(lines)
        shows = any(sign in text for sign in ("![", "<img", "images/"))
        raw = f"{run.pictures if shows else ''}{text}".encode()
        if run.only in ("", place):
            convert = partial(self.convert, document)
            made = run.converted.recall(raw, convert)
            if not run.figures.whole(made[1].get("pictures", "")):
                convert()
        else:  # another text is looked at
            made = run.converted.known(raw) or ["", understood(document), [], {}]
        document.html, document.said, found, document.linked = made
        document.problems += [document.problem(line, message) for line, message in found]
        return document

    def convert(self, document: Document) -> list:
        """[HTML, header, problems, links] of the text."""
        run = self.settings["RUN"]
        (markdown := run.markdown).reset()
        markdown.Meta = {name: [value] for name, value in understood(document).items()}
        # An empty line stands for each of the header, so that lines have their numbers.
        below = document.body - 1
        text = TILDES.sub("---", "\n".join(document.lines[below:]))
        document.html = markdown.convert("\n" * below + text)
        metadata = {name: values[0] for name, values in markdown.Meta.items()}
        metadata |= outline(document.page, markdown.toc_tokens, metadata.get("summary", ""))
        wrong = [*run.practice.problems.items(), *run.figures.told(document)]
        run.practice.problems.clear()
        return [document.html, metadata, wrong, linked(document.page)]


def understood(document: Document) -> dict[str, str]:
    """What stands in the header, as far as Pelican would understand it."""
    return {key: said for key, (said, _) in document.header.items() if is_understood(key, said)}


def outline(page: Page, headings: list[dict], own: str) -> dict:
    """What the header of the text on `page` gets from its words; `own` is its Summary, or "".

    `headings` are those of Python-Markdown's extension toc.
    """
    words = sum(len(text.split()) for text, _ in page.texts)
    sections = [heading for heading in headings if heading["level"] == 2]
    first = textwrap.shorten(first_paragraph(page), EXCERPT, placeholder="…")
    return {
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
        "contents": sections if words >= LONG and len(sections) >= SECTIONS else [],
        "lede": own,  # only what the author wrote herself stands above the text
        "summary": own or html.escape(first, quote=False),
    }


def linked(page: Page) -> dict:
    """Each link's address, and how many like it stand before; the names that links can lead to."""
    links = numbered(page.all("a"), lambda each: each.attrs.get("href"))
    names = {each.attrs.get("id") or each.attrs.get("name") for each in page.elements}
    found = [[each.attrs["href"], nth] for each, nth in links if "href" in each.attrs]
    return {"links": found, "anchors": sorted(names - {None, ""})}


def first_paragraph(page: Page) -> str:
    """Its words; it stands in no callout, and the number of a note is none of them."""
    for each in page.elements:
        if each.tag == "p" and not each.parent:
            texts = page.texts[each.begins : each.ends]
            words = (text for text, at in texts if at.attrs.get("class") != "footnote-ref")
            if said := "".join(words).strip():
                return said
    return ""
