"""Starts a new post: a file in content/posts/ with its header filled in as far as it can be."""

import os
import sys
from datetime import date
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

POSTS = Path("content/posts")

# Empty lines in the header are harmless, except for a summary: one that is there but empty
# takes the place of the one made from the first words.
POST = """\
Title: {title}
Date: {date}
Category:
Tags:
Status: draft

Write here. The first words become the summary, unless the lines above have one of your own,
such as "Summary: What this post is about, in a sentence."
"""


def new(title: str) -> Path:
    """Write the post and return where it is."""
    title = " ".join(title.split())
    slug = slugify(title, DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])[:80].strip("-")
    if not slug:
        raise ValueError('Please give the post a title: make new TITLE="A title"')
    path = POSTS / f"{slug}.md"
    if path.exists():
        raise ValueError(f"{path} is there already. Please choose another title.")
    POSTS.mkdir(parents=True, exist_ok=True)
    path.write_text(POST.format(title=title, date=date.today()), encoding="utf-8")
    return path


def main() -> int:
    """Start the post that TITLE names, and say what comes next."""
    try:
        path = new(os.environ.get("TITLE", ""))
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"Your new post is {path}. Open it in a text editor and write.")
    print('It stays a draft until you delete its line "Status: draft". See it with: make serve')
    return 0


if __name__ == "__main__":
    sys.exit(main())
