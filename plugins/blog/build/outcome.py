"""What came of the last build, in .build/: for the preview, and for one that has nothing to do."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from ..checks.files import is_passed_over
from ..disk import walk
from ..memory import code, digest
from ..problem import Problem
from ..run import Run, times
from .made import Sites

FILE = Path(".build/outcome.json")
SOURCES = ("theme", ".published.json")  # and content/, and the settings, with what they import
SETTINGS = ("SITE_URL", "NETLIFY", "TZ")  # in the environment


@dataclass(frozen=True)
class Outcome:
    """By the path of a source, content/posts/apps.md."""

    problems: list[Problem] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)  # the address of each: /post/apps/
    unseen: list[str] = field(default_factory=list)  # those that visitors do not see
    said: str = ""  # in the terminal
    mark: str = ""  # of a build that another of this mark need not do again

    @property
    def stops(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.stops]


def leave(run: Run | None, problems: list[Problem], said: str = "", mark: str = "") -> None:
    """Write down how a build went."""
    contents = {} if any(problem.stops for problem in problems) or not run else run.contents
    pages = {run.documents[place].path: f"/{text.url}" for place, text in contents.items()}
    unseen = [run.documents[place].path for place, text in contents.items() if text.notice]
    FILE.write_text(json.dumps(asdict(Outcome(problems, pages, unseen, said, mark))), "utf-8")


def read() -> Outcome | None:
    """What the last build left; None if it ended before it could, or is not yet so far."""
    with suppress(OSError, ValueError, TypeError):
        made = Outcome(**json.loads(FILE.read_text(encoding="utf-8")))
        return replace(made, problems=[Problem(*each) for each in made.problems])
    return None


def sources(mode: str) -> tuple[list, list[tuple]]:
    """All that a site is made from, as it is now: what is saved while it is made comes too late.

    Beside the rest, the files: each its path, size and times.
    """
    tops = (*map(Path, SOURCES), *sorted(Path().glob("*.py")))
    paths = [*walk(Path("content"), links=False), *(path for top in tops for path in walk(top))]
    links = [path.as_posix() for path in paths if path.is_symlink()]  # wherever they lead
    files = [times(path) for path in paths if path.is_file()]
    files = [each for each in files if not is_passed_over(each[0].removeprefix("content/"))]
    env = [os.environ.get(name) for name in SETTINGS]
    live = os.environ.get("LIVE_URL") and time.time()  # the live site may have changed
    return [os.getcwd(), mode, code(), str(date.today()), env, live, links], files


def mark(sources: tuple, sites: Sites) -> str:
    """That of a build which makes of the sources just what is in output/."""
    return digest((sources, sorted(sites.lives.items())))
