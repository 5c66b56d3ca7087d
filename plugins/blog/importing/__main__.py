"""`python -m blog.importing` reads what FROM names, and says on one page what would come of it.

With WRITE=yes that is written; with PICTURES=yes, pictures at the old host are fetched. What is
said is in report.txt.
"""

import os
import re
import shutil
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from traceback import format_exception_only
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import practice
from pelican import signals
from pelican.settings import read_settings

from ..build import build
from . import FORMATS, TEMPLATES, Post, numbered, readers
from .drafts import Drafts
from .export import Export, Refused, reading, text

HELP = Path(__file__).resolve().parents[3] / "docs" / "bringing-your-old-blog.md"
WORK = Path(".build/import")  # gone when all is said
SITE = WORK / "site"  # as it would be
WHOLE = Path(".build/import.txt")  # the report with all that the page only counts
MOST = 3  # of a list that are on the page


def main() -> int:
    """Say what would come of the old blog at FROM, in a page; with WRITE=yes it comes."""
    source = Path(os.environ.get("FROM") or "old blog").expanduser()
    write, pictures = (os.environ.get(name) == "yes" for name in ("WRITE", "PICTURES"))
    try:
        print(bring(source, write, pictures), end="")
    except Refused as refused:
        how = HELP.read_text(encoding="utf-8").partition("\n## ")[2].partition("\n## ")[0]
        cause = format_exception_only(refused.__cause__) if refused.__cause__ else []
        print(f"Nothing was imported: {refused}.", *cause, how, sep="\n\n", file=sys.stderr)
        return 2
    return 0


def bring(source: Path, write=False, pictures=False, page=None) -> str:
    """What would come of the old blog at `source`, in a page; `write` makes it come.

    `pictures`: those at the old host are fetched, and each is told; `page`: another template than
    report.txt. Raises Refused.
    """
    if not source.exists():
        raise Refused(f"there is no {source}; say where it is: make import FROM=export.csv")
    facts, _ = practice.load(Path("content/practice.toml"))
    zone = ZoneInfo(facts.site.time_zone)
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree("content", SITE / "content")
    try:
        with reading(source.name):
            export = Export(source, WORK, pictures)
            drafts = Drafts(read(export), export, read_settings("pelicanconf.py"), zone)
            put(new := drafts.files(), SITE)
        said = {"kinds": look(drafts, new), "drafts": drafts, "export": export}
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
            with reading(file.name):
                if inside and not re.search(inside, text(file)):
                    continue
                files.remove(file)
                for post in getattr(readers, reader)(file, export):
                    source = urlsplit(post.one("address")).path.strip("/") or file.name
                    if source not in better and re.search(r"\w", post.one("title") + post.html):
                        source = next(each for each in numbered(source) if each not in posts)
                        posts[source] = replace(post, file=file.name)
    if not posts:
        raise Refused("there is no post that can be read; so type: make import FROM=export.csv")
    return posts


def look(drafts: Drafts, new: dict) -> list[list[str]]:
    """What the site's own checks say of all that is `new`, by kind; Pelican writes nothing."""
    places = {"PATH": SITE / "content", "OUTPUT_PATH": SITE / "output", "WORK_PATH": SITE}
    with signals.get_writer.connected_to(sys.exit):
        run, problems = build.write("preview", **{name: str(at) for name, at in places.items()})
    documents = run.documents if run else {}
    pages = {f"content/{place}": each.html for place, each in documents.items()}
    kinds = defaultdict(list)
    for each in (*drafts.prove(pages), *problems):
        said = str(each).replace(f"{SITE}/", "")
        if said.partition(":")[0] in new and "Look at this, then" not in said:  # as in draft.md
            kinds[" ".join(re.sub(r"[“\"].*?[”\"]", "", each.message).split()[:4])].append(said)
    return [*kinds.values()]


def put(files: dict[str, bytes | Path], folder: Path) -> None:
    """Write them; none over another."""
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with open(folder / name, "xb") as file:
            file.write(source if isinstance(source, bytes) else source.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
