"""A process that stays, so that a save or a look need not wait until all is loaded.

Each line that it reads is a task as JSON: a function by its place, "blog.build.build:main", and
what is given to it. When the program, the theme or the settings have changed, another process takes
its place.
"""

import gc
import json
import sys
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from pkgutil import resolve_name
from subprocess import PIPE, STDOUT, Popen
from threading import RLock

from ..disk import walk
from ..run import times

DONE = "\0\n"  # the line that ends what a task says; the next one is what came of it, as JSON


class Resident:
    def __init__(self):
        self.process, self.program, self.turn = None, None, RLock()

    def ask(self, task: str, **given) -> tuple[str, object]:
        """What the task said, and what came of it: None if the process ended too soon to tell."""
        with self.turn:
            if (now := program()) != self.program or self.process is None:
                self.end()
                self.program = now
                command = [sys.executable, "-X", "utf8", "-m", "blog.build.resident"]
                both = {"stdin": PIPE, "stdout": PIPE, "stderr": STDOUT, "bufsize": 1}  # by lines
                self.process = Popen(command, **both, encoding="utf-8", errors="replace")
            process = self.process
            with suppress(OSError):  # it has ended
                print(json.dumps([task, given]), file=process.stdin)
            said = "".join(takewhile(DONE.__ne__, process.stdout)).strip()
            if not (made := process.stdout.readline()):
                self.end()
            return said, json.loads(made or "null")

    def end(self) -> None:
        process, self.process = self.process, None
        if process:
            process.kill()  # at any moment, the site is a whole one
            process.wait()


def program() -> list[tuple]:
    """All that the process has loaded, or will, settings too: each file, and how it is now."""
    found = [*walk(Path("plugins")), *walk(Path("theme")), *Path().glob("*.py")]
    return [times(path) for path in found if path.suffix != ".pyc" and path.is_file()]


if __name__ == "__main__":
    for task, given in map(json.loads, sys.stdin):
        work = resolve_name(task)
        if not gc.get_freeze_count():  # what is loaded now stays, and need not be looked through
            gc.freeze()
        print(f"\n{DONE}{json.dumps(work(**given))}", flush=True)
