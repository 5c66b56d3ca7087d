"""TOML with its lines: the values, the line of each, and why a line cannot be read."""

import re
import tomllib
from contextlib import suppress
from functools import reduce
from operator import getitem
from pathlib import Path

MOST = 30  # unreadable lines, after which nobody reads on: the rest is not looked at

Key = tuple[str | int, ...]  # the way to a value, like ("help_lines", 0, "number")

REASONS = tomllib.loads(Path(__file__).with_name("unreadable.toml").read_text(encoding="utf-8"))
KEY, HEADING = re.compile(r"\s*([\w-]+)\s*[=:\"]"), re.compile(REASONS["heading"]["found"])


def parse(lines: list[str], unreadable: dict[int, str]) -> dict | None:
    """The values in `lines`; each line that TOML cannot read goes into `unreadable`, and why.

    It is given a value that no key accepts, so that the rest is read as well. Where it was a
    heading, nobody knows what the lines below it are, and there are no values.
    """
    lost = False
    while len(unreadable) < MOST:
        try:
            values = tomllib.loads("\n".join(lines))
            return None if lost else values
        except tomllib.TOMLDecodeError as error:
            number, why = culprit(lines, str(error))
        line, again = lines[number - 1], number in unreadable
        unreadable.setdefault(number, why)
        if HEADING.search(line):
            lost, lines[number - 1] = True, f"[unreadable-{number}]"
        else:
            key = KEY.match(line)
            lines[number - 1] = f"{key[1]} = false" if key and not again else ""
    return None


def culprit(lines: list[str], error: str) -> tuple[int, str]:
    """The line to mend, and why: where the error is, or where what is not closed begins."""
    *_, (readable, _) = beginnings(lines)
    number, place = readable + 1, re.search(r"at line (\d+)", error)
    if place and (line := lines[int(place[1]) - 1]) and not KEY.match(line):
        number = number if HEADING.search(line) else int(place[1])
    if re.search(r"overwrite|twice|mutate", error):
        return number, REASONS["twice"]["say"]
    line = lines[number - 1]
    return number, next(why["say"] for why in REASONS.values() if re.search(why["found"], line))


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
