"""The press: builds the site, shows it while it is being written, starts new posts.

Each module is a command of its own; the Makefile has their names.
What goes wrong in them is told in a sentence; DEBUG=1 shows all of it.
"""

import os
import sys
import traceback
from errno import ENOSPC

from ..problem import Problem, shown


def told(error: BaseException) -> Problem:
    """An error that nobody expected: where in this project it comes from, and what it says."""
    if getattr(error, "errno", None) == ENOSPC or f"[Errno {ENOSPC}]" in str(error):  # or of many
        return Problem("", 0, "There is no room left on the disk; make some, and try again")
    if file := getattr(error, "filename", None):
        message = getattr(error, "strerror", None) or getattr(error, "msg", None) or str(error)
        return Problem(shown(file), getattr(error, "lineno", 1), message)
    frames = traceback.extract_tb(error.__traceback__)
    places = [("", 0), *((shown(frame.filename), frame.lineno) for frame in frames)]
    ours = [place for place in places if not place[0].startswith(("..", ".venv", "<"))]
    return Problem(*ours[-1], f"{type(error).__name__}: {error} (DEBUG=1 tells more)")


if not os.environ.get("DEBUG"):  # in place of Python's traceback
    sys.excepthook = lambda _, error, __: print(told(error), file=sys.stderr)
