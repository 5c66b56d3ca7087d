"""A TOML file read into frozen dataclasses, with everything that is wrong in it said by line.

The metadata of a field (details.py) says what is to `read` it, a function of values.py or another
dataclass; whether there may be `many`; and whether it must be read `by_country`.
"""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
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


def homes(cls, name: str, above: Key = (), heading: str = "") -> Iterator[str]:
    """The headings in `cls` below which there may be a key of this `name`."""
    for each in fields(cls):
        if is_dataclass(below := each.metadata["read"]):
            key = (*above, each.name)
            yield from homes(below, name, key, heading_of(key, each.metadata["many"]))
        elif each.name == name:
            yield heading


def heading_of(key: Key, many: bool = False) -> str:
    heading = f"[{'.'.join(map(str, key))}]"
    return f"[{heading}]" if many else heading


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
        if not isinstance(raw, dict):
            right = f"{heading_of(key)}, then its lines"
            return self.wrong.append((key, f"{key[-1]} should be a heading, {right}"))
        before, known = len(self.wrong), {each.name: each for each in fields(cls)}
        meant = {self.unknown(name, known, key) for name in raw.keys() - known.keys()}
        said = {}
        for name, each in known.items():
            if name in raw:
                said[name] = self.value(each.metadata, raw[name], (*key, name))
            elif each.default is MISSING and name not in meant:
                is_table = is_dataclass(each.metadata["read"])
                what = heading_of((*key, name)) if is_table else name
                self.wrong.append((key, f"{what} is missing"))
        if len(self.wrong) > before:
            return None
        whole = cls(**said)
        self.wrong += [(key, f"this {message}") for message in getattr(whole, "wrong", tuple)()]
        return whole

    def value(self, about, raw, key: Key):
        """What stands behind `key`, of which the metadata of its field says `about`; or None."""
        *_, name = (part for part in key if isinstance(part, str))
        read, is_table = about["read"], is_dataclass(about["read"])
        if about["many"] and isinstance(raw, list):
            one = {**about, "many": False}
            return tuple(self.value(one, each, (*key, n)) for n, each in enumerate(raw))
        if about["many"]:
            right = f'a list, like ["{raw if isinstance(raw, str) and raw else "…"}"]'
            right = f"headings, [[{name}]], each with its lines" if is_table else right
            return self.wrong.append((key, f"{name} should be {right}"))
        if is_table:
            return self.build(read, raw, key)
        try:
            return read(raw, self.country) if about["by_country"] else read(raw)
        except ValueError as error:
            return self.wrong.append((key, f"{name} {error}"))

    def unknown(self, name: str, known, key: Key) -> str:
        """Refuse the key `name`; return which of those that are `known` was meant, or ""."""
        near, right = "", f"the keys here are {', '.join(known)}"
        if below := " or ".join(homes(self.cls, name)):
            right = f"it belongs below {below}"
        elif near := "".join(get_close_matches(name, known, 1)):
            right = f'did you mean "{near}"?'
        self.wrong.append(((*key, name), f'unknown key "{name}"; {right}'))
        return near
