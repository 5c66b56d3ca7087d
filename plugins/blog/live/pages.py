"""The live pages: home, the newest post, help on both, and what stands where nothing is."""

import secrets
from collections.abc import Iterator

from .feed import newest_entry
from .visit import Answer, NotTried, Visit

FIRST_WORDS = 30  # of a post, which must be found on its page


def home(visit: Visit) -> Iterator[str]:
    answer = visit.get()
    yield from wrong_page(answer)
    if visit.practice.contact.name not in answer.words:
        yield f"the home page does not name {visit.practice.contact.name}"


def newest_post(visit: Visit) -> Iterator[str]:
    entry = newest_entry(visit)
    answer = visit.get(entry.url)
    yield from wrong_page(answer)
    if " ".join(entry.words[:FIRST_WORDS]) not in answer.words:
        yield f"{entry.url} does not hold the text that the feed has of “{entry.title}”"


def wrong_page(answer: Answer) -> Iterator[str]:
    """What must be so on every page that is there to be read."""
    if answer.status != 200:
        yield f"{answer.url} answers with {answer.status}, not 200"
    if answer.headers.get_content_type() != "text/html":
        yield f"{answer.url} is sent as {answer.headers.get_content_type()}, not as text/html"
    metas = [meta.attrs for meta in answer.page.all("meta")]
    said = [meta.get("content", "") for meta in metas if meta.get("name") == "robots"]
    if any("noindex" in each for each in (*said, answer.headers.get("X-Robots-Tag", ""))):
        yield f"{answer.url} asks search engines to leave it out (noindex)"
    for canonical in answer.links("link", rel="canonical"):
        if canonical != answer.url:
            right = "was the site built with another SITE_URL?"
            yield f"{answer.url} says that it is {canonical}; {right}"


def help_line(visit: Visit) -> Iterator[str]:
    if not visit.practice.help_lines:
        raise NotTried("practice.toml has no help line")
    line = visit.practice.help_lines[0]
    for answer in (visit.get(), visit.get(newest_entry(visit).url)):
        if line.parts[1] not in answer.links("a"):
            yield f"{answer.url} does not show the help line {line.number}"


def missing(visit: Visit) -> Iterator[str]:
    answer = visit.get(f"no-such-folder/no-such-page-{secrets.token_hex(4)}/")
    if answer.status != 404:
        yield f"an address where nothing is answers with {answer.status}, not 404"
    if visit.practice.contact.name not in answer.words or visit.url not in answer.links("a"):
        yield "an address where nothing is does not show our own page for that, 404.html"
