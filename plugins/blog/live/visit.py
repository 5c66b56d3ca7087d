"""One look round the live site: each address is asked for once, and answered as it is."""

import xml.etree.ElementTree as etree
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPException, HTTPMessage
from urllib.parse import urljoin
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from markupsafe import Markup
from practice.details import Practice

from .. import html

SECONDS = 10  # for an answer
LARGEST = 20_000_000  # bytes


class Wrong(Exception):
    """What is wrong, in a sentence, where nothing more can be looked at."""


class NotTried(Exception):
    """Why a check does not apply here, in a sentence."""


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    headers: HTTPMessage
    text: str

    @cached_property
    def page(self) -> html.Page:
        return html.read(self.text)

    @cached_property
    def words(self) -> str:
        return words(self.text)

    def all(self, tag: str, name: str, /, **attrs: str) -> list[str]:
        """The attribute `name` of each element of the page that has it, and these with it."""
        found = (element.attrs for element in self.page.all(tag))
        return [of[name] for of in found if name in of and of.items() >= attrs.items()]

    def links(self, tag: str, /, **attrs: str) -> list[str]:
        """The whole addresses that such elements lead to."""
        return [urljoin(self.url, href) for href in self.all(tag, "href", **attrs)]


@dataclass
class Visit:
    """The site at `url`, which ends with a slash, and all that it has answered so far."""

    url: str
    practice: Practice
    answers: dict[str, Answer] = field(default_factory=dict)

    def get(self, address: str = "", status: int = 200) -> Answer:
        """What `address`, as the home page would link to it, answers; 0 means any status.

        Raises Wrong if there is no answer, or one with another status.
        """
        url = urljoin(self.url, address)
        answer = self.answers[url] = self.answers.get(url) or ask(url)
        if status not in (0, answer.status):
            raise Wrong(f"{url} answers with {answer.status}, not {status}")
        return answer

    def xml(self, address: str, path: str) -> list[etree.Element]:
        """The elements at `path` of a feed or sitemap; raises Wrong."""
        try:
            return etree.fromstring(self.get(address).text).findall(path)
        except etree.ParseError as error:
            raise Wrong(f"{address} cannot be read as XML ({error})") from None


def ask(url: str) -> Answer:
    opener = OpenerDirector()  # without the handlers that follow redirects and raise errors
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler):
        opener.add_handler(handler())
    try:
        request = Request(url, headers={"User-Agent": "make smoke"})
        with opener.open(request, timeout=SECONDS) as answer:
            text = answer.read(LARGEST).decode(errors="replace")
            return Answer(url, answer.status, answer.headers, text)
    except (OSError, HTTPException) as error:
        raise Wrong(f"{url} does not answer ({getattr(error, 'reason', error)})") from None


def words(text: str) -> str:
    """What is to be read in HTML, its words parted by single spaces."""
    return " ".join(Markup(text).striptags().split())
