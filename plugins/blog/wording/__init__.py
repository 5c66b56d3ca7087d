"""What a text says, checked against rules that are data (wording.toml)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from textwrap import shorten

from pelican.contents import Content
from practice.supplement import speaks_of

from .. import languages
from ..problem import Problem, nearest
from ..reading.document import Document
from .prose import read
from .readability import reading_age
from .rules import RULES, broken, own_words

HELP = "getting-help-now"  # the slug of the page to which the menus lead in need
OLDEST = 14  # the reading age above which a text is hard
ALWAYS, NEVER = date.min, date(9000, 1, 1)
A_YEAR_ON = timedelta(days=366)  # the first day that is more than a year later
shortened = partial(shorten, width=62, placeholder=" …")
EXCEPTION = re.compile(r"\W*([\w-]*)(?:\W+because\s+(\S.*))?", re.IGNORECASE)


def check(document: Document, content: Content | None, practice) -> Iterator[Problem]:
    """What is or will be wrong with the wording of `document`, each `since` its first day.

    It depends on no other day, so it can be remembered.
    """
    allowed = {name for name, reason, _ in exceptions(document) if reason}
    found = [*findings(document, content, practice)]
    yield from (problem for problem in found if problem.rule not in allowed)
    for name, reason, line in exceptions(document):
        if reason and not any(problem.rule == name for problem in found):
            said = f'nothing here needs the exception "{name}" any more; this line can go'
            yield Problem(document.path, line, said, stops=False, since=str(ALWAYS))
        if not reason:
            near = nearest(name, RULES, 0.5)
            right = f'write "Allow: {near} because …"' if near else "make check names each rule"
            wrong = "an exception gives a reason" if name in RULES else f'there is no rule "{name}"'
            yield Problem(document.path, line, f"{wrong}; {right}", since=str(ALWAYS))


def exceptions(document: Document) -> Iterator[tuple[str, str, int]]:
    """(rule, reason, line) of each "Allow:" in the header; it silences none where that is ""."""
    for key, (value, line) in document.entries:
        if key == "allow" and value:
            name, reason = EXCEPTION.match(value).groups("")
            yield name.lower(), reason if name.lower() in RULES else "", line


def findings(document: Document, content, practice) -> Iterator[Problem]:
    prose, language = read(document), languages.read(practice.site.language)
    days = (getattr(content, key, None) for key in ("date", "modified", "reviewed"))
    written = max((day.date() for day in days if day), default=NEVER)  # a page has none

    def problem(rule: str, line: int, what: str, since: date = ALWAYS, **known) -> Problem:
        """`what` breaks the rule with this id, in whose sentences stands what is `known`."""
        broken = RULES[rule]
        better = f"{broken.wrong}; {broken.better}".format(doctor=language.doctor, **known)
        return Problem(document.path, line, f"{what} {better}", rule, broken.stops, str(since))

    for rule, line, words in broken(prose, own_words(practice)):
        since = ALWAYS
        if rule == "stale-date":
            since = date(written.year + 1, 1, 1) if "year" in words.lower() else written + A_YEAR_ON
        yield problem(rule, line, f'"{shortened(words)}"', since)
    for at, word, here, urgent in language.strangers(prose.text):
        rule = "help-elsewhere" if urgent and getattr(content, "slug", "") == HELP else "elsewhere"
        yield problem(rule, prose.line(at), f'"{word}"', here=here)
    tags = [tag.name for tag in getattr(content, "tags", ())]
    if written < NEVER and speaks_of(practice.callouts.supplement, tags, prose.text):
        line = max(document.line(key) for key in ("date", "modified", "reviewed"))
        yield problem("review-due", line, "this", written + A_YEAR_ON)
    for rule in RULES.values():
        for found in rule.typed and re.finditer(rule.typed, document.prose, re.I | re.M):
            line = document.body + document.prose.count("\n", 0, found.end())
            yield problem(rule.id, line, f'"{shortened(found[1])}"')
    age, hardest = reading_age(prose)
    if age > OLDEST:
        places = [(prose.line(start), prose.text[start:end].strip()) for start, end in hardest]
        hard = "; ".join(f'line {line}, "{shortened(words)}"' for line, words in places)
        yield problem("reading-age", places[0][0], "this", age=age, oldest=OLDEST, hardest=hard)
