"""`python -m blog.importing` reads what FROM names, and says on one page what would come of it.

With WRITE=yes that is written; with PICTURES=yes, pictures at the old host are fetched. What is
said is in report.txt.
"""

import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from pelican import Pelican, signals
from pelican.settings import read_settings

from . import FORMATS, TEMPLATES, Post, readers
from .drafts import NOTE, Drafts, numbered
from .export import Export, Refused, reading, text

HELP = Path(__file__).resolve().parents[3] / "docs" / "bringing-your-old-blog.md"
WORK = Path(".build/import")  # gone when all is said
SITE = WORK / "site"  # as it would be
WHOLE = Path(".build/import.txt")  # the report with all that the page only counts
MOST = 3  # of a list that are on the page


def main() -> int:
    source = Path(os.environ.get("FROM") or "old blog").expanduser()
    asked = {name.lower(): os.environ.get(name) == "yes" for name in ("WRITE", "PICTURES")}
    try:
        print(bring(source, **asked), end="")
    except Refused as refused:
        how = HELP.read_text(encoding="utf-8").partition("\n## ")[2].partition("\n## ")[0]
        print(f"Nothing was imported: {refused}.\n\n{how}", file=sys.stderr)
        return 2
    return 0


def bring(source: Path, write=False, pictures=False, tell: Callable = print, page=None) -> str:
    """What would come of the old blog at `source`, in a page; `write` makes it come.

    `pictures`: those at the old host are fetched, and each is told; `page`: another template than
    report.txt. Raises Refused.
    """
    if not source.exists():
        raise Refused(f"there is no {source}; say where it is: make import FROM=export.csv")
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree("content", SITE / "content")
    try:
        places = {"PATH": SITE / "content", "OUTPUT_PATH": SITE / "output", "WORK_PATH": SITE}
        override = {"REPORT": False, **{name: str(place) for name, place in places.items()}}
        site = Pelican(read_settings("pelicanconf.py", override=override))
        export = Export(source, WORK)
        drafts = Drafts(read(export), export, site.settings)
        if pictures:
            export.fetch(tell)
        put(new := drafts.files(), SITE)
        said = {"kinds": look(site, drafts, new), "drafts": drafts, "export": export}
        said |= {"new": new, "written": write, "whole": WHOLE}
        page = page or TEMPLATES.get_template("report.txt")
        WHOLE.write_text(page.render(said, most=sys.maxsize), encoding="utf-8")
        if write:
            put(drafts.files(), Path())  # with a mark where words are lost
        return page.render(said, most=MOST)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def read(export: Export) -> dict[str, Post]:
    """The posts in all files that can be read, by the addresses or files they come from.

    Those of the best formats come first; one that has been found in such a file is not taken again.
    """
    posts: dict[str, Post] = {}
    files = export.files.copy()
    for reader, (name, inside) in FORMATS["files"].items():
        better = set(posts)
        if better and reader == "read_pasted":
            break  # beside an export, such a file is about something else
        for file in [file for file in files if re.fullmatch(name, file.name)]:
            with reading(file):
                if inside and not re.search(inside, text(file)):
                    continue
                files.remove(file)
                for post in getattr(readers, reader)(file, export):
                    source = urlsplit(post.address).path.strip("/") or file.name
                    if source not in better and re.search(r"\w", post.title + post.html):
                        posts[next(each for each in numbered(source) if each not in posts)] = post
    if not posts:
        raise Refused("there is no post in it that can be read")
    return posts


def look(site: Pelican, drafts: Drafts, new: dict) -> list[list[str]]:
    """What the site's own checks say of all that is `new`, by kind; Pelican writes nothing."""
    signals.get_writer.connect(end)
    with suppress(SystemExit):  # something is wrong, or nothing is
        site.run()
    signals.get_writer.disconnect(end)
    run = site.settings["RUN"]
    run.complaints.detach()
    drafts.prove({f"content/{place}": each.html for place, each in run.documents.items()})
    kinds = defaultdict(list)
    for each in (*drafts.problems(), *sorted(run.problems)):
        said = str(each).replace(f"{SITE}/", "")
        if said.partition(":")[0] in new and NOTE not in said:
            alike = re.sub(r"[“\"].*?[”\"]", "", each.message).split()[:4]
            kinds[" ".join(alike)].append(said)
    return [*kinds.values()]


def end(pelican) -> None:
    raise SystemExit


def put(files: dict[str, bytes | Path], folder: Path) -> None:
    """Write them; none over another."""
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with open(folder / name, "xb") as file:
            file.write(source if isinstance(source, bytes) else source.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
