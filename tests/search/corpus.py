"""A blog to search: posts that no one wrote, as varied as real ones, and among them some to find.

How the words are made. A vocabulary of 14,000: made-up words with English syllables and first
letters, the frequent ones shorter, and the real ones of REAL among them. They are drawn by the law
of Zipf and Mandelbrot, with a chance of 1 / (rank + 2.7) ** 1.15, and 45 words in 100 are
stop-words. So a post of 850 words has some 260 different ones, 100 posts 6,500 and 1,000 posts
13,500, which is more than a novel by Jane Austen has, and about as many as the Bible. A real index
is rather smaller than this one's, as compressors know real words.
"""

import random
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import accumulate
from pathlib import Path
from string import ascii_lowercase

from blog.search.words import STOP, stem, words

LETTERS = {"s": 11, "c": 9, "p": 8, "d": 6, "r": 6, "b": 6, "a": 6, "m": 6, "t": 5, "f": 5}
LETTERS |= {"i": 4, "e": 4, "h": 4, "l": 4, "u": 3, "w": 3, "g": 3, "o": 3, "n": 2, "v": 2}
LETTERS |= dict.fromkeys("jkqy", 1)
ONSETS, VOWELS, CODAS, REAL = (
    line.split()
    for line in (
        "b c d f g h l m n p r s t v w br ch cl cr dr fl gr pl pr sh sp st th tr qu",
        "a a a e e e e i i i o o o u u ai ea ee ie io oa ou",
        "n n r r l s t m d ck ct ll nd ng nt rd rt ss st sh",
        """grief grieving griefs anxiety anxious boundary boundaries therapy therapist counselling
        child children woman women crisis loss losses sleep work email self harm wellbeing trust
        partner shame cafe death school parent ai""",
    )
)
TOPICS = ["Anxiety", "Endings", "Families", "Looking after yourself", "The relationship", "Work"]


@dataclass(frozen=True)
class Text:
    title: str
    content: str
    date: str = "2020-01-01"
    topic: str = "Endings"

    def write(self, folder: Path, slug: str) -> None:
        """As a file for Pelican's HTML reader, which is quick."""
        head = {"date": self.date, "category": self.topic, "slug": slug}
        head["summary"] = " ".join(self.content.partition("<p>")[2].split()[:35])
        metas = "".join(f'<meta name="{name}" content="{text}">' for name, text in head.items())
        page = f"<html><head><title>{self.title}</title>{metas}</head><body>{self.content}</body>"
        (folder / f"{slug}.html").write_text(page, encoding="utf-8")


def text(title: str, content: str, **rest) -> Text:
    return Text(title, f"<p>It begins quietly.</p>{content}", **rest)


# What the queries are to find, by slug. The rest of the blog has REAL words in its text alone.
PLANTED = {
    "grief": text("Grief that comes back", "<p>It does.</p>"),
    "chair": text("An empty chair", "<h2>When grief returns</h2><p>It does.</p>"),
    "boundaries": text("Saying no: boundaries with a parent", "<p>Kindly.</p>"),
    "counselling": text("What counselling is like", "<p>Ask.</p>"),
    "anxiety": text("Anxiety on the school run", "<p>Breathe.</p>"),
    "children": text("When children ask about death", "<p>Plainly.</p>"),
    "harm": text("Talking about self-harm", "<p>Gently.</p>"),
    "cafe": text("Conversations in a café", "<p>Slowly.</p>"),
    "unsaid": text("Things we don’t say", "<p>Yet.</p>"),
    "ai": text("Asking AI at three in the morning", "<p>Wait.</p>"),
    "help": text("Who answers 111", "<p>Or A&amp;E, or an e-mail.</p>"),
    "crises": text("After two crises", "<p>Rest.</p>"),
    "old-sleep": text("Sleep", "<p>Well.</p>", date="2019-01-01"),
    "new-sleep": text("Sleep", "<p>Well.</p>", date="2019-06-01"),
    "okapi": text("At the zoo", "<p>There was an okapi.</p>"),
    "both": text("Work after a loss", "<p>Slowly.</p>"),
    "sarah": text("<em>Sarah’s</em> secret <b>hob</b>by", "<p>Kn<b>itt</b>ing.</p>"),
}


@cache
def vocabulary(size: int = 14000) -> tuple[list[str], list[float]]:
    """The words, the most frequent first, and what to give `random.choices` as `cum_weights`."""
    chance = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < size:
        start = chance.choices(list(LETTERS), LETTERS.values())[0]
        syllables = 1 + (chance.random() < len(made) / 4000) + (chance.random() < 0.25)
        word = chance.choice(VOWELS).replace("u", start) if start in "aeiou" else start
        for number in range(syllables):
            word += chance.choice(ONSETS) if number else ""
            word += chance.choice(VOWELS) + chance.choice(["", "", "", *CODAS])
        if len(word) > 2 and start == word[0]:
            made[word] = None
    found = list(made)
    for number, word in enumerate(REAL, 1):
        found.insert(50 * number, word)
    return found, list(accumulate(1 / (rank + 2.7) ** 1.15 for rank in range(1, len(found) + 1)))


@cache
def texts(number: int) -> dict[str, Text]:
    """A blog of that many posts, by slug: those of PLANTED first, then newer and newer ones."""
    chance = random.Random(number)
    found, weights = vocabulary()
    stop = sorted(STOP)
    real = {term for word in REAL for term in words(word)}
    blog = dict(PLANTED)

    def some(count):
        return [
            chance.choice(stop) if chance.random() < 0.45 else word + "s" * (chance.random() < 0.15)
            for word in chance.choices(found, cum_weights=weights, k=count)
        ]

    def line(count):
        made = [word for word in some(2 * count) if not real & set(words(word))]
        return " ".join(made[:count])

    while len(blog) < number:
        title = line(7).capitalize()
        parts = (f"<h2>{line(3)}</h2><p>{' '.join(some(212))}.</p>" for _ in range(4))
        date = f"{2021 + len(blog) // 336}-{1 + len(blog) // 28 % 12:02}-{1 + len(blog) % 28:02}"
        slug = title.lower().replace(" ", "-")
        blog[slug] = Text(title, "".join(parts), date, chance.choice(TOPICS))
    return blog


def wrong(word: str, at: int, other: str) -> list[str]:
    """`word` with a slip in the letter `at`: another letter, one less, one more, or two swapped."""
    before, letter, after = word[:at], word[at], word[at + 1 :]
    swapped = after[:1] + letter + after[1:]
    return [before + rest for rest in (other + after, after, other + letter + after, swapped)]


@cache
def known(number: int) -> list[str]:
    """The words of a blog of that many posts, as the index knows them."""
    written = " ".join(f"{text.title} {text.content}" for text in texts(number).values())
    plain = re.sub("<.*?>", " ", re.sub("</?(b|em)>", "", written))
    return sorted(set(words(" ".join(set(unescape(plain).split())))))


def slips(number: int, count: int) -> list[tuple[str, str]]:
    """Words of a blog of that many posts, each right and with one slip, or as it was by chance.

    None is a plural, and what is left of none is too short to be forgiven a slip.
    """
    chance = random.Random(count)
    found = []
    while len(found) < count:
        word = chance.choice(known(number))
        made = wrong(word, chance.randrange(len(word)), chance.choice(ascii_lowercase))
        pairs = [(word, slip) for slip in made if len(stem(slip)) > 3]
        found += chance.choices(pairs) if pairs and stem(word) == word else []
    return found


def asked(number: int, count: int) -> list[str]:
    """Queries: so many words of such a blog, as many beginnings, and as many words with a slip."""
    pairs = slips(number, count)
    beginnings = [word[: 3 + n % max(1, len(word) - 3)] for n, (word, _) in enumerate(pairs)]
    return [word for word, _ in pairs] + beginnings + [slip for _, slip in pairs]
