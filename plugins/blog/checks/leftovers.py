"""What readers would see as it was typed, since it means nothing here; and what would be right.

What is looked for, with its hints, is in leftovers.toml.
"""

import re
from collections import Counter
from collections.abc import Iterator

from ..problem import Problem
from ..reading import data
from ..reading.document import Document

KNOWN = data(__file__)
MARKER = re.compile(KNOWN["marker"], re.VERBOSE | re.MULTILINE)
LEFT, TYPED = (
    [
        (re.compile(pattern, re.MULTILINE), each["right"])
        for each in KNOWN[kind]
        for pattern in each["patterns"]
    ]
    for kind in ("left", "typed")
)
PARAGRAPHS = [
    (re.compile(each["pattern"], re.MULTILINE), each["says"]) for each in KNOWN["paragraphs"]
]
SIGNS = re.compile(r"[][{}*~^%|<`]|:\w")  # one of these is in all that may be left
MOST = 20  # of one kind in a text; nobody reads on

# What typography makes of signs, to find them as they were typed
SAME = {"“”": '["“”]', "‘’": "['‘’]", "–—": "(?:–|—|-{1,3})", "…": r"(?:…|\.{3})", " \u00a0": r"\s"}


def check_leftovers(document: Document) -> Iterator[Problem]:
    said = {}  # once a line, though it may be there twice
    for line, found, right in left(document):
        said.setdefault((line, right), f'"{found}" would be shown as it is; {right}')
    for number, line in enumerate(document.prose.split("\n"), document.body):
        for pattern, right in TYPED if SIGNS.search(line) else ():
            if found := pattern.search(line):
                said.setdefault((number, right), f'"{found[1]}" means nothing here; {right}')
    for (line, _), message in said.items():
        yield document.problem(line, message)


def left(document: Document) -> Iterator[tuple[int, str, str]]:
    """What is left on the page: its line in the source, what was typed, what would be right."""
    shown = "".join(
        text
        for text, _, parent in document.page.texts
        if not (parent and parent.within("code", "pre"))
    )
    if not SIGNS.search(shown):
        return
    text = "\n".join(document.lines[document.body - 1 :])
    for pattern, right in LEFT:
        for words, times in Counter(pattern.findall(shown)[:MOST]).items():
            typed = as_typed(words)
            places = [*typed.finditer(document.prose)] or [*typed.finditer(text)]
            plain = [place for place in places if place[0].count("\\") == words.count("\\")]
            meant = len(places) - len(plain)  # escaped, to be shown
            for place in plain[: max(times - meant, 0)]:
                line = document.body + place.string.count("\n", 0, place.start())
                yield line, place[0], right
            if not places:
                yield document.body, words, right


def as_typed(text: str) -> re.Pattern:
    """A pattern for what became `text` by typography, escaped or not."""
    ways = (next((way for signs, way in SAME.items() if sign in signs), "") for sign in text)
    signs = zip(text, ways, strict=True)
    return re.compile("".join(rf"\\?{way or re.escape(sign)}" for sign, way in signs))


def check_paragraphs(document: Document) -> Iterator[Problem]:
    text = f"\n\n{document.prose}\n"
    for pattern, message in PARAGRAPHS:
        for found in pattern.finditer(text):
            line = document.body + text.count("\n", 2, found.start())
            yield document.problem(line, message.format(found))
