"""practice.toml as it is edited: a value is set where it stands; comments and order stay."""

import json
import re
from collections import Counter
from datetime import date

from ..disk import data

PLACE = re.compile(data(__file__)["place"])


def places(text: str) -> dict[tuple[str, str], re.Match]:
    """Where each key stands, or else the comment that waits for it, by section, such as
    help_lines.0, and key; a heading is the key ""."""
    found: dict[tuple[str, str], re.Match] = {}
    section, many = "", Counter()
    for place in PLACE.finditer(text):
        if heading := place["heading"]:
            section = heading + f".{many[heading]}" * bool(place["many"])
            many[heading] += not place["off"]
        name = section, place["key"] or ""
        if name not in found or (found[name]["off"] and not place["off"]):
            found[name] = place
    return found


def put(text: str, section: str, key: str, value) -> str:
    """Set the key; without a value, put # before it, and before a heading with no other key."""
    known = places(text)
    heading, place = known.get((section, "")), known.get((section, key))
    if not value:
        alive = [name for (of, name), it in known.items() if of == section and not it["off"]]
        for each in [place] * (key in alive) + [heading] * (alive == ["", key]):
            text = replaced(text, each, f"# {blank(each)}")
    elif not heading:
        name, n, _ = section.rpartition(".")
        title = f"[[{name}]]" if n and section[-1].isdecimal() else f"[{section}]"
        text = f"{text.rstrip()}\n\n{title}\n{set_to(key, value)}\n"
    else:
        said = set_to(key, value)
        new = said + place["hint"] if place else f"{heading[0]}\n{said}"
        text = replaced(text, place or heading, new)
        if heading["off"]:
            text = replaced(text, heading, heading[0].replace("#", "", 1).lstrip())
    return text


def blank(place: re.Match) -> str:
    """A heading, or a key with nothing behind it: what she takes back is not kept either."""
    if not place["key"]:
        return place[0]
    empty = '["…"]' if place[0].partition("=")[2].lstrip().startswith("[") else '"…"'
    return f"{place['key']} = {empty}{place['hint']}"


def replaced(text: str, place: re.Match, new: str) -> str:
    return text[: place.start()] + new + text[place.end() :]


def set_to(key: str, value) -> str:
    """A line of TOML."""
    said = value if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
    return f"{key} = {said}".replace("\x7f", "\\u007f")
