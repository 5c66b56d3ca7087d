"""The finished site: all that is wrong in the files that were written.

What is wrong in a text was told before anything was written. What is found here comes from the
theme or a plugin, and shows on many pages: each fault is told once.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .. import html
from ..html import Fault
from ..problem import Problem, shown
from ..run import Run, is_post, is_public
from .page import Built, base, check_contact, find, links, shown_file, wrong_link

CLUE = re.compile(r'"(.+?)"|(</?\w+)')  # what to look for in the source: a word quoted, or a tag


class Written(NamedTuple):
    """What is known of a written page without seeing the others."""

    faults: list[Fault]
    links: list[tuple[int, str]]


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
    page = html.read(raw.decode())
    return Written([*page.faults, *check_contact(page, run.facts)], list(links(page)))


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
    for file, line, message in check_pages(run, built):
        found[message].setdefault(file, line)
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


def check_pages(run: Run, built: Built) -> Iterator[tuple[str, int, str]]:
    """(file, line, message) for all that is wrong on the pages; drafts may be unfinished."""
    drafts = {each.save_as for each in run.contents.values() if not is_public(each)}
    for file, written in sorted(run.pages.items()):
        if run.only or file not in drafts:
            yield from ((file, *fault) for fault in written.faults)
        if not run.only and file not in drafts:  # of one text alone it was seen in its source
            for line, address in written.links:
                if message := wrong_link(address, base(address, file), built):
                    yield file, line, message


def check_withheld(run: Run, files: Collection[str]) -> Iterator[Problem]:
    """A public site has no page of what is not published."""
    for place, content in run.contents.items() if run.public else ():
        if not is_public(content) and content.save_as in files:
            document, page = run.documents[place], shown_file(content.save_as)
            message = f"this is not published, but its page, {page}, would be"
            yield document.problem(document.line("status"), message)


def check_led_to(run: Run, built: Built) -> Iterator[Problem]:
    """A link leads to each page: a menu's, or one in a text."""
    pages = ((place, each) for place, each in run.contents.items() if not is_post(place))
    missed = {each.save_as: place for place, each in pages if is_public(each)}
    for file, written in run.pages.items():
        if not missed:  # as a rule after the menus of one page or two
            return
        for _, address in written.links:
            if (target := find(address, base(address, file), built)) != file:
                missed.pop(target, None)
    for place in missed.values():
        right = 'for a place in the menus, add "Menu: yes" to its header'
        message = f"no link leads to this page; {right}, or link to it from a text"
        yield replace(run.documents[place].problem(1, message), stops=False)
