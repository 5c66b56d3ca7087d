"""TOML by its lines: on which one a value stands, and why one cannot be read."""

import re
import tomllib
from contextlib import suppress
from functools import reduce
from operator import getitem
from pathlib import Path

Key = tuple[str | int, ...]  # the way to a value, like ("help_lines", 0, "number")

SAID = tomllib.loads(Path(__file__).with_name("unreadable.toml").read_text(encoding="utf-8"))


def culprit(lines: list[str], error: str) -> tuple[int, str]:
    """The line to mend, and why: the first that TOML cannot read, or where it begins to fail."""
    *_, (readable, _) = beginnings(lines)
    kind = "twice" if re.search(r"overwrite|twice|mutate", error) else "cannot"
    right = (why["say"] for why in SAID[kind] if re.search(why["found"], lines[readable]))
    return readable + 1, next(right)


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
