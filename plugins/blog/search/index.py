"""The search index: texts in, small JSON files out, so made that a query needs few of them.

    start3.json  a part of all words, in order, and their posts: ["gain game", "I0A5 A1C4e"]
    end3.json    the same, spelt backwards, so that each word stands by its ending
    hits3.json   what a hit shows of HITS posts, the fourth such lot: [title, url, date and topic,
                 summary] of each

"A1C4e" is the posts 1 and 80: each group is what the word weighs there (A is 1, B is 2), and the
step from the post before, in base 16; to the one right behind it is 0.

Where the parts begin is among the facts that the script has from the start; so one part is enough
for a word, and mostly for a beginning. A slip leaves a word's start as it is, or its end: so the
right word stands near one of them.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate, groupby, pairwise
from math import sqrt
from textwrap import shorten

from ..text import seen
from .words import ODD, STOP, words

SUMMARY = 160  # characters of it that a hit shows
HITS = 3  # in a file: more would be fewer files to write, and more for a visitor to load
LEAST = 1500  # characters of a part; less would hardly be smaller on the wire
ENTRY = re.compile("(.)([0-9a-f]+)")
HEADING = re.compile(r"<h[1-6]\b.*?</h[1-6]>", re.DOTALL)


class Postings:
    """Each word of some texts, and those that have it.

    Asked for as many texts once more, it looks at those only that are others than they were.
    """

    def __init__(self, recall: Callable[[bytes, Callable[[], dict]], dict]):
        self.recall = recall  # Memory's
        self.texts: list[tuple[str, str]] = []
        self.found: dict[str, str] = {}

    def of(self, texts: list[tuple[str, str]]) -> dict[str, str]:
        """Of these titles with their HTML."""
        if len(texts) != len(self.texts):
            self.texts, self.found = texts, {}
            last: dict[str, int] = {}
            for number, text in enumerate(texts):
                for word, weight in self.words(text).items():
                    step = number - last.get(word, -1) - 1
                    self.found[word] = f"{self.found.get(word, '')}{chr(64 + weight)}{step:x}"
                    last[word] = number
        for number, (text, before) in enumerate(zip(texts, self.texts, strict=True)):
            if text != before:
                old, new = self.words(before), self.words(text)
                for word in {word for word, _ in old.items() ^ new.items()}:
                    self.change(word, number, new.get(word))
        self.texts = texts
        return self.found

    def words(self, text: tuple[str, str]) -> dict[str, int]:
        return self.recall("\0".join(("words", *text)).encode(), partial(weights, *text))

    def change(self, word: str, number: int, weight: int | None) -> None:
        """Let the word have this weight in the text of that number, or not be there."""
        before = ENTRY.findall(self.found.pop(word, ""))
        ends = accumulate(int(step, 16) + 1 for _, step in before)
        where = {end - 1: sign for end, (sign, _) in zip(ends, before, strict=True)}
        where[number] = weight and chr(64 + weight)
        there = [each for each in sorted(where) if where[each]]
        steps = (f"{where[n]}{n - before - 1:x}" for before, n in pairwise([-1, *there]))
        if there:
            self.found[word] = "".join(steps)


def build(texts: list, found: dict, day: Callable, least=LEAST, hits=HITS) -> tuple[str, dict]:
    """What the script must know first, as JSON, and the files by name, for Pelican's `texts`.

    `found` is what Postings say of them; `day` writes a date for readers. A part has at least so
    many characters, and a file so many hits. Of two equal hits the earlier text comes first.
    """
    facts = {"stop": " ".join(sorted(STOP)), "odd": ODD, "hits": hits}
    files = {}
    backwards = {word[::-1]: where for word, where in found.items()}
    for order, listed in (("start", found), ("end", backwards)):
        parts = cut(listed, least)
        facts[order] = firsts(parts)
        for number, part in enumerate(parts):
            lists = " ".join(listed[word] for word in part)
            files[f"{order}{number}.json"] = dumps([" ".join(part), lists])
    for n in range(0, len(texts), hits):
        files[f"hits{n // hits}.json"] = dumps([hit(text, day) for text in texts[n : n + hits]])
    return dumps(facts), files


def hit(text, day: Callable) -> list[str]:
    about = f"{day(text.date)} · {text.category}" if hasattr(text, "date") else ""  # of a page
    return [seen(text.title), text.url, about, short(text.summary)]


@lru_cache(10_000)
def short(summary: str) -> str:
    return shorten(seen(summary), SUMMARY, placeholder=" …")


def weights(title: str, content: str) -> dict[str, int]:
    """1 to 3 for each word of the HTML, by how often; 3 more in a heading, 6 more in the title."""
    headings = " ".join(HEADING.findall(content))
    named, headed, text = (words(seen(html)) for html in (title, headings, content))
    lift = dict.fromkeys(headed, 3) | dict.fromkeys(named, 6)
    return {word: 1 + (n > 1) + (n > 3) + lift.get(word, 0) for word, n in (named + text).items()}


def cut(listed: dict[str, str], least: float = LEAST) -> list[list[str]]:
    """The words of `listed` in order, in parts that take, with their values, about the same room.

    The parts of a large blog are longer and more: to double both takes four times the words.
    """
    sizes = {word: len(f"{word} {listed[word]} ") for word in sorted(listed)}
    room = max(least, 3.5 * sqrt(sum(sizes.values())))
    ends = dict(zip(sizes, accumulate(sizes.values()), strict=True))
    return [list(part) for _, part in groupby(ends, lambda word: ends[word] // room)] or [[]]


def firsts(parts: list[list[str]]) -> str:
    """Where each part begins: as few letters as tell that a word is not in the part before it."""
    edges = ((before[-1], accumulate(part[0])) for before, part in pairwise(parts))
    return " ".join(["", *(next(each for each in starts if each > last) for last, starts in edges)])


def dumps(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
