"""What must be so on the live site. Each check yields what is not, in sentences.

It raises Unreachable where nothing more can be looked at, and NotTried where it does not apply.
What is said of it as a whole is in said.toml.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from practice.details import Practice

from ..hosting import everywhere
from ..text import seen
from ..web import Answer, Unreachable, fetch, locations, xml

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST_WORDS = 30  # of a post, which must be found on its page
REBUILT = "was the site built with another SITE_URL?"


class NotTried(Exception):
    """Why a check does not apply here, in a sentence."""


@dataclass
class Visit:
    """The site at `url`, which ends with a slash, and all that it has answered so far."""

    url: str
    practice: Practice
    answers: dict[str, Answer] = field(default_factory=dict)

    def get(self, address: str = "", status: int = 200) -> Answer:
        """What `address`, as the home page would link to it, answers; 0 means any status.

        Raises Unreachable if there is no answer, or one with another status.
        """
        url = urljoin(self.url, address)
        answer = self.answers[url] = self.answers.get(url) or fetch(url)
        if status not in (0, answer.status):
            raise Unreachable(f"{url} answers with {answer.status}, not {status}")
        return answer


def select(answer: Answer, selector: str) -> list:
    """The elements of a page that a CSS selector means."""
    return BeautifulSoup(answer.text, "html.parser").select(selector)


def links(answer: Answer, selector: str) -> list[str]:
    """The whole addresses that such elements lead to."""
    return [urljoin(answer.url, each["href"]) for each in select(answer, f"{selector}[href]")]


def home(visit: Visit) -> Iterator[str]:
    yield from unfit(visit.get())
    if visit.practice.contact.name not in seen(visit.get().text):
        yield f"the home page does not name {visit.practice.contact.name}"


def newest_post(visit: Visit) -> Iterator[str]:
    url, title, text = newest_entry(visit)
    yield from unfit(visit.get(url))
    if " ".join(text.split()[:FIRST_WORDS]) not in seen(visit.get(url).text):
        yield f"{url} does not hold the text that the feed has of “{title}”"


def unfit(answer: Answer) -> Iterator[str]:
    """What must be so on every page that is there to be read."""
    robots = [each.get("content", "") for each in select(answer, "meta[name=robots]")]
    if "noindex" in " ".join([answer.headers.get("X-Robots-Tag", ""), *robots]):
        yield f"{answer.url} asks search engines to leave it out (noindex)"
    for canonical in links(answer, "link[rel=canonical]"):
        if canonical != answer.url:
            yield f"{answer.url} says that it is {canonical}; {REBUILT}"


def help_line(visit: Visit) -> Iterator[str]:
    if not visit.practice.help_lines:
        raise NotTried("practice.toml has no help line")
    line = visit.practice.help_lines[0]
    for answer in (visit.get(), visit.get(newest_entry(visit)[0])):
        if line.parts[1] not in links(answer, "a"):
            yield f"{answer.url} does not show the help line {line.number}"


def missing(visit: Visit) -> Iterator[str]:
    answer = visit.get(f"no-such-folder/no-such-page-{secrets.token_hex(4)}/", status=404)
    name = visit.practice.contact.name
    if name not in seen(answer.text) or visit.url not in links(answer, "a"):
        yield "an address where nothing is does not show our own page for that, 404.html"


def newest_entry(visit: Visit) -> tuple[str, str, str]:
    """Address, title and words of the first entry of the feed that the home page names."""
    feeds = links(visit.get(), 'link[type="application/atom+xml"]')
    if not feeds:
        raise Unreachable("the home page names no feed")
    entry = xml(visit.get(feeds[0])).find(f"{ATOM}entry[{ATOM}link]")
    if entry is None:
        raise Unreachable(f"{feeds[0]} has no entry that leads to a post")
    url = entry.find(f"{ATOM}link").get("href", "")
    if not url.startswith(visit.url):
        raise Unreachable(f"the feed leads to {url}, which is not on this site")
    title, text = (entry.findtext(f"{ATOM}{name}", "") for name in ("title", "content"))
    return url, title, seen(text)


def search_engines(visit: Visit) -> Iterator[str]:
    found = locations(xml(visit.get("sitemap.xml")))
    if visit.url not in found:
        yield "sitemap.xml does not name the home page"
    if elsewhere := [url for url in found if not url.startswith(visit.url)]:
        yield f"sitemap.xml names {elsewhere[0]}, which is not on this site; {REBUILT}"
    # It is the host's; in a folder there is none of ours.
    if re.search(r"(?m)^\s*Disallow:\s*/\s*$", visit.get("/robots.txt", status=0).text):
        yield "robots.txt asks search engines to leave out the whole site"


def deployed(visit: Visit) -> Iterator[str]:
    built = {name: Path("output", name) for name in ("sitemap.xml", "feed.xml")}
    here = {name: path.read_bytes() for name, path in built.items() if path.exists()}
    if f"<loc>{visit.url}</loc>".encode() not in here.get("sitemap.xml", b""):
        raise NotTried("output/ has no site that was made for this address")
    for name, body in here.items():
        if visit.get(name).body != body:
            yield f"{name} is not the one in output/; is the new site there yet?"


def headers(visit: Visit) -> Iterator[str]:
    answer = visit.get()
    if answer.headers.get("Server") == "GitHub.com":
        if not select(answer, "meta[http-equiv=Content-Security-Policy]"):
            yield "the page has no policy of its own, and this host sends none"
        raise NotTried("this host sends none of ours; the policy in each page stands in for them")
    expected = everywhere([]) | {"Content-Security-Policy": "default-src 'none'"}
    if not visit.url.startswith("https:"):  # over http it means nothing: RFC 6797, section 8.1
        del expected["Strict-Transport-Security"]
    for name, part in expected.items():
        value = answer.headers.get(name)
        if value is None:
            yield f"{name} is missing"
        elif part not in value:
            yield f'{name} is "{value}", without "{part}"'


def https(visit: Visit) -> Iterator[str]:
    if not visit.url.startswith("https:"):
        raise NotTried("the address itself is one with http")
    answer = visit.get(visit.url.replace("https:", "http:", 1), status=0)
    if answer.status not in (301, 302, 307, 308) or answer.headers["Location"] != visit.url:
        yield f"{answer.url} answers with {answer.status}, and does not lead to {visit.url}"


def cookies(visit: Visit) -> Iterator[str]:
    for answer in visit.answers.values():
        if cookie := answer.headers.get("Set-Cookie"):
            yield f'{answer.url} sets the cookie "{cookie.partition("=")[0]}"'


CHECKS = (
    *(home, newest_post, help_line, missing, search_engines, deployed, headers, https),
    cookies,  # in all that was answered to the others
)
