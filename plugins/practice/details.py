"""The practice's facts: practice.toml as a frozen Practice.

Every key that it knows is in details.toml, each table there a dataclass. Here is what follows from
some of them. values.py says what may stand behind a key; facts.py reads the file into the
dataclasses and says by line what is wrong in it.
"""

import re
import tomllib
from dataclasses import MISSING, field, fields, make_dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

from . import facts, values

KIND = re.compile(r"(\w+)([?*+]?) ?(.*)")
NONE = {"past_day": None, "day": None, "linked": None, "phone": values.Number("")}  # else it is ""
BY_COUNTRY = ("phone", "help_number")  # what must know the country, too


class Address:
    """The base of [Address], as the others are of theirs."""

    SHORT = "street"  # its key where it stands on one line

    @property
    def lines(self) -> list[str]:
        place = f"{self.region} {self.postcode}".strip()
        return [line for line in (self.street, self.town, place, self.country) if line]

    def __str__(self) -> str:
        return ", ".join(self.lines)


class Contact:
    @property
    def tel(self) -> str:
        """The link that dials the phone number (RFC 3966)."""
        return f"tel:{self.phone.dialled}"

    @property
    def links(self) -> list[tuple[str, str]]:
        """The ways to the practice that are set: each address, and the words that show it."""
        ways = [(self.website, self.website.partition("//")[2])]
        ways += [(f"mailto:{self.email}", self.email)] if self.email else []
        return ways + ([(self.tel, self.phone)] if self.phone else [])


class Dated:
    """A fact that goes stale: it holds for a year after `checked_on`, or until `expires`."""

    def wrong(self):
        if (self.checked_on is None) == (self.expires is None):
            yield "needs one date: checked_on, the day you last checked it, or expires"


class HelpLine(Dated):
    def wrong(self):
        yield from super().wrong()
        if self.sentence.count("{number}") != 1:
            yield "needs {number} once in its sentence, where the number belongs"

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """The sentence before the number, the link that calls or texts it, the number, the rest."""
        # RFC 5724, section 2.2: the text rides along as ?body=
        dialled, (before, _, after) = self.number.dialled, self.sentence.partition("{number}")
        link = f"sms:{dialled}?body={quote(self.text)}" if self.text else f"tel:{dialled}"
        return before, link, self.number, after


def tables(bases: dict[str, type]) -> dict[str, type]:
    """A frozen dataclass for each table of details.toml, on the base that it has."""
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    made: dict[str, type] = {}
    for name, keys in reversed(said.items()):  # those that it is made of stand below
        known = [(key, object, field_of(kind, made)) for key, kind in keys.items()]
        base = bases.get(name, object)
        made[name] = make_dataclass(name, known, bases=(base,), frozen=True, kw_only=True)
    return made


def field_of(said: str, made: dict[str, type]):
    """The field of a key with this behind it in details.toml; `made` are the tables there are."""
    kind, sign, default = KIND.fullmatch(said).groups()
    if sign == "?":
        default = default or NONE.get(kind, None if kind in made else "")
    else:
        default = () if sign == "*" else MISSING
    read = made.get(kind) or getattr(values, kind, None) or partial(values.text_like, kind)
    metadata = {"read": read, "many": sign in ("*", "+"), "by_country": kind in BY_COUNTRY}
    return field(default=default, metadata=metadata)


TABLES = tables({"Address": Address, "Contact": Contact, "Membership": Dated, "HelpLine": HelpLine})
Practice = TABLES["Practice"]
CALLOUTS = tuple(each.name for each in fields(TABLES["Callouts"]))

# Stands in for a practice.toml that cannot be read, so that the texts are checked all the same.
BOX = TABLES["Supplement"](title="-", text="-", tags=(), words=())
EMERGENCY = {"sentence": "{number}", "number": values.Number("999"), "expires": date.max}
STAND_IN = Practice(
    contact=TABLES["Contact"](name="", website=""),
    site=TABLES["Site"](title="", url=""),
    callouts=TABLES["Callouts"](**dict.fromkeys(CALLOUTS, BOX)),
    help_lines=(TABLES["HelpLine"](**EMERGENCY),),
    exit=TABLES["Exit"](name="-", url=""),
)


def load(path: Path) -> tuple[Practice, list[facts.Fault]]:
    """The practice that `path` describes; or STAND_IN, and what is wrong in the file."""
    practice, wrong = facts.read(Practice, path)
    return (STAND_IN if wrong else practice), wrong
