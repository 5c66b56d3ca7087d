"""A TOML file read into frozen dataclasses, with everything that is wrong in it said by line."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import MISSING, field, fields
from difflib import get_close_matches
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import NamedTuple

from .toml_lines import Key, culprit, line_of

NO_FILE = {
    FileNotFoundError: "this file is missing",
    UnicodeDecodeError: "is not plain text; save it as UTF-8",
    RecursionError: "brackets stand in one another far too deep; take them out",
}


class Fault(NamedTuple):
    """What is wrong, and where; `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class FactsError(Exception):
    """Everything that is wrong with a file: each argument a Fault."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


def fact(read, default=MISSING, of: Key = ()):
    """A key whose value `read` checks and returns, or refuses with a ValueError.

    `of` is the key of another value that `read` has to know, if it is set.
    """
    return field(default=default, metadata={"read": read, "of": of})


def table(cls, default=MISSING, many: bool = False, short: str = ""):
    """A [table] that becomes a `cls`; with `many`, any number of [[table]] become a tuple.

    A text in the place of the table is its key `short`.
    """
    return field(default=default, metadata={"table": cls, "many": many, "short": short})


def read(cls, path: Path):
    """The `cls` that the file at `path` describes; raises FactsError with all that is wrong."""
    try:
        lines = lines_of(path)
        reading = Reading(cls, tomllib.loads("\n".join(lines)))
        whole = reading.build(cls, reading.raw)
        wrong = sorted((line_of(lines, key), message) for key, message in reading.wrong)
    except tomllib.TOMLDecodeError as error:
        wrong = [culprit(lines, str(error))]
    except tuple(NO_FILE) as error:
        wrong = [(1, NO_FILE[type(error)])]
    if wrong:
        raise FactsError(*(Fault(os.path.relpath(path), *each) for each in wrong))
    return whole


def fault(path: Path, key: Key, message: str) -> Fault:
    """What is wrong with `key`, on the line on which it begins."""
    return Fault(os.path.relpath(path), line_of(lines_of(path), key), message)


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").split("\n")


def homes(cls, name: str, key: Key = (), above: str = ""):
    """The headings in `cls` below which there may be a key of this `name`."""
    for each in fields(cls):
        if "table" in each.metadata:
            here, kind = (*key, each.name), each.metadata
            yield from homes(kind["table"], name, here, heading(here, kind["many"]))
        elif each.name == name:
            yield above


def heading(key: Key, many: bool = False) -> str:
    text = f"[{'.'.join(map(str, key))}]"
    return f"[{text}]" if many else text


class Reading:
    """What of a `cls` cannot be read is in `wrong`: (key, message)."""

    def __init__(self, cls, raw):
        self.cls, self.raw = cls, raw
        self.wrong: list[tuple[Key, str]] = []

    def build(self, cls, raw, key: Key = ()):
        """`raw` as a `cls`, or None where something is wrong with it."""
        if not isinstance(raw, dict):
            message = f"{key[-1]} should be a heading, {heading(key)}, then its lines"
            return self.wrong.append((key, message))
        before, known = len(self.wrong), {each.name: each for each in fields(cls)}
        meant = {self.unknown(name, known, key) for name in raw.keys() - known.keys()}
        values = {}
        for name, each in known.items():
            if name in raw:
                values[name] = self.value(each.metadata, raw[name], (*key, name))
            elif each.default is MISSING and name not in meant:
                what = heading((*key, name)) if "table" in each.metadata else name
                self.wrong.append((key, f"{what} is missing"))
        if len(self.wrong) > before:
            return None
        whole = cls(**values)
        self.wrong += [(key, f"this {message}") for message in getattr(whole, "wrong", tuple)()]
        return whole

    def value(self, kind, raw, key: Key):
        """What stands behind a `key` of this `kind`: the metadata of its field."""
        if "read" in kind:
            try:
                return kind["read"](raw, *self.known(kind["of"]))
            except ValueError as error:
                return self.wrong.append((key, f"{key[-1]} {error}"))
        if not kind["many"]:
            is_short = kind["short"] and isinstance(raw, str)
            return self.build(kind["table"], {kind["short"]: raw} if is_short else raw, key)
        if not isinstance(raw, list):
            right = f"[[{key[-1]}]], each with its lines"
            return self.wrong.append((key, f"{key[-1]} should be headings, {right}"))
        return tuple(self.build(kind["table"], each, (*key, n)) for n, each in enumerate(raw))

    def known(self, key: Key) -> Iterator:
        """What stands behind `key`, if anything does."""
        with suppress(KeyError, TypeError):
            if key:
                yield reduce(getitem, key, self.raw)

    def unknown(self, name: str, known, key: Key) -> str:
        """Refuse the key `name`; return which of those that are `known` was meant, or ""."""
        near, right = "", f"the keys here are {', '.join(known)}"
        if below := " or ".join(homes(self.cls, name)):
            right = f"it belongs below {below}"
        elif near := "".join(get_close_matches(name, known, 1)):
            right = f'did you mean "{near}"?'
        self.wrong.append(((*key, name), f'unknown key "{name}"; {right}'))
        return near
