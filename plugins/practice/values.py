"""What may stand behind a key of practice.toml.

Each read_x returns the value checked, or raises ValueError saying what would be right.
"""

import re
from datetime import date, timedelta

import phonenumbers

REGION = "GB"  # a phone number without its +country is read as British
SHORT_CODE = re.compile(r"[0-9]{3,6}")  # 999, 116 123, 85258: dialled as they stand
EMAIL = re.compile(r"[\w+'-]+(\.[\w+'-]+)*@[\w-]+(\.[\w-]+)+", re.ASCII)
URL = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#][^\s\"<>]*)?", re.ASCII)


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
