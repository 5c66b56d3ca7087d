"""All that is wrong in content/, before anything is written from it."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import chain

from .. import wording
from ..problem import Problem
from ..reading.document import Document
from ..reading.files import attempt
from ..redirects.check import check_addresses, check_redirects
from ..redirects.published import check_former
from ..run import Run, is_public
from .complete_words import check_words
from .files import check_files
from .header import check_header, check_metadata
from .leftovers import check_leftovers, is_torn
from .links import NO_FILE, check_links
from .markup import check_balance, check_headings, check_ids, check_tags
from .practice import check_former_name, check_practice

OF_A_TEXT = (check_header, check_headings, check_ids, check_leftovers, check_words)
OF_A_TEXT_IN_ITS_SITE = (check_metadata, check_links, check_former_name)
OF_THE_SITE = (check_addresses, check_redirects, check_former, check_practice)

# What stops no preview: of a draft, a comment; of an imported one, what can be seen safely.
LATE = re.compile("the comment"), re.compile(f"(?!{NO_FILE}|<)")  # of html.toml, links.toml


def check_sources(run: Run) -> None:
    """Add to run.problems all that is wrong in content/, practice.toml included."""
    if not run.files:  # else this run has looked at them (build/again.py)
        check_files(run)
    check_texts(run)
    run.problems += chain.from_iterable(check(run) for check in OF_THE_SITE)


def check_texts(run: Run) -> None:
    """Look at each text: by itself only if it has changed, then in its site."""
    today = date.today().isoformat()
    names = "|".join(map(re.escape, run.refused)) or "(?!)"
    is_told = re.compile(f'(?:the|there is no) picture "(?:[^"]*/)?(?:{names})"').match
    for place, document in run.documents.items():
        if place not in run.found and run.only in ("", place):  # else it is known, or not asked
            problems = [each for each in document.problems if not is_told(each.message)]
            day = today * ("date" not in document.header)  # which it is told to have
            goes_by = "\n".join((document.path, day, *document.lines, document.html)).encode()
            known = run.checked.recall(goes_by, partial(by_itself, document, run))
            problems += [Problem(*fields) for fields in known]
            problems += found(document, run, *(partial(x, run=run) for x in OF_A_TEXT_IN_ITS_SITE))
            run.found[place] = [put_off(x, document, run) for x in problems if x.since <= today]
            document.forget()
        run.problems += run.found.get(place, [])


def put_off(problem: Problem, document: Document, run: Run) -> Problem:
    """The problem, as one that `waits` if the text is not published yet, or only previewed."""
    is_draft = not is_public(run.contents.get(document.place))
    unwise = not run.public and problem.rule and wording.RULES[problem.rule].previews
    # One draft must not keep all the others from going out; what waits goes out by itself.
    kept_back = is_draft and document.value("status").lower() == "draft"
    late = run.public or LATE[bool(document.value("imported"))].match(problem.message)
    waits = (kept_back and late) or (problem.since and (is_draft or unwise))
    return problem._replace(stops=False, waits=problem.stops) if waits else problem


def by_itself(document: Document, run: Run) -> list[Problem]:
    """The problems that the text has whatever else there is."""
    words = partial(wording.check, content=run.contents.get(document.place), practice=run.facts)
    of_tags = () if is_torn(document.prose) else (check_tags, check_balance)
    return found(document, run, *OF_A_TEXT, *of_tags, words)


def found(document: Document, run: Run, *checks: Callable) -> list[Problem]:
    """What the checks find, one after the other, so that it stays if a later one fails."""
    problems: list[Problem] = []
    every = chain.from_iterable(check(document) for check in checks)
    attempt(run.home / document.place, problems, partial(problems.extend, every))
    return problems
