"""The finished site: all that is wrong in its files.

A problem is told where it can be mended: in the source that the page was made from, on the line
that the trouble comes from, if it can be found there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..html import Fault, read
from ..problem import Problem
from . import feeds, page, policy
from .addresses import Built, Link, check_link, links, shown
from .memory import Memory
from .site import Site
from .source import Source
from .whole import check_complete, check_led_on, check_withheld, expected


def check(folder: Path, site: Site, practice, url: str, memory: Memory) -> list[Problem]:
    """All that is wrong in the site in `folder`; its `url` is "" in the preview."""
    paths = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    built = Built(url, frozenset(paths))
    homes = expected(site, bool(url))
    # The preview shows drafts too, and they may be unfinished.
    drafts = {home for home, source in homes.items() if not site.public(source)}
    faults = check_files(paths, built, practice, memory)
    problems = [
        *check_complete(homes, built),
        *check_led_on(site, built),
        *(check_withheld(site, homes, built) if url else ()),
        *in_sources(((file, fault) for file, fault in faults if file not in drafts), homes, folder),
    ]
    return sorted(problems)


def check_files(paths, built: Built, practice, memory: Memory) -> Iterator[tuple[str, Fault]]:
    """(file, fault) for all that is wrong in the files of the site."""
    found = {}
    for file, path in sorted(paths.items()):
        if file.endswith(".html"):
            raw = path.read_bytes()
            find = partial(check_page, raw, practice, bool(built.url))
            found[file] = memory.recall(raw, find)
    memory.keep()
    built.ids.update((file, set(ids)) for file, (_, ids, _) in found.items())
    known: dict[tuple, list[Fault]] = {}
    for file, (faults, _, linked) in found.items():
        yield from ((file, Fault(*fault)) for fault in faults)
        for line, address, fetched in linked:
            # What does not depend on the page is looked up once for all of them.
            key = (address, fetched, "" if re.match("/|https?:", address) else file)
            if key not in known:
                known[key] = list(check_link(Link(line, address, fetched), file, built))
            yield from ((file, fault._replace(line=line)) for fault in known[key])
    for file, path in sorted(paths.items()):
        if file.endswith(".xml"):
            for fault in feeds.check_file(path.read_bytes(), file, built, practice):
                yield file, fault
    if built.url and "sitemap.xml" not in paths:
        yield "sitemap.xml", Fault(1, "the sitemap is missing; is it among DIRECT_TEMPLATES?")


def check_page(raw: bytes, practice, public: bool) -> list:
    """[faults, ids, links] of a page: what can be said without seeing the other pages."""
    try:
        whole = read(raw.decode())
    except UnicodeDecodeError as error:
        return [[Fault(raw.count(b"\n", 0, error.start) + 1, "this is not UTF-8")], [], []]
    faults = [
        *whole.faults,
        *page.check_frame(whole),
        *page.check_headings(whole),
        *page.check_ids(whole),
        *page.check_images(whole),
        *page.check_leftovers(whole),
        *policy.check_scripts(whole),
        *page.check_schema(whole),
        *page.check_contact(whole, practice),
        *(policy.check_policy(whole) if public else ()),
    ]
    ids = [element.attrs["id"] for element in whole.elements if "id" in element.attrs]
    return [faults, ids, list(links(whole))]


def in_sources(faults, homes: dict[str, Source], folder: Path) -> Iterator[Problem]:
    """Each fault once, where it can be mended.

    What is wrong in a post shows on the pages that list it too; what is wrong in the theme shows on
    all pages.
    """
    by_message = defaultdict(list)
    for file, fault in faults:
        by_message[fault.message].append((file, fault))
    for message, places in by_message.items():
        mendable = {
            Problem(homes[file].path, line, f"{message} (page {shown(file)})")
            for file, fault in places
            if file in homes and (line := line_in(homes[file], fault.clue))
        }
        if mendable:
            yield from mendable
            continue
        file, fault = places[0]
        others = len({file for file, _ in places}) - 1
        if others:
            where = f"(and on {others} more; it comes from the theme or a plugin)"
            yield Problem(str(folder / file), fault.line, f"{message} {where}")
        elif file in homes:
            where = f"(page {shown(file)}, line {fault.line})"
            yield Problem(homes[file].path, homes[file].body, f"{message} {where}")
        else:
            yield Problem(str(folder / file), fault.line, message)


def line_in(source: Source, clue: str) -> int:
    """The line of `source` that the clue, an address or some words, comes from; 0 if none does."""
    address = re.escape(clue.rstrip("/").rpartition("/")[2])
    for number, line in enumerate(source.lines, 1):
        if "/" in clue and re.search(rf"""[(/}}"'=<]{address}\b""", line):
            return number
        if "/" not in clue and clue and f" {words(clue)} " in f" {words(line)} ":
            return number
    return 0


def words(text: str) -> str:
    """Only letters and digits: the page has curly quotes, and no asterisks."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()
