"""One look round the live site: each address is asked for once, as it is, without being sent on."""

import http.client
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from practice.details import Practice

from .. import html as markup

SECONDS = 10  # for an answer
LARGEST = 20_000_000  # bytes


class Wrong(Exception):
    """What is wrong, in a sentence, where nothing more can be looked at."""


class Unreachable(Wrong):
    """There was no answer at all."""


class NotTried(Exception):
    """Why a check does not apply here, in a sentence."""


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @cached_property
    def page(self) -> markup.Page:
        return markup.read(self.body.decode(errors="replace"))

    @cached_property
    def words(self) -> str:
        """The text of the page, its words parted by single spaces."""
        return " ".join("".join(text for text, _, _ in self.page.texts).split())

    def links(self, tag: str, **attrs: str) -> list[str]:
        """The whole addresses that elements of the page, with these attributes, name in href."""
        return [
            urljoin(self.url, element.attrs["href"])
            for element in self.page.all(tag)
            if "href" in element.attrs
            and all(element.attrs.get(name) == value for name, value in attrs.items())
        ]


class NotSentOn(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def fetch(url: str) -> Answer:
    """What is answered to a GET; raises Unreachable."""
    request = Request(url, headers={"User-Agent": "make smoke"})
    try:
        with build_opener(NotSentOn).open(request, timeout=SECONDS) as answer:
            return Answer(url, answer.status, answer.headers, answer.read(LARGEST))
    except HTTPError as answer:  # any status but 2xx
        with answer:
            return Answer(url, answer.status, answer.headers, answer.read(LARGEST))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"{url} does not answer ({getattr(error, 'reason', error)})") from None


@dataclass
class Visit:
    """The site at `url`, which ends with a slash, and all that it has answered so far."""

    url: str
    practice: Practice
    fetch: Callable[[str], Answer] = fetch
    answers: dict[str, Answer] = field(default_factory=dict)

    def get(self, address: str = "") -> Answer:
        """The answer to an address of the site: whole, or seen from its home page."""
        url = urljoin(self.url, address)
        if url not in self.answers:
            self.answers[url] = self.fetch(url)
        return self.answers[url]
