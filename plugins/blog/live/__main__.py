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
from .checks import CHECKS, NotTried, Visit

FACTS = Path("content/practice.toml")
PATIENCE = 90  # seconds
PAUSE = 5


def look(visit: Visit, check) -> tuple[str, str, list[str]]:
    """A row: its mark, ✓, ✗ or – for what was not tried, its name, and its sentences."""
    name, _, good = check.__doc__.partition("\n")[0].partition(": ")
    wrong: list[str] = []
    try:
        for sentence in check(visit):
            wrong.append(sentence)  # one by one, so that they stay if the check gives up
    except Unreachable as error:
        wrong.append(str(error))
    except NotTried as error:
        if not wrong:
            return "–", name, [f"not tried: {error}"]
    return ("✗", name, wrong) if wrong else ("✓", name, [good])


def smoke(url: str, practice, patience: float = PATIENCE, pause: float = PAUSE) -> int:
    """Look until all is well, or for so many seconds; print the last look; the exit code."""
    end = time.monotonic() + patience
    while True:
        visit = Visit(url, practice)
        rows = [look(visit, check) for check in CHECKS]
        failed = [name for mark, name, _ in rows if mark == "✗"]
        if not failed or time.monotonic() + pause > end:
            break
        print(f"Not yet as it should be: {', '.join(failed)}. Looking again…", flush=True)
        time.sleep(pause)
    marks = zip(CHECKS, rows, strict=True)
    plain = [check.__doc__.split("\n\n")[1].strip() for check, row in marks if row[0] == "✗"]
    if rows[0][0] == "✗":
        plain = plain[:1]  # the others say no more
    print(f"{url} is {'not ' if failed else ''}as it should be.", *plain, sep="\n  ")
    print("\nIn detail, for whoever looks after the website:\n")
    for mark, name, sentences in rows:
        print(f"{mark} {name:13}", f"\n{'':16}".join(sentences))
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
