"""The finished site: all that is wrong in the files that were written.

What is wrong in a text was told before anything was written. What is found here comes from the
theme or a plugin, and shows on many pages: each fault is told once. What the theme does by itself,
as its headings or what a page may load, its tests see to.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from practice.details import Practice

from ..html import Page
from ..problem import Problem, did_you_mean, shown
from ..run import Run, is_post, is_public

ADDRESSES = {"href", "src", "srcset"}
PREVIEW = "http://preview.invalid"  # which has no address yet
WHOLE = re.compile(r"/|https?://|\{|$")  # it means the same on every page


def look(run: Run, file: str, path: Path) -> None:
    """Keep in run.pages what is known of a page that was just written to `path`."""
    if file.endswith(".html"):
        raw = path.read_bytes()
        made_from = run.marks.get(file, "").encode() or file.encode() + raw
        run.pages[file] = run.looked_at.recall(made_from, partial(look_at, raw, file, run))


def take_over(run: Run, file: str, path: Path) -> bool:
    """Keep the file at `path`, of an earlier site, as it is; False for a page not looked at yet."""
    if file.endswith(".html"):
        known = run.looked_at.known(run.marks[file].encode())
        if not known:
            return False
        run.pages[file] = known
    run.kept[file] = path
    return True


def look_at(raw: bytes, file: str, run: Run) -> tuple[list, list]:
    """(line, message) of what is wrong on a page whatever the others are; (line, address) of its
    links, none of which depends on where it stands."""
    page, base = Page(raw.decode()), f"{run.url or PREVIEW}/{file}"
    places = [
        (line, address if WHOLE.match(address) else urljoin(base, address))
        for line, address in links(page)
    ]
    return [*page.faults, *check_contact(page, run.facts)], places


def check_contact(page: Page, practice: Practice) -> Iterator[tuple[int, str]]:
    """Whom the page is from, and the first help line, stand on every page: at its foot, mostly."""
    text = " ".join(page.text(body) for body in page.all("main", "footer"))
    hrefs = [link.attrs.get("href") for link in page.all("a")]
    if practice.contact.name not in text or practice.contact.website not in hrefs:
        right = "does theme/templates/base.html still have them?"
        yield 1, f"the contact details are missing on the page; {right}"
    if practice.help_lines and practice.help_lines[0].parts[1] not in hrefs:
        number = practice.help_lines[0].number
        yield 1, f"the help line ({number}) is missing on the page"


def links(page: Page) -> Iterator[tuple[int, str]]:
    """Every address that an element of the page names, with its line."""
    for element in page.elements:
        for key in element.attrs.keys() & ADDRESSES:
            value = element.attrs[key].strip()
            several = [part.split()[0] for part in re.split(r",\s", value) if part.strip()]
            yield from ((element.line, each) for each in (several if key == "srcset" else [value]))


def check(run: Run, folder: Path) -> Iterator[Problem]:
    """All that is wrong in the site in `folder`, whose pages are in run.pages."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix() for path in paths} | run.kept.keys()
    unfinished = {each.save_as for each in run.contents.values() if not is_public(each)}
    leads: dict[str, str | None] = {}
    if not run.only:  # of one text alone the links were seen in its source
        named = {address for _, places in run.pages.values() for _, address in places}
        leads = {address: find(address, run.url or PREVIEW, files) for address in named}
        yield from check_withheld(run, files)
        yield from check_led_to(run, leads)
    found = defaultdict(dict)
    for file, (faults, places) in sorted(run.pages.items()):
        if file in unfinished and not run.only:
            continue  # a draft
        dead = ((line, leads_nowhere(at, files)) for line, at in places if leads.get(at) == "")
        for line, message in (*faults, *dead):
            found[message].setdefault(file, line)
    for message, lines in found.items():
        file, line = next(iter(lines.items()))
        more = f" (and on {len(lines) - 1} more; it comes from the theme or a plugin)"
        yield Problem(shown(folder / file), line, message + more * (len(lines) > 1))


def find(address: str, site: str, files: Collection[str]) -> str | None:
    """The file that an address leads to; None is elsewhere, "" nowhere."""
    if not address:
        return ""
    whole = urljoin(f"{site}/", address)
    if not f"{whole}/".startswith(f"{site}/"):
        return "" if re.match("/(?!/)", address) else None  # on our host, but above our folder
    path = unquote(urlsplit(whole).path.removeprefix(urlsplit(site).path)).strip("/")
    there = (name for name in (path, f"{path}/index.html".lstrip("/")) if name in files)
    return next(there, "")


def leads_nowhere(address: str, files: Collection[str]) -> str:
    right = did_you_mean(address, map(shown_file, sorted(files)), "check its address")
    return f'"{address}" leads nowhere on this site; {right}'


def shown_file(file: str) -> str:
    """The address of a file within the site, as its author knows it: /post/apps/."""
    return f"/{file.removesuffix('index.html')}"


def check_withheld(run: Run, files: Collection[str]) -> Iterator[Problem]:
    """A public site has no page of what is not published."""
    for place, content in run.contents.items() if run.public else ():
        if not is_public(content) and content.save_as in files:
            document, page = run.documents[place], shown_file(content.save_as)
            message = f"this is not published, but its page, {page}, would be"
            yield document.problem(document.line("status"), message)


def check_led_to(run: Run, leads: dict[str, str | None]) -> Iterator[Problem]:
    """A link leads to each page: a menu's, or one in a text."""
    reached: set[str | None] = set()
    for file, (_, places) in run.pages.items():
        reached |= {leads[address] for _, address in places} - {file}
    for place, page in run.contents.items():
        if not is_post(place) and is_public(page) and page.save_as not in reached:
            right = 'for a place in the menus, add "Menu: yes" to its header'
            message = f"no link leads to this page; {right}, or link to it from a text"
            yield replace(run.documents[place].problem(1, message), stops=False)
