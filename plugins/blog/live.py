"""make smoke URL=https://… : reads the live site as a visitor would, and says what is wrong.

What it looks at, and what is said of it, is in live.toml. A deploy takes a moment to arrive
everywhere, so what is wrong is looked at again for a while.
"""

import os
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape
from practice import details, facts

from . import disk, hosting
from .web import Unreachable, fetch

FACTS = Path("content/practice.toml")
FEED = Path("output/feed.xml")
LOOKS = disk.data(__file__)
PARTS = {name: said.partition(";")[0] for name, said in hosting.everywhere([]).items()}
HEADERS = {  # the first part of each in hosting/headers.toml, as a row of live.toml would have it
    f"is sent without {name}: {part}": f"^Server: GitHub|^{name}:.*{re.escape(part)}"
    for name, part in PARTS.items()
}


def look(url: str, practice: details.Practice) -> dict[str, list[str]]:
    """What is wrong in each row of live.toml, in sentences, by the row's name."""
    get, line = cache(fetch), practice.help_lines[0].parts[1] if practice.help_lines else ""
    known = {"url": url, "plain": url.replace("https:", "http:", 1), "root": urljoin(url, "/")}
    known |= {"name": escape(practice.contact.name), "help": line, "random": secrets.token_hex(4)}
    known |= {"newest": f"{url}post/", "feed": ""}
    with suppress(Unreachable):
        if post := re.search(LOOKS["newest"], get(url)[1]):
            known["newest"] = post[1]
    with suppress(OSError):
        built = FEED.read_text(encoding="utf-8")
        known["feed"] = built if f'"{url}' in built else ""
    rows = (row for row in LOOKS["row"] if url.startswith(row.get("only", "")))
    return {row["name"]: [*faults(row, known, get)] for row in rows}


def faults(row: dict, known: dict[str, str], get: Callable) -> Iterator[str]:
    as_pattern = {name: re.escape(value) for name, value in known.items()}
    right = row.get("status", "200")
    has = row.get("has", {}) | (HEADERS if row["name"] == "Headers" else {})
    for address in (at.format(**known) for at in row["at"]):
        try:
            status, text = get(address)
        except Unreachable as error:
            yield str(error)
            continue
        if not re.fullmatch(right, str(status)):
            yield f"{address} answers with {status}, not {right}"
            continue
        for sentence, pattern in has.items():
            if not re.search(pattern.format(**as_pattern), text, re.MULTILINE | re.I):
                yield f"{address} {sentence.format(**known)}"
        for sentence, pattern in row.get("lacks", {}).items():
            if found := re.search(pattern.format(**as_pattern), text, re.MULTILINE | re.I):
                yield f"{address} {sentence}: {found[0].strip()}"


def smoke(url: str, practice, patience=LOOKS["patience"], pause=LOOKS["pause"]) -> int:
    """Look until all is well, or for so many seconds; print the last look; the exit code."""
    end, wrong = time.monotonic() + patience, []
    while True:
        rows, told = look(url, practice), wrong
        wrong = dict.fromkeys(row["wrong"] for row in LOOKS["row"] if rows.get(row["name"]))
        wrong = [*wrong][: 1 if rows["Home page"] else None]  # else the others say no more
        if not wrong or time.monotonic() + pause > end:
            break
        if not told:
            print(wrong[0], f"Looking again, for {patience:.0f} seconds at most…", flush=True)
        time.sleep(pause)
    print(f"{url} is {'not ' if wrong else ''}as it should be.", *wrong, sep="\n  ")
    print("\nIn detail, for whoever looks after the website:\n")
    for name, sentences in rows.items():
        mark = "✗" if sentences else "✓"
        print(f"{mark} {name:13}", f"\n{'':16}".join(sentences or ["is as it should be"]))
    return int(bool(wrong))


def main() -> int:
    practice, wrong = facts.load(FACTS)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    url = os.environ.get("URL") or practice.site.url
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/.*)?", url):
        print(f'"{url}" is no address; write make smoke URL=https://…', file=sys.stderr)
        return 2
    return smoke(f"{url.rstrip('/')}/", practice)


if __name__ == "__main__":
    sys.exit(main())
