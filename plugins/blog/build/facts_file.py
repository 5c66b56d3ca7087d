"""practice.toml as it is edited: a value is set where it stands; comments and order stay."""

import json
import re
import tomllib
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import NamedTuple

# A heading, such as [[help_lines]], or a key, perhaps behind a #
LINE = re.compile(r"\s*(#?)\s*(?:\[(\[?)\s*([\w.-]+)\s*\]|([\w-]+)\s*=)")


class Place(NamedTuple):
    """Lines `first` to `last` of the file; not `live` if there is a # before them."""

    first: int
    last: int
    live: bool


Places = dict[tuple[str, str], Place]  # by section, help_lines.0, and key; "" is the heading


def places(lines: list[str]) -> Places:
    """Where each key stands, or else the comment that waits for it."""
    found: Places = {}
    section, many = "", Counter()
    for n, line in enumerate(lines):
        if not (match := LINE.match(line)):
            continue
        (off, is_many, heading, key), last = match.groups(), n + 1
        if heading:
            section = heading + f".{many[heading]}" * bool(is_many)
            many[heading] += not off
        elif not off:  # a list may go over several lines
            ends = (end for end in range(last, len(lines) + 1) if is_whole(lines[n:end]))
            last = next(ends, last)
        name = section, key or ""
        if name not in found or (not off and not found[name].live):
            found[name] = Place(n, last, not off)
    return found


def is_whole(lines: list[str]) -> bool:
    with suppress(tomllib.TOMLDecodeError):
        return bool(tomllib.loads("\n".join(lines)))
    return False


def comment(line: str) -> str:
    """What is behind the value, with the blanks before it: a hint for the author."""
    line = re.sub(r"^\s*#\s*", "", line)
    marks = (mark.start() for mark in re.finditer(r"\s*#", line))
    return next((line[at:] for at in marks if is_whole([line[:at]])), "")


def put(text: str, section: str, key: str, value) -> str:
    """Set the key; without a value, put # before it, and before a heading with no other key."""
    lines = text.split("\n")
    known = places(lines)
    heading, line = known.get((section, "")), known.get((section, key))
    if not value:
        alive = [name for of, name in known if of == section and known[of, name].live]
        if key in alive:
            more = [heading.first] if alive in ([key], ["", key]) and heading.live else []
            for n in (*more, *range(line.first, line.last)):
                lines[n] = f"# {lines[n]}"
    elif line:
        behind = comment("\n".join(lines[line.first : line.last]))
        lines[line.first : line.last] = [set_to(key, value) + behind]
    elif heading:
        lines.insert(heading.first + 1, set_to(key, value))
    else:
        name, n, _ = section.rpartition(".")
        title = f"[[{name}]]" if n and section[-1].isdecimal() else f"[{section}]"
        return f"{text.rstrip()}\n\n{title}\n{set_to(key, value)}\n"
    if value and not heading.live:
        lines[heading.first] = lines[heading.first].replace("#", "", 1).lstrip()
    return "\n".join(lines)


def set_to(key: str, value) -> str:
    """A line of TOML."""
    if isinstance(value, date):
        return f"{key} = {value}"
    return f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
