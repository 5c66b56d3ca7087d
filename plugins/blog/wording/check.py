"""The wording of a document, checked against the rules in wording.toml."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pelican.contents import Content
from practice.supplement import speaks_of

from ..problem import Problem, did_you_mean
from ..reading.document import Document
from .prose import Prose, read
from .readability import reading_age
from .rules import RULES, Rule, broken

OLDEST = 14  # the reading age above which a text is hard
A_YEAR = timedelta(days=365)

EXCEPTION = re.compile(r"[\w-]+[\s,:]+because\s+(\S.*)", re.IGNORECASE)


def check(document: Document, content: Content | None, practice, today: date) -> Iterator[Problem]:
    """What is wrong with the wording of `document`; with the status skip it has no `content`."""
    allowed = {rule for rule, _, _ in exceptions(document)}
    needed = set()
    for line, rule, message in findings(document, content, practice, today):
        needed.add(rule.id)
        if rule.id not in allowed:
            yield Problem(document.path, line, message, rule.id, rule.stops)
    for line, name, right in allow_lines(document):
        if not right:
            yield Problem(document.path, line, why_no_exception(name))
        elif name not in needed:
            message = f'"Allow: {name}" can go; nothing here breaks that rule'
            yield Problem(document.path, line, message, stops=False)


def exceptions(document: Document) -> Iterator[tuple[str, str, int]]:
    """The rules that the header of `document` silences: (id, reason, line)."""
    for line, name, right in allow_lines(document):
        if right:
            yield name, right[1], line


def allow_lines(document: Document) -> Iterator[tuple[int, str, re.Match | None]]:
    """Each "Allow:" with its line, the rule it names, and a match if it silences that rule."""
    for key, (value, line) in document.entries:
        if key == "allow":
            name = re.match(r"[\w-]*", value)[0].lower()
            yield line, name, EXCEPTION.fullmatch(value) if name in RULES else None


def why_no_exception(name: str) -> str:
    if name in RULES:
        return f'this exception gives no reason; write "Allow: {name} because …"'
    right = did_you_mean(name, RULES, f"the rules are {', '.join(RULES)}", 0.5)
    return f'no rule is called "{name}"; {right}'


def findings(
    document: Document, content: Content | None, practice, today: date
) -> Iterator[tuple[int, Rule, str]]:
    """(line, rule, message); of each rule, the first thing on a line is enough."""
    prose = read(document)
    written = last_date(content)
    told: set[tuple[str, int]] = set()  # (id, line); line 0 stands for all of them
    if written.year >= today.year:
        told.add(("stale-date", 0))
    for rule, line, words in broken(prose, practice.contact.name, told):
        if rule.id == "stale-date" and not is_stale(words, written, today):
            continue
        told.add((rule.id, 0 if rule.box else line))
        yield line, rule, f'"{shortened(words)}" {rule.wrong}; {rule.better}'
    if today - written > A_YEAR and is_about_ai(content, prose, practice):
        rule = RULES["review-due"]
        line = max(document.line(key) for key in ("date", "modified", "reviewed"))
        yield line, rule, f"this {rule.wrong}; {rule.better}"
    age, hardest = reading_age(prose)
    if age > OLDEST:
        rule = RULES["reading-age"]
        places = [(prose.line(start), prose.text[start:end].strip()) for start, end in hardest]
        hard = "; ".join(f'line {line}, "{shortened(words)}"' for line, words in places)
        wrong = f"this {rule.wrong}: its reading age is {age}, and {OLDEST} should be the most"
        yield places[0][0], rule, f"{wrong}; {rule.better}. The hardest sentences: {hard}"


def last_date(content: Content | None) -> date:
    """The day a post was last looked at. A page has none, and so never grows old."""
    days = (getattr(content, key, None) for key in ("date", "modified", "reviewed"))
    return max((day.date() for day in days if day), default=date.max)


def is_stale(words: str, written: date, today: date) -> bool:
    return today.year > written.year if "year" in words else today - written > A_YEAR


def is_about_ai(content: Content, prose: Prose, practice) -> bool:
    tags = [tag.name for tag in getattr(content, "tags", ())]
    return speaks_of(practice.callouts.supplement, tags, prose.text)


def shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
