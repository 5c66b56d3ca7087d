"""A TOML file read into frozen dataclasses, with everything that is wrong in it said by line."""

import os
import re
import tomllib
from dataclasses import MISSING, field, fields
from difflib import get_close_matches
from pathlib import Path

Key = tuple[str | int, ...]  # the way to a value, like ("help_lines", 0, "number")


class FactsError(Exception):
    """Everything that is wrong with a file: each argument one `path:line: message`."""

    def __str__(self) -> str:
        return "\n".join(self.args)


def fact(read, default=MISSING):
    """A key whose value `read` checks and returns, or refuses with a ValueError."""
    return field(default=default, metadata={"read": read})


def table(cls, default=MISSING, many: bool = False):
    """A [table] that becomes a `cls`; with `many`, any number of [[table]] become a tuple."""
    return field(default=default, metadata={"read": cls, "table": True, "many": many})


def read(cls, path: Path):
    """The `cls` that the TOML file at `path` describes; raises FactsError with all that is wrong."""
    name = os.path.relpath(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise FactsError(f"{name}:1: this file is missing") from None
    except UnicodeDecodeError:
        raise FactsError(f"{name}:1: is not plain text; save it as UTF-8") from None
    raw, unreadable = parse(lines)
    found: list[tuple[Key, str]] = []
    whole = None if raw is None else build(cls, raw, (), found)
    # What a line that could not be read lacks is no second problem.
    wrong = [(n, m) for k, m in found if (n := line_of(lines, k)) not in unreadable]
    wrong += unreadable.items()
    if wrong:
        raise FactsError(*(f"{name}:{line}: {message}" for line, message in sorted(wrong)))
    return whole


def parse(lines: list[str]) -> tuple[dict | None, dict[int, str]]:
    """The values in `lines`, and a message for each line that TOML cannot read.

    Such a line is given a value that no key accepts, so that the rest is read as well; where
    there is no key to give it to, the values are None.
    """
    unreadable: dict[int, str] = {}
    while True:
        try:
            return tomllib.loads("\n".join(lines)), unreadable
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            number = int(place[1]) if place else len(lines)
            line = lines[number - 1]
            key = re.match(r"\s*[\w-]+\s*=", line)
            again = number in unreadable
            unreadable.setdefault(number, why_unreadable(line, str(error)))
            if again or not key:
                return None, unreadable
            lines[number - 1] = f"{key[0]} false"


def why_unreadable(line: str, error: str) -> str:
    if re.search(r"overwrite|twice", error):
        return "this is set twice; keep one of the two"
    if re.search("[“”„«»]", line):
        return 'the quotes are curly; use straight ones, like name = "value"'
    if re.search(r"=\s*\d{4}-\d", line):
        return "there is no such day; write year-month-day, like 2026-06-09"
    return 'this line cannot be read; write it like name = "value"'


def line_of(lines: list[str], key: Key) -> int:
    """The line on which `key` begins: the first whose reading, by TOML itself, brings it in."""
    begin = 1
    for end in range(1, len(lines) + 1):
        try:
            value = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value
        try:
            for part in key:
                value = value[part]
        except (KeyError, IndexError):
            begin = end + 1
        else:
            return begin
    return 1


def build(cls, raw, key: Key, found: list[tuple[Key, str]]):
    """`raw` as a `cls`, or None with what is wrong appended to `found`."""
    if not isinstance(raw, dict):
        return found.append((key, f"{key[-1]} should be a table: [{key[-1]}], then its lines"))
    before = len(found)
    known = {field.name: field for field in fields(cls)}
    for name in raw.keys() - known.keys():
        near = get_close_matches(name, known, 1)
        right = f'did you mean "{near[0]}"?' if near else f"the keys here are {', '.join(known)}"
        found.append(((*key, name), f'unknown key "{name}"; {right}'))
    values = {}
    for name, field_ in known.items():
        here, kind = (*key, name), field_.metadata
        if name not in raw:
            if field_.default is MISSING:
                found.append((key, f"{name} is missing"))
        elif "table" not in kind:
            try:
                values[name] = kind["read"](raw[name])
            except ValueError as error:
                found.append((here, f"{name} {error}"))
        elif not kind["many"]:
            values[name] = build(kind["read"], raw[name], here, found)
        elif isinstance(raw[name], list):
            each = enumerate(raw[name])
            values[name] = tuple(build(kind["read"], item, (*here, n), found) for n, item in each)
        else:
            found.append((here, f"{name} is a list: write [[{name}]] with two brackets"))
    if len(found) > before:
        return None
    whole = cls(**values)
    found += [(key, f"this {message}") for message in getattr(whole, "wrong", tuple)()]
    return whole
