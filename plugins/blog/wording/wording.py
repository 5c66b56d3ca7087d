"""The wording of a source, checked against the rules in wording.toml."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from difflib import get_close_matches

from practice.supplement import speaks_of

from ..checks.source import Source
from ..problem import Problem
from .prose import Prose, read
from .readability import reading_age
from .rules import RULES, Rule, broken

OLDEST = 14  # the reading age above which a text is hard
A_YEAR = timedelta(days=365)

ALLOW = re.compile(r" {0,3}allow\s*:(.*)", re.IGNORECASE)
EXCEPTION = re.compile(r"[\w-]+[\s,:]+because\s+(\S.*)", re.IGNORECASE)


def check(source: Source, practice, today: date) -> Iterator[Problem]:
    """What is wrong with the wording of `source`; `practice` may be None if it cannot be read."""
    allowed = {rule for rule, _, _ in exceptions(source)}
    needed = set()
    for line, rule, message in findings(source, practice, today):
        needed.add(rule.id)
        if rule.id not in allowed:
            yield Problem(source.path, line, message, rule.id, rule.stops)
    for line, name, right in allow_lines(source):
        if not right:
            yield Problem(source.path, line, why_no_exception(name))
        elif name not in needed:
            message = f'"Allow: {name}" can go; nothing here breaks that rule'
            yield Problem(source.path, line, message, stops=False)


def exceptions(source: Source) -> Iterator[tuple[str, str, int]]:
    """The rules that the header of `source` silences: (id, reason, line)."""
    for line, name, right in allow_lines(source):
        if right:
            yield name, right[1], line


def allow_lines(source: Source) -> Iterator[tuple[int, str, re.Match | None]]:
    """Each "Allow:" with its line, the rule it names, and a match if it silences that rule."""
    for number, line in enumerate(source.lines[: source.body - 1], 1):
        if allow := ALLOW.fullmatch(line):
            value = allow[1].strip()
            name = re.match(r"[\w-]*", value)[0].lower()
            yield number, name, EXCEPTION.fullmatch(value) if name in RULES else None


def why_no_exception(name: str) -> str:
    if name in RULES:
        return f'this exception gives no reason; write "Allow: {name} because …"'
    near = get_close_matches(name, RULES, 1, 0.5)
    right = f'did you mean "{near[0]}"?' if near else f"the rules are {', '.join(RULES)}"
    return f'no rule is called "{name}"; {right}'


def findings(source: Source, practice, today: date) -> Iterator[tuple[int, Rule, str]]:
    """(line, rule, message); of each rule, the first thing on a line is enough."""
    prose = read(source)
    written = last_date(source)
    told: set[tuple[str, int]] = set()  # (id, line); line 0 stands for all of them
    if written.year >= today.year:
        told.add(("stale-date", 0))
    for rule, line, words in broken(prose, practice.contact.name if practice else "", told):
        if rule.id == "stale-date" and not is_stale(words, written, today):
            continue
        told.add((rule.id, 0 if rule.box else line))
        yield line, rule, f'"{shortened(words)}" {rule.wrong}; {rule.better}'
    if today - written > A_YEAR and practice and is_about_ai(source, prose, practice):
        field = source.header.get("modified") or source.header["date"]
        rule = RULES["review-due"]
        yield field.line, rule, f"this {rule.wrong}; {rule.better}"
    age, hardest = reading_age(prose)
    if age > OLDEST:
        rule = RULES["reading-age"]
        places = [(prose.line(start), prose.text[start:end].strip()) for start, end in hardest]
        hard = "; ".join(f'line {line}, "{shortened(words)}"' for line, words in places)
        wrong = f"this {rule.wrong}: its reading age is {age}, and {OLDEST} should be the most"
        yield places[0][0], rule, f"{wrong}; {rule.better}. The hardest sentences: {hard}"


def last_date(source: Source) -> date:
    """The day a post was last looked at. A page has none, and so never grows old."""
    for key in ("modified", "date"):
        with suppress(KeyError, ValueError):
            return date.fromisoformat(source.header[key].value[:10])
    return date.max


def is_stale(words: str, written: date, today: date) -> bool:
    return today.year > written.year if "year" in words else today - written > A_YEAR


def is_about_ai(source: Source, prose: Prose, practice) -> bool:
    tags = source.header["tags"].value.split(",") if "tags" in source.header else []
    return speaks_of(practice.callouts.supplement, [tag.strip() for tag in tags], prose.text)


def shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
