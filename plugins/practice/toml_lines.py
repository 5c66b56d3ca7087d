"""TOML by its lines: on which one a value stands, and why one cannot be read."""

import re
import tomllib
from contextlib import suppress
from functools import reduce
from operator import getitem
from pathlib import Path

Key = tuple[str | int, ...]  # the way to a value, like ("help_lines", 0, "number")

SAID = tomllib.loads(Path(__file__).with_name("unreadable.toml").read_text(encoding="utf-8"))
KEY, HEADING = re.compile(r"\s*([\w-]+)\s*[=:\"]"), re.compile(SAID["cannot"][0]["found"])


def culprit(lines: list[str], error: str) -> tuple[int, str]:
    """The line to mend, and why: where the error is, or where what is not closed begins."""
    *_, (readable, _) = beginnings(lines)
    number, place = readable + 1, re.search(r"at line (\d+)", error)
    if place and (line := lines[int(place[1]) - 1]) and not KEY.match(line):
        number = number if HEADING.search(line) else int(place[1])
    kind = "twice" if re.search(r"overwrite|twice|mutate", error) else "cannot"
    line = lines[number - 1]
    return number, next(why["say"] for why in SAID[kind] if re.search(why["found"], line))


def beginnings(lines: list[str]):
    """Each number of `lines` from the top that TOML can read, with the values in them."""
    for end in range(len(lines) + 1):
        with suppress(tomllib.TOMLDecodeError):  # in the middle of a value
            yield end, tomllib.loads("\n".join(lines[:end]))


def line_of(lines: list[str], key: Key) -> int:
    """The line on which `key` begins: the first whose reading, by TOML itself, brings it in."""
    begin = 1
    for end, values in beginnings(lines):
        with suppress(KeyError, IndexError):
            reduce(getitem, key, values)
            break
        begin = end + 1
    return begin
