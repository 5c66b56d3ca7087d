"""One way to ask a live site for something: as it is, without being sent on."""

import re
from html import unescape
from http.client import HTTPException
from typing import NamedTuple
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, UnknownHandler

SECONDS = 10  # for an answer
LARGEST = 20_000_000  # bytes


class Unreachable(Exception):
    """Why there is not the answer that was asked for, in a sentence."""


class Answer(NamedTuple):
    status: int
    text: str  # the headers, each on its line, an empty line, and the body


def fetch(url: str) -> Answer:
    """What is answered to a GET; raises Unreachable."""
    opener = OpenerDirector()  # without the handlers that follow redirects and raise errors
    opener.addheaders = [("User-Agent", "make smoke")]
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, UnknownHandler):
        opener.add_handler(handler())
    try:
        with opener.open(url, timeout=SECONDS) as answer:
            body = answer.read(LARGEST).decode(errors="replace")
            return Answer(answer.status, f"{answer.headers.as_string()}{body}")
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{url} does not answer ({getattr(error, 'reason', error)})") from None


def locations(url: str) -> list[str]:
    """Each <loc> of the sitemap, or index of sitemaps, at this address; raises Unreachable."""
    answer = fetch(url)
    if answer.status != 200:
        raise Unreachable(f"{url} answers with {answer.status}, not 200")
    found = re.findall(r"<loc>\s*(.*?)\s*</loc>", answer.text)
    if not found:
        raise Unreachable(f"{url} names no page")
    return [*map(unescape, found)]
