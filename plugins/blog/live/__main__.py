"""make smoke URL=https://… : reads the live site, and says what is and what is not as it must be.

A deploy takes a moment to arrive everywhere, so what is wrong is looked at again for a while.
"""

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from practice import details
from practice.facts import FactsError

from . import feed, host, pages
from .visit import NotTried, Visit, Wrong

FACTS = Path("content/practice.toml")
PATIENCE = 90  # seconds
PAUSE = 5

# Each yields what is wrong, in sentences; if nothing is, this can be said.
CHECKS = {
    "Home page": (pages.home, "is there, and names the practice"),
    "Newest post": (pages.newest_post, "is there, with its text"),
    "Help line": (pages.help_line, "stands on the home page and on the newest post"),
    "Missing page": (pages.missing, "is answered with 404 and our own page"),
    "Feed": (feed.feed, "begins with the newest post"),
    "Sitemap": (feed.sitemap, "names pages of this site only"),
    "Deploy": (feed.deployed, "has arrived: this is the site in output/"),
    "robots.txt": (host.robots, "lets search engines in"),
    "security.txt": (host.security, "names a contact, and has not expired"),
    "Headers": (host.headers, "are all sent"),
    "http": (host.https, "leads to https"),
    "Cookies": (host.cookies, "are not set"),
}


class Row(NamedTuple):
    mark: str  # ✓, ✗, or – for what was not tried
    name: str
    sentences: list[str]


def look(visit: Visit) -> list[Row]:
    """All checks, once."""
    return [row(name, check, good, visit) for name, (check, good) in CHECKS.items()]


def row(name: str, check, good: str, visit: Visit) -> Row:
    wrong: list[str] = []
    not_tried = ""
    try:
        for sentence in check(visit):
            wrong.append(sentence)  # one by one, so that they stay if the check gives up
    except Wrong as error:
        wrong.append(str(error))
    except NotTried as error:
        not_tried = f"not tried: {error}"
    if wrong:
        return Row("✗", name, wrong)
    return Row("–", name, [not_tried]) if not_tried else Row("✓", name, [good])


def smoke(url: str, practice, patience: float = PATIENCE, pause: float = PAUSE) -> int:
    """Look until all is well, or for so many seconds; print the last look; the exit code."""
    end = time.monotonic() + patience
    while True:
        rows = look(Visit(url, practice))
        failed = [each for each in rows if each.mark == "✗"]
        if not failed or time.monotonic() + pause > end:
            break
        names = ", ".join(each.name for each in failed)
        print(f"Not yet as it should be: {names}. Looking again…", flush=True)
        time.sleep(pause)
    width = max(map(len, CHECKS))
    for mark, name, sentences in rows:
        for n, sentence in enumerate(sentences):
            print(f"{' ' if n else mark} {'' if n else name:{width}}  {sentence}")
    print(f"\n{url} is as it should be." if not failed else f"\n{url} is not as it should be.")
    return int(bool(failed))


def main() -> int:
    try:
        practice = details.load(FACTS)
    except FactsError as error:
        print(error, file=sys.stderr)
        return 1
    url = os.environ.get("URL") or practice.site.url
    if not url.startswith(("http://", "https://")):
        print(f'"{url}" is no address; write make smoke URL=https://…', file=sys.stderr)
        return 2
    return smoke(f"{url.rstrip('/')}/", practice)


if __name__ == "__main__":
    sys.exit(main())
