"""The readable text of a source: what is left when Markdown, HTML and code are taken away.

    12  ## Where *AI* stops            Where AI stops
    13                           ->    It "can't tune in" to you.
    14  > It “can’t [tune in](x)”
    15  > to you.

A paragraph, heading, list item or table cell becomes a line end and one line, with straight quotes.
"""

import html
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..disk import data
from ..reading.document import Document

PLAIN = str.maketrans("’‘ʼ“”„«»‑İ", '\'\'\'"""""-I', "*\\[]\u200b\u2060\ufeff\u00ad")
LOOK = {name: re.compile(f"(?sx){each}") for name, each in data(__file__).items()}


class Prose(NamedTuple):
    text: str
    places: tuple[tuple[int, int], ...]  # where in the text each line of the file begins
    ends: tuple[int, ...]  # where in the text each sentence ends
    boxes: dict[str, set[int]]  # the lines of the file in callouts, by kind, and in a "quotation"

    def line(self, at: int) -> int:
        """The line of the file from which the text at `at` comes."""
        return self.places[bisect(self.places, (at, 10**9)) - 1][1]


def read(document: Document) -> Prose:
    parts, places, boxes, size = [], [], defaultdict(set), 0
    for begins, words, line in passages(document, boxes):
        if plain := " ".join(html.unescape(words).translate(PLAIN).split()):
            parts += "\n" if begins else " ", plain
            places.append((size, line))
            size += 1 + len(plain)
    text = "".join(parts)
    ends = (*(match.end() for match in LOOK["end"].finditer(text)), len(text))
    return Prose(text, tuple(places or [(0, document.body)]), ends, boxes)


def passages(document: Document, boxes: dict) -> Iterator[tuple[bool, str, int]]:
    """(whether a passage begins here, words, line); fills the `boxes` on the way."""
    for key in ("title", "summary"):  # of the header, readers see these
        if field := document.header.get(key):
            yield True, field.value, field.line
    text = LOOK["not_prose"].sub(lambda match: "\n" * match[0].count("\n"), document.prose)
    begins, box = True, ""  # the kind of callout that the line stands in
    for number, line in enumerate(text.split("\n"), document.body):
        in_quote = line.lstrip().startswith(">")
        words = line.lstrip(" \t>\u00a0")
        if marker := LOOK["marker"].match(line):
            box, begins = (marker[1] or marker[2]).lower(), True
            boxes[box].add(number)
            yield True, line[marker.end() :], number
        elif LOOK["rule"].fullmatch(words):
            begins, box = True, box if in_quote else ""
        else:
            item, heading = LOOK["item"].match(words), LOOK["heading"].match(words)
            box = "" if heading and not in_quote else box
            if box or in_quote:
                boxes[box or "quotation"].add(number)
            first, *cells = words[item.end() if item else 0 :].strip("|").split("|")
            yield begins or bool(item or heading), first.lstrip("# "), number
            yield from ((True, cell, number) for cell in cells)
            begins = bool(heading or cells)
