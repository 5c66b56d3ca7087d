"""A TOML file read into frozen dataclasses, with everything that is wrong in it said by line.

The metadata of a field (details.py) says what is to `read` it, a function of values.py or another
dataclass; whether there may be `many`; and whether it must be read `by_country`.
"""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from functools import partial
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


def read(cls, path: Path) -> tuple[object, list[Fault]]:
    """The `cls` that the file at `path` describes, or None; and all that is wrong in it."""
    whole = None
    try:
        lines = lines_of(path)
        reading = Reading(cls, tomllib.loads("\n".join(lines)))
        whole = reading.whole
        wrong = sorted((line_of(lines, key), message) for key, message in reading.wrong)
    except tomllib.TOMLDecodeError as error:
        wrong = [culprit(lines, str(error))]
    except tuple(NO_FILE) as error:
        wrong = [(1, NO_FILE[type(error)])]
    return whole, [Fault(os.path.relpath(path), *each) for each in wrong]


def fault(path: Path, key: Key, message: str) -> Fault:
    """What is wrong with `key`, on the line on which it begins."""
    return Fault(os.path.relpath(path), line_of(lines_of(path), key), message)


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").split("\n")


def homes(cls, name: str, above: str = "", heading: str = "") -> Iterator[str]:
    """The headings in `cls` below which there may be a key of this `name`."""
    for each in fields(cls):
        if is_dataclass(below := each.metadata["read"]):
            key = f"{above}{each.name}"
            yield from homes(below, name, f"{key}.", heading_of(key, each.metadata["many"]))
        elif each.name == name:
            yield heading


def heading_of(key: str, many: bool = False) -> str:
    return f"[[{key}]]" if many else f"[{key}]"


class Reading:
    """The `whole` that `raw` describes; what of it cannot be read is in `wrong`: (key, message)."""

    def __init__(self, cls, raw: dict):
        self.cls = cls
        site = raw.get("site")
        self.country = str(site.get("country", "GB")) if isinstance(site, dict) else "GB"
        self.wrong: list[tuple[Key, str]] = []
        self.whole = self.build(cls, raw, ())

    def build(self, cls, raw, key: Key):
        """`raw` as a `cls`, or None where something is wrong with it."""
        if isinstance(raw, str) and hasattr(cls, "SHORT"):
            raw = {cls.SHORT: raw}
        if not isinstance(raw, dict):
            message = f"{key[-1]} should be a heading, {heading_of('.'.join(key))}, then its lines"
            return self.wrong.append((key, message))
        before, known = len(self.wrong), {each.name: each for each in fields(cls)}
        meant = {self.unknown(name, known, key) for name in raw.keys() - known.keys()}
        said = {}
        for name, each in known.items():
            if name in raw:
                said[name] = self.value(each.metadata, raw[name], (*key, name))
            elif each.default is MISSING and name not in meant:
                is_table = is_dataclass(each.metadata["read"])
                what = heading_of(".".join((*key, name))) if is_table else name
                self.wrong.append((key, f"{what} is missing"))
        if len(self.wrong) > before:
            return None
        whole = cls(**said)
        self.wrong += [(key, f"this {message}") for message in getattr(whole, "wrong", tuple)()]
        return whole

    def value(self, kind, raw, key: Key):
        """What stands behind a `key` of this `kind`: the metadata of its field."""
        read, is_table = kind["read"], is_dataclass(kind["read"])
        if kind["many"] and not isinstance(raw, list):
            right = f'a list, like ["{raw if isinstance(raw, str) and raw else "…"}"]'
            right = f"headings, [[{key[-1]}]], each with its lines" if is_table else right
            return self.wrong.append((key, f"{key[-1]} should be {right}"))
        if is_table:
            if not kind["many"]:
                return self.build(read, raw, key)
            return tuple(self.build(read, each, (*key, n)) for n, each in enumerate(raw))
        if kind["by_country"]:
            read = partial(read, country=self.country)
        try:
            return tuple(map(read, raw)) if kind["many"] else read(raw)
        except ValueError as error:
            return self.wrong.append((key, f"{key[-1]} {error}"))

    def unknown(self, name: str, known, key: Key) -> str:
        """Refuse the key `name`; return which of those that are `known` was meant, or ""."""
        near, right = "", f"the keys here are {', '.join(known)}"
        if below := " or ".join(homes(self.cls, name)):
            right = f"it belongs below {below}"
        elif near := "".join(get_close_matches(name, known, 1)):
            right = f'did you mean "{near}"?'
        self.wrong.append(((*key, name), f'unknown key "{name}"; {right}'))
        return near
