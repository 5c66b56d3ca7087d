"""What may stand behind a key of practice.toml.

Each function takes a value as TOML has it and returns it checked, or raises ValueError saying what
would be right. What a text must look like is in values.toml.
"""

import re
import tomllib
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import phonenumbers

SHORT_CODE = re.compile(r"[0-9]{3,6}")  # 999, 116 123, 85258: dialled as they stand
LINKED = re.compile(r"([^][]*)\[([^][]+)\]\(([^()\s]+)\)([^][]*)")
LIKE = tomllib.loads(Path(__file__).with_name("values.toml").read_text(encoding="utf-8"))
PLAIN = re.compile(LIKE["plain"]["unlike"])
EMAIL, URL = (re.compile(LIKE[name]["like"]) for name in ("email", "url"))


def markdown(value) -> str:
    """A text of any kind."""
    if not isinstance(value, str):
        said = "…" if isinstance(value, bool | list | dict) else value
        raise ValueError(f'should stand between straight quotes, like "{said}"')
    if not re.search(r"[\w/]", value):  # a lone "…" waits to be filled in
        raise ValueError("is empty; fill it in, or if it may be left out, put # before the line")
    return value.strip()


def text(value) -> str:
    """A text that is shown as it stands."""
    if found := PLAIN.search(markdown(value)):
        raise ValueError(LIKE["plain"]["wrong"].format(found[0]))
    return markdown(value)


def text_like(name: str, value) -> str:
    """A text that looks as values.toml has it below [name]."""
    kind = LIKE[name]
    like = kind["like"].replace("{email}", EMAIL.pattern).replace("{url}", URL.pattern)
    if not re.fullmatch(like, markdown(value)):
        raise ValueError(f'{kind["wrong"]} ("{value}"); write {kind["right"]}')
    return markdown(value)


def home(value) -> str:
    return text_like("url", value).rstrip("/")


def linked(value) -> tuple[str, str, str, str]:
    """A sentence with one link, as Markdown has it: what is before, link, words, the rest."""
    if not (found := LINKED.fullmatch(markdown(value))):
        raise ValueError('needs one link, like "You are welcome to [write to me](/contact/)."')
    before, words, link, after = found.groups()
    text(before + words + after)
    return before, text_like("target", link), words, after


def country(value) -> str:
    if text(value) not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f'is not a country ("{value}"); write its two letters, like "GB" or "US"')
    return text(value)


def time_zone(value) -> str:
    name = text(value)
    with suppress(ValueError, KeyError, OSError):  # no name of a file, none there, a folder
        return ZoneInfo(name).key
    raise ValueError(LIKE["time_zone"]["wrong"].format(value))


class Number(str):
    """A phone number of `country`, as it is written but in one piece: its blanks do not break.
    `dialled` has the digits to dial, or ""; `tel` is the link that dials them (RFC 3966)."""

    def __new__(cls, written: str, country: str = "GB"):
        self = super().__new__(cls, written.replace(" ", "\u00a0"))
        self.dialled = dial(written, country)
        self.tel = f"tel:{self.dialled}"
        return self


def phone(value, country: str, begins: str = "+") -> Number:
    number = Number(text(value), country)
    example = phonenumbers.example_number(country)  # None: that it is no country, is said
    if example and not (number.dialled and number.dialled.startswith(begins)):
        right = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        raise ValueError(f'is not a phone number ("{value}"); write it like "{right}"')
    return number


def day(value) -> date:
    if type(value) is not date:  # a datetime is a date too, but not a day
        raise ValueError("should be a day without quotes, like 2026-06-09")
    return value


def near_day(name: str, value) -> date:
    """A day that is no further ahead than values.toml has it below [name]."""
    if day(value) > date.today() + timedelta(LIKE[name]["days"]):
        raise ValueError(LIKE[name]["wrong"].format(value))
    return value


help_number = partial(phone, begins="")
past_day = partial(near_day, "past_day")
day_within_a_year = partial(near_day, "day_within_a_year")


def dial(number: str, country: str) -> str:
    """The digits to dial: a short code as it stands, else a whole number as E.164, or "".

    Without its +country, a number is one of `country`: two letters (ISO 3166).
    """
    digits = number.replace(" ", "")
    if SHORT_CODE.fullmatch(digits):
        return digits
    with suppress(phonenumbers.NumberParseException):
        read = phonenumbers.parse(number, country)
        # Numbers kept for fiction are in no plan, so not "valid"; nine digits are whole.
        whole = phonenumbers.is_possible_number(read) and read.national_number > 10**8
        if re.fullmatch(r"[\d\s()+./-]+", number) and (whole or phonenumbers.is_valid_number(read)):
            return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
    return ""
