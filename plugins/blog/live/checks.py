"""What must be so on the live site. Each check yields what is not, in sentences.

It raises Unreachable where nothing more can be looked at, and NotTried where it does not apply.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from practice.details import Practice

from ..hosting import everywhere
from ..web import Answer, Unreachable, fetch, locations, words, xml

ATOM = "{http://www.w3.org/2005/Atom}"
BUILT = Path("output/sitemap.xml")
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


def home(visit: Visit) -> Iterator[str]:
    yield from unfit(visit.get())
    if visit.practice.contact.name not in visit.get().words:
        yield f"the home page does not name {visit.practice.contact.name}"


def newest_post(visit: Visit) -> Iterator[str]:
    url, title, text = newest_entry(visit)
    yield from unfit(visit.get(url))
    if " ".join(text.split()[:FIRST_WORDS]) not in visit.get(url).words:
        yield f"{url} does not hold the text that the feed has of “{title}”"


def unfit(answer: Answer) -> Iterator[str]:
    """What must be so on every page that is there to be read."""
    if (kind := answer.headers.get_content_type()) != "text/html":
        yield f"{answer.url} is sent as {kind}, not as text/html"
    said = [answer.headers.get("X-Robots-Tag", ""), *answer.all("meta", "content", name="robots")]
    if "noindex" in " ".join(said):
        yield f"{answer.url} asks search engines to leave it out (noindex)"
    for canonical in answer.links("link", rel="canonical"):
        if canonical != answer.url:
            yield f"{answer.url} says that it is {canonical}; {REBUILT}"


def help_line(visit: Visit) -> Iterator[str]:
    if not visit.practice.help_lines:
        raise NotTried("practice.toml has no help line")
    line = visit.practice.help_lines[0]
    for answer in (visit.get(), visit.get(newest_entry(visit)[0])):
        if line.parts[1] not in answer.links("a"):
            yield f"{answer.url} does not show the help line {line.number}"


def missing(visit: Visit) -> Iterator[str]:
    answer = visit.get(f"no-such-folder/no-such-page-{secrets.token_hex(4)}/", status=404)
    if visit.practice.contact.name not in answer.words or visit.url not in answer.links("a"):
        yield "an address where nothing is does not show our own page for that, 404.html"


def feed(visit: Visit) -> Iterator[str]:
    url, _, _ = newest_entry(visit)
    folder = url.rstrip("/").rpartition("/")[0]
    found = locations(xml(visit.get("sitemap.xml")))
    first = next((post for post in found if post.startswith(f"{folder}/")), "none")
    if first != url:
        yield f"the newest post is {url} by the feed, and {first} by sitemap.xml"


def newest_entry(visit: Visit) -> tuple[str, str, str]:
    """Address, title and words of the first entry of the feed that the home page names."""
    feeds = visit.get().links("link", type="application/atom+xml")
    if not feeds:
        raise Unreachable("the home page names no feed")
    entry = xml(visit.get(feeds[0])).find(f"{ATOM}entry[{ATOM}link]")
    if entry is None:
        raise Unreachable(f"{feeds[0]} has no entry that leads to a post")
    url = entry.find(f"{ATOM}link").get("href", "")
    if not url.startswith(visit.url):
        raise Unreachable(f"the feed leads to {url}, which is not on this site")
    title, text = (entry.findtext(f"{ATOM}{name}", "") for name in ("title", "content"))
    return url, title, words(text)


def sitemap(visit: Visit) -> Iterator[str]:
    found = locations(xml(visit.get("sitemap.xml")))
    if visit.url not in found:
        yield "sitemap.xml does not name the home page"
    if elsewhere := [url for url in found if not url.startswith(visit.url)]:
        yield f"sitemap.xml names {elsewhere[0]}, which is not on this site; {REBUILT}"


def deployed(visit: Visit) -> Iterator[str]:
    """The live site is the one in output/, if that was built for it."""
    built = BUILT.read_bytes() if BUILT.exists() else b""
    if f"<loc>{visit.url}</loc>".encode() not in built:
        raise NotTried("output/ has no site that was made for this address")
    if visit.get("sitemap.xml").body != built:
        yield "sitemap.xml is not the one in output/; is the new site there yet?"


def robots(visit: Visit) -> Iterator[str]:
    if urlsplit(visit.url).path != "/":
        raise NotTried("the site is in a folder, and only a whole host can have one")
    text = visit.get("/robots.txt").body.decode(errors="replace")
    lines = [line.strip() for line in text.splitlines()]
    if f"Sitemap: {visit.url}sitemap.xml" not in lines:
        yield "robots.txt does not name our sitemap"
    if any(re.fullmatch(r"Disallow:\s*/", line) for line in lines):
        yield "robots.txt asks search engines to leave out the whole site"


def security(visit: Visit) -> Iterator[str]:
    """RFC 9116, section 2.5: Contact and Expires must be there."""
    answer = visit.get("/.well-known/security.txt", status=0)
    if answer.status == 404:
        raise NotTried("none is published")
    text = answer.body.decode(errors="replace")
    expires = re.search(r"(?m)^Expires:\s*(\d{4}-\d\d-\d\d)T", text)
    if not expires or expires[1] <= str(date.today()):
        what = "has expired or does not say when it will"
        yield f"security.txt, answered with {answer.status}, {what}"
    elif not re.search(r"(?m)^Contact:\s*\S", text):
        yield "security.txt names no contact"


def headers(visit: Visit) -> Iterator[str]:
    answer = visit.get()
    if answer.headers.get("Server") == "GitHub.com":
        if "Content-Security-Policy" not in answer.all("meta", "http-equiv"):
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
    try:
        answer = visit.get(visit.url.replace("https:", "http:", 1), status=0)
    except Unreachable as error:
        raise NotTried(str(error)) from None
    if answer.status not in (301, 302, 307, 308) or answer.headers["Location"] != visit.url:
        yield f"{answer.url} answers with {answer.status}, and does not lead to {visit.url}"


def cookies(visit: Visit) -> Iterator[str]:
    """In all that was answered so far, so this comes last."""
    for answer in visit.answers.values():
        if cookie := answer.headers.get("Set-Cookie"):
            yield f'{answer.url} sets the cookie "{cookie.partition("=")[0]}"'
