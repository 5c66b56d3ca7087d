"""Looks at a text as it is being written: what there is to say of it, and its page."""

import re
import shutil

from ..build.build import WORK, write
from ..problem import Problem
from ..reading.document import Document
from ..reading.metadata import KNOWN
from .practice import in_form

FOLDER = WORK / "look"
WORDS = re.compile(r'"(.+?)(?: …)?"')  # what a message quotes


def look(path: str, words: str) -> dict:
    """The `findings` in the text at `path` if these were its `words`, and the `page` it would have.

    The page is there whatever is wrong, as far as one can be made; else it is "".
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    unsaved, site = FOLDER / "words.md", FOLDER / "site"
    unsaved.write_text(words, "utf-8", "surrogateescape", newline="")  # odd bytes, as they were
    run, problems = write("preview", path, OUTPUT_PATH=str(site), UNSAVED=str(unsaved))
    content = run and run.contents.get(run.only)
    page = content and site / content.save_as
    document = Document(path, path, tuple(words.split("\n")))
    shown = page.read_text(encoding="utf-8") if page and page.exists() else ""
    found = [problem for problem in problems if problem.path == path]
    if not shown and not any(each.stops for each in found):  # then it is something else
        found += [Problem("", 0, str(each)) for each in problems if each.stops]
    return {"findings": [finding(each, document) for each in found], "page": shown}


def finding(problem: Problem, document: Document) -> dict:
    """A problem with its place: a `key` of the header, or a line and `start` to `end` of the text.

    The line counts from where the text begins, below the header; `start` and `end`
    count as JavaScript does, in UTF-16. What stops only the public site stops here, too.
    """
    said = problem._asdict() | {"key": None, "start": 0, "end": 0}
    said |= {"message": in_form(problem.message), "stops": problem.stops or problem.waits}
    in_header = problem.line < document.body and document.lines[problem.line - 1].strip()
    if in_header or not problem.line:
        first = problem.message.partition(" ")[0].lower()  # as of one that is missing
        keys = [None, *(key for key, it in document.entries if key and it.line <= problem.line)]
        return said | {"key": KNOWN.get(first) or KNOWN.get(keys[-1], keys[-1])}
    lines = document.lines[document.body - 1 :]
    above, body = max(problem.line - document.body, 0), "\n".join(lines)
    begin = sum(len(line) + 1 for line in lines[:above])
    quoted = (r"\s+".join(map(re.escape, x.split())) for x in WORDS.findall(problem.message))
    found = (re.compile(words, re.IGNORECASE).search(body, begin) for words in quoted)
    whole = begin, begin + len("".join(lines[above : above + 1]))
    span = next((place.span() for place in found if place), whole)
    start, end = (len(body[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in span)
    return said | {"line": above + 1, "start": start, "end": end}
