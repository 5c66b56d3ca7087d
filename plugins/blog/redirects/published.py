"""Remembers which addresses were last published, so that the next build can miss one of them.

Where nothing is remembered, as in continuous integration, the sitemap of the live site stands in
for it: LIVE_URL=https://www.example.com make publish. Without it nothing goes over the network.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from practice.details import STAND_IN

from .. import web
from ..problem import Problem
from ..run import Run
from .address import old_path
from .moved import Published, check_moved

LEDGER = Path(".published.json")  # not in .build/, which can be made again
SITEMAPS = 50  # that an index may name; Wix has one for each sort of page


def check_former(run: Run) -> Iterator[Problem]:
    """What was published is missed; the preview only says so."""
    if run.facts is STAND_IN:
        return  # practice.toml cannot be read, so nobody knows which old addresses lead on
    before = recall(run.url or run.facts.site.url)
    if run.url and (address := os.environ.get("LIVE_URL")):
        try:
            before = {found: before.get(found, "") for found in live(address)}
        except web.Unreachable as error:
            what = "so it is not known which old links would break"
            yield Problem("", 0, f"The sitemap could not be read: {error}, {what}.", stops=False)
    for problem in check_moved(before, run):
        yield replace(problem, stops=run.public)


def remember(url: str, addresses: Published) -> None:
    """Write down what is published at `url`; the sites at other addresses stay as they were."""
    draft = LEDGER.with_suffix(".draft")
    text = json.dumps({**ledger(), url: addresses}, indent=1, sort_keys=True)
    draft.write_text(text, "utf-8")
    draft.replace(LEDGER)


def recall(url: str) -> Published:
    return ledger().get(url, {})


def ledger() -> dict[str, Published]:
    with suppress(FileNotFoundError, ValueError):  # never written, or cut short by hand
        return json.loads(LEDGER.read_text("utf-8"))
    return {}


def live(url: str) -> list[str]:
    """The addresses that the live site names in its sitemap; raises Unreachable.

    That may be an index of sitemaps, which names no other index (sitemaps.org/protocol).
    """
    root = web.xml(web.fetch(f"{url.rstrip('/')}/sitemap.xml"))
    pages = web.locations(root)
    if root.tag.endswith("sitemapindex"):
        sitemaps = [web.xml(web.fetch(each)) for each in pages[:SITEMAPS]]
        urlsets = (sitemap for sitemap in sitemaps if not sitemap.tag.endswith("sitemapindex"))
        pages = [page for urlset in urlsets for page in web.locations(urlset)]
    addresses = []
    for page in pages:
        with suppress(ValueError):  # the home page, or none of this site
            addresses.append(f"/{old_path(page, '', url)}")
    return addresses
