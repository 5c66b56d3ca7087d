"""The readable text of a source: what is left when Markdown, HTML and code are taken away.

    12  ## Where *AI* stops            Where AI stops
    13                           ->    It "can't tune in" to you.
    14  > It “can’t [tune in](x)”
    15  > to you.

A paragraph, heading, list item or table cell becomes a line end and one line, with straight quotes.
"""

import html
import re
from bisect import bisect, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading.document import Document

IN_HEADER = ("title", "summary")  # the lines of a header that readers see

PLAIN = str.maketrans("’‘ʼ“”„«»‑İ", '\'\'\'"""""-I', "*\\[]\u200b\u2060\ufeff\u00ad")
# Each part begins with a letter of its own, which makes the search fast, and ends soon or stops at
# what it may not contain, so that a hostile file costs no time.
NOT_PROSE = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(pre|code|script|style|svg|math|textarea)\b.*?(?:</\1\s*>|\Z)
    | <[a-zA-Z/!?][^<>]*>
    | \](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])   # where a link leads
    | \n\ {0,3}\[[^\[\]\n^][^\[\]\n]*\]:[^\n]*
    | \[\^[^\[\]\n]*\]:?
    | !\[
    | \{[^{}\n]*\}
    | https?://[^\s<>]*
    | __*(?!\w) | _(?<!\w_)_*
    | ~~
    """,
    re.DOTALL | re.VERBOSE,
)
MARKER = re.compile(r"[\s>*_]*(?:\\?\[\s*\\?[!！]\s*(\w+)\s*\\?\]|!!!+\s*(\w+))[-+]?")
ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|:)\s+")
HEADING = re.compile(r"#{1,6}\s")
RULE = re.compile(r"[-=*_|:+\s]*")  # under a heading, between sections, in a table
# Not behind an initial or a short form, and only where what follows looks like a beginning.
END = re.compile(
    r"""[.!?…](?<!\b[A-Z].)(?<!\b(?:Mr|Ms|Dr|St|No|vs|cf).)(?<!\b(?:Mrs|Rev|e\.g|i\.e).)
    ["')]*(?=\ ["'(]*[A-Z0-9£]) | \n""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Prose:
    text: str
    places: tuple[tuple[int, int], ...]  # where in the text each line of the file begins
    ends: tuple[int, ...]  # where in the text each sentence ends
    quoted: frozenset[int]  # the lines of the file that stand in a block quote
    boxes: dict[str, set[int]]  # by the kind of callout: the lines of the file in such boxes

    def line(self, at: int) -> int:
        """The line of the file from which the text at `at` comes."""
        return self.places[bisect(self.places, (at, 10**9)) - 1][1]

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around `at` begins and ends."""
        n = bisect_right(self.ends, at)
        return (self.ends[n - 1] if n else 0), self.ends[n]


def read(document: Document) -> Prose:
    parts: list[str] = []
    places, quoted, boxes, size = [], set(), defaultdict(set), 0
    for begins, words, line in passages(document, quoted, boxes):
        plain = " ".join(html.unescape(words).translate(PLAIN).split())
        if not plain:
            continue
        parts.append("\n" if begins else " ")
        places.append((size, line))
        parts.append(plain)
        size += 1 + len(plain)
    text = "".join(parts)
    ends = (*(match.end() for match in END.finditer(text)), len(text))
    places = places or [(0, document.body)]
    return Prose(text, tuple(places), ends, frozenset(quoted), boxes)


def passages(document: Document, quoted: set, boxes: dict) -> Iterator[tuple[bool, str, int]]:
    """(whether a passage begins here, words, line); fills `quoted` and `boxes` on the way."""
    for key in IN_HEADER:
        if field := document.header.get(key):
            yield True, field.value, field.line
    text = NOT_PROSE.sub(lambda match: "\n" * match[0].count("\n"), document.prose)
    begins, box = True, ""  # the kind of callout that the line stands in
    for number, line in enumerate(text.split("\n"), document.body):
        in_quote = line.lstrip().startswith(">")
        words = line.lstrip(" \t>\u00a0")
        if marker := MARKER.match(line):
            box, begins = (marker[1] or marker[2]).lower(), True
            boxes[box].add(number)
            yield True, line[marker.end() :], number
        elif RULE.fullmatch(words):
            begins, box = True, box if in_quote else ""
        else:
            item, heading = ITEM.match(words), HEADING.match(words)
            box = "" if heading and not in_quote else box
            if box or in_quote:
                (boxes[box] if box else quoted).add(number)
            first, *cells = words.strip("|").split("|")
            yield (
                begins or bool(item or heading),
                first[item.end() if item else 0 :].lstrip("# "),
                number,
            )
            yield from ((True, cell, number) for cell in cells)
            begins = bool(heading or cells)
