"""A TOML file read into frozen dataclasses, with everything that is wrong in it said by line."""

import os
import re
from collections import defaultdict
from dataclasses import MISSING, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from .toml_lines import Key, line_of, parse

SINGLE = re.compile(r"\s*\[([\w-]+)\]\s*(#.*)?")


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


def fact(read, default=MISSING):
    """A key whose value `read` checks and returns, or refuses with a ValueError."""
    return field(default=default, metadata={"read": read})


def table(cls, default=MISSING, many: bool = False):
    """A [table] that becomes a `cls`; with `many`, any number of [[table]] become a tuple."""
    return field(default=default, metadata={"read": cls, "table": True, "many": many})


def read(cls, path: Path):
    """The `cls` that the file at `path` describes; raises FactsError with all that is wrong."""
    name = os.path.relpath(path)
    try:
        lines = lines_of(path)
    except FileNotFoundError:
        raise FactsError(Fault(name, 1, "this file is missing")) from None
    except UnicodeDecodeError:
        raise FactsError(Fault(name, 1, "is not plain text; save it as UTF-8")) from None
    homes = defaultdict(list)
    for key, where in headings(cls):
        homes[key].append(where)
    many = [table_.name for table_ in fields(cls) if table_.metadata.get("many")]
    unreadable = single_brackets(lines, many)
    try:
        raw = parse(lines, unreadable)
    except RecursionError:
        message = "brackets stand in one another far too deep; take them out"
        raise FactsError(Fault(name, 1, message)) from None
    found: list[tuple[Key, str]] = []
    whole = None if raw is None else build(cls, raw, (), found, homes)
    # What a line that could not be read lacks is no second problem.
    wrong = [(n, m) for k, m in found if (n := line_of(lines, k)) not in unreadable]
    wrong += unreadable.items()
    if wrong:
        raise FactsError(*(Fault(name, *each) for each in sorted(wrong)))
    return whole


def fault(path: Path, key: Key, message: str) -> Fault:
    """What is wrong with `key`, on the line on which it begins."""
    return Fault(os.path.relpath(path), line(path, key), message)


def line(path: Path, key: Key) -> int:
    """The line on which `key` begins."""
    return line_of(lines_of(path), key)


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").split("\n")


def headings(cls, key: Key = (), above: str = ""):
    """Each key of the tables in `cls`, with the heading that stands above it."""
    for field_ in fields(cls):
        here, kind = (*key, field_.name), field_.metadata
        if "table" in kind:
            yield from headings(kind["read"], here, heading(here, kind["many"]))
        else:
            yield field_.name, above


def heading(key: Key, many: bool = False) -> str:
    text = f"[{'.'.join(map(str, key))}]"
    return f"[{text}]" if many else text


def single_brackets(lines: list[str], many: list[str]) -> dict[int, str]:
    """Mend each [table] that should be a [[table]]; its line with what to say of it."""
    wrong = {}
    for n, line in enumerate(lines):
        if (match := SINGLE.fullmatch(line)) and match[1] in many:
            lines[n] = f"[[{match[1]}]]"
            wrong[n + 1] = f"write {lines[n]} with two brackets; there may be several"
    return wrong


def build(cls, raw, key: Key, found: list[tuple[Key, str]], homes: dict[str, list]):
    """`raw` as a `cls`, or None with what is wrong appended to `found`."""
    if not isinstance(raw, dict):
        return found.append((key, f"{key[-1]} should be a heading, {heading(key)}, then its lines"))
    before = len(found)
    known = {field.name: field for field in fields(cls)}
    meant = set()
    for name in raw.keys() - known.keys():
        if name in homes:
            right = f"it belongs below {' or '.join(homes[name])}"
        elif near := get_close_matches(name, known, 1):
            meant.add(near[0])
            right = f'did you mean "{near[0]}"?'
        else:
            right = f"the keys here are {', '.join(known)}"
        found.append(((*key, name), f'unknown key "{name}"; {right}'))
    values = {}
    for name, field_ in known.items():
        here, kind = (*key, name), field_.metadata
        if name not in raw:
            if field_.default is MISSING and name not in meant:
                what = heading(here) if "table" in kind else name
                found.append((key, f"{what} is missing"))
        elif "table" not in kind:
            try:
                values[name] = kind["read"](raw[name])
            except ValueError as error:
                found.append((here, f"{name} {error}"))
        elif not kind["many"]:
            values[name] = build(kind["read"], raw[name], here, found, homes)
        elif isinstance(raw[name], list):
            each = enumerate(raw[name])
            values[name] = tuple(
                build(kind["read"], item, (*here, n), found, homes) for n, item in each
            )
        else:
            found.append((here, f"{name} should be headings, [[{name}]], each with its lines"))
    if len(found) > before:
        return None
    whole = cls(**values)
    found += [(key, f"this {message}") for message in getattr(whole, "wrong", tuple)()]
    return whole
