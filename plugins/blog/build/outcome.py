"""What a build leaves in .build/ for the preview: what is wrong, and what stands where."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..problem import Problem, shown
from ..report import reasons
from ..run import Run

FILE = Path(".build/outcome.json")


@dataclass(frozen=True)
class Outcome:
    """All by the path of a source, content/posts/apps.md; "" for what stands in no file."""

    stops: list[str] = field(default_factory=list)  # `path:line: message`
    advice: list[tuple[str, str]] = field(default_factory=list)  # the path, and the same in full
    pages: dict[str, str] = field(default_factory=dict)  # the address of each: /post/apps/
    unseen: list[str] = field(default_factory=list)  # those that visitors do not see
    said: str = ""  # in the terminal


def leave(run: Run | None, problems: list[Problem]) -> None:
    """Write down how a build of the preview went."""
    stops = [str(problem) for problem in sorted(problems) if problem.stops]
    explained: set[str] = set()
    advice = [
        (problem.path, "\n".join([str(problem), *reasons(problem, explained)]))
        for problem in sorted(problems)
        if not problem.stops
    ]
    contents = {} if stops or not run else run.contents
    pages = {shown(text.source_path): f"/{text.url}" for text in contents.values()}
    unseen = [shown(text.source_path) for text in contents.values() if text.notice]
    FILE.write_text(json.dumps(asdict(Outcome(stops, advice, pages, unseen))), encoding="utf-8")


def read() -> Outcome | None:
    """What the last build left; None if it ended before it could, or is not yet so far."""
    with suppress(OSError, ValueError, TypeError):
        return Outcome(**json.loads(FILE.read_text(encoding="utf-8")))
    return None
