"""Remembers which addresses were last published, so that the next build can miss one of them.

Where nothing is remembered, as in continuous integration, the sitemap of the live site stands in
for it: LIVE_URL=https://www.example.com make publish. Without it nothing goes over the network.
"""

import http.client
import json
import os
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.request import Request, urlopen

from ..problem import Problem
from ..run import Run
from .address import old_path
from .moved import Published, check_moved

LEDGER = Path(".published.json")  # not in .build/, which can be made again
SECONDS = 10  # for an answer
LARGEST = 10_000_000  # bytes of a sitemap
SITEMAPS = 50  # that an index may name; Wix has one for each sort of page


class NotCompared(Exception):
    """Why it is not known what is published, in a sentence."""


def check_former(run: Run) -> Iterator[Problem]:
    """What was published is missed; the preview only says so."""
    before = recall(run.url or run.facts.site.url)
    if run.url and (address := os.environ.get("LIVE_URL")):
        try:
            before = {found: before.get(found, "") for found in live(address)}
        except NotCompared as error:
            yield Problem("", 0, str(error), stops=False)
    for problem in check_moved(before, run):
        yield replace(problem, stops=run.public)


def remember(url: str, addresses: Published) -> None:
    """Write down what is published at `url`; the sites at other addresses stay as they were."""
    draft = LEDGER.with_suffix(".draft")
    draft.write_text(json.dumps({**ledger(), url: addresses}, indent=1, sort_keys=True))
    draft.replace(LEDGER)


def recall(url: str) -> Published:
    return ledger().get(url, {})


def ledger() -> dict[str, Published]:
    with suppress(FileNotFoundError, ValueError):  # never written, or cut short by hand
        return json.loads(LEDGER.read_text())
    return {}


def live(url: str) -> list[str]:
    """The addresses that the live site names in its sitemap; raises NotCompared."""
    try:
        pages = list(locations(f"{url.rstrip('/')}/sitemap.xml"))
    except (OSError, ValueError, http.client.HTTPException, etree.ParseError) as error:
        why = getattr(error, "reason", error)
        what = f"The sitemap of {url} could not be read ({why})"
        raise NotCompared(f"{what}, so it is not known which old links would break.") from None
    addresses = []
    for page in pages:
        with suppress(ValueError):  # the home page, or none of this site
            addresses.append(f"/{old_path(page, '', url)}")
    return addresses


def locations(url: str, depth: int = 0) -> Iterator[str]:
    """Each <loc> of the sitemap, or of all those that it is an index of (sitemaps.org/protocol)."""
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url} is not on the web")
    with urlopen(Request(url, headers={"User-Agent": "make publish"}), timeout=SECONDS) as answer:
        root = etree.fromstring(answer.read(LARGEST))
    found = [(each.text or "").strip() for each in root.findall(".//{*}loc")]
    if not root.tag.endswith("sitemapindex"):
        yield from found
    elif depth == 0:
        for sitemap in found[:SITEMAPS]:
            yield from locations(sitemap, depth + 1)
