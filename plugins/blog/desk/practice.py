"""practice.toml as a form: each fact that there may be, its hint in the file, what is wrong."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date

from practice import load, stale, values
from practice.details import Practice

from .. import languages
from ..build.facts_file import comment, places, put
from ..disk import write
from .texts import CONTENT, Refused, mark

FILE = CONTENT / "practice.toml"
LONG = 60  # signs, from which on a text has a box of its own
DATES = (values.day, values.past_day)


def form() -> dict:
    """All facts by section; a file that is no TOML has none, and `findings` that say why."""
    data = FILE.read_bytes()
    text = data.decode("utf-8-sig")
    lines = text.split("\n")
    at = places(lines)
    facts, wrong = load(FILE)
    where = sorted(((place.first, name) for name, place in at.items() if place.live), reverse=True)
    findings = []
    for fault in [*wrong, *stale(facts, FILE, date.today())]:
        section, key = next((name for first, name in where if first < fault.line), ("", ""))
        key = key or fault.message.partition(" is missing")[0]
        findings += [{"section": section, "key": key, "message": fault.message, "stops": True}]
    sections = []
    for section, cls, said in tables(Practice, parsed(text)):
        found = [each for each in fields(cls) if not is_dataclass(each.metadata["read"])]
        hints = {
            each.name: comment(lines[at[section, each.name].last - 1]).strip(" #")
            for each in found
            if (section, each.name) in at
        }
        known = [fact(each, said.get(each.name, ""), hints.get(each.name, "")) for each in found]
        sections += [{"name": section, "facts": known}] * bool(known)
    return {"mark": mark(data), "sections": sections, "findings": findings}


def parsed(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def tables(cls, raw: dict, above: str = "") -> Iterator[tuple[str, type, dict]]:
    """Each section that there may be, and what stands in it; of many of a kind, one more."""
    for each in fields(cls):
        below, name = each.metadata["read"], f"{above}{each.name}"
        if not is_dataclass(below):
            continue
        said = raw.get(each.name, {})
        if each.metadata["many"]:
            yield from ((f"{name}.{n}", below, one) for n, one in enumerate([*said, {}]))
        else:
            said = {below.SHORT: said} if isinstance(said, str) else said
            yield name, below, said
            yield from tables(below, said, f"{name}.")


def fact(field, value, hint: str) -> dict:
    kind = "long" if len(str(value)) > LONG else "text"
    kind = "date" if field.metadata["read"] in DATES else kind
    kind = "list" if field.metadata["many"] else kind
    value = value or [] if kind == "list" else str(value)
    label = field.name.replace("_", " ").capitalize()
    if kind == "list":
        hint = hint.translate(dict.fromkeys(map(ord, '[]"')))  # signs of TOML, not of a list here
    return {"key": field.name, "label": label, "value": value, "kind": kind, "hint": hint}


def save(mark: str, values: dict) -> dict:
    """Set these values, by section.key; raises Refused where the file has changed meanwhile."""
    now = form()
    if now["mark"] != mark:
        raise Refused(412, "changed", now)
    kinds = {
        f"{section['name']}.{each['key']}": each["kind"]
        for section in now["sections"]
        for each in section["facts"]
    }
    text = FILE.read_bytes().decode("utf-8-sig")
    for name, value in values.items():
        section, _, key = name.rpartition(".")
        if kinds.get(name) == "list" and isinstance(value, str):  # one on each line
            value = [line.strip() for line in value.split("\n") if line.strip()]
        plain = value if isinstance(value, list) else [value]
        if name not in kinds or not all(isinstance(each, str) for each in plain):
            raise Refused(400, "not_understood")
        with suppress(ValueError):  # else it stays a text, and the form says what is wrong with it
            value = date.fromisoformat(value) if kinds[name] == "date" and value else value
        text = put(text, section, key, value)
    if not parsed(text):
        raise Refused(400, "not_put")
    write(FILE, text.encode(), lasting=True)
    return form()


def language() -> languages.Language:
    """That of the practice."""
    return languages.read(load(FILE)[0].site.language)
