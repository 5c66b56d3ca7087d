"""Remembers what was made of a text, so that the next build makes only what has changed.

Everything remembered goes by what it was made from, and is never found again after the first change
to the program itself or to what else it depends on. It can all be made again: what is damaged on
disk is as good as never made.
"""

import json
import sqlite3
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

import jinja2

from .disk import walk

PACKAGES = sorted(path.name for path in Path(jinja2.__file__).parents[1].glob("*-info"))
LOT = 500  # of what is new are written at once
TIMES, MORE = 4, 500  # what lies there is at most so many times what a build asks for, and more


class Memory:
    """Lies in the file at `path`; `depends` is what the findings depend on, beside the texts."""

    def __init__(self, path: Path, *depends):
        self.salt = bytes.fromhex(digest((code(), depends)))
        self.new: dict[str, list] = {}
        self.asked: set[str] = set()  # of what was found only that: it may fill the memory
        self.path = path

    @cached_property
    def file(self) -> sqlite3.Connection:
        """Open from the first question until `keep`, and again from the next."""
        return opened(self.path)

    def recall(self, raw: bytes, find: Callable[[], list]) -> list:
        """What `find` says of `raw`, as JSON has it: a tuple comes back as a list."""
        if (found := self.known(raw)) is None:
            found = self.new[self.key(raw)] = find()
            if len(self.new) >= LOT:
                self.write()
        return found

    def known(self, raw: bytes) -> list | None:
        """What was found in `raw`, or None."""
        key = self.key(raw)
        self.asked.add(key)
        if key in self.new:
            return self.new[key]
        with suppress(sqlite3.Error, zlib.error, TypeError):  # it is damaged, or there is none
            row = self.file.execute("SELECT found FROM memory WHERE key = ?", (key,)).fetchone()
            its_key, found = json.loads(zlib.decompress(row[0]))
            return found if its_key == key else None
        return None

    def key(self, raw: bytes) -> str:
        return blake2b(raw, digest_size=16, salt=self.salt).hexdigest()

    def keep(self, whole: bool) -> None:
        """Write down what is new; after a whole build, forget what it had no use for, if much."""
        self.write()
        with suppress(sqlite3.Error), self.file:
            keys = self.file.execute("SELECT key FROM memory") if whole else ()
            there = {key for (key,) in keys}
            if len(there) > TIMES * len(self.asked) + MORE:
                gone = ((key,) for key in there - self.asked)
                self.file.executemany("DELETE FROM memory WHERE key = ?", gone)
        vars(self).pop("file").close()

    def write(self) -> None:
        with suppress(sqlite3.Error), self.file:  # else the next build makes it again
            texts = ((key, json.dumps([key, found])) for key, found in self.new.items())
            # Not to make it small, but for its sum: one bit may change, as no database would see.
            rows = ((key, zlib.compress(text.encode(), level=0)) for key, text in texts)
            self.file.executemany("REPLACE INTO memory VALUES (?, ?)", rows)
            self.new.clear()


class Templates(jinja2.BytecodeCache):
    """Remembers templates as the Python that Jinja makes of them."""

    def __init__(self, memory: Memory):
        self.memory = memory

    def load_bytecode(self, bucket):
        if found := self.memory.known(f"{bucket.key} {bucket.checksum}".encode()):
            bucket.bytecode_from_string(found[0].encode("latin-1"))

    def dump_bytecode(self, bucket):
        made = bucket.bytecode_to_string().decode("latin-1")
        self.memory.recall(f"{bucket.key} {bucket.checksum}".encode(), lambda: [made])


def opened(path: Path) -> sqlite3.Connection:
    """The file, a new one if it is damaged; or, where none can be, one that ends with the build."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(path, timeout=0.1)  # seconds: a commit takes less, a build more
        file.execute("PRAGMA synchronous = OFF")  # a power cut may damage it: then it is made again
        file.execute("CREATE TABLE IF NOT EXISTS memory (key PRIMARY KEY, found)")
        file.execute("BEGIN")  # so that no question has to ask first whether it may
    except (OSError, sqlite3.OperationalError):
        return sqlite3.connect(":memory:")
    except sqlite3.DatabaseError:
        path.unlink()
        return opened(path)
    return file


@cache
def code(top: Path = Path(__file__).parents[1]) -> str:
    """A fingerprint of both plugins or a part, with its data, and of what they are made with."""
    files = [file for file in walk(top) if file.is_file() and file.suffix != ".pyc"]
    read = [(file.relative_to(top).as_posix(), file.read_bytes()) for file in files]
    return digest([read, sys.version, PACKAGES])


def digest(value) -> str:
    """A fingerprint of anything that is the same whenever it is written down the same."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
