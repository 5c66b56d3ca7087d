"""The practice's facts: what practice.toml may say, as frozen dataclasses.

Every key that it knows is in details.toml, each table there a dataclass. Here is what follows from
some of them. values.py says what may stand behind a key; facts.py reads the file.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import make_dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace as Fact  # a key of practice.toml: details.toml explains it
from urllib.parse import quote

from .values import Number

CHECKED_FOR = timedelta(days=365)


def parts(line) -> tuple[str, str, str, str]:
    """The sentence before the number, the link that calls or texts it, the number, the rest."""
    # RFC 5724, section 2.2: the text rides along as ?body=
    sms = f"sms:{line.number.dialled}?body={quote(line.text)}"
    before, _, after = line.sentence.partition("{number}")
    return before, sms if line.text else line.number.tel, line.number, after


KIND = re.compile(r"(?P<kind>[][\w.]+)(?P<many>[*+]?)(?P<may_lack>[?]?) ?(?P<default>.*)")
SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
DETAILS = {  # each Fact by heading and key; the headings themselves are in "practice"
    table: {key: Fact(**KIND.fullmatch(behind).groupdict()) for key, behind in keys.items()}
    for table, keys in SAID.items()
}
MORE = {"[help_lines]": {"parts": property(parts)}}
TABLES = {}
for table, keys in DETAILS.items():  # what is left out is "", or () where there may be many
    empty = [(key, object, () if it.many else it.default) for key, it in keys.items()]
    TABLES[table] = make_dataclass("Facts", empty, namespace=MORE.get(table), frozen=True)
Practice = TABLES["practice"]
CALLOUTS = tuple(DETAILS["callouts"])

# Stands in for what of practice.toml cannot be read, so that the texts are checked all the same.
STAND_IN = Practice(
    contact=TABLES["contact"](),
    site=TABLES["site"](),
    callouts=TABLES["callouts"](*[TABLES["callouts.supplement"]("-", "-")] * len(CALLOUTS)),
    help_lines=(TABLES["[help_lines]"]("{number}", Number("999"), expires=date.max),),
    exit=TABLES["exit"](name="-"),
)


def dated(practice: Practice) -> Iterator[tuple[tuple, str, date, date]]:
    """Each fact that goes stale: the key of its date, what it is called, the date, its last day."""
    lines = enumerate(practice.help_lines)
    found = [(("help_lines", n), f"help line ({line.number})", line) for n, line in lines]
    found += [(("membership",), "membership", practice.membership)]
    found += [(("security",), "security contact", practice.security)]
    for key, name, fact in found:
        if fact and fact.expires:
            yield (*key, "expires"), name, fact.expires, fact.expires
        elif fact:
            yield (*key, "checked_on"), name, fact.checked_on, fact.checked_on + CHECKED_FOR
