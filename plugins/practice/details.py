"""The practice's facts: practice.toml as a frozen Practice.

Every key that practice.toml knows is a field below; a field without a default is required.
values.py says what may stand behind a key; facts.py reads the file into these classes and says by
line what is wrong in it.
"""

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from . import facts
from .facts import fact, table
from .values import (
    dial,
    read_address,
    read_addresses,
    read_day,
    read_day_within_a_year,
    read_email,
    read_help_number,
    read_past_day,
    read_phone,
    read_report_contact,
    read_target,
    read_text,
    read_texts,
    read_url,
)

CHECKED_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Address:
    """Where people go; all but the street may be ""."""

    street: str = fact(read_text)
    town: str = fact(read_text, "")
    region: str = fact(read_text, "")
    postcode: str = fact(read_text, "")
    country: str = fact(read_text, "")

    @property
    def lines(self) -> list[str]:
        return [line for line in (getattr(self, each.name) for each in fields(self)) if line]

    def __str__(self) -> str:
        return ", ".join(self.lines)


@dataclass(frozen=True)
class Photo:
    """The file, below content/, and its words for those who cannot see it."""

    file: str = fact(read_text)
    words: str = fact(read_text)


def read_place(value) -> Address:
    return Address(**value) if isinstance(value, dict) else Address(read_text(value))


def read_invitation(value) -> tuple[str, str, str, str]:
    """One sentence with one link: the words before it, its address, its words, the rest."""
    found = re.fullmatch(r"([^\[]*)\[(.+)\]\((.+)\)(.*)", read_text(value))
    return found[1], found[3], found[2], found[4]


@dataclass(frozen=True)
class Contact:
    name: str = fact(read_text)
    website: str = fact(read_url)
    role: str = fact(read_text, "")
    area: str = fact(read_text, "")
    address: Address | None = fact(read_place, None)
    email: str = fact(read_email, "")
    phone: str = fact(read_phone, "")
    hours: str = fact(read_text, "")
    reply_time: str = fact(read_text, "")
    pronouns: str = fact(read_text, "")
    languages: tuple[str, ...] = fact(read_texts, ())
    fees: str = fact(read_text, "")
    booking: str = fact(read_url, "")
    newsletter: str = fact(read_url, "")
    social: tuple[str, ...] = fact(read_texts, ())
    photo: Photo | None = table(Photo, None)
    invitation: tuple[str, str, str, str] | None = fact(read_invitation, None)

    @property
    def tel(self) -> str:
        """The link that dials the phone number (RFC 3966)."""
        return f"tel:{dial(self.phone)}"

    @property
    def telephone(self) -> str:
        """The phone number as E.164, or ""."""
        return dial(self.phone) if self.phone else ""

    @property
    def links(self) -> list[tuple[str, str]]:
        """The ways to the practice that are set: each address, and the words that show it."""
        ways = [(self.website, self.website.partition("//")[2])]
        ways += [(f"mailto:{self.email}", self.email)] if self.email else []
        return ways + ([(self.tel, self.phone)] if self.phone else [])


@dataclass(frozen=True)
class Site:
    title: str = fact(read_text)
    url: str = fact(read_url)
    subtitle: str = fact(read_text, "")
    language: str = fact(read_text, "en-GB")
    removed: tuple[str, ...] = fact(read_addresses, ())  # taken down on purpose


@dataclass(frozen=True)
class Redirect:
    """An old address of this site, and where to send those who come by it."""

    old: str = fact(read_address)
    new: str = fact(read_target)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A fact that goes stale: it holds for CHECKED_FOR after `checked_on`, or until `expires`."""

    checked_on: date | None = fact(read_past_day, None)
    expires: date | None = fact(read_day, None)

    def wrong(self):
        if (self.checked_on is None) == (self.expires is None):
            yield "needs one date: checked_on, the day you last checked it, or expires"

    @property
    def last_day(self) -> date:
        """The last day on which this may be published."""
        return self.expires or self.checked_on + CHECKED_FOR


@dataclass(frozen=True, kw_only=True)
class Membership(Dated):
    body: str = fact(read_text)
    register_url: str = fact(read_url)
    number: str = fact(read_text, "")


@dataclass(frozen=True, kw_only=True)
class HelpLine(Dated):
    """One whole sentence; {number} stands where the number belongs."""

    sentence: str = fact(read_text)
    number: str = fact(read_help_number)
    text: str = fact(read_text, "")  # the word to send, where the number takes text messages

    def wrong(self):
        yield from super().wrong()
        if self.sentence.count("{number}") != 1:
            yield "needs {number} once in its sentence, where the number belongs"

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """The sentence before the number, the link that calls or texts it, the number, the rest."""
        # RFC 5724, section 2.2: the text rides along as ?body=
        link = f"sms:{dial(self.number)}?body={quote(self.text)}" if self.text else None
        before, _, after = self.sentence.partition("{number}")
        return before, link or f"tel:{dial(self.number)}", self.number, after


@dataclass(frozen=True, kw_only=True)
class Security:
    """Whom to tell of a fault in the website: what security.txt says (RFC 9116)."""

    contact: str = fact(read_report_contact)
    expires: date = fact(read_day_within_a_year)

    @property
    def last_day(self) -> date:
        return self.expires


@dataclass(frozen=True, kw_only=True)
class Box:
    title: str = fact(read_text)
    text: str = fact(read_text, "")


@dataclass(frozen=True, kw_only=True)
class SupplementBox(Box):
    """The standard box, with the tags and words of the posts that never go out without it."""

    text: str = fact(read_text)
    tags: tuple[str, ...] = fact(read_texts)
    words: tuple[str, ...] = fact(read_texts)


@dataclass(frozen=True)
class Callouts:
    supplement: SupplementBox = table(SupplementBox)
    crisis: Box = table(Box)
    note: Box = table(Box)


@dataclass(frozen=True)
class Exit:
    """Where the link leads that takes a reader away from a page at once (`Exit: yes`)."""

    name: str = fact(read_text)
    url: str = fact(read_url)


@dataclass(frozen=True)
class Practice:
    contact: Contact = table(Contact)
    site: Site = table(Site)
    callouts: Callouts = table(Callouts)
    membership: Membership | None = table(Membership, None)
    help_lines: tuple[HelpLine, ...] = table(HelpLine, (), many=True)
    exit: Exit | None = table(Exit, None)
    security: Security | None = table(Security, None)
    redirects: tuple[Redirect, ...] = table(Redirect, (), many=True)


# Stands in for a practice.toml that cannot be read, so that the texts are checked all the same.
STAND_IN = Practice(
    contact=Contact(name="", website=""),
    site=Site(title="", url=""),
    callouts=Callouts(
        **dict.fromkeys((kind.name for kind in fields(Callouts)), Box(title="-", text="-"))
        | {"supplement": SupplementBox(title="-", text="-", tags=(), words=())}
    ),
    help_lines=(HelpLine(sentence="{number}", number="999", expires=date.max),),
    exit=Exit(name="-", url=""),
)


def load(path: Path) -> Practice:
    """The practice that `path` describes; raises facts.FactsError with all that is wrong in it."""
    return facts.read(Practice, path)
