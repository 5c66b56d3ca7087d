"""How old a reader must be to read a text with ease: Flesch and Kincaid's school grade, plus five.

Pyphen's dictionary gives the syllables; the rest is one published formula.
"""

import re
from functools import lru_cache

from pyphen import Pyphen

from .prose import Prose

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
ENOUGH = 100  # words; the age of a shorter text says little


def reading_age(prose: Prose) -> tuple[int, list[tuple[int, int]]]:
    """The age, and where the three hardest sentences begin and end; 0 for a very short text."""
    sentences, before = [], 0
    for end in prose.ends:
        if words := WORD.findall(prose.text, before, end):
            sentences.append((len(words), sum(map(syllables, words)), before, end))
        before = end
    words = sum(sentence[0] for sentence in sentences)
    if words < ENOUGH:
        return 0, []
    hardest = sorted(sentences, key=lambda sentence: grade(*sentence[:2], 1))[-3:]
    all_syllables = sum(sentence[1] for sentence in sentences)
    return round(grade(words, all_syllables, len(sentences)) + 5), [s[2:] for s in hardest[::-1]]


def grade(words: int, syllables: int, sentences: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    return len(dictionary().positions(word.lower())) + 1


@lru_cache
def dictionary() -> Pyphen:
    """With breaks before a last letter too, its sums come within 1 % of how words are spoken."""
    return Pyphen(lang="en_US", left=2, right=1)
