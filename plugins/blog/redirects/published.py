"""Addresses that were published and would be gone: no old link may end nowhere unsaid.

What was ever published is remembered. Where nothing is, as in continuous integration, the sitemap
of the live site stands in for it: LIVE_URL=https://www.example.com make publish. Without it nothing
goes over the network.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .. import disk, web
from ..problem import Problem, nearest, shown
from ..reading.document import Document
from ..run import Run, is_public
from . import all_aliases, home, in_force, key, old_path
from .check import SAYS, line_of_address

LEDGER = Path(".published.json")  # not in .build/, which can be made again

Published = dict[str, str]  # each address, /post/apps/, with the file it came from, if it is known


def addresses(run: Run) -> Published:
    """The addresses of all texts that visitors will see, and those that lead to one of them."""
    old = {alias.old: alias.document.path if alias.document else "" for alias in in_force(run)}
    return old | {address: document.path for address, document in run.published.items()}


def check_former(run: Run) -> Iterator[Problem]:
    """What was published is missed; the preview only says so."""
    if not run.facts.site.url:
        return  # practice.toml cannot be read, so nobody knows which old addresses lead on
    before = ledger().get(run.url or run.facts.site.url, {})
    if run.url and (address := os.environ.get("LIVE_URL")):
        try:
            before = {found: before.get(found, "") for found in live(address)}
        except web.Unreachable as error:
            yield Problem("", 0, SAYS["no_sitemap"].format(error), stops=False)
    for problem in check_moved(before, run):
        yield problem._replace(stops=run.public)


def check_moved(before: Published, run: Run) -> Iterator[Problem]:
    """What was published is still there, or leads on, or was taken down on purpose."""
    texts = {document.path: document for document in run.documents.values()}
    public = {document.path for document in run.published.values()}
    kept = {*run.addresses, *(alias.old for alias in all_aliases(run) if alias.public)}
    # What was taken back, or is dated ahead, returns by itself.
    waits = ((place, each.slug) for place, each in run.contents.items() if not is_public(each))
    kept |= {f"/{home(place, run).format(slug=slug)}" for place, slug in waits}
    known = set(map(key, kept))
    # The addresses of tags and categories come and go with the posts that have them.
    topics = tuple(f"/{run.settings[of].partition('{')[0]}" for of in ("TAG_URL", "CATEGORY_URL"))
    fresh = {last(new): text.path for new, text in run.published.items() if new not in before}
    lost: dict[str, list[str]] = defaultdict(list)  # by the text that may be there instead
    for address, path in before.items():
        if key(address) in known or address.startswith(topics):
            continue
        if path not in texts:
            lost[fresh.get(nearest(last(address), fresh), "")].append(address)
        elif path in public:
            lost[path].append(address)
    for path, missed in lost.items():
        yield gone(missed, texts.get(path), run)


def last(address: str) -> str:
    """The part of an address that is a text's own: its slug."""
    return address.strip("/").rpartition("/")[2]


def gone(missed: list[str], document: Document | None, run: Run) -> Problem:
    """That old links would break, which may mean the `document`; and how to mend it."""
    said = {"missed": " and ".join(missed), "removed": ", ".join(f'"{each}"' for each in missed)}
    said |= {"toml": shown(run.home / "practice.toml")}
    if not document:
        return run.in_facts(SAYS["gone"].format(**said), "site")
    said["aliases"] = ", ".join(filter(None, [document.value("aliases"), *missed]))
    return document.problem(line_of_address(document), SAYS["moved"].format(**said))


def remember(url: str, addresses: Published) -> None:
    """Write down what is published at `url`, beside what ever was, there and at other addresses:
    a post that is taken back is public no more, but the links to it are out in the world."""
    new = (known := ledger()) | {url: known.get(url, {}) | addresses}
    if new != known:  # else the next build need not look at what is the same
        disk.write(LEDGER, json.dumps(new, indent=1, sort_keys=True).encode())


def ledger() -> dict[str, Published]:
    with suppress(FileNotFoundError, ValueError):  # never written, or cut short by hand
        return json.loads(LEDGER.read_text("utf-8"))
    return {}


def live(url: str) -> list[str]:
    """The addresses that the live site names in its sitemap; raises Unreachable.

    What ends in .xml there is another sitemap, one that an index of sitemaps names
    (sitemaps.org/protocol).
    """
    pages: list[str] = []
    for page in web.locations(f"{url.rstrip('/')}/sitemap.xml"):
        pages += web.locations(page) if page.endswith(".xml") else [page]
    # What is no path is the home page, or none of this site.
    return [path for page in pages if (path := old_path(page, "", url))]
