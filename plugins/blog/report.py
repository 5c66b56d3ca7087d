"""Problems in print: a line for each, annotations for GitHub, and the page of `make check`."""

import os
from collections.abc import Iterable, Iterator
from textwrap import fill, indent

from rich.console import Console
from rich.text import Text

from .problem import Problem
from .wording import RULES

WIDEST = 88  # columns; longer lines tire the eye
NOT_WHOLE = "The pages are not looked at until everything in the sources is mended."


def lines(problems: Iterable[Problem]) -> None:
    """Say each problem on standard error, in one line, and to GitHub where this runs there."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for problem in sorted(problems):
        place = problem.place
        console.print(Text.assemble((place, "bold"), " " if place else "", problem.sentence))
        annotate(problem)


def annotate(problem: Problem) -> None:
    """Tell GitHub, if this runs there; it shows each problem beside its file.

    Escaped by GitHub's own rules: actions/toolkit, packages/core/src/command.ts.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    kind = "error" if problem.stops else "warning"
    path = escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    place = f" file={path},line={problem.line}" if path else ""
    print(f"::{kind}{place}::{escaped(problem.message)}")


def escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def page(problems: list[Problem], exceptions, whole: bool) -> None:
    """Print everything, to be read at leisure.

    `exceptions` are (path, line, rule, reason); not `whole` if the pages were not looked at.
    """
    console = Console(highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    explained: set[str] = set()
    for heading, stops in (("To mend", True), ("To think about", False)):
        if some := sorted(problem for problem in problems if problem.stops is stops):
            tell(console, heading, style="bold")
            for problem in some:
                tell(console, problem.place, problem.sentence, *reasons(problem, explained))
                annotate(problem)
    if exceptions:
        tell(console, "Exceptions you made", style="bold")
        for path, line, rule, why in exceptions:
            tell(console, f"{path}:{line}:", f"{rule}, because {why}")
    if not whole:
        tell(console, NOT_WHOLE, style="")
    console.print(Text(summary(problems)))


def tell(console: Console, place: str, *below: str, style: str = "bold") -> None:
    """A paragraph: where it is, never broken, and below it what there is to say."""
    if place:
        console.print(Text(place, style), soft_wrap=bool(below))
    for text in below:
        lines = fill(text, console.width - 4, break_long_words=False, break_on_hyphens=False)
        console.print(Text(indent(lines, "    ")), soft_wrap=True)
    console.print()


def reasons(problem: Problem, explained: set[str]) -> Iterator[str]:
    """Why there is the rule that was broken, where it is first broken."""
    rule = RULES.get(problem.rule)
    if rule and rule.id not in explained:
        explained.add(rule.id)
        yield f"Why: {rule.why}"
        yield f"Source: {rule.source}"
        yield f"If it is right here, add to the header: Allow: {rule.id} because …"


def summary(problems: list[Problem]) -> str:
    to_mend = sum(problem.stops for problem in problems)
    found = number(to_mend, "thing") + " to mend" if to_mend else "Nothing to mend"
    return f"{found}, {advice(problems)}."


def advice(problems: list[Problem]) -> str:
    count = sum(not problem.stops for problem in problems)
    return f"{number(count, 'piece')} of advice" if count else "no advice"


def number(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"
