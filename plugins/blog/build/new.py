"""Starts a new post: a file in content/posts/ with its header filled in as far as it can be."""

import os
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG, get_settings_from_file
from pelican.utils import slugify

from .. import disk
from ..checks.header import misread
from ..reading.document import Document

POSTS = Path("content/posts")
BEGIN = disk.data(__file__)


def new(title: str, words: str = BEGIN["here"]) -> tuple[Path, str]:
    """Write the post: where it is, and its address in the preview; a ValueError says why not.

    Its `words` tell how to go on, where nothing else does.
    """
    title = " ".join(re.sub(BEGIN["unseen"], "", title).split())
    if quoted := re.fullmatch(BEGIN["quoted"], title):
        title = (quoted[1] or quoted[2] or "").strip()
    if wrong := misread("title", title, "posts/"):
        raise ValueError(f"The title {wrong}.")
    settings = DEFAULT_CONFIG | get_settings_from_file("pelicanconf.py")
    substitutions = settings["SLUG_REGEX_SUBSTITUTIONS"]
    unsigned = "".join(sign for sign in title if unicodedata.category(sign) != "Sc")  # £ makes "ps"
    slug = slugify(unsigned, substitutions)[: BEGIN["longest"]].strip("-")
    if not slug:
        raise ValueError(BEGIN["untitled"])
    path = POSTS / f"{slug}.md"
    for other in filter(Path.is_file, POSTS.rglob("*.md")):
        of = Document("", "", tuple(other.read_text("utf-8", "replace").split("\n"))).value
        path = other if slug == (of("slug") or slugify(of("title"), substitutions)) else path
    if path.exists():
        raise ValueError(f"{path.as_posix()} is there already. Please choose another title.")
    said = f"Slug: {slug}\n" if slug != slugify(title, substitutions) else ""
    text = BEGIN["header"].format(title=title, date=date.today(), slug=said)
    disk.write(path, (text + words).encode(), lasting=True)
    return path, settings["DRAFT_URL"].format(slug=slug)


def main() -> None:
    """Start the post that TITLE names, and say what comes next."""
    try:
        path, address = new(os.environ.get("TITLE", ""))
    except ValueError as problem:
        sys.exit(str(problem))
    home = f"http://localhost:{os.environ.get('PORT') or 8000}"
    print(BEGIN["begun"].format(path=path.as_posix(), address=f"{home}/{address}"))


if __name__ == "__main__":
    main()
