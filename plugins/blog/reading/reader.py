"""Pelican's reader of the author's texts: each is opened, parsed and converted once in a build.

It keeps what it read as a Document, for the checks; and it never raises, since Pelican would drop
the text and go on. What cannot be read becomes a problem, and Pelican skips it.
"""

from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from markdown import Markdown
from pelican.readers import BaseReader
from pelican.utils import get_date

from ..problem import shown
from .document import Document
from .files import attempt, read_lines
from .metadata import is_understood
from .outline import outline

NO_STATUS = "draft"  # stands in for one that is not understood: nothing is public by mistake


class Reader(BaseReader):
    file_extensions = ()  # Pelican would take it for those in every run; hooks.py says where

    @cached_property
    def markdown(self) -> Markdown:
        markdown = Markdown(**self.settings["MARKDOWN"])
        # Pelican adds it; here `document` parses the header, so that each line has its number.
        markdown.preprocessors.deregister("meta", strict=False)
        return markdown

    def read(self, source_path):
        run, path = self.settings["RUN"], Path(source_path)
        read = attempt(path, run.problems, partial(self.document, path))
        if read is None:
            run.practice.problems.clear()  # of half a text
            return "", {"status": "skip"}
        document, metadata = read
        run.documents[document.place] = document
        return document.html, self.metadata(document, metadata)

    def document(self, path: Path) -> tuple[Document, dict]:
        """The file as it was read, and its header with what Markdown's extensions have added.

        Raises Unreadable, and whatever Markdown raises.
        """
        lines = read_lines(self.settings["RUN"].words_of(path))
        place = path.relative_to(self.settings["PATH"]).as_posix()
        document = Document(shown(path), place, lines)
        text = "\n".join(lines)
        document.html, metadata, found = self.made(text, document)
        document.problems += [document.problem(line, message) for line, message in found]
        return document, metadata

    def made(self, text: str, document: Document) -> list:
        """What became of the text, now or in an earlier build.

        One that shows a picture, or should, goes by all that is in content/images/, too.
        """
        run, raw = self.settings["RUN"], text.encode()
        known = run.converted.known(raw)
        if known and not known[1].get("pictures") and not known[2]:
            return known
        if run.only not in ("", document.place):  # one text is looked at, and it is not this
            return [known[0] if known else "", understood(document), []]
        convert = partial(self.convert, document)
        made = run.converted.recall(run.pictures.encode() + raw, convert)
        files = (run.work / "pictures" / name for name in made[1].get("pictures", "").split())
        if not all(file.exists() for file in files):
            made = convert()
        run.converted.recall(raw, lambda: made)
        return made

    def convert(self, document: Document) -> list:
        """[HTML, header, problems] of the text."""
        markdown = self.markdown
        markdown.reset()
        markdown.Meta = {name: [value] for name, value in understood(document).items()}
        # An empty line stands for each of the header, so that lines have their numbers.
        below = document.body - 1
        document.html = markdown.convert("\n" * below + "\n".join(document.lines[below:]))
        metadata = {name: values[0] for name, values in markdown.Meta.items()}
        metadata |= outline(document.page, markdown.toc_tokens, metadata.get("summary", ""))
        return [document.html, metadata, self.settings["RUN"].told(document)]

    def metadata(self, document: Document, said: dict) -> dict:
        """The header for Pelican."""
        said = {**said, "exit": document.value("exit").lower() == "yes"}
        if document.value("status") and "status" not in said:
            said["status"] = NO_STATUS
        return {"title": ""} | {name: self.process_metadata(name, said[name]) for name in said}

    def process_metadata(self, name, value):
        return get_date(value) if name == "reviewed" else super().process_metadata(name, value)


def understood(document: Document) -> dict[str, str]:
    """What stands in the header, as far as Pelican would understand it."""
    header = document.header.items()
    return {key: field.value for key, field in header if is_understood(key, field.value)}


def fill_in_date(generator, metadata):
    """Give an article without a date a stand-in, or Pelican drops it before it can be checked."""
    metadata.setdefault("date", datetime.now())
