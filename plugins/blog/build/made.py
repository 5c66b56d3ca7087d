"""Knows which files in output/ the press made, so that it never throws away anything else."""

import filecmp
import json
import os
import shutil
import time
from pathlib import Path

NOISE = {".DS_Store", "Thumbs.db", "desktop.ini"}  # dropped by file managers, missed by nobody

# A file is known by its path, size and time: one that was edited since is no longer ours.
Made = set[tuple[str, int, int]]


def files(site: Path) -> Made:
    """Every file in the folder, as it is now."""
    found = set()
    for path in site.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            status = path.lstat()
            found.add((str(path.relative_to(site)), status.st_size, status.st_mtime_ns))
    return found


def read(ledger: Path) -> Made:
    """The files that earlier builds made."""
    entries = json.loads(ledger.read_bytes()) if ledger.exists() else []
    return {tuple(entry) for entry in entries}


def record(ledger: Path, old: Path, new: Path) -> None:
    """Add the new site to the ledger, and drop what the old one no longer has.

    Both sites stay listed, because the swap may still fail.
    """
    draft = ledger.with_suffix(".draft")
    draft.write_text(json.dumps(sorted(read(ledger) & files(old) | files(new))), "utf-8")
    draft.replace(ledger)


def keep_times(old: Path, new: Path) -> None:
    """Give each file that did not change its former time: uploads and caches go by it."""
    for path in new.rglob("*"):
        before = old / path.relative_to(new)
        if path.is_file() and before.is_file() and filecmp.cmp(before, path, shallow=False):
            status = before.stat()
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def retire(site: Path, ledger: Path, kept: Path) -> str:
    """Delete a former site, but move what we did not make to `kept`; say so if there was any."""
    foreign = sorted(path for path, _, _ in files(site) - read(ledger))
    foreign = [path for path in foreign if Path(path).name not in NOISE]
    shelf = kept / time.strftime("%Y-%m-%d-%H%M%S")
    for path in foreign:
        (shelf / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).replace(shelf / path)
    if site.exists():
        shutil.rmtree(site)
    named = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if foreign[3:] else "")
    return f"Not made by this site, so moved from output/ to {shelf}/: {named}." if foreign else ""
