"""`python -m blog.importing` reads what FROM names, and says what would come of it, on one page.

With WRITE=yes it is written; with PICTURES=yes those at the old host are fetched.
"""

import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from ..problem import Problem
from . import feed, front_matter, google_docs, pasted, substack, wix_csv, wix_page, word, wxr
from .drafts import Draft, Drafts
from .files import Refused, listing, text
from .pictures import Pictures, data
from .post import Post

# By the name of a file and what is in it; of two that have the same post, the first is taken.
FORMATS = (
    ("Wix’s CSV", wix_csv.read, r"\.csv", r"[^\n]*\bRich Content\b"),
    ("a post page of Wix", wix_page.read, r"\.html?", r".*data-hook=\"post-description\""),
    ("Substack’s zip", substack.read, r"posts\.csv", r"post_id,"),
    ("WordPress’s export", wxr.read, r"\.xml", r".{0,9999}wordpress\.org/export/\d"),
    ("a feed", feed.read, r"\.(?:xml|rss)", r".{0,999}<rss"),
    ("a document of Word", word.read, r"\.docx", ""),
    (
        "a document of Google Docs",
        google_docs.read,
        r"\.html?",
        r".*(?:\blst-kix_|docs-internal|doc-content)",
    ),
    ("Markdown", front_matter.read, r"\.(?:md|markdown)", front_matter.HEAD),
    ("a text that was pasted", pasted.read, r"\.(?:txt|md)", r"\s*\S"),
)
HELP = """\
What can be read, and how to get it (docs/bringing-your-old-blog.md tells more):
  from Wix         in the dashboard: CMS, the collection Blog/Posts, Export to CSV;
                   or open each post in the browser and save it: File, Save Page As, Complete
  from WordPress   Tools, Export, Posts: an .xml file; Squarespace has the same
  from Substack    Settings, Exports: the zip
  from Word        the .docx; from Pages: File, Export To, Word
  from Google Docs File, Download, Web Page
  anything else    copy the article from its page into a text file, name.txt"""
ROWS = 20  # of each list; it is to stay one page


def main() -> int:
    try:
        source = Path(os.environ.get("FROM", "")).expanduser()
        if not os.environ.get("FROM"):
            raise Refused("say where the old blog is: make import FROM=export.csv")
        with tempfile.TemporaryDirectory() as work:
            run(source, Path(work))
    except Refused as refused:
        print(f"Nothing was imported: {refused}.\n\n{HELP}", file=sys.stderr)
        return 2
    return 0


def run(source: Path, work: Path) -> None:
    counts: Counter = Counter()
    files = listing(source, work)
    pictures = Pictures(files)
    drafts = Drafts(read(files, counts), pictures)
    if os.environ.get("PICTURES") == "yes":
        pictures.fetch(work)
    new = {draft.path: draft.text.encode() for draft in drafts if not draft.there}
    new |= {f"content/images/{name}": each for name, each in pictures.found.items()}
    new = {name: each for name, each in new.items() if not Path(name).exists()}
    stage = work / "stage"
    shutil.copytree("content", stage / "content")
    put(new, stage)
    report(drafts, counts, pictures, [p for p in checks(stage / "content") if p.path in new])
    if os.environ.get("WRITE") == "yes":
        put(new, Path())
        print(f"Written: {len(new)} files.")
    elif new:
        print(f"Nothing is written yet. To write these {len(new)} files, add WRITE=yes.")


def read(files: list[Path], counts: Counter) -> list[Post]:
    """The posts of every file that can be read, each address once."""
    found: list[tuple[int, str, list[Post]]] = []
    for file in files:
        for rank, (_, reader, name, inside) in enumerate(FORMATS):
            if re.fullmatch(f".*{name}", file.name, re.IGNORECASE) and (
                not inside or re.match(inside, text(file), re.DOTALL)
            ):
                found.append((rank, str(file), list(reader(file, counts))))
                break
    posts: dict[str, Post] = {}
    for _, file, several in sorted(found, key=lambda each: each[0]):
        for n, post in enumerate(several):
            posts.setdefault(next(iter(post.addresses), "") or f"{file} {n}", post)
    if not posts:
        raise Refused("there is no post in it that can be read")
    return list(posts.values())


def put(files: dict, folder: Path) -> None:
    """Write all of them or none, and none over another."""
    done = []
    try:
        for name, source in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with open(folder / name, "xb") as file:
                done.append(folder / name)
                file.write(data(source))
    except BaseException:
        for path in done:
            path.unlink()
        raise


def checks(content: Path) -> list[Problem]:
    """What the site's own checks say about this content/, each at its place from the project."""
    from ..checks import sources

    root = Path(os.path.relpath(content.parent))
    return [replace(each, path=os.path.relpath(each.path, root)) for each in sources.check(content)]


def report(
    drafts: list[Draft], counts: Counter, pictures: Pictures, problems: list[Problem]
) -> None:
    for draft in drafts:
        kept = f"{draft.words - len(draft.lost)} of {draft.words} words"
        print(f"{draft.path}: {'is there already' if draft.there else kept}")
        if draft.lost and not draft.there:
            print(f"  missing: {' '.join(draft.lost)}")
    for what, number in counts.items():
        if what and number:
            print(f"Left out: {number} {what}")
    print(
        f"Pictures: {len(pictures.found)} come with it, {len(pictures.missing)} are at the old host"
    )
    for name, src in pictures.missing.items():
        print(f"  {src} (would be content/images/{name})")
    if pictures.missing:
        print("  Put them there yourself, or add PICTURES=yes to fetch them.")
    to_do = [
        f"{draft.path}: {each}" for draft in drafts if not draft.there for each in draft.questions
    ]
    to_do += map(str, problems)
    if to_do:
        print("What is left to do:", *to_do[:ROWS], sep="\n  ")
    if len(to_do) > ROWS:
        print(f"  and {len(to_do) - ROWS} more, which `make check` will tell")


if __name__ == "__main__":
    sys.exit(main())
