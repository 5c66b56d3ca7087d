"""Keeps what was made of pictures from build to build, so that nothing is made twice.

The name of a file tells its bytes; that of its record, what the picture was made from and, as its
suffix, by which program. So what is damaged counts as never made, and what comes out as before has
the address that it had before.
"""

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from .. import disk
from ..memory import code


class Picture(NamedTuple):
    """A published picture: what everything can show, its size, and what browsers are offered."""

    src: str
    width: int
    height: int
    offered: dict[str, int]  # files of one format, with their widths

    @property
    def files(self) -> list[str]:
        return [self.src, *self.offered]


def recall(work: Path, name: str, source: bytes, make: Callable[[], Picture]) -> Picture:
    """The picture in the folder `work` that was made of `source`, or that `make` puts there."""
    record = work / f"{name}-{digest(source)}.{program()}"
    picture = read(record)
    if not (picture and all(whole(work / file) for file in picture.files)):
        picture = make()
        disk.write(record, zlib.compress(json.dumps(picture).encode()))  # for its sum
    return picture


def read(record: Path) -> Picture | None:
    with suppress(OSError, zlib.error, TypeError, ValueError):  # damaged, or there is none
        return Picture(*json.loads(zlib.decompress(record.read_bytes())))


def whole(file: Path) -> bool:
    return file.exists() and digest(file.read_bytes()) in file.name


def put(work: Path, stem: str, kind: str, data: bytes) -> str:
    """Write a file; its name."""
    file = f"{stem}-{digest(data)}.{kind}"
    disk.write(work / file, data)
    return file


def program() -> str:
    return digest(code(Path(__file__).parent).encode())


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]
