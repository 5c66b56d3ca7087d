"""One way to ask a live site for something: as it is, without being sent on."""

import xml.etree.ElementTree as etree
from http.client import HTTPException, HTTPMessage
from typing import NamedTuple
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

SECONDS = 10  # for an answer
LARGEST = 20_000_000  # bytes


class Unreachable(Exception):
    """Why there is not the answer that was asked for, in a sentence."""


class Answer(NamedTuple):
    url: str
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


def fetch(url: str) -> Answer:
    """What is answered to a GET; raises Unreachable."""
    if not url.startswith(("http://", "https://")):
        raise Unreachable(f"{url} is not on the web")
    opener = OpenerDirector()  # without the handlers that follow redirects and raise errors
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler):
        opener.add_handler(handler())
    try:
        request = Request(url, headers={"User-Agent": "make smoke"})
        with opener.open(request, timeout=SECONDS) as answer:
            return Answer(url, answer.status, answer.headers, answer.read(LARGEST))
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{url} does not answer ({getattr(error, 'reason', error)})") from None


def xml(answer: Answer) -> etree.Element:
    """The answer as XML; raises Unreachable where it is none."""
    if answer.status != 200:
        raise Unreachable(f"{answer.url} answers with {answer.status}, not 200")
    try:
        return etree.fromstring(answer.body)
    except etree.ParseError as error:
        raise Unreachable(f"{answer.url} cannot be read as XML ({error})") from None


def locations(sitemap: etree.Element) -> list[str]:
    """Each <loc> of a sitemap, or of an index of sitemaps (sitemaps.org/protocol)."""
    return [(each.text or "").strip() for each in sitemap.iterfind(".//{*}loc")]
