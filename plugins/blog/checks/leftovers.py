"""What readers would see as it was typed, since it means nothing here (leftovers.toml)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from html import unescape
from itertools import islice, pairwise
from operator import eq

from ..disk import data
from ..problem import Problem
from ..reading.document import Document
from ..text import NO_WORD
from .complete_words import TAG, WORD, words
from .header import LOST

KNOWN = data(__file__)
LEFT, TYPED = (
    [(pattern, each) for each in KNOWN[kind] for pattern in each["patterns"]]
    for kind in ("left", "typed")
)
ENDED, SIGNS = re.compile(KNOWN["ended"]), re.compile(KNOWN["signs"])
LINES = re.compile(KNOWN["lines"]["pattern"], re.VERBOSE)
compiled = cache(partial(re.compile, flags=re.MULTILINE))
MOST = KNOWN["most"]
SAME = {sign: way for signs, way in KNOWN["same"].items() for sign in signs}


def check_leftovers(document: Document) -> Iterator[Problem]:
    said = {}  # once a line, though it may be there twice
    for line, message, each in (*typed(document), *left(document)):
        problem = document.problem(line, message, stops=not each.get("advice"))
        said.setdefault((line, each.get("fault", each["right"])), problem)
    if not (document.runs_on or any(problem.stops for problem in said.values())):
        said = {(each.line, "lines"): each for each in run_together(document)} | said
    yield from said.values()


def left(document: Document) -> Iterator[tuple[int, str, dict]]:
    """What is left on the page: its line in the source, what is said of it, by which entry."""
    texts = document.page.texts
    page = "".join(text for text, at in texts if not (at and at.within(*KNOWN["raw"])))
    if not SIGNS.search(page) or is_torn(document.prose):
        return
    source = "\n".join(document.lines[document.body - 1 :])
    for pattern, each in needed(LEFT, page):
        for match in islice(pattern.finditer(page), MOST):
            line, at = match[0].split("\n")[0], document.body
            places = as_typed(line)
            places = [*places.finditer(document.prose)] or [*places.finditer(source)]
            near = around(match)  # of these words, most stand around the right place, too
            if best := max(places, key=lambda it: sum(map(eq, near, around(it))), default=None):
                if best[0].count("\\") > line.count("\\"):
                    continue  # it was escaped, to be shown
                line, at = best[0], at + best.string.count("\n", 0, best.start())
            yield at, f'"{line}" would be shown as it is; {each["right"]}', each
        # What one has found is no fault of another kind.
        page = pattern.sub(lambda match: re.sub(r"[^\w\s]|_", " ", match[0]), page)


def typed(document: Document) -> Iterator[tuple[int, str, dict]]:
    """What means nothing in the source, in the same way."""
    text = f"\n\n{document.prose}\n"
    for pattern, each in needed(TYPED, text):
        for found in islice(pattern.finditer(text), MOST):
            line = document.body + text.count("\n", 2, found.start(min(1, pattern.groups)))
            yield line, each.get("says", KNOWN["says"]).format(found, right=each["right"]), each


def is_torn(text: str) -> bool:
    """Whether a tag is not whole, or code does not end: nobody knows what else is what."""
    return any("torn" in each and like.search(text) for like, each in needed(TYPED, text))


def needed(sought: list, text: str) -> Iterator[tuple[re.Pattern, dict]]:
    """Those of which the `text` may have one; most are in no text."""
    for pattern, each in sought:
        if any(sign in text for sign in each.get("needs", [""])):
            if "unless" in each and compiled(each["unless"]).search(text):
                continue
            yield compiled(pattern), each


def around(match: re.Match) -> list[str]:
    at, text = match.start(), match.string
    before, behind = (TAG.sub(" ", x) for x in (text[max(at - 60, 0) : at], text[at : at + 90]))
    return [*WORD.findall(before)[-1:], *WORD.findall(behind)]


def as_typed(text: str) -> re.Pattern:
    """A pattern for what became `text` by typography, escaped or not."""
    return re.compile("".join(rf"\\?{SAME.get(sign) or re.escape(sign)}" for sign in text))


def run_together(document: Document) -> Iterator[Problem]:
    """Advice on lines that should stay apart, and become one."""
    source = document.prose.split("\n")
    typed: list[Counter] = []
    html = re.sub(r"<pre\b.*?</pre>", "\0", document.html, flags=re.DOTALL)
    for run in NO_WORD.sub("\0", html).split("\0"):
        text = unescape(TAG.sub("", run)).strip()
        if "\n" in text and LINES.fullmatch(text) and not LOST.match(text):
            typed = typed or [Counter(words(line)) for line in source]
            first, second, *_ = (Counter(words(line)) for line in text.split("\n"))
            for n, (above, below) in enumerate(pairwise(typed)):
                if first <= above and second <= below and not ENDED.match(source[n]):
                    typed[n] = Counter()  # the next such lines are others
                    says = KNOWN["lines"]["says"].format(text.split("\n")[0].strip())
                    yield document.problem(document.body + n, says, stops=False)
                    break
