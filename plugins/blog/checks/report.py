"""Problems in print: a line for each, annotations for GitHub, and the page of `make check`."""

import os
import re
from collections.abc import Iterator
from textwrap import fill

from ..problem import Problem
from ..wording.wording import RULES

PLACE = re.compile(r"([^:\s][^:]*):(\d+): (.*)")
HELD = "\0"  # a space that no line is broken at
NOT_WHOLE = "The pages are not looked at until everything in the sources is mended."
BOLD, PLAIN = "\033[1m", "\033[0m"


def located(line: str) -> Problem:
    """A problem that another program wrote as `path:line: message`; some name no place."""
    if match := PLACE.fullmatch(line):
        return Problem(match[1], int(match[2]), match[3])
    return Problem("", 0, line)


def line(problem: Problem, colour: bool = False) -> str:
    """`path:line: message`, in one line."""
    message = " ".join(problem.message.split())
    if not problem.path:
        return message
    place = f"{problem.path}:{problem.line}:"
    return f"{bold(place, colour)} {message}"


def annotate(problems) -> None:
    """Tell GitHub, if this runs there; it shows each problem beside its file."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for problem in sorted(problems):
            print(annotation(problem))


def annotation(problem: Problem) -> str:
    """The problem as GitHub's workflows take it, escaped by their own rules:
    https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    kind = "error" if problem.stops else "warning"
    path = escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    place = f" file={path},line={problem.line}" if path else ""
    return f"::{kind}{place}::{escaped(problem.message)}"


def escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def page(problems, exceptions, whole: bool, width: int, colour: bool = False) -> str:
    """Everything, to be read at leisure.

    `exceptions` are (path, line, rule, reason); not `whole` if the pages were not looked at.
    """
    explained: set[str] = set()
    parts = []
    for heading, stops in (("To mend", True), ("To think about", False)):
        if some := sorted(problem for problem in problems if problem.stops is stops):
            parts.append(bold(heading, colour))
            parts += paragraphs(some, explained, width, colour)
    if exceptions:
        parts.append(bold("Exceptions you made", colour))
        each = (f"{path}:{line}: {rule}, because {why}" for path, line, rule, why in exceptions)
        parts.append("\n".join(wrapped(text, width, colour=colour) for text in each))
    if not whole:
        parts.append(wrapped(NOT_WHOLE, width, ""))
    parts.append(summary(problems))
    return "\n\n".join(parts)


def paragraphs(problems, explained: set[str], width: int, colour: bool) -> Iterator[str]:
    """One for each problem; a rule is explained where it is first broken."""
    for problem in problems:
        lines = [wrapped(line(problem), width, colour=colour)]
        if problem.rule in RULES and problem.rule not in explained:
            explained.add(problem.rule)
            why = reasons(RULES[problem.rule])
            lines += (wrapped(f"    {text}", width, " " * 6) for text in why)
        yield "\n".join(lines)


def reasons(rule) -> Iterator[str]:
    yield f"Why: {rule.why}"
    yield f"Source: {rule.source}"
    yield f"If it is right here, add to the header: Allow: {rule.id} because …"


def summary(problems) -> str:
    to_mend = sum(problem.stops for problem in problems)
    found = number(to_mend, "thing") + " to mend" if to_mend else "Nothing to mend"
    return f"{found}, {advice(problems)}."


def advice(problems) -> str:
    count = sum(not problem.stops for problem in problems)
    return f"{number(count, 'piece')} of advice" if count else "no advice"


def number(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def wrapped(text: str, width: int, indent: str = "    ", colour: bool = False) -> str:
    """The text broken between words only; the place that it begins with stays whole."""
    place = PLACE.match(text)
    place = text[: place.start(3)] if place else ""
    whole = place.replace(" ", HELD) + text[len(place) :]
    keep = {"break_long_words": False, "break_on_hyphens": False}
    lines = fill(whole, width, subsequent_indent=indent, **keep)
    return bold(place, colour and bool(place)) + lines[len(place) :].replace(HELD, " ")


def bold(text: str, colour: bool) -> str:
    return f"{BOLD}{text}{PLAIN}" if colour else text
