"""What readers would see as it was typed, since it means nothing here; and what would be right.

What is looked for, with its hints, is in leftovers.toml.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from itertools import islice, pairwise

from ..problem import Problem
from ..reading import data
from ..reading.document import Document
from ..text import NO_WORD
from .complete_words import TAG, WORD, words
from .header import LOST

KNOWN = data(__file__)
MARKER = re.compile(KNOWN["marker"], re.VERBOSE | re.MULTILINE)
LEFT, TYPED = (
    [
        (re.compile(pattern, re.MULTILINE), each)
        for each in KNOWN[kind]
        for pattern in each["patterns"]
    ]
    for kind in ("left", "typed")
)
ENDED = re.compile(r".*(?:  |\\|<br ?/?>)$")  # what runs into no line below
LINES = re.compile(KNOWN["lines"]["pattern"], re.VERBOSE)
SIGNS = re.compile(r"[][{}*~^%|<`&_\\\t]|==|//|:[/\w]|\.\w|\+[-+–—]")  # one is in all that is left
MOST = 20  # of one kind in a text; nobody reads on
RAW = ("code", "pre", "figcaption")  # signs may stand here; of a caption's, TYPED tells

# What typography makes of signs, to find them as they were typed
SAME = {"“”": '["“”]', "‘’": "['‘’]", "–—": "(?:–|—|-{1,3})", "…": r"(?:…|\.{3})", " \u00a0": r"\s"}


def check_leftovers(document: Document) -> Iterator[Problem]:
    said = {}  # once a line, though it may be there twice
    for line, found, each in left(document):
        message = f'"{found}" would be shown as it is; {each["right"]}'
        said.setdefault((line, each["right"]), (message, each))
    text = f"\n\n{document.prose}\n"
    for pattern, each in TYPED:
        for found in islice(pattern.finditer(text), MOST):
            line = document.body + text.count("\n", 2, found.start(min(1, pattern.groups)))
            right = each.get("right", "")
            message = each.get("says", KNOWN["says"]).format(found, right=right)
            said.setdefault((line, right), (message, each))
    stopping = {line for (line, _), (_, each) in said.items() if not each.get("advice")}
    for line, count, message in run_together(document):
        if stopping.isdisjoint(range(line, line + count)):
            said.setdefault((line, message), (message, {"advice": True}))
    for (line, _), (message, each) in said.items():
        yield replace(document.problem(line, message), stops=not each.get("advice"))


def left(document: Document) -> Iterator[tuple[int, str, dict]]:
    """What is left on the page: its line in the source, what was typed, what is said of it."""
    whole, unlinked = (shown(document, *RAW, *more) for more in ((), ("a",)))
    if not SIGNS.search(whole):
        return
    text = "\n".join(document.lines[document.body - 1 :])
    for pattern, each in LEFT:
        page, places = unlinked if each.get("unlinked") else whole, {}
        for match in islice(pattern.finditer(page), MOST):
            line = match[0].split("\n")[0]
            if line not in places:
                typed = as_typed(line)
                places[line] = [*typed.finditer(document.prose)] or [*typed.finditer(text)]
                if not places[line]:
                    yield document.body, line, each
            if places[line]:
                best = max(places[line], key=partial(likeness, match))
                places[line].remove(best)
                if best[0].count("\\") == line.count("\\"):  # else it was escaped, to be shown
                    yield document.body + best.string.count("\n", 0, best.start()), best[0], each
        if not each.get("unlinked"):  # what one has found is no fault of another kind
            whole = pattern.sub(lambda match: re.sub(r"[^\w\s]|_", " ", match[0]), whole)


def shown(document: Document, *without: str) -> str:
    texts = document.page.texts
    return "".join(text for text, _, at in texts if not (at and at.within(*without)))


def likeness(match: re.Match, place: re.Match) -> int:
    """How many of the words around what is shown stand around a `place` in the source, too."""
    return sum(a == b for a, b in zip(around(match), around(place), strict=False))


def around(match: re.Match) -> list[str]:
    at, text = match.start(), match.string
    before, behind = (TAG.sub(" ", x) for x in (text[max(at - 60, 0) : at], text[at : at + 90]))
    return [*WORD.findall(before)[-1:], *WORD.findall(behind)]


def as_typed(text: str) -> re.Pattern:
    """A pattern for what became `text` by typography, escaped or not."""
    ways = (next((way for signs, way in SAME.items() if sign in signs), "") for sign in text)
    signs = zip(text, ways, strict=True)
    return re.compile("".join(rf"\\?{way or re.escape(sign)}" for sign, way in signs))


def run_together(document: Document) -> Iterator[tuple[int, int, str]]:
    """Lines that should stay apart, and become one: the first, how many, what is said of them."""
    source = document.prose.split("\n")
    typed = [Counter(words(line)) for line in source]
    html = re.sub(r"<pre\b.*?</pre>", "\0", document.html, flags=re.DOTALL)
    for run in NO_WORD.sub("\0", html).split("\0"):
        text = unescape(TAG.sub("", run)).strip()
        if "\n" in text and LINES.fullmatch(text) and not LOST.match(text):
            lines = text.split("\n")
            first, second, *_ = (Counter(words(line)) for line in lines)
            for n, (above, below) in enumerate(pairwise(typed)):
                if first <= above and second <= below and not ENDED.match(source[n]):
                    typed[n] = Counter()  # the next such lines are others
                    says = KNOWN["lines"]["says"].format(lines[0].strip())
                    yield document.body + n, len(lines), says
                    break
