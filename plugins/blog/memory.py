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
LOT = 500  # of what is new are written at once: of 5,000 posts, it would fill the memory
MOST = 10_000  # of what was found last are kept in a file


class Memory:
    """Lies in the file at `path`; `depends` is what the findings depend on, beside the texts."""

    def __init__(self, path: Path, *depends):
        self.salt = bytes.fromhex(digest((code(), depends)))
        self.new: dict[str, list] = {}
        self.path = path

    @cached_property
    def file(self) -> sqlite3.Connection:
        """Open from the first question until `keep`, and again from the next.

        It is new if it is damaged; where none can be, it is one that ends with the build.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self.path, timeout=0.1)  # seconds: a commit takes less
            file.execute("PRAGMA synchronous = OFF")  # which a power cut may damage
            file.execute("CREATE TABLE IF NOT EXISTS memory (key PRIMARY KEY, found)")
            file.execute("BEGIN")  # so that no question has to ask first whether it may
        except (OSError, sqlite3.OperationalError):
            return sqlite3.connect(":memory:")
        except sqlite3.DatabaseError:
            self.path.unlink()
            return self.file
        return file

    def recall(self, raw: bytes, find: Callable[[], list]) -> list:
        """What `find` says of `raw`, as JSON has it: a tuple comes back as a list."""
        if (found := self.known(raw)) is None:
            found = self.new[self.key(raw)] = find()
            if len(self.new) >= LOT:
                self.write()
        return found

    def known(self, raw: bytes) -> list | None:
        """What was found in `raw`, or None."""
        if (key := self.key(raw)) in self.new:
            return self.new[key]
        with suppress(sqlite3.Error, zlib.error, TypeError):  # it is damaged, or there is none
            row = self.file.execute("SELECT found FROM memory WHERE key = ?", (key,)).fetchone()
            its_key, found = json.loads(zlib.decompress(row[0]))
            return found if its_key == key else None
        return None

    def key(self, raw: bytes) -> str:
        return blake2b(raw, digest_size=16, salt=self.salt).hexdigest()

    def write(self) -> None:
        with suppress(sqlite3.Error), self.file:  # else the next build makes it again
            texts = ((key, json.dumps([key, found])) for key, found in self.new.items())
            # Not to make it small, but for its sum: one bit may change, as no database would see.
            rows = ((key, zlib.compress(text.encode(), level=0)) for key, text in texts)
            self.file.executemany("REPLACE INTO memory VALUES (?, ?)", rows)
            older = "rowid <= (SELECT max(rowid) FROM memory) - ?"
            self.file.execute(f"DELETE FROM memory WHERE {older}", (MOST,))
            self.new.clear()

    def keep(self) -> None:
        """Write down what is new, and forget what is older than the last MOST."""
        self.write()
        vars(self).pop("file").close()

    def get(self, name: str) -> bytes:
        """With `set`, what Jinja asks of a cache for templates as Python; b"": there is none."""
        return "".join(self.known(name.encode()) or ()).encode("latin-1")

    def set(self, name: str, made: bytes) -> None:
        self.new[self.key(name.encode())] = [made.decode("latin-1")]


@cache
def code(top: Path = Path(__file__).parents[1]) -> str:
    """A fingerprint of both plugins or a part, with its data, and of what they are made with."""
    files = [file for file in walk(top) if file.is_file() and file.suffix != ".pyc"]
    read = [(file.relative_to(top).as_posix(), file.read_bytes()) for file in files]
    return digest([read, sys.version, PACKAGES])


def digest(value) -> str:
    """A fingerprint of anything that is the same whenever it is written down the same."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
