"""The finished site: all that is wrong in the files that were written.

What is wrong in a text was told before anything was written. What is found here comes from the
theme or a plugin, and shows on many pages: each fault is told once. What the theme does by itself,
as its headings or what a page may load, its tests see to.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from pathlib import Path
from urllib.parse import unquote

from ..disk import data
from ..html import Page
from ..problem import Problem, did_you_mean, shown
from ..run import Run, is_post, is_public

SAYS = data(__file__)


def look(path: str, context: dict) -> None:
    """Keep in run.pages what is known of a page that was just written to `path`."""
    run, file = context["RUN"], context["output_file"]
    if file.endswith(".html"):
        raw = Path(path).read_bytes()
        made_from = run.marks.get(file, "").encode() or raw
        run.pages[file] = run.looked_at.recall(made_from, partial(look_at, raw, run))


def take_over(run: Run, file: str, path: Path) -> bool:
    """Keep the file at `path`, of an earlier site, as it is; False for a page not looked at yet."""
    if file.endswith(".html"):
        if not (known := run.looked_at.known(run.marks[file].encode())):
            return False
        run.pages[file] = known
    run.kept[file] = path
    return True


def look_at(raw: bytes, run: Run) -> tuple[list, list]:
    """(line, message) of what is wrong on the page by itself; (line, address) of its links."""
    page = Page(raw.decode())
    return [*page.faults, *check_contact(page, run)], list(links(page))


def check_contact(page: Page, run: Run) -> Iterator[tuple[int, str]]:
    """Whom the page is from, and the first help line, stand on every page: at its foot, mostly."""
    text = " ".join(page.text(body) for body in page.all("main", "footer"))
    hrefs = [link.attrs.get("href") for link in page.all("a")]
    contact, lines = run.facts.contact, run.facts.help_lines
    if contact.name not in text or contact.website not in hrefs:
        yield 1, SAYS["contact"]
    if lines and lines[0].parts[1] not in hrefs:
        yield 1, SAYS["help"].format(lines[0].number)


def links(page: Page) -> Iterator[tuple[int, str]]:
    """Every address that an element of the page names, with its line."""
    for element in page.elements:
        for key in element.attrs.keys() & {"href", "src", "srcset"}:
            for part in filter(str.strip, re.split(r",\s", element.attrs[key])):
                yield element.line, part.split()[0]  # of a srcset, without its width


def check(run: Run, folder: Path) -> Iterator[Problem]:
    """All that is wrong in the site in `folder`, whose pages are in run.pages."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = frozenset({path.relative_to(folder).as_posix() for path in paths} | run.kept.keys())
    unfinished = {each.save_as for each in run.contents.values() if not is_public(each)}
    if not run.only:
        yield from check_led_to(run)
    found, nowhere = defaultdict(dict), cache(partial(leads_nowhere, site=run.url, files=files))
    for file, (faults, places) in sorted(run.pages.items()):
        if file in unfinished and not run.only:
            continue  # a draft
        dead = () if run.only else ((line, nowhere(at)) for line, at in places)
        for line, message in (*faults, *dead):
            if message:
                found[message].setdefault(file, line)
    for message, lines in found.items():
        (file, line), *others = lines.items()
        says = SAYS["more"].format(message, len(others)) if others else message
        yield Problem(shown(folder / file), line, says)


def leads_nowhere(address: str, site: str, files: frozenset[str]) -> str:
    """Why an address of the `site` leads nowhere, and what would be right; or ""."""
    path = within(address, site)
    if path is None or path in files or f"{path}index.html" in files:
        return ""
    right = did_you_mean(address, map(shown_file, sorted(files)), "check its address")
    return SAYS["nowhere"].format(address, right)


@lru_cache(20_000)
def within(address: str, site: str) -> str | None:
    """The path of an `address` from the top of the `site`, or None: it leads elsewhere."""
    path = unquote(re.split("[?#]", address, maxsplit=1)[0]).removeprefix(site)
    return path[1:] if re.match("/(?!/)", path) else None


def shown_file(file: str) -> str:
    """The address of a file within the site, as its author knows it: /post/apps/."""
    return f"/{file.removesuffix('index.html')}"


def check_withheld(run: Run, folder: Path) -> Iterator[Problem]:
    """A public site is not written where a preview has left pages of what is not published."""
    for place, content in run.contents.items() if run.public else ():
        if not is_public(content) and (folder / content.save_as).exists():
            document, page = run.documents[place], shown_file(content.save_as)
            says = SAYS["withheld"].format(page, shown(folder))
            yield document.problem(document.line("status"), says)
            return  # one is as much as all


def check_led_to(run: Run) -> Iterator[Problem]:
    """A link leads to each page: a menu's, or one in a text."""
    reached: set[str | None] = set()
    for file, (_, places) in run.pages.items():
        own = file.removesuffix("index.html")
        reached |= {within(address, run.url) for _, address in places} - {own}
    for place, page in run.contents.items():
        if not is_post(place) and is_public(page) and page.url not in reached:
            yield run.documents[place].problem(1, SAYS["not_led_to"], stops=False)
