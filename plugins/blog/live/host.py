"""What the host does: headers, https, cookies, and the files that only a whole host can have."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

from .expected import HEADERS, HTTPS, WITHOUT_HEADERS
from .visit import NotTried, Unreachable, Visit


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


def headers(visit: Visit) -> Iterator[str]:
    answer = visit.get()
    if answer.headers.get("Server") in WITHOUT_HEADERS:
        rules = [meta.attrs.get("http-equiv", "").lower() for meta in answer.page.all("meta")]
        if "content-security-policy" not in rules:
            yield "the page has no policy of its own, and this host sends none"
        raise NotTried("this host sends none of ours; the policy in each page stands in for them")
    for name, part in (HEADERS | (HTTPS if visit.url.startswith("https:") else {})).items():
        value = answer.headers.get(name)
        if value is None:
            yield f"{name} is missing"
        elif part not in value:
            yield f'{name} is "{value}", without "{part}"'


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


def cookies(visit: Visit) -> Iterator[str]:
    """In all that was answered so far, so this comes last."""
    for answer in visit.answers.values():
        if cookie := answer.headers.get("Set-Cookie"):
            yield f'{answer.url} sets the cookie "{cookie.partition("=")[0]}"'
