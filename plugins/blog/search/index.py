"""The search index: plain texts in, small JSON files out, so made that a query needs few of them.

    start3.json  a part of all words, in order, and their posts: ["AgainCmeCrden", "a9f bDa3 c"]
    short3.json  a part of the short words spelt backwards, so that each stands by its ending
    long3.json   the same for the other words
    17.json      what a hit shows of post 17: [title, url, date and topic, summary]

"AgainCmeCrden" is gain, game, garden: each capital says how many letters the word shares with
the one before it (A is none). "bDa3" is the posts 1 and 80: each group is the step from the post
before (a is 0; capitals are higher digits, in base 26), then what the word weighs there, if not 1.

Where the parts begin is among the facts that the script has from the start; so one part is enough
for a word, and mostly for a beginning. A slip leaves a word's start as it is, or its end: so the
right word stands near one of them. Short words stand apart, as many others have their endings.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from textwrap import shorten

from ..text import seen
from .parts import cut, firsts, shared
from .visible import visible
from .words import ODD, STOP, words

SHORT = 5  # letters; search.js knows it too
SUMMARY = 160  # characters of it that a hit shows


@dataclass(frozen=True)
class Post:
    """What the search knows of one post or page; `title` and `content` are HTML."""

    title: str
    content: str
    url: str
    about: str  # what is shown above the title
    summary: str


@dataclass(frozen=True)
class Index:
    facts: str  # what the script must know before it loads any of the files, as JSON
    files: dict[str, str]  # by their names


def build(posts: list[Post]) -> Index:
    """The index of `posts`. Of two equal hits the earlier post comes first."""
    facts = {"stop": " ".join(sorted(STOP)), "odd": ODD}
    found = postings(posts)
    files = {}
    backwards = {word[::-1]: where for word, where in found.items()}
    orders = {
        "start": found,
        "short": {word: where for word, where in backwards.items() if len(word) <= SHORT},
        "long": {word: where for word, where in backwards.items() if len(word) > SHORT},
    }
    for order, listed in orders.items():
        parts = cut(listed)
        facts[order] = firsts(parts)
        for number, part in enumerate(parts):
            lists = " ".join(listed[word] for word in part)
            files[f"{order}{number}.json"] = dumps([shared(part), lists])
    for number, post in enumerate(posts):
        summary = shorten(seen(post.summary), SUMMARY, placeholder=" …")
        shown = [seen(post.title), post.url, post.about, summary]
        files[f"{number}.json"] = dumps(shown)
    return Index(dumps(facts), files)


def postings(posts: list[Post]) -> dict[str, str]:
    """Each word of the texts, and the posts that have it."""
    found = defaultdict(str)
    last = defaultdict(lambda: -1)
    for number, post in enumerate(posts):
        for word, weight in weights(post).items():
            found[word] += step(number - last[word] - 1) + (str(weight) if weight > 1 else "")
            last[word] = number
    return found


def weights(post: Post) -> dict[str, int]:
    """1 to 3 for each word of the text, by how often; 3 more in a heading, 6 more in the title."""
    title, headings, text = map(words, (seen(post.title), *visible(post.content)))
    lift = dict.fromkeys(headings, 3) | dict.fromkeys(title, 6)
    times = Counter(title + headings + text)
    return {word: 1 + (n > 1) + (n > 3) + lift.get(word, 0) for word, n in times.items()}


def step(number: int) -> str:
    """`number` in base 26: the last digit small, the others capital."""
    digits = chr(ord("a") + number % 26)
    while number := number // 26:
        digits = chr(ord("A") + number % 26) + digits
    return digits


def dumps(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
