"""`python -m blog.importing` reads what FROM names, and says on one page what would come of it.

With WRITE=yes that is written; with PICTURES=yes, pictures at the old host are fetched.
"""

import os
import re
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from pelican import Pelican, signals
from pelican.settings import read_settings

from ..problem import Problem
from . import documents, rss, texts, wix
from .drafts import NOTE, Drafts
from .files import Refused, listing, text
from .pictures import Pictures, data
from .post import Post

# The name of a file and what is in it. Of a post that is in two, the first is taken.
FORMATS = (
    (wix.read_csv, r".*\.csv", r"[^\n]*\bRich Content\b"),
    (wix.read_page, r".*\.html?", r"(?s:.*)data-hook=\"post-description\""),
    (rss.read, r".*\.(?:xml|rss)", r"(?s:.{0,9999})<rss\b"),
    (documents.read_substack, r"posts\.csv", r"\W*post_id,"),
    (documents.read_word, r".*\.docx", None),
    (documents.read_google, r".*\.html?", r"(?s:.*)\b(?:lst-kix_|docs-internal|doc-content)"),
    (texts.read_markdown, r".*\.(?:md|markdown)", texts.HEAD),
    (texts.read_pasted, r".*\.(?:txt|md)", r"\s*\S"),
)
HELP = Path(__file__).resolve().parents[3] / "docs" / "bringing-your-old-blog.md"
WORK = Path(".build/import")  # gone when all is said
ROWS = 20  # of a list; the report is to stay one page


def main() -> int:
    source = Path(os.environ.get("FROM") or "old blog").expanduser()
    try:
        if not source.exists():
            raise Refused(f"there is no {source}; say where it is: make import FROM=export.csv")
        run(source)
    except Refused as refused:
        how = HELP.read_text(encoding="utf-8").partition("\n## ")[2].partition("\n## ")[0]
        message = str(refused).replace(str(WORK / "unfolded"), str(source))
        print(f"Nothing was imported: {message}.\n\n{how}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    return 0


def run(source: Path) -> None:
    counts: Counter = Counter()
    files = listing(source, WORK / "unfolded")
    pictures = Pictures(files)
    drafts = Drafts(read(files, counts), pictures)
    if os.environ.get("PICTURES") == "yes":
        pictures.fetch(WORK)
    new = {draft.path: draft.text.encode() for draft in drafts if not draft.there}
    shown = str([*drafts.texts.values(), *new.values()])
    new |= {f"content/images/{name}": each for name, each in pictures.items() if name in shown}
    new = {name: each for name, each in new.items() if not Path(name).exists()}
    shutil.copytree("content", WORK / "content")
    put(new, WORK)
    report(drafts, counts, pictures, [each for each in checks(WORK) if each.path in new])
    if os.environ.get("WRITE") == "yes":
        put(new, Path())
        print(f"\nWritten: {len(new)} files. See them with: make serve")
    elif new:
        print(f"\nNothing is written yet. To write these {len(new)} files, add WRITE=yes.")


def read(files: list[Path], counts: Counter) -> list[Post]:
    """The posts in all files that can be read, those of the best formats first, each once."""
    posts: dict[str, Post] = {}
    for reader, name, inside in FORMATS:
        if posts and reader == texts.read_pasted:
            break  # beside an export, such a file is about something else
        for file in [file for file in files if re.fullmatch(name, file.name, re.IGNORECASE)]:
            if not inside or re.match(inside, text(file)):
                files = [other for other in files if other != file]
                for post in reader(file, counts):
                    if re.search(r"\w", post.title + re.sub(r"<[^>]*>", "", post.html)):
                        address = "".join(post.addresses[:1]) or f"{file} {post.title}"
                        posts.setdefault(address, post)
    if not posts:
        raise Refused("there is no post in it that can be read")
    return list(posts.values())


def put(files: dict[str, bytes | Path], folder: Path) -> None:
    """Write them; none over another."""
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with open(folder / name, "xb") as file:
            file.write(data(source))


def checks(folder: Path) -> list[Problem]:
    """What the site's own checks say of content/ in `folder`; Pelican writes nothing."""
    override = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder), "REPORT": False}
    settings = read_settings("pelicanconf.py", override=override)
    signals.get_writer.connect(end)
    try:
        Pelican(settings).run()
    except SystemExit:  # something is wrong, or nothing is
        pass
    finally:
        signals.get_writer.disconnect(end)
    here = os.path.relpath(folder) + os.sep  # where the checks found it, which is no place of hers
    return [
        replace(each, path=each.path.removeprefix(here), message=each.message.replace(here, ""))
        for each in sorted(settings["RUN"].problems)
    ]


def end(pelican) -> None:
    raise SystemExit


def report(drafts: Drafts, counts: Counter, pictures: Pictures, problems: list[Problem]) -> None:
    to_do = []
    for draft in drafts:
        kept = f"{draft.words - len(draft.lost)} of {draft.words} words"
        lost = f"; missing: {' '.join(draft.lost)}" if draft.lost else ""
        print(f"{draft.path}: {'is there already' if draft.there else kept + lost}")
        to_do += [f"{draft.path}: {each}" for each in draft.questions if not draft.there]
    to_do += [str(each) for each in problems if NOTE not in each.message]
    if said := [f"{what} ({n})" for what, n in counts.items() if what and n]:
        print("Left out:", ", ".join(said))
    if pictures.missing:
        print("Pictures at the old host; fetch them with PICTURES=yes, or put them there yourself:")
    for name, src in pictures.missing.items():
        print(f"  {src} (to be content/images/{name})")
    if to_do:
        print("What is left to do:", *to_do[:ROWS], sep="\n  ")
    if len(to_do) > ROWS:
        print(f"  and {len(to_do) - ROWS} more; once they are written, make check tells them all")


if __name__ == "__main__":
    sys.exit(main())
