"""What came of the last build, in .build/: for the preview, and for one that has nothing to do."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from ..checks.files import is_left
from ..memory import code
from ..problem import Problem
from ..report import reasons
from ..run import Run, times
from .made import Sites

FILE = Path(".build/outcome.json")
SOURCES = ("content", "theme", "pelicanconf.py", "publishconf.py", ".published.json")
SETTINGS = ("SITE_URL", "NETLIFY", "TZ")  # in the environment


@dataclass(frozen=True)
class Outcome:
    """All by the path of a source, content/posts/apps.md; "" for what stands in no file."""

    stops: list[str] = field(default_factory=list)  # `path:line: message`
    advice: list[tuple[str, str]] = field(default_factory=list)  # the path, and the same in full
    pages: dict[str, str] = field(default_factory=dict)  # the address of each: /post/apps/
    unseen: list[str] = field(default_factory=list)  # those that visitors do not see
    said: str = ""  # in the terminal
    mark: str = ""  # of a build that another of this mark need not do again


def leave(run: Run | None, problems: list[Problem], said: str = "", mark: str = "") -> None:
    """Write down how a build went."""
    stops = [str(problem) for problem in problems if problem.stops]
    explained: set[str] = set()
    advice = [
        (problem.path, "\n".join([str(problem), *reasons(problem, explained)]))
        for problem in problems
        if not problem.stops
    ]
    contents = {} if stops or not run else run.contents
    pages = {run.documents[place].path: f"/{text.url}" for place, text in contents.items()}
    unseen = [run.documents[place].path for place, text in contents.items() if text.notice]
    outcome = Outcome(stops, advice, pages, unseen, said, mark)
    FILE.write_text(json.dumps(asdict(outcome)), encoding="utf-8")


def read() -> Outcome | None:
    """What the last build left; None if it ended before it could, or is not yet so far."""
    with suppress(OSError, ValueError, TypeError):
        return Outcome(**json.loads(FILE.read_text(encoding="utf-8")))
    return None


def sources(mode: str) -> tuple[list, list[tuple]]:
    """All that a site is made from, as it is now: what is saved while it is made comes too late.

    Beside the rest, the files: each its path, size and times.
    """
    paths = (path for top in map(Path, SOURCES) for path in sorted([top, *top.rglob("*")]))
    files = [times(path) for path in paths if path.is_file()]
    files = [each for each in files if not is_left(each[0].removeprefix("content/"))]
    env = [os.environ.get(name) for name in SETTINGS]
    live = os.environ.get("LIVE_URL") and time.time()  # the live site may have changed
    return [mode, code(), str(date.today()), env, live], files


def mark(sources: tuple, sites: Sites) -> str:
    """That of a build which makes of the sources just what is in output/."""
    site = sorted(sites.lives.items())
    return blake2b(f"{sources} {site}".encode(), digest_size=16).hexdigest()
