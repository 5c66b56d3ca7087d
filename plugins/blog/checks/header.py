"""The header of a post or page: each line of it, and what stands behind each key, is understood by
Pelican as by its author; and no line has fallen out of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from pelican.utils import get_date, slugify

from ..disk import data
from ..problem import Problem, did_you_mean, nearest
from ..reading.document import END, LINE, Document
from ..reading.metadata import DATES, EXAMPLES, KEYS, KNOWN, is_understood, moment
from ..run import Run, is_post

HEADER = data(__file__)
SAYS, LISTS, PARTS, DAYS = (HEADER[name] for name in ("says", "lists", "parts", "days"))
RIGHT = {key: each["right"] for each in HEADER["unknown"] for key in each["keys"]}
STRANGE = SAYS["strange"].format(", ".join(KEYS))
LOST = re.compile(HEADER["lost"].replace("{keys}", "|".join(KEYS)))
STRAY_STATUS = re.compile(HEADER["stray_status"])


def check_header(document: Document) -> Iterator[Problem]:
    fallen = lost(document)
    if any(key in KNOWN or nearest(key, {**KNOWN, **RIGHT}) for key in document.header):
        yield from check_keys(document, {key for key, _ in fallen.values()})
        yield from check_end(document, fallen)
    elif not fallen:
        first, second, *_ = *filter(str.strip, document.lines), ""
        title = re.match(HEADER["title"], first)[1] or "What it is called"
        says = SAYS["above" if second.lower().startswith("title:") else "none"]
        yield document.problem(document.lines.index(first) + 1, says.format(title))
    for line, (key, value) in fallen.items():
        yield document.problem(line, SAYS["fallen"].format(f"{KNOWN[key]}: {value}"))


def check_keys(document: Document, fallen: set[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    hints = set()
    for key, (value, line) in document.entries:
        if not key:
            yield document.problem(line, SAYS["goes_on"])
        elif key not in KNOWN:
            typed = document.lines[line - 1].partition(":")[0].strip()
            hints.add(hint := right_key(key, value))
            yield document.problem(line, SAYS["unknown"].format(typed, hint))
        elif key in seen and key != "allow":
            says = SAYS["twice_of_many" if key in LISTS else "twice"]
            yield document.problem(line, says.format(KNOWN[key], seen[key]))
        seen.setdefault(key, line)
    for key in ("title", "date") if is_post(document.place) else ("title",):
        # One that is misspelt, or would be shown as text, is told as such.
        told = document.runs_on or f'did you mean "{KNOWN[key]}"?' in hints
        if key not in {*seen, *fallen} and not told:
            yield document.problem(1, SAYS["missing"].format(KNOWN[key], example(key)))


def example(key: str, value: str = "", country: str = "") -> str:
    """How a line with this key is written: with what `value` means in this country, if known."""
    said = ", ".join(filter(None, map(str.strip, re.split(PARTS.get(key, "$"), value))))
    if key in PARTS and said not in ("", value) and not misread(key, said, ""):
        return f"{KNOWN[key]}: {said}"
    day, typed = DAYS["any"] if value else date.today(), value
    for like, becomes in DAYS["ways"] + DAYS["not_US"] * (country != "US"):
        typed = re.sub(like, becomes, typed)
    for last in ("28", "29", "30", r"\g<0>") if re.match(DAYS["whole"], typed) else ():
        with suppress(ValueError, OverflowError):  # November has no 31
            meant = get_date(re.sub(r"\b(29|3[01])(?!\d)", last, typed)).date()
            day = meant if 1900 <= meant.year < 3000 else day  # as metadata.py understands it
    return EXAMPLES[key].format(day=day)


def right_key(key: str, value: str) -> str:
    if key == "published" and is_understood("date", value):
        return 'did you mean "Date"?'
    return RIGHT.get(key.replace("-", "_")) or did_you_mean(key.capitalize(), KEYS, STRANGE)


def check_end(document: Document, fallen: dict) -> Iterator[Problem]:
    """An empty line parts header and text, or a line gone wrong would be taken for text."""
    text = document.lines[document.body - 1 :]
    last = next(iter(document.header))  # its last line, which may be the text's first
    is_told = document.body in fallen or right_key(last, "") == STRANGE
    is_told |= document.value(last).rstrip("+-") in ("|", ">")  # which would go on here
    if document.runs_on and not (is_told or LOST.match(text[0])):
        typed = re.match(HEADER["key"], text[0])[1].strip()
        hint = RIGHT.get(re.sub("[ -]", "_", typed.lower()))
        says = SAYS["unknown" if hint else "no_line"].format(typed, hint)
        yield document.problem(document.body, says)
    if not "".join(text).strip():
        is_meant = document.value("status").lower() != "draft"
        yield document.problem(document.body - 1, SAYS["no_text"], stops=is_meant)


def lost(document: Document) -> dict[int, tuple[str, str]]:
    """Key and value of each line, by its number, that was meant for the header and is text."""
    fallen, at_top, among = {}, True, document.runs_on  # the top ends with the first line of text
    lines = zip(document.lines[document.body - 1 :], document.prose.split("\n"), strict=False)
    for number, (line, without_code) in enumerate(lines, document.body):
        found, stray = LOST.match(line), STRAY_STATUS.fullmatch(without_code)
        is_new = found and found[1].lower() not in document.header
        at_top = at_top and bool(is_new or not line.strip() or END.match(line))
        among = among and bool(line.strip())
        if among and line[:4].strip() and LINE.match(line):
            continue  # for check_end
        if stray and (stray["key"] or among):
            fallen[number] = "status", (stray["value"] or "draft").lower()
        elif is_new and at_top:
            fallen[number] = found[1].lower(), line[found.end() :].strip(" \u00a0*_\"'“”‘’")
    return fallen


def check_metadata(document: Document, run: Run) -> Iterator[Problem]:
    for key, (value, line) in document.header.items():
        if key in KNOWN and (message := wrong(key, value, document, run)):
            yield document.problem(line, f"{KNOWN[key]} {message}")


def wrong(key: str, value: str, document: Document, run: Run) -> str:
    """What is wrong with what stands behind `key`, and what would be right; or ""."""
    if not value:
        return "" if key in HEADER["may_be_empty"] else f"is empty; write {example(key, value)}"
    if key == "aliases":
        return ""  # redirects/ looks at each of them
    if told := misread(key, value, document.place):
        return told
    if key in DATES:
        waits = is_post(document.place) or document.value("status").lower() == "draft"
        is_ahead = key == "date" and value[:10] > str(date.today()) and not waits
        told = wrong_day(key, value, document.value("date"), run.facts.site.country)
        return told or SAYS["ahead"] * is_ahead
    if key == "slug" and not is_understood(key, value):
        words = (value.rstrip("/").rpartition("/")[2], document.value("title"))
        slugs = (slugify(each, run.settings["SLUG_REGEX_SUBSTITUTIONS"]) for each in words)
        good = next((f"Slug: {each}" for each in slugs if is_understood(key, each)), example(key))
        return f'"{value}" makes no good address; write a few plain words: {good}'
    if key == "part" and "series" not in document.header:
        return "needs the name of the series, in a line like Series: Endings"
    if key == "exit" and value.lower() == "yes" and not run.facts.exit:
        return "needs [exit] in practice.toml, which says where the link leads"
    return ""


def misread(key: str, value: str, place: str) -> str:
    """What header.toml says is wrong with the `value`, in a text at this place; or ""."""
    for rule in HEADER["wrong"]:
        is_meant = key in rule.get("keys", KNOWN) and place.startswith(rule.get("in", ""))
        if is_meant and (found := re.search(rule["pattern"], value, re.I | re.X)):
            marks = found[0].strip(" ,;")
            return rule["says"].format(found=marks, value=value, example=example(key, value))
    return ""


def wrong_day(key: str, value: str, first: str, country: str) -> str:
    """`first` is the Date of the text: nothing was changed or read again before."""
    try:
        day = moment(value).date()
    except ValueError as error:
        return SAYS["day"].format(value, error, example(key, value, country))
    if key == "date" or not is_understood("date", first):
        return ""
    published, tomorrow = moment(first).date(), datetime.now(UTC).date() + timedelta(days=1)
    return "" if published <= day <= max(published, tomorrow) else SAYS[key].format(day, published)
