"""Remembers what was found in a text, so that the next build looks only at what has changed.

Everything remembered goes by the bytes it was found in, and is forgotten with the first change to
the proofreader itself or to what else the finding depends on.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path


class Memory:
    """Lies in the file at `path`; `depends` is what the findings depend on, beside the texts."""

    def __init__(self, path: Path, *depends):
        self.path = path
        self.salt = blake2b(repr((code(), depends)).encode(), digest_size=16).digest()
        self.old: dict[str, list] = {}
        self.new: dict[str, list] = {}
        with suppress(OSError, ValueError):  # never written, or cut short
            self.old = json.loads(path.read_bytes())

    def recall(self, raw: bytes, find: Callable[[], list]) -> list:
        """What `find` says of `raw`, as JSON has it: a tuple comes back as a list."""
        key = self.key(raw)
        if key not in self.new:
            self.new[key] = self.old[key] if key in self.old else find()
        return self.new[key]

    def forget(self, raw: bytes) -> None:
        """Do not keep what was found in `raw`: it depends on more than that."""
        self.new.pop(self.key(raw), None)

    def key(self, raw: bytes) -> str:
        return blake2b(raw, digest_size=16, salt=self.salt).hexdigest()

    def keep(self) -> None:
        """Write down what was asked for, and forget the rest."""
        draft = self.path.with_suffix(".draft")
        with suppress(OSError):  # then the next build looks at everything again
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(self.new, sort_keys=True), "utf-8")
            os.replace(draft, self.path)


@cache
def code() -> str:
    """A fingerprint of both plugins and their data."""
    files = sorted(Path(__file__).parents[1].rglob("*"))
    read = [file.read_bytes() for file in files if file.suffix in (".py", ".toml")]
    return blake2b(b"".join(read)).hexdigest()
