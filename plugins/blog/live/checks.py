"""What a visitor to the live site must meet. Each check yields what is wrong, in sentences."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from practice.details import Practice

from ..hosting.headers import everywhere
from ..html import Page, read
from ..web import Answer, Unreachable, fetch, locations, xml

ATOM = "{http://www.w3.org/2005/Atom}"
BUILT = Path("output/sitemap.xml")
FIRST_WORDS = 30  # of a post, which must be found on its page

# The headers that a host is meant to send with each page, and a part of each that must be there;
# the styles in the policy come and go, and STRICT means nothing over http (RFC 6797, 8.1).
STRICT = "Strict-Transport-Security"
HEADERS = everywhere([]) | {"Content-Security-Policy": "default-src 'none'"}
WITHOUT_HEADERS = ("GitHub.com",)  # it says who it is in its header Server, and sends none of ours


class NotTried(Exception):
    """Why a check does not apply here, in a sentence."""


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

    def page(self, address: str = "") -> Page:
        return read(self.get(address).body.decode(errors="replace"))

    def links(self, address: str, tag: str, **attrs: str) -> list[str]:
        """The whole addresses in href of the elements, with these attributes, of a page."""
        found = (element.attrs for element in self.page(address).all(tag))
        fit = (each for each in found if "href" in each and attrs.items() <= each.items())
        return [urljoin(urljoin(self.url, address), each["href"]) for each in fit]

    @cached_property
    def newest(self):
        """The first entry of the feed that the home page names, and where it leads."""
        feeds = self.links("", "link", type="application/atom+xml")
        if not feeds:
            raise Unreachable("the home page names no feed")
        entry = xml(self.get(feeds[0])).find(f"{ATOM}entry")
        link = None if entry is None else entry.find(f"{ATOM}link")
        if link is None:
            raise Unreachable(f"{feeds[0]} has no entry that leads to a post")
        url = link.get("href", "")
        if not url.startswith(self.url):
            raise Unreachable(f"the feed leads to {url}, which is not on this site")
        return entry, url


CHECKS: dict[str, tuple[Callable[[Visit], Iterator[str]], str]] = {}


def check(name: str, good: str):
    """A check by the name of its row, and what can be said if nothing is wrong."""
    return lambda function: CHECKS.setdefault(name, (function, good))[0]


def words(page: Page) -> str:
    """The text of the page, its words parted by single spaces."""
    return " ".join("".join(text for text, _, _ in page.texts).split())


@check("Home page", "is there, and names the practice")
def home(visit: Visit, address: str = "") -> Iterator[str]:
    yield from wrong_page(visit, "")
    if visit.practice.contact.name not in words(visit.page()):
        yield f"the home page does not name {visit.practice.contact.name}"


@check("Newest post", "is there, with its text")
def newest_post(visit: Visit) -> Iterator[str]:
    entry, url = visit.newest
    yield from wrong_page(visit, url)
    text = words(read(entry.findtext(f"{ATOM}content", ""))).split()
    if " ".join(text[:FIRST_WORDS]) not in words(visit.page(url)):
        title = entry.findtext(f"{ATOM}title", "")
        yield f"{url} does not hold the text that the feed has of “{title}”"


def wrong_page(visit: Visit, address: str) -> Iterator[str]:
    """What must be so on every page that is there to be read."""
    answer = visit.get(address)
    if answer.status != 200:
        yield f"{answer.url} answers with {answer.status}, not 200"
    if answer.headers.get_content_type() != "text/html":
        yield f"{answer.url} is sent as {answer.headers.get_content_type()}, not as text/html"
    metas = (meta.attrs for meta in visit.page(address).all("meta"))
    said = [meta.get("content", "") for meta in metas if meta.get("name") == "robots"]
    if any("noindex" in each for each in (*said, answer.headers.get("X-Robots-Tag", ""))):
        yield f"{answer.url} asks search engines to leave it out (noindex)"
    for canonical in visit.links(address, "link", rel="canonical"):
        if canonical != answer.url:
            right = "was the site built with another SITE_URL?"
            yield f"{answer.url} says that it is {canonical}; {right}"


@check("Help line", "stands on the home page and on the newest post")
def help_line(visit: Visit) -> Iterator[str]:
    if not visit.practice.help_lines:
        raise NotTried("practice.toml has no help line")
    line = visit.practice.help_lines[0]
    for address in (visit.url, visit.newest[1]):
        if line.parts[1] not in visit.links(address, "a"):
            yield f"{address} does not show the help line {line.number}"


@check("Missing page", "is answered with 404 and our own page")
def missing(visit: Visit) -> Iterator[str]:
    address = f"no-such-folder/no-such-page-{secrets.token_hex(4)}/"
    if (status := visit.get(address).status) != 404:
        yield f"an address where nothing is answers with {status}, not 404"
    named = visit.practice.contact.name in words(visit.page(address))
    if not named or visit.url not in visit.links(address, "a"):
        yield "an address where nothing is does not show our own page for that, 404.html"


@check("Feed", "begins with the newest post")
def feed(visit: Visit) -> Iterator[str]:
    _, newest = visit.newest
    folder = newest.rstrip("/").rpartition("/")[0]
    found = locations(xml(visit.get("sitemap.xml")))
    posts = [url for url in found if url.startswith(f"{folder}/")]
    if posts[:1] != [newest]:
        first = posts[0] if posts else "none"
        yield f"the newest post is {newest} by the feed, and {first} by sitemap.xml"


@check("Sitemap", "names pages of this site only")
def sitemap(visit: Visit) -> Iterator[str]:
    found = locations(xml(visit.get("sitemap.xml")))
    if visit.url not in found:
        yield "sitemap.xml does not name the home page"
    if elsewhere := [url for url in found if not url.startswith(visit.url)]:
        right = "was the site built with another SITE_URL?"
        yield f"sitemap.xml names {elsewhere[0]}, which is not on this site; {right}"


@check("Deploy", "has arrived: this is the site in output/")
def deployed(visit: Visit) -> Iterator[str]:
    """The live site is the one in output/, if that was built for it."""
    built = BUILT.read_bytes() if BUILT.exists() else b""
    if f"<loc>{visit.url}</loc>".encode() not in built:
        raise NotTried("output/ has no site that was made for this address")
    if visit.get("sitemap.xml").body != built:
        yield "sitemap.xml is not the one in output/; is the new site there yet?"


@check("robots.txt", "lets search engines in")
def robots(visit: Visit) -> Iterator[str]:
    if urlsplit(visit.url).path != "/":
        raise NotTried("the site is in a folder, and only a whole host can have one")
    answer = visit.get("/robots.txt")
    lines = [line.strip() for line in answer.body.decode(errors="replace").splitlines()]
    if answer.status != 200:
        yield f"{answer.url} answers with {answer.status}, not 200"
    elif f"Sitemap: {visit.url}sitemap.xml" not in lines:
        yield "robots.txt does not name our sitemap"
    if any(re.fullmatch(r"Disallow:\s*/", line) for line in lines):
        yield "robots.txt asks search engines to leave out the whole site"


@check("security.txt", "names a contact, and has not expired")
def security(visit: Visit) -> Iterator[str]:
    """RFC 9116, section 2.5: Contact and Expires must be there."""
    answer = visit.get("/.well-known/security.txt")
    if answer.status == 404:
        raise NotTried("none is published")
    text = answer.body.decode(errors="replace")
    expires = re.search(r"(?m)^Expires:\s*(\S+)", text)
    with suppress(ValueError):  # not a date
        if expires and datetime.fromisoformat(expires[1]) > datetime.now(UTC):
            if not re.search(r"(?m)^Contact:\s*\S", text):
                yield "security.txt names no contact"
            return
    yield f"security.txt, answered with {answer.status}, has expired or does not say when it will"


@check("Headers", "are all sent")
def headers(visit: Visit) -> Iterator[str]:
    answer = visit.get()
    if answer.headers.get("Server") in WITHOUT_HEADERS:
        rules = [meta.attrs.get("http-equiv", "").lower() for meta in visit.page().all("meta")]
        if "content-security-policy" not in rules:
            yield "the page has no policy of its own, and this host sends none"
        raise NotTried("this host sends none of ours; the policy in each page stands in for them")
    for name, part in HEADERS.items():
        value = answer.headers.get(name)
        if name == STRICT and not visit.url.startswith("https:"):
            continue
        if value is None:
            yield f"{name} is missing"
        elif part not in value:
            yield f'{name} is "{value}", without "{part}"'


@check("http", "leads to https")
def https(visit: Visit) -> Iterator[str]:
    if not visit.url.startswith("https:"):
        raise NotTried("the address itself is one with http")
    plain = visit.url.replace("https:", "http:", 1)
    try:
        answer = visit.get(plain)
    except Unreachable as error:
        raise NotTried(str(error)) from None
    if answer.status not in (301, 302, 307, 308) or answer.headers["Location"] != visit.url:
        yield f"{plain} answers with {answer.status}, and does not lead to {visit.url}"


@check("Cookies", "are not set")
def cookies(visit: Visit) -> Iterator[str]:
    """In all that was answered so far, so this comes last."""
    for answer in visit.answers.values():
        if cookie := answer.headers.get("Set-Cookie"):
            yield f'{answer.url} sets the cookie "{cookie.partition("=")[0]}"'
