"""make smoke URL=https://… : reads the live site, and says what is and what is not as it must be.

A deploy takes a moment to arrive everywhere, so what is wrong is looked at again for a while.
"""

import os
import sys
import time
import tomllib
from pathlib import Path

from practice import facts

from ..web import Unreachable
from .checks import CHECKS, NotTried, Visit

FACTS = Path("content/practice.toml")
SAID = tomllib.loads(Path(__file__).with_name("said.toml").read_text(encoding="utf-8"))
PATIENCE = 90  # seconds
PAUSE = 5


def look(visit: Visit, check) -> tuple[str, list[str]]:
    """The mark of a check, ✓, ✗ or – for what was not tried, and its sentences."""
    wrong: list[str] = []
    try:
        for sentence in check(visit):
            wrong.append(sentence)  # one by one, so that they stay if the check gives up
    except Unreachable as error:
        wrong.append(str(error))
    except NotTried as error:
        if not wrong:
            return "–", [f"not tried: {error}"]
    return ("✗", wrong) if wrong else ("✓", [SAID[check.__name__]["good"]])


def smoke(url: str, practice, patience: float = PATIENCE, pause: float = PAUSE) -> int:
    """Look until all is well, or for so many seconds; print the last look; the exit code."""
    end, told = time.monotonic() + patience, False
    while True:
        visit = Visit(url, practice)
        rows = {check.__name__: look(visit, check) for check in CHECKS}
        wrong = [SAID[name]["wrong"] for name, (mark, _) in rows.items() if mark == "✗"]
        if rows["home"][0] == "✗":
            wrong = wrong[:1]  # the others say no more
        if not wrong or time.monotonic() + pause > end:
            break
        if not told:
            print(wrong[0], f"Looking again, for {patience:.0f} seconds at most…", flush=True)
        told = True
        time.sleep(pause)
    print(f"{url} is {'not ' if wrong else ''}as it should be.", *wrong, sep="\n  ")
    print("\nIn detail, for whoever looks after the website:\n")
    for name, (mark, sentences) in rows.items():
        print(f"{mark} {SAID[name]['name']:13}", f"\n{'':16}".join(sentences))
    return int(bool(wrong))


def main() -> int:
    practice, wrong = facts.load(FACTS)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    url = os.environ.get("URL") or practice.site.url
    if not url.startswith(("http://", "https://")):
        print(f'"{url}" is no address; write make smoke URL=https://…', file=sys.stderr)
        return 2
    return smoke(f"{url.rstrip('/')}/", practice)


if __name__ == "__main__":
    sys.exit(main())
