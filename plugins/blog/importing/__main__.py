"""`python -m blog.importing` reads what FROM names, and says on one page what would come of it.

With WRITE=yes that is written; with PICTURES=yes, pictures at the old host are fetched. What is
said is in report.txt.
"""

import os
import re
import shutil
import sys
from collections import defaultdict
from contextlib import chdir, suppress
from pathlib import Path
from urllib.parse import urlsplit

from pelican import Pelican, signals
from pelican.settings import read_settings

from ..problem import Problem
from . import FORMATS, TEMPLATES, Post
from .documents import read_page, read_substack, read_word
from .drafts import NOTE, Drafts, numbered
from .export import Export, Refused, reading, text
from .texts import read_markdown, read_pasted
from .wix import read_csv
from .wordpress import read_feed

READERS = (read_csv, read_page, read_feed, read_substack, read_word, read_markdown, read_pasted)
HELP = Path(__file__).resolve().parents[3] / "docs" / "bringing-your-old-blog.md"
WORK = Path(".build/import")  # gone when all is said
SITE = WORK / "site"  # as it would be
WHOLE = Path(".build/import.txt")  # the report with all that the page only counts
MOST = 3  # of a list that are on the page


def main() -> int:
    source = Path(os.environ.get("FROM") or "old blog").expanduser()
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    try:
        if not source.exists():
            raise Refused(f"there is no {source}; say where it is: make import FROM=export.csv")
        run(Export(source, WORK))
    except Refused as refused:
        how = HELP.read_text(encoding="utf-8").partition("\n## ")[2].partition("\n## ")[0]
        message = re.sub(r"\S*/unfolded (.*?) \w{8}(?=/)", r"\1", str(refused))
        print(f"Nothing was imported: {message}.\n\n{how}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    return 0


def run(export: Export) -> None:
    drafts = Drafts(read(export), export)
    if os.environ.get("PICTURES") == "yes":
        export.fetch()
    shown = "".join(draft.text for draft in drafts)
    files = {draft.path: draft.text.encode() for draft in drafts if not draft.there}
    files |= {
        f"content/images/{name}": each for name, each in export.coming.items() if name in shown
    }
    new = {name: each for name, each in files.items() if not Path(name).exists()}
    shutil.copytree("content", SITE / "content")
    put(new, SITE)
    write = os.environ.get("WRITE") == "yes"
    found = [each for each in checks() if each.path in new and NOTE not in each.message]
    asked = [each for draft in drafts if not draft.there for each in draft.problems]
    kinds: dict[str, list[Problem]] = defaultdict(list)
    for each in asked + found:
        alike = re.sub(r"[“\"].*?[”\"]", "", each.message).split()[:4]
        kinds[each.rule or " ".join(alike)].append(each)
    page = TEMPLATES.get_template("report.txt")
    said = {"drafts": drafts, "left_out": export.left_out, "missing": export.missing}
    said |= {"kinds": [*kinds.values()], "new": new, "written": write, "whole": WHOLE}
    WHOLE.write_text(page.render(said, most=sys.maxsize), encoding="utf-8")
    print(page.render(said, most=MOST), end="")
    if write:
        put(new, Path())


def put(files: dict[str, bytes | Path], folder: Path) -> None:
    """Write them; none over another."""
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with open(folder / name, "xb") as file:
            file.write(source if isinstance(source, bytes) else source.read_bytes())


def read(export: Export) -> dict[str, Post]:
    """The posts in all files that can be read, by the addresses or files they come from.

    Those of the best formats come first; one that has been found in such a file is not taken again.
    """
    posts: dict[str, Post] = {}
    files = export.files.copy()
    for reader in READERS:
        name, inside = map(re.compile, FORMATS["files"][reader.__name__])
        if posts and reader == read_pasted:
            break  # beside an export, such a file is about something else
        for file in [file for file in files if name.fullmatch(file.name)]:
            with reading(file):
                if not inside.search(text(file) if inside.pattern else ""):
                    continue
                files.remove(file)
                found: dict[str, Post] = {}
                for post in reader(file, export):
                    source = urlsplit(post.address).path.strip("/") or file.name
                    if source not in posts and re.search(r"\w", post.title + post.html):
                        found[next(each for each in numbered(source) if each not in found)] = post
                posts |= found
    if not posts:
        raise Refused("there is no post in it that can be read")
    return posts


def checks() -> list[Problem]:
    """What the site's own checks would say of it; Pelican writes nothing."""
    override = {"PATH": str(SITE / "content"), "OUTPUT_PATH": str(SITE), "REPORT": False}
    settings = read_settings("pelicanconf.py", override=override)
    signals.get_writer.connect(end)
    with chdir(SITE), suppress(SystemExit):  # something is wrong, or nothing is
        Pelican(settings).run()
    signals.get_writer.disconnect(end)
    return sorted(settings["RUN"].problems)


def end(pelican) -> None:
    raise SystemExit


if __name__ == "__main__":
    sys.exit(main())
