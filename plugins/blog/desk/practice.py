"""practice.toml as a form: each fact that there may be, and what is wrong.

The file is read line by line, as it is written: there is a form of it, whatever is wrong in it.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from urllib.parse import quote

from practice import load
from practice.details import DETAILS, Fact

from .. import disk, languages
from ..build.facts_file import places, put
from ..problem import Problem
from ..reading.metadata import is_understood
from . import TEMPLATES, WORDS, texts
from .texts import CONTENT, FACTS, Refused, decoded, keep_version, mark

FILE = CONTENT / FACTS
LONG = 60  # signs, from which on a text has a box of its own
QUOTED = re.compile(r'\[?\s*(?:"[^"\n]*"[,\s]*)+\]?')  # as a message shows what to add to a list
KEYS = re.compile(r"^\w+|\bchecked_on\b|\bexpires\b|\bremoved\b")  # in what is said of a fact
WHERE = re.compile(r"(?: = \[ \])? below \[+\w+\]+(?: in \S+\.toml)?")  # which the form shows
IN_FILE = re.compile(r"(\w+) = \[ \] below \[(\w+)\] in \S+\.toml")  # in what is said of a text


def form(found: list[dict]) -> dict:
    """All facts by section, and `findings`: of what is `found`, all that is in them."""
    text = decoded(FILE.read_bytes())
    wrong = [finding(Problem(**each)) for each in found if each["path"] == FILE.as_posix()]
    return {"mark": mark(text.encode()), "findings": wrong, "sections": [*sections(said(text))]}


def said(text: str) -> dict[tuple[str, str], object]:
    """What stands behind each key, by section and key; a heading is the key ""."""
    found = {}
    for name, place in places(text).items():
        with suppress(tomllib.TOMLDecodeError):
            if not place["off"]:
                found[name] = tomllib.loads(place[0].rstrip("\r")).get(name[1])
    return found


def sections(known: dict, table: str = "practice", above: str = "") -> Iterator[dict]:
    """Each section that there may be, with its facts; of many of a kind, one more."""
    for part, it in DETAILS.get(table, {}).items():  # below a fact, there is nothing
        kind, below = f"{above}{part}", DETAILS.get(it.kind, {})
        facts = {key: each for key, each in below.items() if each.kind not in DETAILS}
        n = sum(name.rpartition(".")[0] == kind and not key for name, key in known)
        for name in [f"{kind}.{each}" for each in range(n + 1)] if it.many else [kind]:
            if found := [fact(name, key, each, known) for key, each in facts.items()]:
                yield {"name": name, "kind": kind, "facts": found}
        yield from sections(known, it.kind, f"{kind}.")


def fact(section: str, key: str, about: Fact, known: dict) -> dict:
    value = known.get((section, key), "")
    kind = "date" if "day" in about.kind else "long" if len(str(value)) > LONG else "text"
    if about.many:  # each on a line
        kind, value = "list", "\n".join(map(str, value if isinstance(value, list) else [value]))
    said = {"id": f"{section}.{key}", "key": key, "value": str(value), "kind": kind}
    return said | {"needed": not (about.may_lack or about.many == "*")}


def finding(wrong: Problem) -> dict:
    """What is wrong, and in which field, if it is in one; keys have the names of the form."""
    text, message = decoded(FILE.read_bytes()), WHERE.sub("", wrong.sentence)
    begins = {it.start(): name for name, it in places(text).items() if not it["off"]}
    above = (each for each in begins if text.count("\n", 0, each) < wrong.line)
    section, key = begins.get(max(above, default=-1), ("", ""))
    labels = WORDS["facts"].get(section.rstrip(".0123456789"), {})
    key = key or next((it for it in KEYS.findall(message) if it in labels), "")
    for name in {key, *KEYS.findall(message)} & labels.keys():
        message = message.replace(name, f"“{labels[name]}”", 1)
    return wrong._asdict() | {"section": section * (key in labels), "key": key, "message": message}


def placed(problem: dict) -> tuple[str, str, str]:
    """The screen of what is wrong in a text of hers or in practice.toml, its title, the message."""
    wrong, place = Problem(**problem), problem["path"].removeprefix(f"{CONTENT}/")
    if place == FACTS:
        return "practice", texts.title(place, b""), finding(wrong)["message"]
    with suppress(Refused):  # it is no text of hers
        title = texts.title(place, texts.read(place))
        return f"text/{quote(place)}", title, in_form(wrong.sentence)
    return "", "", str(wrong)


def in_form(message: str) -> str:
    """What is said of a text, with the name that a fact has in the form in place of its key."""
    label, place = WORDS["facts"], WORDS["desk"]["practice"]
    return IN_FILE.sub(lambda it: f"“{label[it[2]][it[1]]}” in “{place}”", message)


def save(known: str, values: dict[str, str]) -> None:
    """Set these values, by section.key; raises Refused where the file has changed meanwhile."""
    text = decoded(FILE.read_bytes())
    if mark(text.encode()) != known:
        raise Refused(412, "changed")
    kinds = {it["id"]: it["kind"] for section in sections(said(text)) for it in section["facts"]}
    for name, value in values.items():
        value = value.strip()
        if kinds[name] == "list":
            each = re.findall('"(.*?)"', value) if QUOTED.fullmatch(value) else value.split("\n")
            value = [line.strip() for line in each if line.strip()]
        with suppress(ValueError):  # else it stays a text, and the form says what is wrong with it
            value = date.fromisoformat(value) if kinds[name] == "date" else value
        text = put(text, *name.rsplit(".", 1), value)
    if mark(text.encode()) != known:  # else it would be an earlier version of itself
        write(text)


def write(text: str) -> None:
    """This is what the file says now; what it said can be brought back. Raises Refused."""
    with suppress(tomllib.TOMLDecodeError):
        tomllib.loads(text)
        keep_version(FACTS, FILE.read_bytes())
        return disk.write(FILE, text.encode(), lasting=True)
    raise Refused(400, "not_put")


def written() -> Callable[[str], str]:
    """What writes a day, 2026-06-09, as it is done where the practice is."""
    language = languages.read(load(FILE)[0].site.language)
    return lambda day: day and language.day(date.fromisoformat(day))


TEMPLATES.globals |= {"written": written, "placed": placed, "is_understood": is_understood}
