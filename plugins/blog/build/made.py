"""Knows the files that were made here, and what from, so that no other is ever thrown away.

Two sites lie on the disk, the one in output/ and the former one. A file that is the same in both is
one file with two names, where the disk allows that: so only what differs is written.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from .. import disk

NOISE = {".DS_Store", "Thumbs.db", "desktop.ini"}  # dropped by file managers, missed by nobody


class Made(NamedTuple):
    """A file as it was made: edited since, it is no longer ours."""

    size: int
    time: int  # nanoseconds
    digest: str  # of its bytes
    mark: str = ""  # what it was made from, if that was told (writing/marks.py)


class Sites:
    """The site in `live` and the one in `former`, and what the file `ledger` says of them."""

    def __init__(self, live: Path, former: Path, ledger: Path):
        self.live, self.former, self.ledger = live, former, ledger
        said: list[dict[str, Made]] = []
        with suppress(OSError, ValueError, TypeError, AttributeError):  # else it is damaged
            sites = json.loads(ledger.read_text("utf-8"))
            said = [{name: Made(*made) for name, made in site.items()} for site in sites]
        self.lives, self.foreign = known(live, said)
        self.formers, self.left = known(former, said)

    def find(self, file: str, mark: str) -> Path | None:
        """Where the file is as it is made from what has this mark, or None."""
        for site, listed in ((self.live, self.lives), (self.former, self.formers)):
            if file in listed and listed[file].mark == mark:
                return site / file
        return None

    def gather(self, fresh: Path, marks: dict[str, str], kept: dict[str, Path]) -> None:
        """Let `former` have the files in the folder `fresh`, those `kept`, and no others.

        A file that `live` has with the same bytes is taken from there, and so keeps its time:
        uploads and caches go by it.
        """
        wanted: dict[str, tuple[Path, Made]] = {}
        for name, now in files(fresh):
            made = Made(now.st_size, now.st_mtime_ns, digest(fresh / name), marks.get(name, ""))
            if (before := self.lives.get(name)) and before.digest == made.digest:
                wanted[name] = self.live / name, before._replace(mark=made.mark)
            else:
                wanted[name] = fresh / name, made
        for file, found in kept.items():
            there = self.formers if found.is_relative_to(self.former) else self.lives
            wanted[file] = found, there[file]
        # All three stay listed, because the work may be cut short at any point.
        now = {name: made for name, (_, made) in wanted.items()}
        disk.write(self.ledger, json.dumps([now, self.lives, self.formers]).encode())
        if not self.lives and not self.former.exists():  # the first site: all of it is in `fresh`
            fresh.rename(self.former)
            self.formers = now
        clear(self.former)  # an empty folder may stand where a file is to be
        for name, (source, made) in wanted.items():
            if self.formers.get(name, ())[:3] != made[:3]:  # else it is there
                put(source, self.former / name)
        for name in self.formers.keys() - wanted.keys():
            (self.former / name).unlink()
        self.lives, self.formers = now, self.lives
        clear(self.former)

    def set_aside(self, kept: Path) -> None:
        """Move the files that we did not make from the former site to `kept`, and say so."""
        names = [name for name in self.left if Path(name).name not in NOISE]
        shelf = kept / time.strftime("%Y-%m-%d-%H%M%S")
        for name in names:
            (shelf / name).parent.mkdir(parents=True, exist_ok=True)
            (self.former / name).replace(shelf / name)
        if names:
            named = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
            print(f"Not known to be made here, so moved from output/ to {shelf}/: {named}.")


def clear(site: Path) -> None:
    """Take the folders away in which nothing is."""
    for folder, _, _ in os.walk(site, topdown=False):
        with suppress(OSError):  # not empty
            os.rmdir(folder)


def known(site: Path, said: list[dict[str, Made]]) -> tuple[dict[str, Made], list[str]]:
    """The files in the site that were made here, and the names of all the others."""
    ours, foreign = {}, []
    for name, now in files(site):
        listed, its = [each[name] for each in said if name in each], (now.st_size, now.st_mtime_ns)
        alike = [made for made in listed if (made.size, made.time) == its]
        # Some disks give two saves in a row one time; in a folder that was copied it is new.
        if len({made.digest for made in alike}) != 1:
            alike = [made for made in listed if made.size == now.st_size]
            alike = [made for made in alike if made.digest == digest(site / name)]
        if alike:
            ours[name] = alike[0]._replace(time=now.st_mtime_ns)
        else:
            foreign.append(name)
    return ours, sorted(foreign)


def files(site: Path, within: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file in the folder, with how it is now."""
    for entry in os.scandir(f"{site}/{within}") if within or site.exists() else ():
        name = f"{within}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from files(site, f"{name}/")
        else:
            yield name, entry.stat(follow_symlinks=False)


def put(source: Path, place: Path) -> None:
    """Let the file at `source` be at `place`, too."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        os.link(source, place)
    except OSError:  # the disk knows no second names
        shutil.copy2(source, place)


def digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()
