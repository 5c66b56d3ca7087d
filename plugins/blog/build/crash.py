"""An error that nobody expected, told in one line: `path:line: message`."""

import sys
import traceback
from errno import ENOSPC

from ..problem import Problem, shown

DISK_FULL = "The disk is full; make some room on it, then try again."


def told(error: BaseException) -> Problem:
    """Where in this project the error comes from, and what it says."""
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return Problem("", 0, DISK_FULL)
    if isinstance(error, OSError) and error.filename:
        return Problem(shown(error.filename), 1, error.strerror)
    if isinstance(error, SyntaxError) and error.filename:
        return Problem(shown(error.filename), error.lineno, error.msg)
    ours = [
        (path, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if not (path := shown(frame.filename)).startswith(("..", ".venv", "<"))
    ]
    message = f"{type(error).__name__}: {error} (DEBUG=1 tells more)"
    return Problem(*(ours[-1] if ours else ("", 0)), message)


def hook(_, error, __) -> None:
    """Stands in for Python's traceback."""
    print(told(error), file=sys.stderr)
