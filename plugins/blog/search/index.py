"""The search index: texts in, small JSON files out, so made that a query needs few of them.

    start3.json  a part of all words, in order, and their posts: ["gain game garden", "a9f bDa3 c"]
    short3.json  a part of the short words spelt backwards, so that each stands by its ending
    long3.json   the same for the other words
    17.json      what a hit shows of post 17: [title, url, date and topic, summary]

"bDa3" is the posts 1 and 80: each group is the step from the post before (a is 0; capitals are
higher digits, in base 26), then what the word weighs there, if not 1.

Where the parts begin is among the facts that the script has from the start; so one part is enough
for a word, and mostly for a beginning. A slip leaves a word's start as it is, or its end: so the
right word stands near one of them. Short words stand apart, as many others have their endings.
"""

import json
import re
from collections import Counter, defaultdict
from textwrap import shorten

from ..text import day, seen
from .parts import cut, firsts
from .words import ODD, STOP, words

SHORT = 5  # letters; search.js knows it too
SUMMARY = 160  # characters of it that a hit shows
HEADING = re.compile(r"<h[1-6]\b.*?</h[1-6]>", re.DOTALL)


def build(texts: list) -> tuple[str, dict[str, str]]:
    """What the script must know first, as JSON, and the files by name, for Pelican's `texts`.

    Of two equal hits the earlier text comes first.
    """
    facts = {"stop": " ".join(sorted(STOP)), "odd": ODD}
    found = postings(texts)
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
            files[f"{order}{number}.json"] = dumps([" ".join(part), lists])
    for number, text in enumerate(texts):
        about = f"{day(text.date)} · {text.category}" if hasattr(text, "date") else ""  # of a page
        summary = shorten(seen(text.summary), SUMMARY, placeholder=" …")
        files[f"{number}.json"] = dumps([seen(text.title), text.url, about, summary])
    return dumps(facts), files


def postings(texts: list) -> dict[str, str]:
    """Each word of the texts, and those that have it."""
    found = defaultdict(str)
    last = defaultdict(lambda: -1)
    for number, text in enumerate(texts):
        for word, weight in weights(text.title, text.content).items():
            found[word] += step(number - last[word] - 1) + (str(weight) if weight > 1 else "")
            last[word] = number
    return found


def weights(title: str, content: str) -> dict[str, int]:
    """1 to 3 for each word of the HTML, by how often; 3 more in a heading, 6 more in the title."""
    headings = " ".join(HEADING.findall(content))
    named, headed, text = (words(seen(html)) for html in (title, headings, content))
    lift = dict.fromkeys(headed, 3) | dict.fromkeys(named, 6)
    return {
        word: 1 + (n > 1) + (n > 3) + lift.get(word, 0) for word, n in Counter(named + text).items()
    }


def step(number: int) -> str:
    """`number` in base 26: the last digit small, the others capital."""
    digits = chr(ord("a") + number % 26)
    while number := number // 26:
        digits = chr(ord("A") + number % 26) + digits
    return digits


def dumps(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
