"""Swaps two folders so that whoever reads one of them sees all of the old or all of the new."""

import ctypes
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

# The flag that means "exchange", and the number for "relative to the current folder".
# From <linux/fs.h>, and from <sys/stdio.h> and <sys/fcntl.h> on a Mac.
CALL, SWAP, HERE = ("renameatx_np", 2, -2) if sys.platform == "darwin" else ("renameat2", 2, -100)
PATIENCE = 20  # times 0.1 seconds: Windows moves no folder while a file in it is being read


def exchange(fresh: Path, live: Path, aside: Path) -> None:
    """Put `fresh` where `live` is, if possible in one instant; what was live is then in `fresh`.

    Where that cannot be it is done in steps, and what was live waits `aside`: for a moment there
    is no `live`, which `mend` repairs after a crash.
    """
    live = live.resolve()  # what a link leads to, not the link
    call = getattr(ctypes.CDLL(None), CALL, None) if os.name == "posix" else None
    if call and call(HERE, os.fsencode(fresh), HERE, os.fsencode(live), SWAP) == 0:
        return
    if live.exists():
        move(live, aside)
    try:
        move(fresh, live)
    finally:
        mend(fresh, live, aside)


def mend(fresh: Path, live: Path, aside: Path) -> None:
    """Finish, or undo, an exchange in steps that was cut short."""
    if aside.exists():
        move(aside, fresh if live.exists() else live)


def move(old: Path, new: Path) -> None:
    for _ in range(PATIENCE):
        with suppress(PermissionError):
            return old.rename(new)
        time.sleep(0.1)
    old.rename(new)
