"""The finished site: all that is wrong in the files that were written.

What is wrong in a text was told before anything was written. What is found here comes from the
theme or a plugin, and shows on many pages: each fault is told once.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from .. import html
from ..html import Fault
from ..problem import Problem, shown
from ..run import Run, is_post, is_public
from . import page
from .page_links import Built, Link, base, check_links, find, links, shown_file

OF_A_PAGE = (page.check_ids, page.check_leftovers)
CLUE = re.compile(r'"(.+?)"|(</?\w+)')  # what to look for in the source: a word quoted, or a tag


class Written(NamedTuple):
    """What is known of a written page without seeing the others."""

    faults: list[Fault]
    links: list[Link]


def look(run: Run, file: str, path: Path) -> None:
    """Keep what is known of a page that was just written to `path`."""
    if file.endswith(".html"):
        raw = path.read_bytes()
        made_from = run.marks.get(file, "").encode() or raw
        found = run.looked_at.recall(made_from, partial(look_at, raw, run))
        run.pages[file] = Written(*found)


def take_over(run: Run, file: str, path: Path) -> bool:
    """Keep the file at `path`, of an earlier site, as it is; False for a page not looked at yet."""
    if file.endswith(".html"):
        known = run.looked_at.known(run.marks[file].encode())
        if not known:
            return False
        run.pages[file] = Written(*known)
    run.kept[file] = path
    return True


def look_at(raw: bytes, run: Run) -> Written:
    whole = html.read(raw.decode())
    faults = [*whole.faults, *chain.from_iterable(check(whole) for check in OF_A_PAGE)]
    faults += page.check_contact(whole, run.facts)
    return Written(faults, list(links(whole)))


def check(run: Run, folder: Path) -> Iterator[Problem]:
    """All that is wrong in the site in `folder`, whose pages are in run.pages."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in paths} | run.kept
    built = Built(run.url, frozenset(files))
    homes = {content.save_as: run.documents[place] for place, content in run.contents.items()}
    if not run.only:
        yield from check_withheld(run, files)
        yield from check_led_to(run, built)
    found = defaultdict(dict)
    for file, fault in check_pages(run, built):
        found[fault.message].setdefault(file, fault.line)
    for message, lines in found.items():
        file, line = next(iter(lines.items()))
        if len(lines) > 1:
            message += f" (and on {len(lines) - 1} more; it comes from the theme or a plugin)"
        elif document := homes.get(file):
            clue = CLUE.search(message)
            at = document.find(re.escape(clue[clue.lastindex])) if clue else document.body
            yield document.problem(at, f"{message} (page {shown_file(file)}, line {line})")
            continue
        yield Problem(shown(folder / file), line, message)


def check_pages(run: Run, built: Built) -> Iterator[tuple[str, Fault]]:
    """(file, fault) for all that is wrong on the pages; drafts may be unfinished."""
    drafts = {each.save_as for each in run.contents.values() if not is_public(each)}
    for file, written in sorted(run.pages.items()):
        if run.only or file not in drafts:
            yield from ((file, Fault(*fault)) for fault in written.faults)
        if not run.only and file not in drafts:  # of one text alone it was seen in its source
            yield from ((file, fault) for fault in check_links(written.links, file, built))


def check_withheld(run: Run, files: Collection[str]) -> Iterator[Problem]:
    """A public site has no page of what is not published."""
    for place, content in run.contents.items() if run.public else ():
        if not is_public(content) and content.save_as in files:
            document, page = run.documents[place], shown_file(content.save_as)
            message = f"this is not published, but its page, {page}, would be"
            yield document.problem(document.line("status"), message)


def check_led_to(run: Run, built: Built) -> Iterator[Problem]:
    """A link leads to each page: a menu's, or one in a text."""
    missed = {
        content.save_as: place
        for place, content in run.contents.items()
        if not is_post(place) and is_public(content)
    }
    links = ((link[1], file) for file, written in run.pages.items() for link in written.links)
    for address, file in links:
        if not missed:  # as a rule after the menus of one page or two
            return
        target = find(address, base(address, file), built)
        if target != file:
            missed.pop(target, None)
    for place in missed.values():
        right = 'for a place in the menus, add "Menu: yes" to its header'
        message = f"no link leads to this page; {right}, or link to it from a text"
        yield replace(run.documents[place].problem(1, message), stops=False)
