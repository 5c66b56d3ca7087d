"""Words in, words out: whether all words of a text's prose are on its page.

They are counted, so the page must have each word as often as the source has it. What is no prose
is left out on both sides: tags, addresses, the names of links and notes, markers, the numbers of
items (complete_words.toml). So what is missed is a word that is lost in one place and stands in
another once more than it was typed, as in what a box says in the practice's words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from ..disk import data
from ..problem import Problem
from ..reading.document import Document

WORD = re.compile(r"\w+")
NO_PROSE = data(__file__)
TAG, SEEN, SIGN = (re.compile(NO_PROSE["like"][name]) for name in ("tag", "seen", "sign"))
BEGIN = re.compile(rf"^[ \t>]*(?:{'|'.join(NO_PROSE['begin'])})", re.MULTILINE)
WITHIN = re.compile("|".join(NO_PROSE["within"]))


def missing(lines: Sequence[str], html: str) -> dict[int, list[str]]:
    """The words of `lines` that are not in `html`, by the index of their line."""
    text = WITHIN.sub(blank, BEGIN.sub(blank, TAG.sub(blank, "\n".join(lines))))
    seen = " ".join((TAG.sub(" ", html), *SEEN.findall(html)))
    lost = Counter(words(text)) - Counter(words(unescape(seen)))
    return located(lost, text.split("\n")) if lost else {}


def words(text: str) -> list[str]:
    return WORD.findall(SIGN.sub(lambda sign: unescape(sign[0]), text).replace("_", " "))


def blank(match: re.Match) -> str:
    return " " + "\n" * match[0].count("\n")


def located(lost: Counter, lines: list[str]) -> dict[int, list[str]]:
    """Where the `lost` words were typed: in the lines that have most of them."""
    typed, found = [Counter(words(line)) for line in lines], {}
    for n in sorted(range(len(lines)), key=lambda n: (typed[n] & lost).total(), reverse=True):
        if here := typed[n] & lost:
            found[n] = [word for word in words(lines[n]) if word in here]
            lost -= here
    return found


def check_words(document: Document) -> Iterator[Problem]:
    """No word of the text is lost on the way to its page."""
    lines = document.lines[document.body - 1 :]
    for n, lost in missing(lines, document.html).items():
        right = next(x["right"] for x in NO_PROSE["hints"] if re.match(x["pattern"], lines[n]))
        yield document.problem(document.body + n, f'"{" ".join(lost)}" is not on the page; {right}')
