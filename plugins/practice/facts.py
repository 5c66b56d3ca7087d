"""practice.toml as the practice's facts; all that is wrong in it, or gone stale, said by line."""

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import partial, reduce
from operator import getitem
from pathlib import Path
from typing import NamedTuple

from . import values
from .details import DETAILS, STAND_IN, TABLES, Fact, Practice, dated

Key = tuple[str | int, ...]  # the way to a value, like ("help_lines", 0, "number")

SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
BY_COUNTRY = ("phone", "help_number")  # what must know the country, too


class Fault(NamedTuple):
    """What is wrong, and where; `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def load(path: Path) -> tuple[Practice, list[Fault]]:
    """The practice that `path` describes, and what is wrong: there, it has what STAND_IN has."""
    practice = STAND_IN
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        reading = Reading(tomllib.loads("\n".join(lines)))
        wrong = sorted((line_of(lines, key), message) for key, message in reading.wrong)
        broken = {name for key, _ in reading.wrong for name in key[:1]}
        whole = {k: it for k, it in vars(reading.practice).items() if it and k not in broken}
        if "site" in whole:  # by which all the others go
            practice = replace(STAND_IN if wrong else reading.practice, **whole)
    except tomllib.TOMLDecodeError as error:
        wrong = [culprit(lines, str(error))]
    except (UnicodeDecodeError, RecursionError, OSError) as error:
        wrong = [(1, SAID["unread"].get(type(error).__name__, SAID["missing"]))]
    return practice, [Fault(os.path.relpath(path), *each) for each in wrong]


def fault(path: Path, key: Key, message: str) -> Fault:
    """What is wrong with `key`, on the line on which it begins."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return Fault(os.path.relpath(path), line_of(lines, key), message)


def stale(practice: Practice, path: Path, today: date) -> Iterator[Fault]:
    """A fault for each fact that may no longer be published on `today`."""
    for key, name, said, last in dated(practice):
        if last < today:
            yield fault(path, key, SAID["stale"][key[-1]].format(name, said))


def culprit(lines: list[str], error: str) -> tuple[int, str]:
    """The line to mend, and why: the first that TOML cannot read, or where it begins to fail."""
    *_, (at, _, close) = beginnings(lines)
    kind = "twice" if re.search(r"overwrite|twice|mutate", error) else "list" if close else "cannot"
    known, line = SAID[kind] + SAID["cannot"], "".join(lines[at : at + 1])
    why = next(why for why in known if re.search(why["found"], line))
    if why in SAID["list"]:  # its last line lacks something
        at = max(n for n in range(at) if re.match(r"\s*[^\s#]", lines[n]))
    return at + 1, why["say"]


def beginnings(lines: list[str]):
    """Each number of `lines` that TOML can read, the values in them, what ends a list there."""
    for end in range(len(lines) + 1):
        for close in ("", "\n]"):
            with suppress(tomllib.TOMLDecodeError):  # in the middle of a value
                yield end, tomllib.loads("\n".join(lines[:end]) + close), close
                break


def line_of(lines: list[str], key: Key) -> int:
    """The line on which `key` begins: the first whose reading, by TOML itself, brings it in."""
    begin = 1
    for end, read, _ in beginnings(lines):
        with suppress(KeyError, IndexError):
            reduce(getitem, key, read)
            break
        begin = end + 1
    return begin


def named(key: Key, table: str) -> tuple[str, str]:
    """What `key` is called, and the heading of its table, as [callouts.crisis], [[help_lines]]."""
    names = [part for part in key if isinstance(part, str)]
    return names[-1], f"[{table.replace(table.strip('[]'), '.'.join(names))}]"


class Reading:
    """The `practice` that `raw` describes; what of it cannot be read is in `wrong`."""

    def __init__(self, raw: dict):
        site = raw.get("site")
        self.country = str(site.get("country", "GB")) if isinstance(site, dict) else "GB"
        self.wrong: list[tuple[Key, str]] = []
        self.meant: set[str] = set()  # by an unknown key; so they are not missed as well
        self.practice = self.table("practice", raw, ())

    def table(self, table: str, raw, key: Key):
        """`raw` as this table, or nearly: nobody asks for it where something is `wrong`."""
        if not isinstance(raw, dict):
            return self.wrong.append((key, SAID["heading"].format(*named(key, table))))
        if key and not raw and key[-1] not in self.meant:
            return self.wrong.append((key, SAID["bare"].format(*named(key, table))))
        known = DETAILS[table]
        if strange := [name for name in raw if name not in known]:
            self.unknown(strange, known, key)
        said = {n: self.value(known[n], each, (*key, n)) for n, each in raw.items() if n in known}
        for name in known.keys() - said.keys():  # once it is known which other ones were meant
            fact = known[name]
            if not (fact.may_lack or fact.many == "*" or self.meant & {name, *key}):
                what = named((*key, name), fact.kind)[fact.kind in DETAILS]
                self.wrong.append((key, f"{what} is missing"))
        if "checked_on" in known and ("checked_on" in said) == ("expires" in said):
            self.wrong.append((key, SAID["date"]))
        return TABLES[table](**said)

    def value(self, fact: Fact, raw, key: Key):
        """What stands behind `key`, or None."""
        name, heading = named(key, fact.kind)
        is_table = fact.kind in DETAILS
        if fact.many and isinstance(raw, list):
            one = Fact(**{**vars(fact), "many": ""})
            return tuple(self.value(one, each, (*key, n)) for n, each in enumerate(raw))
        if fact.many:
            right = f'a list, like ["{raw if isinstance(raw, str) and raw else "…"}"]'
            right = f"headings, {heading}, each with its lines" if is_table else right
            return self.wrong.append((key, f"{name} should be {right}"))
        if is_table:
            return self.table(fact.kind, raw, key)
        read = getattr(values, fact.kind, None) or partial(values.text_like, fact.kind)
        try:
            return read(raw, self.country) if fact.kind in BY_COUNTRY else read(raw)
        except ValueError as error:
            return self.wrong.append((key, f"{name} {error}"))

    def unknown(self, names: list[str], known: dict[str, Fact], key: Key) -> None:
        """Refuse these keys; as one, if they have lost the heading above them."""
        homes = [table for table, keys in DETAILS.items() if {*names} <= keys.keys()]
        if len(names) > 1 and not homes:
            return [self.unknown([name], known, key) for name in names]
        near, right = get_close_matches(names[0], known, 1), f"the keys here are {', '.join(known)}"
        if homes:
            right = f"it belongs below {' or '.join(f'[{home}]' for home in homes)}"
        elif near:
            right = f'did you mean "{near[0]}"?'
        self.meant |= {*names, *homes[: len(names) - 1]} if homes else {*near}
        self.wrong.append(((*key, names[0]), f'unknown key "{", ".join(names)}"; {right}'))
