"""A long list of words in parts of about one size, of which a reader needs to load one or two."""

from bisect import bisect
from itertools import accumulate, pairwise
from math import sqrt
from os.path import commonprefix

LEAST = 1500  # characters; less would hardly be smaller on the wire


def cut(listed: dict[str, str]) -> list[list[str]]:
    """The words of `listed` in order, in parts; with its value each takes about the same room.

    The parts of a large blog are longer and more: to double both takes four times the words.
    Each begins where it is least like the one before, if it may be half as long again, or half as
    short: so words that begin alike are in few parts, and few letters tell where a part begins.
    """
    words = sorted(listed)
    ends = list(accumulate(len(f"{word} {listed[word]} ") for word in words))
    room = max(LEAST, 3.5 * sqrt(sum(ends[-1:])))
    parts, first = [], 0
    while True:
        done = ends[first - 1] if first else 0
        near, far = (max(first + 1, bisect(ends, done + share * room)) for share in (0.5, 1.5))
        if far >= len(words):
            return [*parts, words[first:]]
        places = range(far, near - 1, -1)
        first, before = min(places, key=lambda n: alike(words[n - 1], words[n])), first
        parts.append(words[before:first])


def alike(one: str, other: str) -> int:
    """How many letters two words have in common at their start."""
    return len(commonprefix([one, other]))  # noqa: RUF071  # no paths


def firsts(parts: list[list[str]]) -> str:
    """Where each part begins: as few letters as tell that a word is not in the part before it."""
    edges = ((before[-1], part[0]) for before, part in pairwise(parts))
    return " ".join(["", *(first[: alike(last, first) + 1] for last, first in edges)])
