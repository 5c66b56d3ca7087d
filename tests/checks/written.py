"""A small site of the author's, for the checks of the sources, and what they say about it."""

import re
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

from built import checked

FACTS = (Path(__file__).parents[1] / "site" / "content" / "practice.toml").read_bytes()
OTHER = """\
Title: Another post
Date: 2026-06-01
Category: Thoughts
Tags: AI tools, endings

## A heading

Text.
"""
HEADER = "Title: A post\nDate: 2026-06-09\n\n"


def content(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A content/ with a post, a draft, a page, a picture, and these files."""
    own = {
        "practice.toml": FACTS,
        "posts/other.md": OTHER,
        "posts/draft.md": "Title: A draft\nDate: 2026-06-02\nStatus: draft\n\nText.\n",
        "pages/about.md": "Title: About\n\nText.\n",
        "images/chair.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    for name, text in {**own, **files}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "content"


def said(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    """What stops the build in these files, each as "posts/x.md:3: …"."""
    problems = checked(content(folder, files))
    stopping = [problem for problem in problems if problem.stops and not problem.rule]
    return [re.sub(r".*?content/", "", str(problem), count=1) for problem in stopping]


def of_post(folder: Path, text: str | bytes) -> list[str]:
    """What is said about a post with this text, each as "3: …"."""
    return [line.removeprefix("posts/x.md:") for line in said(folder, {"posts/x.md": text})]


def of_posts(folder: Path, texts: Iterable[str]) -> dict[str, list]:
    """The problems of each of these posts, by its text; all stand in one site, read once."""
    posts = {f"posts/x{n}.md": text for n, text in enumerate(texts)}
    with chdir(folder):  # so that they are named as she knows them
        found = checked(content(folder, posts))
    return {text: [it for it in found if it.path.endswith(at)] for at, text in posts.items()}


def stops(problems: list) -> list[str]:
    """What stops the build, each as "3: …"."""
    return [f"{each.line}: {each.sentence}" for each in problems if each.stops and not each.rule]


def of_body(folder: Path, body: str) -> list[str]:
    """What is said about a text below a good header; its first line is line 4."""
    return of_post(folder, HEADER + body)
