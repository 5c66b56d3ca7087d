"""Addresses outside the site: https:, mailto:, tel: and sms:."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

from practice.values import EMAIL, dial

HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[A-Za-z][\w-]+(:\d+)?", re.ASCII)
NUMBER = re.compile(r"\+?[\d().-]{3,20}", re.ASCII)
WHOLE = "write the whole of it, like https://www.example.com"


def split(value: str) -> SplitResult | None:
    """The parts of an address as a browser reads it, which skips blanks and control characters."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", value))
    except ValueError:
        return None


def wrong_web(value: str, url: SplitResult) -> str:
    fine = HOST.fullmatch(url.netloc.rpartition("@")[2]) and not re.search(r"\s", value.strip())
    return "" if fine else f'"{value}" is not a web address; {WHOLE}'


def wrong_mail(value: str, url: SplitResult) -> str:
    fine = all(map(EMAIL.fullmatch, unquote(url.path).split(",")))
    right = "write it like mailto:name@example.com"
    return "" if fine else f'"{value}" is not an e-mail address; {right}'


def wrong_phone(value: str, url: SplitResult) -> str:
    fine = NUMBER.fullmatch(url.path) and dial(url.path) and not re.search(r"\s", value)
    right = "write it without spaces, like tel:+442079460123"
    return "" if fine else f'"{value}" cannot be dialled; {right}'


ELSEWHERE = {
    "http": wrong_web,
    "https": wrong_web,
    "mailto": wrong_mail,
    "tel": wrong_phone,
    "sms": wrong_phone,
}
