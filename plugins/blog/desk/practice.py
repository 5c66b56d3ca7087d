"""practice.toml as a form: each fact that there may be, and what is wrong."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from urllib.parse import quote

from practice import load, stale
from practice.details import DETAILS, Fact

from .. import disk, languages
from ..build.facts_file import places, put
from . import texts
from .said import TEMPLATES, WORDS
from .texts import CONTENT, FACTS, PLACE, Refused, decoded, keep_version, mark

FILE = CONTENT / FACTS
LONG = 60  # signs, from which on a text has a box of its own
DATES = ("day", "past_day")
PROBLEM = re.compile(rf"{CONTENT}/(?:({PLACE.pattern})|{FACTS}):(\d+): (.*)")
KEYS = re.compile(r"^\w+|\bchecked_on\b|\bexpires\b")  # in what is said of a fact


def form(stops: Sequence[str] = ()) -> dict:
    """All facts by section; a file that is no TOML has none, and `findings` that say why.

    What `stops` the website, content/practice.toml:3: …, is among them.
    """
    text, sections = current(), []
    for section, table, there in tables("practice", parsed(text)):
        known = {key: it for key, it in DETAILS[table].items() if it.kind not in DETAILS}
        facts = [fact(section, key, it, there.get(key, "")) for key, it in known.items()]
        sections += [{"name": section, "kind": kind(section), "facts": facts}] * bool(facts)
    said, wrong = load(FILE)
    found = [(it.line, it.message) for it in [*wrong, *stale(said, FILE, date.today())]]
    found += [(int(it[2]), it[3]) for it in map(PROBLEM.fullmatch, stops) if it and not it[1]]
    findings = [finding(*each) for each in dict.fromkeys(found)]
    return {"mark": mark(text.encode()), "sections": sections, "findings": findings}


def kind(section: str) -> str:
    """The section, without which of many it is."""
    return section.rstrip(".0123456789")


def fact(section: str, key: str, about: Fact, value) -> dict:
    kind = "date" if about.kind in DATES else "long" if len(str(value)) > LONG else "text"
    if about.many:  # each on a line
        kind = "list"
        value = "\n".join(map(str, value if isinstance(value, list) else [value]))
    needed = not (about.may_lack or about.many == "*")
    said = {"id": f"{section}.{key}", "key": key, "value": str(value)}
    return said | {"kind": kind, "needed": needed}


def finding(line: int, message: str) -> dict:
    """What is wrong there, and in which field, if it is in one; keys have the names of the form."""
    text = current()
    live = ((it.start(), *name) for name, it in places(text).items() if not it["off"])
    above = (each for each in live if text.count("\n", 0, each[0]) < line)
    _, section, key = max(above, default=(0, "", ""))
    labels = WORDS["facts"].get(kind(section), {})
    key = key or next((it for it in KEYS.findall(message) if it in labels), "")
    for name in {key, *KEYS.findall(message)} & labels.keys():
        message = message.replace(name, f"“{labels[name]}”", 1)
    return {"section": section * (key in labels), "key": key, "message": message}


def placed(problem: str) -> tuple[str, str, str]:
    """The screen of what is wrong in a text of hers or in practice.toml, its title, the message."""
    if not (found := PROBLEM.fullmatch(problem)):
        return "", "", problem
    place, line, message = found.groups()
    if not place:
        return "practice", WORDS["desk"]["practice"], finding(int(line), message)["message"]
    return f"text/{quote(place)}", texts.said(texts.read(place)).get("title") or place, message


def current() -> str:
    return decoded(FILE.read_bytes())


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
        said, name = raw.get(key), f"{above}{key}"
        if it.many:
            every = [*(said if isinstance(said, list) else ()), {}]
            yield from ((f"{name}.{n}", it.kind, table_of(one)) for n, one in enumerate(every))
        else:
            yield name, it.kind, table_of(said)
            yield from tables(it.kind, table_of(said), f"{name}.")


def table_of(said) -> dict:
    return said if isinstance(said, dict) else {}  # what is wrong with it is told


def save(mark: str, values: dict[str, str]) -> dict:
    """Set these values, by section.key; raises Refused where the file has changed meanwhile."""
    now, text = form(), current()
    if now["mark"] != mark:
        raise Refused(412, "changed")
    kinds = {it["id"]: it["kind"] for section in now["sections"] for it in section["facts"]}
    for name, value in values.items():
        section, _, key = name.rpartition(".")
        kind, value = kinds[name], value.strip()
        if kind == "list":
            value = [line.strip() for line in value.split("\n") if line.strip()]
        with suppress(ValueError):  # else it stays a text, and the form says what is wrong with it
            value = date.fromisoformat(value) if kind == "date" else value
        text = put(text, section, key, value)
    if not parsed(text):
        raise Refused(400, "not_put")
    return write(text.encode())


def write(data: bytes) -> dict:
    """This is what the file says now; what it said can be brought back."""
    keep_version(FACTS, FILE.read_bytes())
    disk.write(FILE, data, lasting=True)
    return form()


def let_go(addresses: list[str], gone: bool) -> None:
    """These addresses were taken down on purpose; or not, if they are not `gone`.

    A file that cannot be read stays as it is: before a publication, they are asked for.
    """
    site = table_of(parsed(current()).get("site"))
    known = site["removed"] if isinstance(site.get("removed"), list) else []
    now = [each for each in known if each not in addresses] + addresses * gone
    if site and now != known:
        write(put(current(), "site", "removed", now).encode())


def written() -> Callable[[str], str]:
    """What writes a day, 2026-06-09, as it is done where the practice is."""
    language = languages.read(load(FILE)[0].site.language)
    return lambda day: day and language.day(date.fromisoformat(day))


TEMPLATES.globals |= {"written": written, "placed": placed}
