"""What a run of the line says: in the terminal, and to GitHub where it runs there."""

import os
import shutil
import sys
from difflib import get_close_matches

from ..checks import report
from ..wording import wording
from .stations import CONTENT, Run

WIDEST = 88  # columns; longer lines tire the eye


def tell(run: Run) -> int:
    """A line for whatever stops, then how it went; returns the exit code."""
    report.annotate([problem for problem in run.problems if problem.stops])
    # Advice on a file waits for make check; what is about none is said now.
    for problem in sorted(each for each in run.problems if each.stops or not each.path):
        print(report.line(problem, in_colour(sys.stderr)), file=sys.stderr)
    if run.stopped:
        print("Nothing was changed in output/.", file=sys.stderr)
        return 1
    print(f"The site is ready in output/ ({report.number(run.pages, 'page')}).")
    if run.problems:
        print(f"It comes with {report.advice(run.problems)}; to read it: make check")
    return 0


def tell_all(run: Run, only: str) -> int:
    """All there is to say of every file, or of `only` one; returns the exit code."""
    problems = [problem for problem in run.problems if only in ("", problem.path)]
    exceptions = [
        (source.path, line, rule, reason)
        for source in run.texts
        if only in ("", source.path)
        for rule, reason, line in wording.exceptions(source)
    ]
    width = min(shutil.get_terminal_size().columns, WIDEST)
    print(report.page(problems, exceptions, run.whole, width, in_colour(sys.stdout)))
    report.annotate(problems)
    return int(any(problem.stops for problem in problems))


def find(post: str) -> str:
    """The path of the file that is meant by its path or its name."""
    names = {}
    for path in sorted(path for path in CONTENT.rglob("*") if path.suffix in (".md", ".toml")):
        parts = (path, path.relative_to(CONTENT), path.name, path.stem)
        names |= {str(name): str(path) for name in parts}
    if post in names:
        return names[post]
    near = get_close_matches(post, names, 1)
    right = f'did you mean "{near[0]}"?' if near else "name a file in content/"
    sys.exit(f'There is no "{post}"; {right}')


def in_colour(stream) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ
