"""The line that makes the site: every station in order, then one swap into output/.

`python -m blog.build.build` makes the preview and `python -m blog.build.build publish` the public
site; with `check` all stations run for the public site and output/ is left alone.
"""

import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..checks.report import located
from ..redirects import published
from ..redirects.moved import published as addresses
from . import compress, made
from .crash import told
from .exchange import exchange, mend
from .stations import SETTINGS, Run
from .tell import find, tell, tell_all

OUTPUT = Path("output")
KEPT = Path(".kept")
WORK = Path(".build")  # beside output/, because only within one disk can folders be swapped
NEXT = WORK / "next"  # being written
READY = WORK / "ready"  # whole, waiting for the swap; after it, the former site
LEDGER = WORK / "made.json"


def build(run: Run) -> None:
    """Run the line and, if nothing stops it, put the new site in place."""
    clear_up()
    run.go()
    if run.mode != "check" and not run.stopped:
        put_in_place()
        if run.mode == "publish":
            with suppress(OSError):  # then the next build goes by what was remembered before
                published.remember(run.url, addresses(run.site))


def put_in_place() -> None:
    """Swap the new site into output/; once that is done, nothing may call the build a failure."""
    made.keep_times(OUTPUT, NEXT)
    compress.keep_times(NEXT)
    made.record(LEDGER, OUTPUT, NEXT)
    NEXT.rename(READY)
    on_stop(signal.SIG_IGN)
    exchange(READY, OUTPUT)
    with suppress(OSError):  # the next build tries again, before it starts
        clear_up()


def clear_up() -> None:
    """Take away the former site, and whatever a build that was cut short left behind."""
    mend(READY, OUTPUT)
    if said := made.retire(READY, LEDGER, KEPT):
        print(said)
    shutil.rmtree(NEXT, ignore_errors=True)


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock that lets one build run at a time; a second one waits here."""
    WORK.mkdir(exist_ok=True)
    with open(WORK / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is running; this one starts when it has ended.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        os.set_inheritable(lock.fileno(), True)
        yield


def on_stop(action) -> None:
    """Set what happens on Ctrl-C, on `kill`, and when the window is closed."""
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, action)


def main(mode: str = "preview") -> int:
    """Build, and say how it went."""
    on_stop(signal.default_int_handler)
    if mode not in SETTINGS:
        sys.exit(f'There is no build "{mode}", only {", ".join(SETTINGS)}.')
    post = os.environ.get("POST")
    only = find(post) if post and mode == "check" else ""
    run = Run(mode, NEXT, WORK)
    try:
        with alone():
            build(run)
    except KeyboardInterrupt:
        print("Stopped. The last good site is still in output/.", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        run.problems.append(located(told(error)))
    return tell_all(run, only) if mode == "check" else tell(run)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
