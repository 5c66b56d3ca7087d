"""TOML with its lines: the values, the line of each, and why a line cannot be read."""

import re
import tomllib
from contextlib import suppress

MOST = 30  # unreadable lines, after which nobody reads on: the rest is not looked at

Key = tuple[str | int, ...]  # the way to a value, like ("help_lines", 0, "number")

KEY = re.compile(r"\s*([\w-]+)\s*[=:\"]")
HEADING = re.compile(r"^\s*\[|^[^=\"]*\]\s*$")

# Why a line cannot be read: the first pattern that is found in it says.
REASONS = {
    r"(^|[=\[,])\s*[“”„«»‘’‚]|[“”„«»’]\s*[,\]]*\s*(#.*)?$": (
        'the quotes are curly; use straight ones, like name = "value"'
    ),
    r"^[^\"]*[\u00a0\u200b\u2060\ufeff]": (
        "there is an invisible character in this line; type it afresh"
    ),
    HEADING: "a heading is one name in brackets, like [contact] or [[help_lines]]",
    r"=\s*(\d{4}[-/.]|\d\d?[-/. ]\w+[-/. ]\d)": (
        "there is no such day; write year-month-day, like 2026-06-09"
    ),
    r"=\s*(#|$)": "nothing is set here; fill it in, or put # in front of the line to leave it out",
    r"=\s*\"[^\"]*\"\s*\w": "a text within straight quotes may have only “curly” ones in it",
    r"=\s*(\"\"\"|''')": 'this text does not end; put """ behind it',
    r"=\s*\[": 'this list cannot be read; write it like ["AI", "chatbot"]',
    r"^[^\"]*\"[^\"]*$": "a text stands on one line, with a straight quote before and behind it",
    r"": 'this line cannot be read; write it like name = "value", or put # in front of it',
}


def parse(lines: list[str], unreadable: dict[int, str]) -> dict | None:
    """The values in `lines`; each line that TOML cannot read goes into `unreadable`, and why.

    It is given a value that no key accepts, so that the rest is read as well. Where it was a
    heading, nobody knows what the lines below it are, and there are no values.
    """
    lost = False
    while True:
        try:
            values = tomllib.loads("\n".join(lines))
            return None if lost else values
        except tomllib.TOMLDecodeError as error:
            number = culprit(lines, str(error))
            line = lines[number - 1]
            again = number in unreadable
            if len(unreadable) == MOST:
                return None
            unreadable.setdefault(number, why_unreadable(line, str(error)))
            if HEADING.search(line):
                lost, lines[number - 1] = True, f"[unreadable-{number}]"
            elif (key := KEY.match(line)) and not again:
                lines[number - 1] = f"{key[1]} = false"
            else:
                lines[number - 1] = ""


def culprit(lines: list[str], error: str) -> int:
    """The line to mend: where the error is, or where what is not closed begins."""
    place = re.search(r"at line (\d+)", error)
    number = int(place[1]) if place else 0
    *_, (readable, _) = beginnings(lines[: number or None])  # nothing is read beyond an error
    line = lines[number - 1]
    if not place or not line or KEY.match(line) or HEADING.search(line):
        *_, (readable, _) = beginnings(lines)
        return readable + 1
    return number


def why_unreadable(line: str, error: str) -> str:
    if re.search(r"overwrite|twice|mutate", error):
        return "this is set twice; keep one of the two"
    return next(reason for pattern, reason in REASONS.items() if re.search(pattern, line))


def beginnings(lines: list[str]):
    """Each number of `lines` from the top that TOML can read, with the values in them."""
    for end in range(len(lines) + 1):
        with suppress(tomllib.TOMLDecodeError):  # in the middle of a value
            yield end, tomllib.loads("\n".join(lines[:end]))


def line_of(lines: list[str], key: Key) -> int:
    """The line on which `key` begins: the first whose reading, by TOML itself, brings it in."""
    begin = 1
    for end, value in beginnings(lines):
        try:
            for part in key:
                value = value[part]
        except (KeyError, IndexError):
            begin = end + 1
        else:
            break
    return begin
