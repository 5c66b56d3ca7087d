"""Swaps two folders so that whoever reads one of them sees all of the old or all of the new."""

import ctypes
import os
import sys
import time
from pathlib import Path

# The flag that means "exchange", and the number for "relative to the current folder".
# From <linux/fs.h>, and from <sys/stdio.h> and <sys/fcntl.h> on a Mac.
CALL, SWAP, HERE = ("renameatx_np", 2, -2) if sys.platform == "darwin" else ("renameat2", 2, -100)
PATIENCE = 20  # times 0.1 seconds: Windows moves no folder while a file in it is being read


def exchange(fresh: Path, live: Path) -> None:
    """Put `fresh` where `live` is, if possible in one instant; what was live is then in `fresh`."""
    if not live.exists():
        fresh.rename(live)
    elif not at_once(fresh, live):
        in_steps(fresh, live)


def at_once(fresh: Path, live: Path) -> bool:
    """Ask the system for one indivisible exchange; False where it has none, as Windows."""
    call = getattr(ctypes.CDLL(None), CALL, None) if os.name == "posix" else None
    return bool(call) and call(HERE, os.fsencode(fresh), HERE, os.fsencode(live), SWAP) == 0


def in_steps(fresh: Path, live: Path) -> None:
    """Swap by renaming: for a moment there is no `live`, which `mend` repairs after a crash."""
    old = aside(live, fresh)
    move(live, old)
    try:
        move(fresh, live)
    except OSError:
        move(old, live)
        raise
    move(old, fresh)


def move(old: Path, new: Path) -> None:
    for _ in range(PATIENCE):
        try:
            old.rename(new)
            return
        except PermissionError:
            time.sleep(0.1)
    old.rename(new)


def mend(fresh: Path, live: Path) -> None:
    """Finish, or undo, an exchange in steps that was cut short."""
    old = aside(live, fresh)
    if old.exists():
        old.rename(fresh if live.exists() else live)


def aside(live: Path, fresh: Path) -> Path:
    """Where the old folder waits during an exchange in steps."""
    return fresh.with_name(f"{live.name}-aside")
