"""The rules in wording.toml, and where in a text their words stand with nothing to excuse them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .prose import Prose

REACH = 300  # letters: as far as the surroundings of what was found can matter
QUOTATION = re.compile(
    r"""(?<![\w.,!?])"(?=\S)[^"\n]+(?<=\S)"(?!\w)
    | (?<![\w.,!?])'(?=\w)(?:[^'"\n]|'(?=\w))+'(?!\w)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Rule:
    """Each field is explained at the top of wording.toml."""

    id: str
    stops: bool
    wrong: str
    better: str
    why: str
    source: str
    catches: list[str]
    leaves: list[str]
    patterns: tuple[str, ...] = ()
    near: str = ""
    unless: str = ""
    guards: tuple[str, ...] = ()
    box: str = ""
    previews: bool = False


DATA = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
RULES = {rule["id"]: Rule(**rule) for rule in DATA["rule"]}


def broken(prose: Prose, name: str, told: set) -> Iterator[tuple[Rule, int, str]]:
    """(rule, line, words) for each place of which `told` does not know yet.

    `told` has (id, line), or (id, 0) for a rule that is done with in this text.
    """
    text = prose.text.lower()
    for rule, pattern, near, unless in compiled(name.lower()):
        if rule.box in prose.boxes or (rule.id, 0) in told:
            continue
        for paragraph in paragraphs(near, text):
            for match in pattern.finditer(text, *paragraph):
                start, end = match.span(1)
                line = prose.line(start)
                if told & {(rule.id, line), (rule.id, 0)}:
                    continue
                first, last = prose.sentence(start)
                around = max(first - 1, start - REACH, 0), min(last, end + REACH)
                if not (
                    (unless and unless.search(text, *around))
                    or ("asked" in rule.guards and is_asked(text, first, last))
                    or ("denied" in rule.guards and is_denied(text, around[0], start, end))
                    or ("quoted" in rule.guards and is_quoted(prose, text, start, end))
                ):
                    yield rule, line, prose.text[start:end]


@cache
def compiled(name: str) -> list[tuple[Rule, re.Pattern, re.Pattern | None, re.Pattern | None]]:
    """The rules that have patterns, with those, for a practice of that name."""
    names = "|".join(re.escape(part) for part in (name, *name.split()[:1]))
    words = DATA["words"] | {"name": f"(?:{names})" if name else "(?!)"}
    rules = []
    for rule in RULES.values():
        if rule.patterns:
            texts = ("|".join(rule.patterns), rule.near, rule.unless)
            rules.append((rule, *(whole_words(text, words) for text in texts)))
    return rules


def whole_words(text: str, words: dict[str, str]) -> re.Pattern | None:
    """`text` as a pattern, with `words` for its {names} and without its line ends.

    It begins with what stands before a word: that is found several times as fast as looking back.
    """
    if not text:
        return None
    text = re.sub(r"(?:\A|\n) *", "", text)
    while "{" in text and (whole := re.sub(r"\{([a-z]+)\}", lambda n: words[n[1]], text)) != text:
        text = whole
    return re.compile(rf"[ \n\"'(—–/-]({text})(?!\w)", re.MULTILINE)


DENIED = whole_words(DATA["guards"]["denied"], {})
DOUBTED, CLAUSE, CLAIMING = (
    re.compile(DATA["guards"][name]) for name in ("doubted", "clause", "claiming")
)


def paragraphs(near: re.Pattern | None, text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs begin and end that hold what must be near; without it, all the text."""
    if not near:
        yield 0, len(text)
        return
    end = 0
    while match := near.search(text, end):
        start = text.rfind("\n", 0, match.start() + 1)
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield max(start, 0), end


def is_asked(text: str, start: int, end: int) -> bool:
    """Whether it is a question, and not one that claims, as "Why wait, when …?" does."""
    return "?" in text[max(start, end - 4) : end] and not CLAIMING.match(text, start)


def is_denied(text: str, first: int, start: int, end: int) -> bool:
    """Whether the same clause says no to it, doubts it, or reports what others say."""
    for clause in CLAUSE.finditer(text, first, end):
        if clause.end() <= start:
            first = clause.end()
    return bool(DENIED.search(text, max(first - 1, 0), start) or DOUBTED.match(text, end))


def is_quoted(prose: Prose, text: str, start: int, end: int) -> bool:
    if prose.line(start) in prose.quoted:
        return True
    first = max(text.rfind("\n", 0, start) + 1, start - 2 * REACH)
    near = text[first : end + 2 * REACH]
    return any(
        quotation.start() <= start - first and end - first <= quotation.end()
        for quotation in QUOTATION.finditer(near)
    )
