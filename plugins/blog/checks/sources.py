"""All that is wrong in content/, before anything is written from it."""

from dataclasses import astuple, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import PurePosixPath

from practice.dates import soon_stale, stale

from .. import wording
from ..memory import Memory
from ..problem import Problem, shown
from ..reading.limits import attempt
from ..redirects.check import check_redirects
from ..redirects.published import check_former
from ..run import Run, is_public
from .complete_words import check_words
from .contact import check_contact
from .files import listing, why_wrong
from .header import check_header
from .leftovers import check_leftovers, check_paragraphs
from .links import check_links
from .markup import check_balance, check_depth, check_headings, check_ids, check_tags
from .metadata import check_metadata
from .unique import check_addresses, check_topics

OF_A_TEXT = (
    *(check_header, check_tags, check_balance, check_depth),
    *(check_headings, check_ids, check_leftovers, check_paragraphs, check_words),
)
OF_A_TEXT_IN_ITS_SITE = (check_metadata, check_links)
OF_THE_SITE = (check_addresses, check_topics, check_redirects, check_former)


def check_sources(run: Run) -> None:
    """Add to run.problems all that is wrong in content/, practice.toml included."""
    check_files(run)
    for place, document in run.documents.items():
        attempt(run.home / place, run.problems, partial(check_text, document, run))
    run.problems += chain.from_iterable(check(run) for check in OF_THE_SITE)
    run.problems += [Problem(*fault) for fault in run.practice.problems]
    run.practice.problems.clear()
    run.problems += check_contact(run.facts, run.home / "practice.toml")
    known = run.facts, run.home / "practice.toml", date.today()
    run.problems += [Problem(*fault, stops=False) for fault in soon_stale(*known)]
    for fault in () if run.public else stale(*known):  # in no file, so that each build says it
        message = f"{fault} (the public site will not be built until this is mended)"
        run.problems.append(Problem("", 0, message, stops=False))
    check_wording(run)


def check_files(run: Run) -> None:
    """Name each file that does not belong where it is, and forget it; list the others."""
    refused: list[Problem] = []
    for path in listing(run.home):
        place = PurePosixPath(path.relative_to(run.home).as_posix())
        before = len(refused)
        if why := attempt(path, refused, partial(why_wrong, path, place)):
            refused.append(Problem(shown(path), 1, why))
        if len(refused) == before and len(place.parts) > 1:
            run.files.add(str(place))
    paths = tuple(f"{problem.path}/" for problem in refused)

    def is_refused(path: str) -> bool:
        return f"{path}/".startswith(paths)  # it, or what is in a folder that is a link

    run.problems = [*refused, *(each for each in run.problems if not is_refused(each.path))]
    for place, document in list(run.documents.items()):
        if is_refused(document.path):
            del run.documents[place]


def check_text(document, run: Run) -> None:
    """One after the other, so that what was found stays if a later check fails."""
    run.problems += document.problems
    for check in OF_A_TEXT:
        run.problems.extend(check(document))
    for check in OF_A_TEXT_IN_ITS_SITE:
        run.problems.extend(check(document, run))


def check_wording(run: Run) -> None:
    memory, today = Memory(run.work / "wording.json", run.facts), date.today().isoformat()
    for place, document in run.documents.items():
        content = run.contents.get(place)
        find = partial(wording_of, run, place)
        key = "\n".join((document.path, *document.lines)).encode()
        found = memory.recall(key, find)
        for problem in (Problem(*each) for since, *each in found if since <= today):
            # What is not published yet may be unfinished, and what is only previewed, unwise.
            lenient = not run.public and problem.rule and wording.RULES[problem.rule].previews
            advice = lenient or not is_public(content)
            run.problems.append(replace(problem, stops=False) if advice else problem)
    memory.keep()


def wording_of(run: Run, place: str) -> list[tuple]:
    """The day from which there is each problem, and its fields."""
    problems: list[Problem] = []
    document, content = run.documents[place], run.contents.get(place)
    work = partial(wording.check, document, content, run.facts)
    found = attempt(run.home / place, problems, lambda: list(work())) or []
    dated = [(str(since), problem) for since, problem in found]
    return [(since, *astuple(each)) for since, each in [*(("", each) for each in problems), *dated]]
