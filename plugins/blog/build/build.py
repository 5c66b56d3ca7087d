"""The line that makes the site: Pelican writes it, all of it checked; then one swap into output/.

`python -m blog.build.build` makes the preview and `… publish` the public site; with `check` the
public site is made and looked at, and output/ is left alone.
"""

import gc
import io
import os
import shutil
import signal
import sys
from contextlib import redirect_stdout, suppress
from datetime import timedelta
from errno import ENOENT
from functools import partial
from pathlib import Path

from filelock import FileLock
from pelican import Pelican
from pelican.settings import read_settings
from rich.console import Console

from .. import report, wording
from ..logs import Complaints
from ..problem import Problem, did_you_mean, shown
from ..redirects import published
from ..run import Run
from . import again, made, outcome, told
from .exchange import exchange, mend
from .last import Last, keep
from .progress import progress

CONTENT = Path("content")
OUTPUT = Path("output")
KEPT = Path(".kept")
WORK = Path(".build")  # beside output/, because only within one disk can folders be swapped
NEXT = WORK / "next"  # being written
FORMER = WORK / "former"  # the last site but one; it becomes the new one, and is swapped
ASIDE = WORK / "aside"  # what was in output/, while it is swapped in steps
LEDGER = WORK / "made.json"
ALONE = FileLock(WORK / "lock")  # a second build waits until the first has ended
SETTINGS = {"preview": "pelicanconf.py", "publish": "publishconf.py", "check": "publishconf.py"}


def write(mode: str, only: str = "", **override) -> tuple[Run | None, list[Problem]]:
    """Let Pelican write the site into NEXT: what it knew, and all that is wrong.

    `only`: the path of the one text that is looked at; `override`: settings. What FORMER finds, in
    the sites that there are, is not written; to check a page, it is enough to have looked at it.
    Its hooks (blog/hooks.py) end it with SystemExit when something stops the build. There is no
    Run where it does not get so far as to call them.
    """
    complaints = Complaints.attach()
    settings: dict = {}
    ends: list[Problem] = []
    try:
        only = only.removeprefix(f"{CONTENT}/") if only.endswith(".md") else ""
        override |= {"FORMER": lambda file, mark: OUTPUT / file} if mode == "check" else {}
        if not CONTENT.is_dir():
            raise FileNotFoundError(ENOENT, "this folder is missing; put it back", CONTENT)
        settings = settings_of(mode, ONLY=only, **override)
        texts = sum(1 for _ in CONTENT.rglob("*.md"))
        quietly = redirect_stdout(io.StringIO())  # "Done: Processed 4 articles, …"
        with quietly, progress(Console(stderr=True), texts):
            Pelican(settings).run()
    except (Exception, SystemExit) as error:
        if os.environ.get("DEBUG") and isinstance(error, Exception):
            raise
        ends.append(told(error))
    finally:
        complaints.detach()
    run = settings.get("RUN")
    found = run.problems if run else []
    if not stops(found):  # else it has said better what Pelican complains of, and why it ended
        found = [*found, *complaints.take(), *ends]
    return run, sorted(set(found))  # two such links on a line are one thing to mend


def settings_of(mode: str, **override) -> dict:
    return read_settings(SETTINGS[mode], {"OUTPUT_PATH": str(NEXT), "REPORT": False, **override})


def stops(problems: list[Problem]) -> bool:
    return any(problem.stops for problem in problems)


def begin() -> made.Sites:
    """Look at the sites there are, and clear up after a build that was cut short."""
    mend(FORMER, OUTPUT, ASIDE)
    shutil.rmtree(NEXT, ignore_errors=True)
    sites = made.Sites(OUTPUT, FORMER, LEDGER)
    sites.set_aside(KEPT)
    return sites


def put_in_place(sites: made.Sites) -> None:
    """Swap the new site into output/; once that is done, nothing may call the build a failure."""
    on_stop(signal.SIG_IGN)
    exchange(FORMER, OUTPUT, ASIDE)
    with suppress(OSError):  # the next build tries again, before it starts
        shutil.rmtree(NEXT, ignore_errors=True)
        if sites.foreign:  # they are in FORMER now, and some may be the same as ours
            begin()


def on_stop(action) -> None:
    """Set what happens on Ctrl-C, on `kill`, and when the window is closed."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the last is not there on Windows
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), action)


def build(mode: str, stays: bool = True) -> int:
    """Make the site, put it in place, and say how it went; the exit code.

    `stays`: this process will build again.
    """
    sites, sources, last = begin(), outcome.sources(mode), outcome.read()
    if last and last.mark == outcome.mark(sources, sites) and not sites.foreign:
        print(last.said)
        return 0
    same = again.again(sources, sites, partial(settings_of, mode))
    run, problems = (same, sorted(set(same.problems))) if same else write(mode, FORMER=sites.find)
    if stops(problems):
        outcome.leave(run, problems)
        report.lines(problem for problem in problems if problem.stops)
        print("Nothing was changed in output/.", file=sys.stderr)
        return 1
    sites.gather(NEXT, run.marks, run.kept)
    lines = [f"The site is ready in output/ ({report.number(len(run.pages), 'page')})."]
    day = run.language.day
    lines += [f"Waiting for its day, {day(e.date)}: {shown(e.source_path)}" for e in run.waiting]
    lines += [f"It comes with {report.advice(problems)}; to read it: make check"] * bool(problems)
    said = "\n".join(lines)
    # Advice on a file waits for make check; what is about none is said now, and by each build.
    now = [problem for problem in problems if not problem.path]
    by_the_hour = run.dated_ahead(timedelta(days=-1))  # these posts come, or are here, by the hour
    mark = "" if now or by_the_hour else outcome.mark(sources, sites)
    outcome.leave(run, problems, said, mark)  # before an address is another
    put_in_place(sites)
    again.last = Last(sources, sites.lives, run)
    if mode == "publish":
        with suppress(OSError):  # then the next build goes by what was remembered before
            published.remember(run.url, published.addresses(run))
    report.lines(now)
    print(said, flush=True)
    if not (stays or same):  # what was written down before, serves as well
        keep(again.last)
    return 0


def stopping(advice: bool = False, sent: bool = False) -> list[dict]:
    """What keeps the public site from being made, and `advice`; `sent`, its addresses are kept."""
    with ALONE:
        begin()
        run, problems = write("check")
    if sent and not stops(problems):
        published.remember(run.url, published.addresses(run))
    return [problem._asdict() for problem in problems if problem.stops or advice]


def hand_out(folder: str) -> str:
    """Make the public site, and a copy of it in the folder; why not, if that did not go well."""
    with ALONE:
        if build("publish") != 0:
            return " ".join(str(problem) for problem in outcome.read().stops)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(OUTPUT, folder)
    return ""


def check(only: str) -> int:
    """Say all there is to say of every file, or of `only` one; the exit code."""
    begin()
    run, problems = write("check", only)
    exceptions = [
        (document.path, line, rule, reason)
        for document in (run.documents.values() if run else ())
        for rule, reason, line in wording.exceptions(document)
        if reason and only in ("", document.path)
    ]
    whole = not stops(problems) or bool(run and run.pages)
    # What is wrong elsewhere is told where it keeps the page from being looked at.
    problems = [each for each in problems if only in ("", each.path) or each.stops > whole]
    report.page(problems, exceptions, whole)
    return int(stops(problems))


def find(post: str) -> str:
    """The path of the file that is meant by its path or its name; SystemExit says why not."""
    paths = sorted(path for path in CONTENT.rglob("*") if path.suffix in (".md", ".toml"))
    found = [path for path in paths if path.match(post) or path.match(f"{post}.*")]
    if not found:
        right = did_you_mean(post, (path.stem for path in paths), "name a file in content/")
        sys.exit(f'There is no "{post}"; {right}')
    return found[-1].as_posix()


def main(mode: str = "preview", stays: bool = True) -> int:
    on_stop(signal.default_int_handler)
    only = find(post) if mode == "check" and (post := os.environ.get("POST")) else ""
    try:
        with ALONE:
            return check(only) if mode == "check" else build(mode, stays)
    except KeyboardInterrupt:
        print("Stopped. The last good site is still in output/.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    gc.freeze()  # what is loaded stays, and need not be looked through time and again
    code = main(*sys.argv[1:], stays=False)
    gc.freeze()  # and in the end all goes with the process
    sys.exit(code)
