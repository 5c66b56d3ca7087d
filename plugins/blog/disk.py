"""A file is written whole or not at all; what there is in a folder, and in a data file."""

import os
import secrets
import tomllib
from collections.abc import Iterator
from pathlib import Path


def data(module: str | Path) -> dict:
    """What is in the data file beside `module`: typing.toml beside typing.py."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text(encoding="utf-8"))


def walk(top: Path, links: bool = True) -> Iterator[Path]:
    """The path, and all that is below it, behind `links` too; each time in the same order."""
    yield top
    for at, folders, names in os.walk(top, followlinks=links):
        folders.sort()
        yield from (Path(at, name) for name in sorted([*folders, *names]))


def write(path: Path, data: bytes, mode: int = 0o666, lasting: bool = False) -> None:
    """The data is on the disk under this name, or what was there still is, and an OSError says why.

    `mode` is that of a new file; one that was there keeps its own. `lasting`: not even a power cut
    undoes it, which takes its time; so it is for what the author wrote.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}~")
    try:
        with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
