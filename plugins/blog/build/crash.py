"""An error that nobody expected, told in one line: `path:line: message`."""

import os
import sys
import traceback
from errno import ENOSPC

DISK_FULL = "The disk is full; make some room on it, then try again."


def told(error: BaseException) -> str:
    """Where in this project the error comes from, and what it says."""
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return DISK_FULL
    if isinstance(error, OSError) and error.filename:
        return f"{os.path.relpath(error.filename)}:1: {error.strerror}"
    if isinstance(error, SyntaxError) and error.filename:
        return f"{os.path.relpath(error.filename)}:{error.lineno}: {error.msg}"
    ours = [
        (path, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if not (path := os.path.relpath(frame.filename)).startswith(("..", ".venv", "<"))
    ]
    place = "{}:{}: ".format(*ours[-1]) if ours else ""
    return f"{place}{type(error).__name__}: {error} (DEBUG=1 tells more)"


def hook(_, error, __) -> None:
    """Stands in for Python's traceback."""
    print(told(error), file=sys.stderr)
