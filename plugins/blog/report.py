"""Problems in print: a line for each, and the page of `make check`, which is in report.txt.

GitHub knows both, and shows them beside the files: .github/problems.json.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from jinja2 import Environment
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from .problem import Problem
from .wording import RULES

WIDEST = 88  # columns; longer lines tire the eye
JINJA = Environment(trim_blocks=True, finalize=escape)


def lines(problems: Iterable[Problem]) -> None:
    """Say each problem on standard error, in one line."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for each in sorted(problems):
        console.print(Text.assemble((each.place, "bold"), " " * bool(each.place), each.sentence))


def page(problems: list[Problem], exceptions, whole: bool) -> None:
    """Print everything, to be read at leisure.

    `exceptions` are (path, line, rule, reason); not `whole` if the pages were not looked at.
    """
    console = Console(highlight=False, emoji=False)
    known = {"problems": problems, "exceptions": exceptions, "whole": whole}
    known |= {"reasons": partial(reasons, explained=set()), "number": number, "advice": advice}
    template = JINJA.from_string(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))
    console.print(template.render(known, width=min(console.width, WIDEST) - 4), soft_wrap=True)


def reasons(problem: Problem, explained: set[str]) -> Iterator[str]:
    """Why there is the rule that was broken, where it is first broken."""
    if (rule := RULES.get(problem.rule)) and rule.id not in explained:
        explained.add(rule.id)
        yield f"Why: {rule.why}"
        yield f"Source: {rule.source}"
        yield f"If it is right here, add to the header: Allow: {rule.id} because …"


def advice(problems: list[Problem]) -> str:
    waits = sum(problem.waits for problem in problems)
    rest = sum(not problem.stops for problem in problems) - waits
    said = [f"{number(waits, 'thing')} to mend before publishing"] * bool(waits)
    return ", ".join(said + [f"{number(rest, 'piece')} of advice"] * bool(rest)) or "no advice"


def number(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"
