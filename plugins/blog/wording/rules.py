"""The rules in wording.toml, and where in a text their words stand with nothing to excuse them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, takewhile
from pathlib import Path
from types import SimpleNamespace as Rule  # its keys are explained at the top of wording.toml

from ..disk import data
from .prose import Prose

WORD = re.compile(r"\w+")
REACH = 300  # letters: as far as the surroundings of what was found can matter
DATA = data(Path(__file__).with_name("wording"))
GUARDS = DATA["guards"]
RULES = {rule["id"]: Rule(**DATA["usual"] | rule) for rule in DATA["rule"]}
SEARCHES = [(rule, *pair) for rule in RULES.values() for pair in rule.patterns]


def own_words(practice) -> tuple[tuple[str, str], ...]:
    """The {names} in the patterns that mean this practice: its name, its help lines' numbers."""
    name = practice.contact.name.lower()
    names = "|".join(re.escape(part) for part in (name, *name.split()[:1])) or "(?!)"
    digits = [re.findall(r"\d", line.number) for line in practice.help_lines]
    numbers = "|".join(map("[ ()-]{0,2}".join, digits)) or "(?!)"
    return ("name", f"(?:{names})"), ("numbers", f"(?:{numbers})")


def broken(prose: Prose, own: tuple) -> Iterator[tuple[str, int, str]]:
    """(id of the rule, line, words) for each place; `own` is own_words().

    Of each rule one thing on a line is enough, and of one that a box answers, in the text.
    """
    text, told = prose.text.lower() + "\n", defaultdict(set)
    for start, end, rule, first, last in found(prose, text, own):
        line, lines = prose.line(start), told[rule.id]
        around = max(first - 1, start - REACH, 0), min(last, end + REACH)
        if not (
            line in lines
            or (rule.box and lines)
            or (rule.within and line not in prose.boxes.get(rule.within, ()))
            or line in prose.boxes.get(rule.outside, ())
            or (rule.unless and compiled(rule.unless, own).search(text, *around))
            or ("asked" in rule.guards and is_asked(text, first, last))
            or ("denied" in rule.guards and is_denied(text, around[0], start, end))
            or ("small" in rule.guards and not prose.text[start:end].isupper())
            or ("quoted" in rule.guards and is_quoted(prose, text, start, end))
        ):
            lines.add(line)
            yield rule.id, line, prose.text[start:end]


def found(prose: Prose, text: str, own: tuple) -> Iterator[tuple[int, int, Rule, int, int]]:
    """Where the patterns match: start and end, the rule, and where its sentence begins and ends.

    A pattern is tried in each sentence that holds one of its stems; that of a rule with something
    near may run on into the next.
    """
    near: dict = {}
    first = begins = ends = 0  # of the sentence, and of its paragraph
    for last in prose.ends:
        if text.startswith("\n", first - 1):
            begins, ends, near = first - 1, text.find("\n", first), {}
        here = []
        for n in set().union(*map(sought, WORD.findall(text, first, last))):
            rule, _, pattern = SEARCHES[n]
            if rule.near and rule.id not in near:
                near[rule.id] = compiled(rule.near, own).search(text, begins, ends)
            if rule.box not in prose.boxes and near.get(rule.id, True):
                reach = min(last + REACH if rule.near else last + 1, ends)
                matches = compiled(pattern, own).finditer(text, first - 1, reach)
                here += [(*match.span(1), n) for match in matches if match.start(1) < last]
        for start, end, n in sorted(here, key=lambda each: (each[0], each[2])):
            yield start, end, SEARCHES[n][0], first, last
        first = last


@lru_cache(maxsize=100_000)
def sought(word: str) -> frozenset[int]:
    """The numbers of the patterns that may match where `word` stands."""
    starts = (f"{start}*" for start in takewhile(STARTS.__contains__, accumulate(word)))
    return frozenset().union(*(STEMS.get(stem, ()) for stem in (word, *starts)))


@cache
def compiled(text: str, own: tuple = ()) -> re.Pattern:
    """`text` as a pattern of whole words, made when it is first needed.

    It begins with what stands before a word: that is found several times as fast as looking back.
    """
    whole = filled(text, DATA["words"] | dict(own))
    return re.compile(rf"[ \n\"'(—–/-]({whole})(?!\w)", re.MULTILINE)


def filled(text: str, names: dict[str, str]) -> str:
    """`text` on one line, with what stands behind its {names}."""
    text = re.sub(r"(?:\A|\n) *", "", text)
    while (whole := re.sub(r"\{([a-z]+)\}", lambda name: names[name[1]], text)) != text:
        text = whole
    return text


# The numbers of the patterns by each of their stems, as wording.toml has them.
STEMS = defaultdict(set)
for number, (_, names, _) in enumerate(SEARCHES):
    for stem in filled(names, DATA["stems"]).split():
        STEMS[stem].add(number)
STARTS = {start for stem in STEMS if stem[-1] == "*" for start in accumulate(stem[:-1])}


def is_asked(text: str, start: int, end: int) -> bool:
    """Whether it is a question, and not one that claims, as "Why wait, when …?" does."""
    claims = re.compile(GUARDS["claiming"]).match(text, start)
    return "?" in text[max(start, end - 4) : end] and not claims


def is_denied(text: str, first: int, start: int, end: int) -> bool:
    """Whether the same clause says no to it, doubts it, or reports what others say."""
    ends = (clause.end() for clause in re.compile(GUARDS["clause"]).finditer(text, first, end))
    first = max((end for end in ends if end <= start), default=first)
    denied = compiled(GUARDS["denied"]).search(text, max(first - 1, 0), start)
    return bool(denied or re.compile(GUARDS["doubted"]).match(text, end))


def is_quoted(prose: Prose, text: str, start: int, end: int) -> bool:
    first = max(text.rfind("\n", 0, start), start - 2 * REACH, 0)
    quotations = re.compile(GUARDS["quotation"]).finditer(text, first, end + 2 * REACH)
    inside = any(each.start() <= start and end <= each.end() for each in quotations)
    return inside or prose.line(start) in prose.boxes.get("quotation", ())
