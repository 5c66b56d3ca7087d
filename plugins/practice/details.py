"""The practice's facts: practice.toml as a frozen Practice.

Every key that practice.toml knows is a field below; a field without a default is required.
facts.py reads the file into these classes and says by line what is wrong in it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import phonenumbers

from . import facts
from .facts import fact, table

REGION = "GB"  # a phone number without its +country is read as British
CHECKED_FOR = timedelta(days=365)
SHORT_CODE = re.compile(r"[0-9]{3,6}")  # 999, 116 123, 85258: dialled as they stand
EMAIL = re.compile(r"[\w+'-]+(\.[\w+'-]+)*@[\w-]+(\.[\w-]+)+", re.ASCII)
URL = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#][^\s\"<>]*)?", re.ASCII)


# Readers: each returns the value checked, or raises ValueError saying what would be right.


def read_text(value) -> str:
    if not isinstance(value, str):
        raise ValueError('should stand between straight quotes, like "Tuesday to Friday"')
    if not re.search(r"\w", value):  # a lone "…" waits to be filled in
        raise ValueError("is empty; fill it in, or put # in front of the line to leave it out")
    return value.strip()


def read_texts(value) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
        raise ValueError('should be a list of words, like ["AI", "chatbot"]')
    return tuple(map(read_text, value))


def read_email(value) -> str:
    if not EMAIL.fullmatch(read_text(value)):
        raise ValueError(f'is not an e-mail address ("{value}"); write it like "name@example.com"')
    return read_text(value)


def read_phone(value) -> str:
    if not dial(read_text(value)).startswith("+"):
        right = '"020 7946 0123" or "+44 20 7946 0123"'
        raise ValueError(f'is not a phone number ("{value}"); write it like {right}')
    return read_text(value)


def read_help_number(value) -> str:
    return read_text(value) if dial(read_text(value)) else read_phone(value)


def read_url(value) -> str:
    if not URL.fullmatch(read_text(value)):
        right = 'write the whole of it, like "https://www.example.com"'
        raise ValueError(f'is not a web address ("{value}"); {right}')
    return read_text(value).rstrip("/")


def read_address(value) -> str:
    if not re.match(r"/|https?://", read_text(value)):
        raise ValueError(f'should begin with / ("{value}"); write it like "/post/old-name/"')
    return read_text(value)


def read_addresses(value) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('should be a list of addresses, like ["/post/old-name/"]')
    return tuple(map(read_address, value))


def read_target(value) -> str:
    if value == "/":
        return value
    whole = read_text(value).startswith("https:") and URL.fullmatch(read_text(value))
    if not whole and not re.match(r"/\w", read_text(value)):
        right = 'write it like "/post/new-name/", or the whole of it, with https://'
        raise ValueError(f'is not an address ("{value}"); {right}')
    return read_text(value)


def read_day(value) -> date:
    if type(value) is not date:  # a datetime is a date too, but not a day
        raise ValueError("should be a day without quotes, like 2026-06-09")
    return value


def read_past_day(value) -> date:
    if read_day(value) > date.today():
        raise ValueError(f"is in the future ({value}); write the day on which you checked")
    return value


def read_day_within_a_year(value) -> date:
    """RFC 9116, section 2.5.5, recommends less than a year: what is older may no longer be true."""
    if read_day(value) >= date.today() + timedelta(days=365):
        raise ValueError(f"is too far ahead ({value}); write a day within the next twelve months")
    return value


def read_report_contact(value) -> str:
    """As the URI that RFC 9116, section 2.5.3, asks for."""
    text = read_text(value)
    if EMAIL.fullmatch(text):
        return f"mailto:{text}"
    if URL.fullmatch(text) and text.startswith("https:"):
        return text
    right = 'write it like "name@example.com" or "https://www.example.com/contact/"'
    raise ValueError(f'is no e-mail address and no https: address ("{value}"); {right}')


def dial(number: str) -> str:
    """The digits to dial: a short code as it stands, else a whole number as E.164, or ""."""
    digits = number.replace(" ", "")
    if SHORT_CODE.fullmatch(digits):
        return digits
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number_with_reason(parsed)
    # Numbers kept for fiction are in no plan, so "valid" would refuse them; nine digits are whole.
    whole = possible == phonenumbers.ValidationResult.IS_POSSIBLE and parsed.national_number > 10**8
    if re.search(r"[^\d\s()+.-]", number) or not (whole or phonenumbers.is_valid_number(parsed)):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@dataclass(frozen=True)
class Contact:
    name: str = fact(read_text)
    website: str = fact(read_url)
    role: str = fact(read_text, "")
    area: str = fact(read_text, "")
    address: str = fact(read_text, "")
    email: str = fact(read_email, "")
    phone: str = fact(read_phone, "")
    hours: str = fact(read_text, "")
    reply_time: str = fact(read_text, "")

    @property
    def tel(self) -> str:
        """The link that dials the phone number (RFC 3966)."""
        return f"tel:{dial(self.phone)}"


@dataclass(frozen=True)
class Site:
    title: str = fact(read_text)
    url: str = fact(read_url)
    subtitle: str = fact(read_text, "")
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
    """Whom to tell of a fault in the website; plugins/hosting writes it out."""

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


def load(path: Path) -> Practice:
    """The practice that `path` describes; raises facts.FactsError with all that is wrong in it."""
    return facts.read(Practice, path)
