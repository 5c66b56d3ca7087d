"""Each pattern in wording.toml is tried only where one of its stems stands; none may be missing.

This is proved, not sampled: the words of a pattern are followed through its syntax tree, as that
of Python's own parser of patterns, along every way on which no stem has been met. None may end.
"""

import re
from re import _parser as syntax

import pytest
from blog.wording.rules import DATA, SEARCHES, filled

WORDS = DATA["words"] | {"name": "robin", "numbers": "111"}
DIGITS = [(syntax.LITERAL, ord(digit)) for digit in "0123456789"]


class Ways:
    """How texts that a pattern matches without one of its stems may end.

    Of each, only that is kept with which a stem begins.
    """

    def __init__(self, stems: str):
        self.stems = {f" {s[:-1]}" if s.endswith("*") else f" {s} " for s in stems.split()}
        self.beginnings = {stem[:n] for stem in self.stems for n in range(len(stem))}

    def through(self, pattern: str) -> set[str]:
        return self.letter(self.tree({" "}, syntax.parse(pattern)), " ")

    def letter(self, ways: set[str], letter: str) -> set[str]:
        """ "\0" is a letter that is not known, so that no stem can be met through it."""
        letter = " " if re.match(r"[^\w\0]", letter) else letter
        longer = {way + letter for way in ways} - self.stems
        return {
            next(x for n in range(len(way) + 1) if (x := way[n:]) in self.beginnings)
            for way in longer
        }

    def any_of(self, ways: set[str], one_of: list) -> set[str]:
        if [what for _, what in one_of] == [syntax.CATEGORY_DIGIT]:
            one_of = DIGITS
        known = all(kind is syntax.LITERAL for kind, _ in one_of)
        letters = [chr(what) for _, what in one_of] if known else ["\0"]
        return set().union(*(self.letter(ways, letter) for letter in letters))

    def tree(self, ways: set[str], parts) -> set[str]:
        for kind, what in parts:
            match kind:
                case syntax.LITERAL:
                    ways = self.letter(ways, chr(what))
                case syntax.IN:
                    ways = self.any_of(ways, what)
                case syntax.BRANCH:
                    ways = set().union(*(self.tree(ways, branch) for branch in what[1]))
                case syntax.SUBPATTERN:
                    ways = self.tree(ways, what[3])
                case syntax.MAX_REPEAT | syntax.MIN_REPEAT:
                    ways = self.repeated(ways, *what)
                case syntax.ASSERT | syntax.ASSERT_NOT | syntax.AT:
                    pass  # these take no letter
                case _:
                    raise NotImplementedError(kind)
        return ways

    def repeated(self, ways: set[str], least: int, most: int, parts) -> set[str]:
        for _ in range(least):
            ways = self.tree(ways, parts)
        new = ways
        for _ in range(least, most):
            new = self.tree(new, parts) - ways
            if not new:
                break
            ways = ways | new
        return ways


def without_a_stem(stems: str, pattern: str) -> set[str]:
    return Ways(filled(stems, DATA["stems"])).through(filled(pattern, WORDS))


@pytest.mark.parametrize(
    ("stems", "pattern"),
    [("suicid*", "suicid(?:e|al)s?"), ("life lives", r"(?:\w+ )?li(?:fe|ves)"), ("1* 2*", "[12]+")],
)
def test_a_stem_is_met_on_every_way(stems, pattern):
    assert without_a_stem(stems, pattern) == set()


@pytest.mark.parametrize(
    ("stems", "pattern"),
    [
        ("suicide", "suicid(?:e|al)"),
        ("life", r"(?:after)?life"),
        ("self", r"\w+self"),
        ("on", "on?"),
    ],
)
def test_a_way_around_the_stems_is_found(stems, pattern):
    assert without_a_stem(stems, pattern)


@pytest.mark.parametrize(
    ("rule", "stems", "pattern"),
    [(rule.id, stems, pattern) for rule, stems, pattern in SEARCHES],
    ids=[f"{rule.id}-{n}" for n, (rule, _, _) in enumerate(SEARCHES)],
)
def test_whatever_a_pattern_matches_holds_one_of_its_stems(rule, stems, pattern):
    assert without_a_stem(stems, pattern) == set(), f"{rule}: add the words that these end with"
