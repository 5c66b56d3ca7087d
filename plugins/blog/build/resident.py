"""A process that stays, so that a save or a look need not wait until all is loaded.

Each line that it reads is a task as JSON: a function by its place, "blog.build.build:main", and
what is given to it. When the program has changed, another process takes its place.
"""

import gc
import json
import subprocess
import sys
from contextlib import suppress
from pkgutil import resolve_name
from threading import RLock

DONE = "\0"  # begins the line that ends what a task says; behind it is what came of it, as JSON


class Resident:
    def __init__(self):
        self.process, self.turn = None, RLock()

    def ask(self, task: str, **given) -> tuple[str, object]:
        """What the task said, and what came of it: None if the process ended too soon to tell."""
        with self.turn:
            if self.process is None:
                command = [sys.executable, "-X", "utf8", "-m", "blog.build.resident"]
                pipe = subprocess.PIPE
                both = {"stdin": pipe, "stdout": pipe, "stderr": subprocess.STDOUT}
                self.process = subprocess.Popen(command, **both, encoding="utf-8", errors="replace")
            process = self.process
            with suppress(OSError):  # it has ended
                process.stdin.write(json.dumps([task, given]) + "\n")
                process.stdin.flush()
            said, line = "", " "
            while line and not line.startswith(DONE):
                said += line
                line = process.stdout.readline()
            if not line:
                self.end()
            return said.strip(), json.loads(line.removeprefix(DONE)) if line else None

    def end(self) -> None:
        process, self.process = self.process, None
        if process:
            process.kill()  # at any moment, the site is a whole one
            process.wait()


if __name__ == "__main__":
    for task, given in map(json.loads, sys.stdin):
        work = resolve_name(task)
        if not gc.get_freeze_count():  # what is loaded now stays, and need not be looked through
            gc.freeze()
        print(f"\n{DONE}{json.dumps(work(**given))}", flush=True)
