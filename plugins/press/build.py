"""The line that makes the site: every station in order, then one swap into output/.

`python -m press.build` makes the preview and `python -m press.build publish` the public
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

from . import made
from .exchange import exchange, mend
from .run_pelican import run_pelican

OUTPUT = Path("output")
KEPT = Path(".kept")
WORK = Path(".build")  # beside output/, because only within one disk can folders be swapped
NEXT = WORK / "next"  # being written
READY = WORK / "ready"  # whole, waiting for the swap; after it, the former site
LEDGER = WORK / "made.json"

SETTINGS = {"preview": "pelicanconf.py", "publish": "publishconf.py", "check": "publishconf.py"}


class Stopped(Exception):
    """Something is wrong; the text says what, a line for each problem."""


# The stations, in order. Each is given the name of the settings file and the folder of the
# new site, and yields its problems as text. A check of the sources goes before Pelican, a
# check of the finished pages after it.
STATIONS = [run_pelican]


def build(mode: str) -> int:
    """Run the line and put the new site in place; return how many pages it has."""
    if mode not in SETTINGS:
        raise Stopped(f'There is no build "{mode}", only {", ".join(SETTINGS)}.')
    clear_up()
    for station in STATIONS:
        if problems := list(station(SETTINGS[mode], NEXT)):
            raise Stopped("\n".join(problems))
    pages = len(list(NEXT.rglob("*.html")))
    if mode != "check":
        put_in_place()
    return pages


def put_in_place() -> None:
    """Swap the new site into output/; once that is done, nothing may call the build a failure."""
    made.keep_times(OUTPUT, NEXT)
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
    """Build, and say in one sentence how it went."""
    on_stop(signal.default_int_handler)
    try:
        with alone():
            pages = build(mode)
    except KeyboardInterrupt:
        print("Stopped. The last good site is still in output/.", file=sys.stderr)
        return 130
    except Exception as problem:
        if os.environ.get("DEBUG"):
            raise
        print(f"{problem}\nNothing was changed in output/.", file=sys.stderr)
        return 1
    where = "The public site can be built" if mode == "check" else "The site is ready in output/"
    print(f"{where} ({pages} pages).")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
