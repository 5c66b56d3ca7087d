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

from ..html import Page
from ..problem import Problem, shown
from ..run import Run, is_post, is_public
from .page import Built, base, check_contact, find, links, shown_file, wrong_link

CLUE = re.compile(r'"(.+?)"|(</?\w+)')  # what to look for in the source: a word quoted, or a tag


def look(run: Run, file: str, path: Path) -> None:
    """Keep in run.pages what is known of a page that was just written to `path`."""
    if file.endswith(".html"):
        raw = path.read_bytes()
        made_from = run.marks.get(file, "").encode() or raw
        run.pages[file] = run.looked_at.recall(made_from, partial(look_at, raw, run))


def take_over(run: Run, file: str, path: Path) -> bool:
    """Keep the file at `path`, of an earlier site, as it is; False for a page not looked at yet."""
    if file.endswith(".html"):
        known = run.looked_at.known(run.marks[file].encode())
        if not known:
            return False
        run.pages[file] = known
    run.kept[file] = path
    return True


def look_at(raw: bytes, run: Run) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What is wrong on a page whatever the others are, and its links."""
    page = Page(raw.decode())
    return [*page.faults, *check_contact(page, run.facts)], list(links(page))


def check(run: Run, folder: Path) -> Iterator[Problem]:
    """All that is wrong in the site in `folder`, whose pages are in run.pages."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in paths} | run.kept
    built = Built(run.url, frozenset(files))
    homes = {content.save_as: run.documents[place] for place, content in run.contents.items()}
    unfinished = {each.save_as for each in run.contents.values() if not is_public(each)}
    if not run.only:
        yield from check_withheld(run, files)
        yield from check_led_to(run, built)
    found = defaultdict(dict)
    for file, (faults, places) in sorted(run.pages.items()):
        if file in unfinished and not run.only:
            continue  # a draft
        if not run.only:  # of one text alone they were seen in its source
            wrong = ((line, wrong_link(each, base(each, file), built)) for line, each in places)
            faults = [*faults, *((line, message) for line, message in wrong if message)]
        for line, message in faults:
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
    for file, (_, places) in run.pages.items():
        if not missed:  # as a rule after the menus of one page or two
            return
        for _, address in places:
            if (target := find(address, base(address, file), built)) != file:
                missed.pop(target, None)
    for place in missed.values():
        right = 'for a place in the menus, add "Menu: yes" to its header'
        message = f"no link leads to this page; {right}, or link to it from a text"
        yield replace(run.documents[place].problem(1, message), stops=False)
