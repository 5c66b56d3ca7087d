"""make smoke URL=https://… : reads the live site, and says what is and what is not as it must be.

A deploy takes a moment to arrive everywhere, so what is wrong is looked at again for a while.
"""

import os
import sys
import time
from pathlib import Path

from practice import details
from practice.facts import FactsError

from ..web import Unreachable
from . import checks
from .checks import NotTried, Visit

FACTS = Path("content/practice.toml")
PATIENCE = 90  # seconds
PAUSE = 5

# Each with what can be said if it finds nothing wrong.
CHECKS = {
    "Home page": (checks.home, "is there, and names the practice"),
    "Newest post": (checks.newest_post, "is there, with its text"),
    "Help line": (checks.help_line, "stands on the home page and on the newest post"),
    "Missing page": (checks.missing, "is answered with 404 and our own page"),
    "Feed": (checks.feed, "begins with the newest post"),
    "Sitemap": (checks.sitemap, "names pages of this site only"),
    "Deploy": (checks.deployed, "has arrived: this is the site in output/"),
    "robots.txt": (checks.robots, "lets search engines in"),
    "security.txt": (checks.security, "names a contact, and has not expired"),
    "Headers": (checks.headers, "are all sent"),
    "http": (checks.https, "leads to https"),
    "Cookies": (checks.cookies, "are not set"),
}


def look(visit: Visit, check, good: str) -> tuple[str, list[str]]:
    """The mark of a row, ✓, ✗ or – for what was not tried, and its sentences."""
    wrong: list[str] = []
    try:
        for sentence in check(visit):
            wrong.append(sentence)  # one by one, so that they stay if the check gives up
    except Unreachable as error:
        wrong.append(str(error))
    except NotTried as error:
        return ("✗", wrong) if wrong else ("–", [f"not tried: {error}"])
    return ("✗", wrong) if wrong else ("✓", [good])


def smoke(url: str, practice, patience: float = PATIENCE, pause: float = PAUSE) -> int:
    """Look until all is well, or for so many seconds; print the last look; the exit code."""
    end = time.monotonic() + patience
    while True:
        visit = Visit(url, practice)
        rows = {name: look(visit, *check) for name, check in CHECKS.items()}
        failed = [name for name, (mark, _) in rows.items() if mark == "✗"]
        if not failed or time.monotonic() + pause > end:
            break
        print(f"Not yet as it should be: {', '.join(failed)}. Looking again…", flush=True)
        time.sleep(pause)
    for name, (mark, sentences) in rows.items():
        print(f"{mark} {name:13}", f"\n{'':16}".join(sentences))
    print(f"\n{url} is {'not ' if failed else ''}as it should be.")
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
