"""The search index: plain texts in, small JSON files out, so made that a query needs few of them.

    words.json  the stop-words and odd plurals of words.py
    g.json      the words that begin with g, in leaves: ["AgainDmeCrden", "Bentle…"]
    g1.json     the posts of each word in leaf 1 of g: ["bDa3", "a9f"]
    17.json     what a hit shows of post 17: [title, url, date and topic, summary]

"AgainDmeCrden" is gain, game, garden: each capital says how many letters the word shares with
the one before it (A is none). "bDa3" is the posts 1 and 80: each group is the step from the post
before (a is 0; capitals are higher digits, in base 26), then what the word weighs there, if not 1.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser
from os.path import commonprefix

from .words import ODD, STOP, words

LETTERS = [*"abcdefghijklmnopqrstuvwxyz", "other"]
LEAF = 1500  # characters of postings in one file: enough to compress well, few to load
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {"script", "style"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "u"}


@dataclass(frozen=True)
class Post:
    """What the search knows of one post or page; `title` and `content` are HTML."""

    title: str
    content: str
    url: str
    about: str  # what is shown above the title
    summary: str


def build(posts: list[Post]) -> dict[str, str]:
    """The files of the index, by their names. Of two equal hits the earlier post comes first."""
    postings = defaultdict(str)
    last = defaultdict(lambda: -1)
    for number, post in enumerate(posts):
        for word, weight in weights(post).items():
            postings[word] += step(number - last[word] - 1) + (str(weight) if weight > 1 else "")
            last[word] = number
    files = {"words.json": dumps({"stop": sorted(STOP), "odd": ODD})}
    for letter in LETTERS:
        mine = sorted(word for word in postings if first(word) == letter)
        leaves = cut(mine, postings)
        files[f"{letter}.json"] = dumps(shared(leaves))
        for number, leaf in enumerate(leaves):
            files[f"{letter}{number}.json"] = dumps([postings[word] for word in leaf])
    for number, post in enumerate(posts):
        shown = [plain(post.title), post.url, post.about, plain(post.summary)]
        files[f"{number}.json"] = dumps(shown)
    return files


def weights(post: Post) -> dict[str, int]:
    """1 to 3 for each word of the text, by how often; 3 more in a heading, 6 more in the title."""
    page = Page(post.content)
    title, headings = words(plain(post.title)), words(page.headings)
    lift = dict.fromkeys(headings, 3) | dict.fromkeys(title, 6)
    times = Counter(title + headings + words(page.text))
    return {word: 1 + (n > 1) + (n > 3) + lift.get(word, 0) for word, n in times.items()}


def first(word: str) -> str:
    return word[0] if word[0] in LETTERS else "other"


def step(number: int) -> str:
    """`number` in base 26: the last digit small, the others capital."""
    digits = chr(ord("a") + number % 26)
    while number := number // 26:
        digits = chr(ord("A") + number % 26) + digits
    return digits


def cut(terms: list[str], postings: dict[str, str]) -> list[list[str]]:
    """`terms` in leaves of about LEAF characters of postings."""
    leaves, room = [], 0
    for term in terms:
        if room <= 0:
            leaves.append([])
            room = LEAF
        leaves[-1].append(term)
        room -= len(postings[term])
    return leaves


def shared(leaves: list[list[str]]) -> list[str]:
    """The words of each leaf, without the letters that a word shares with the one before it."""
    lines, last = [], ""
    for leaf in leaves:
        line = ""
        for word in leaf:
            same = min(len(commonprefix([last, word])), 25)  # noqa: RUF071  # no paths
            line += chr(ord("A") + same) + word[same:]
            last = word
        lines.append(line)
    return lines


def plain(html: str) -> str:
    return " ".join(Page(html).text.split())


def dumps(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Page(HTMLParser):
    """The visible text of a piece of HTML: `headings`, and all the rest as `text`."""

    def __init__(self, html: str):
        super().__init__()
        self.headings = self.text = ""
        self.inside = "text"
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in INLINE:
            return
        self.handle_data(" ")
        if tag in HEADINGS:
            self.inside = "headings"
        elif tag in UNSEEN:
            self.inside = "unseen"

    def handle_endtag(self, tag):
        self.handle_data(" " * (tag not in INLINE))
        if tag in HEADINGS | UNSEEN:
            self.inside = "text"

    def handle_data(self, data):
        if self.inside == "text":
            self.text += data
        elif self.inside == "headings":
            self.headings += data
