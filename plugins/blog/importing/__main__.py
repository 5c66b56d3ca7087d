"""`python -m blog.importing` reads what FROM names, and says on one page what would come of it.

With WRITE=yes that is written; with PICTURES=yes, pictures at the old host are fetched. What is
said is in report.txt; what the page only counts, it says in .build/import.txt.
"""

import os
import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from pelican import signals

from ..build import build
from ..problem import Problem
from ..redirects import within
from . import ASK, FORMATS, TEMPLATES, Post, changed, numbered, readers
from .body import words
from .drafts import Drafts
from .export import LIMITS, Export, Refused, text

HELP = Path(__file__).resolve().parents[3] / "docs" / "bringing-your-old-blog.md"


def main() -> int:
    """Say what would come of the old blog at FROM; 1: but for some of it; 2: nothing would."""
    asked = (os.environ.get(name, "").lower() == "yes" for name in ("WRITE", "PICTURES"))
    try:
        said = bring(Path(os.environ.get("FROM") or "old blog").expanduser(), *asked)
    except Refused as refused:
        how = HELP.read_text(encoding="utf-8").partition("\n## ")[2].partition("\n## ")[0]
        print(f"Nothing was imported: {refused}.\n\n{how.replace('**', '')}", file=sys.stderr)
        return 2
    report = TEMPLATES.get_template("report.txt")
    (build.WORK / "import.txt").write_text(report.render(said, most=sys.maxsize), "utf-8")
    print(report.render(said, most=3), end="")
    return 1 if said["export"].refused else 0


def bring(source: Path, write: bool = False, pictures: bool = False) -> dict:
    """What would come of the old blog at `source`, by its names in report.txt; `write`: it comes.

    `pictures`: those at the old host are fetched, and each is told. Raises Refused.
    """
    build.WORK.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=build.WORK) as work:
        export = Export(source, Path(work), pictures)
        drafts = Drafts(read(export), export)
        if not drafts and not drafts.before:
            nothing = changed(f"{source}\n{source.exists()} {export.files}", FORMATS["nothing"])
            raise Refused("; ".join(map(" ".join, export.refused.items())) or nothing)
        shutil.copytree("content", Path(work, "site/content"))
        new = drafts.put(Path(work, "site"))
        kinds = look(drafts, new, Path(work, "site"))
        if write:
            drafts.put(Path())  # with a mark where words are lost
    return {"kinds": kinds, "drafts": drafts, "export": export, "new": new, "written": write}


def read(export: Export) -> dict[str, Post]:
    """The posts in all files, by the addresses or files they come from; the best formats first."""
    posts: dict[str, Post] = {}
    for reader, (name, inside) in FORMATS["files"].items():
        better = set(posts)
        for file in [file for file in export.files if re.fullmatch(name, file.name)]:
            with export.trying(file.name):
                fits = not inside or bool(re.search(inside, text(file)))
                beside = fits and reader == "read_pasted" and bool(better)  # about something else
                export.beside += [file.name] * beside
                for post in getattr(readers, reader)(file, export) if fits and not beside else ():
                    if len(posts) == LIMITS["posts"]:
                        raise Refused("has more posts than a blog can have; export it in parts")
                    source = within(post.one("address"), "").strip("/") or file.name
                    if source not in better and re.search(r"\w", post.one("title") + post.html):
                        posts[next(each for each in numbered(source) if each not in posts)] = post
    return posts


def look(drafts: Drafts, new: list[str], site: Path) -> list[list[str]]:
    """What is asked in all that is `new`, and what the site's own checks say of it, by kind.

    The words of each post are counted, then and on its page; what is lost is marked.
    """
    with signals.get_writer.connected_to(sys.exit):  # Pelican writes nothing
        run, problems = build.write("preview", PATH=f"{site}/content", WORK_PATH=str(site))
    pages = {f"content/{place}": each.html for place, each in run.documents.items()} if run else {}
    asked = []
    for draft in drafts:
        before = words(draft.post.html)
        missing = before - words(pages.get(draft.path, draft.text))
        draft.words, draft.lost = before.total(), missing.total()
        if missing:
            draft.asked.append(ASK["lost"].format(" ".join(sorted(missing.elements()))))
            draft.text += f"\n<!-- {draft.asked[-1]} -->\n"
        lines = ((draft.text.partition(each)[0].count("\n") + 1, each) for each in draft.asked)
        asked += [Problem(draft.path, *each) for each in lines]
    kinds = defaultdict(list)
    for each in asked + problems:
        said = str(each).replace(f"{site}/", "")
        if said.partition(":")[0] in new and "Look at this, then" not in said:  # as in draft.md
            kinds[" ".join(re.sub(r"[“\"].*?[”\"]", "", each.message).split()[:4])].append(said)
    return [*kinds.values()]


if __name__ == "__main__":
    sys.exit(main())
