"""practice.toml as a form: each fact that there may be, its hint in the file, what is wrong."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from practice import load, stale
from practice.details import DETAILS, Fact

from .. import languages
from ..build.facts_file import places, put
from ..disk import write
from .texts import CONTENT, Refused, mark

FILE = CONTENT / "practice.toml"
LONG = 60  # signs, from which on a text has a box of its own
DATES = ("day", "past_day")


def form() -> dict:
    """All facts by section; a file that is no TOML has none, and `findings` that say why."""
    text = current()
    at = places(text)
    facts, wrong = load(FILE)
    live = ((text.count("\n", 0, it.start()), name) for name, it in at.items() if not it["off"])
    where = sorted(live, reverse=True)
    findings = []
    for fault in [*wrong, *stale(facts, FILE, date.today())]:
        section, key = next((name for first, name in where if first < fault.line), ("", ""))
        key = key or fault.message.partition(" is missing")[0]
        findings += [{"section": section, "key": key, "message": fault.message, "stops": True}]
    sections = []
    for section, table, said in tables("practice", parsed(text)):
        known = {key: it for key, it in DETAILS[table].items() if it.kind not in DETAILS}
        behind = {key: at.get((section, key)) for key in known}
        hints = {name: it["hint"].strip(" #") for name, it in behind.items() if it}
        given = [fact(k, it, said.get(k, ""), hints.get(k, "")) for k, it in known.items()]
        sections += [{"name": section, "facts": given}] * bool(given)
    return {"mark": mark(text.encode()), "sections": sections, "findings": findings}


def current() -> str:
    return FILE.read_bytes().decode("utf-8-sig")


def parsed(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def tables(table: str, raw: dict, above: str = "") -> Iterator[tuple[str, str, dict]]:
    """Each section that there may be, its table in DETAILS, and what stands in it; of many of a
    kind, one more."""
    for key, it in DETAILS[table].items():
        if it.kind not in DETAILS:
            continue
        said, name = raw.get(key, {}), f"{above}{key}"
        if it.many:
            yield from ((f"{name}.{n}", it.kind, one) for n, one in enumerate([*said, {}]))
        else:
            said = said if isinstance(said, dict) else {}  # what is wrong with it is told
            yield name, it.kind, said
            yield from tables(it.kind, said, f"{name}.")


def fact(key: str, about: Fact, value, hint: str) -> dict:
    kind = "long" if len(str(value)) > LONG else "text"
    kind = "date" if about.kind in DATES else kind
    kind = "list" if about.many else kind
    if kind == "list":
        value = "\n".join([value] if isinstance(value, str) else map(str, value))  # each on a line
        hint = hint.translate(dict.fromkeys(map(ord, '[]"')))  # signs of TOML, not of a list here
    return {"key": key, "value": str(value), "kind": kind, "hint": hint}


def save(mark: str, values: dict[str, str]) -> dict:
    """Set these values, by section.key; raises Refused where the file has changed meanwhile."""
    now, text = form(), current()
    if now["mark"] != mark:
        raise Refused(412, "changed", now)
    kinds = {
        f"{of['name']}.{it['key']}": it["kind"] for of in now["sections"] for it in of["facts"]
    }
    for name, value in values.items():
        if name not in kinds or not isinstance(value, str):
            raise Refused(400, "not_understood")
        section, _, key = name.rpartition(".")
        if kinds[name] == "list":
            value = [line.strip() for line in value.split("\n") if line.strip()]
        with suppress(ValueError):  # else it stays a text, and the form says what is wrong with it
            value = date.fromisoformat(value) if kinds[name] == "date" and value else value
        text = put(text, section, key, value)
    if not parsed(text):
        raise Refused(400, "not_put")
    write(FILE, text.encode(), lasting=True)
    return form()


def let_go(addresses: list[str], gone: bool) -> None:
    """These addresses were taken down on purpose; or not, if they are not `gone`."""
    known = parsed(current()).get("site", {}).get("removed", [])
    now = [each for each in known if each not in addresses] + addresses * gone
    if now != known:
        write(FILE, put(current(), "site", "removed", now).encode(), lasting=True)


def language() -> languages.Language:
    """That of the practice."""
    return languages.read(load(FILE)[0].site.language)
