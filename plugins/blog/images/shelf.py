"""Keeps what was made of pictures from build to build, so that nothing is made twice.

The name of a file tells its bytes; that of its record, what the picture was made of and, as its
suffix, by which program. So what is damaged counts as never made.
"""

import json
import shutil
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time
from typing import NamedTuple

from .. import disk
from ..memory import code

PROGRAM = code(Path(__file__).parent)[:12]
LATELY = 60  # seconds: a look at her unsaved words may have made it, and the browser not fetched it
# A file: how its name ends, its bytes, its width and height. The first is what everything can show.
Made = tuple[str, bytes, tuple[int, int]]


class Picture(NamedTuple):
    """A published picture: what everything can show, its size, and what browsers are offered."""

    src: str
    width: int
    height: int
    offered: dict[str, int]  # files of one format, with their widths

    @property
    def files(self) -> list[str]:
        return [self.src, *self.offered]


def recall(work: Path, name: str, source: bytes, make: Callable[[], Iterable[Made]]) -> Picture:
    """The picture in the folder `work` that was made of `source`, or that is made now."""
    record = work / f"{name}-{digest(source)}.{PROGRAM}"
    picture = read(record)
    if not (picture and all(whole(work / file) for file in picture.files)):
        sizes = {}
        for ending, data, size in make():
            file = f"{name}-{digest(data)}{ending}"
            disk.write(work / file, data)
            sizes[file] = size
        (src, size), *others = sizes.items()
        picture = Picture(src, *size, {file: width for file, (width, _) in others})
        disk.write(record, zlib.compress(json.dumps(picture).encode()))  # for its sum
    return picture


def read(record: Path) -> Picture | None:
    with suppress(OSError, zlib.error, TypeError, ValueError):  # damaged, or there is none
        return Picture(*json.loads(zlib.decompress(record.read_bytes())))


def whole(file: Path) -> bool:
    return file.exists() and digest(file.read_bytes()) in file.name


def hand_out(work: Path, files: set[str], wanted: set[str], folder: Path) -> None:
    """Copy the files to the folder; delete what belongs to none that is wanted, if it is old."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        shutil.copyfile(work / name, folder / name)
    kept = set(wanted)
    for record in work.glob(f"*.{PROGRAM}"):
        if (picture := read(record)) and not kept.isdisjoint(picture.files):
            kept |= {record.name, *picture.files}
    for path in work.glob("*"):
        with suppress(OSError):  # another program has deleted it, or has it open
            if path.name not in kept and path.stat().st_mtime < time() - LATELY:
                path.unlink()


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]
