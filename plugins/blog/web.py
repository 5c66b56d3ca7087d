"""One way to ask a live site for something: as it is, without being sent on."""

import re
from html import unescape
from http.client import HTTPException
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, UnknownHandler

SECONDS = 10  # for an answer
LARGEST = 20_000_000  # bytes


class Unreachable(Exception):
    """Why there is not the answer that was asked for, in a sentence."""


def fetch(url: str) -> tuple[int, str]:
    """The status of what is answered to a GET, and its text: the headers, each on its line, an
    empty line, and the body. Raises Unreachable."""
    opener = OpenerDirector()  # without the handlers that follow redirects and raise errors
    opener.addheaders = [("User-Agent", "make smoke")]
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, UnknownHandler):
        opener.add_handler(handler())
    try:
        with opener.open(url, timeout=SECONDS) as answer:
            body = answer.read(LARGEST).decode(errors="replace")
            return answer.status, f"{answer.headers.as_string()}{body}"
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{url} does not answer ({getattr(error, 'reason', error)})") from None


def locations(url: str) -> list[str]:
    """Each <loc> of the sitemap, or index of sitemaps, at this address; raises Unreachable."""
    status, text = fetch(url)
    if status != 200:
        raise Unreachable(f"{url} answers with {status}, not 200")
    if not (found := re.findall(r"<loc>\s*(.*?)\s*</loc>", text)):
        raise Unreachable(f"{url} names no page")
    return [*map(unescape, found)]
