"""One way to ask a live site for something: as it is, without being sent on."""

import http.client
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS = 10  # for an answer
LARGEST = 20_000_000  # bytes


class Unreachable(Exception):
    """There was no answer at all; why, in a sentence."""


class NotSentOn(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def fetch(url: str) -> Answer:
    """What is answered to a GET; raises Unreachable."""
    if not url.startswith(("http://", "https://")):
        raise Unreachable(f"{url} is not on the web")
    request = Request(url, headers={"User-Agent": "make smoke"})
    try:
        with build_opener(NotSentOn).open(request, timeout=SECONDS) as answer:
            return Answer(url, answer.status, answer.headers, answer.read(LARGEST))
    except HTTPError as answer:  # any status but 2xx
        with answer:
            return Answer(url, answer.status, answer.headers, answer.read(LARGEST))
    except (OSError, http.client.HTTPException, ValueError) as error:
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
    return [(each.text or "").strip() for each in sitemap.findall(".//{*}loc")]
