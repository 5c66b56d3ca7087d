"""What may stand behind a key of practice.toml.

Each function takes a value as TOML has it and returns it checked, or raises ValueError saying what
would be right.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import phonenumbers

REGION = "GB"  # a phone number without its +country is read as British
SHORT_CODE = re.compile(r"[0-9]{3,6}")  # 999, 116 123, 85258: dialled as they stand
EMAIL = r"(?a:[\w+'-]+(\.[\w+'-]+)*@[\w-]+(\.[\w-]+)+)"
URL = r"(?a:https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#][^\s\"<>]*)?)"
SAFE_URL = rf"(?=https:){URL}"
TARGET = rf"/(\w.*)?|{SAFE_URL}"


def text(value) -> str:
    if not isinstance(value, str):
        raise ValueError('should stand between straight quotes, like "Tuesday to Friday"')
    if not re.search(r"[\w/]", value):  # a lone "…" waits to be filled in
        raise ValueError("is empty; fill it in, or put # in front of the line to leave it out")
    return value.strip()


def text_like(pattern: str, wrong: str, right: str, end: str = "") -> Callable[[object], str]:
    """A reader of texts like `pattern`, without the `end`; of others it says what is `wrong`."""

    def read(value) -> str:
        if not re.fullmatch(pattern, text(value)):
            raise ValueError(f'{wrong} ("{value}"); write {right}')
        return text(value).rstrip(end)

    return read


def list_of(read: Callable[[object], str], what: str) -> Callable[[object], tuple[str, ...]]:
    """A reader of lists in which `read` takes each text; anything else should be `what` it says."""

    def read_all(value) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
            raise ValueError(f"should be a list of {what}")
        return tuple(map(read, value))

    return read_all


email = text_like(EMAIL, "is not an e-mail address", 'it like "name@example.com"')
url = text_like(URL, "is not a web address", 'the whole of it, like "https://www.example.com"', "/")
address = text_like(r"(/|https?://).*", "should begin with /", 'it like "/post/old-name/"')
target = text_like(
    TARGET, "is not an address", 'it like "/post/new-name/", or the whole of it, with https://'
)
mail_or_page = text_like(
    f"{EMAIL}|{SAFE_URL}",
    "is no e-mail address and no https: address",
    'it like "name@example.com" or "https://www.example.com/contact/"',
)
texts = list_of(text, 'words, like ["AI", "chatbot"]')
addresses = list_of(address, 'addresses, like ["/post/old-name/"]')


def report_contact(value) -> str:
    """As the URI that RFC 9116, section 2.5.3, asks for."""
    said = mail_or_page(value)
    return said if said.startswith("https:") else f"mailto:{said}"


def phone(value) -> str:
    if not dial(text(value)).startswith("+"):
        right = '"020 7946 0123" or "+44 20 7946 0123"'
        raise ValueError(f'is not a phone number ("{value}"); write it like {right}')
    return text(value)


def help_number(value) -> str:
    return text(value) if dial(text(value)) else phone(value)


def day(value) -> date:
    if type(value) is not date:  # a datetime is a date too, but not a day
        raise ValueError("should be a day without quotes, like 2026-06-09")
    return value


def past_day(value) -> date:
    if day(value) > date.today():
        raise ValueError(f"is in the future ({value}); write the day on which you checked")
    return value


def day_within_a_year(value) -> date:
    """RFC 9116, section 2.5.5, recommends less than a year: what is older may no longer be true."""
    if day(value) >= date.today() + timedelta(days=365):
        raise ValueError(f"is too far ahead ({value}); write a day within the next twelve months")
    return value


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
