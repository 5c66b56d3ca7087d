"""A new kind of callout is a line in details.toml, a table in practice.toml, a rule in the CSS."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built import CONTENT, checked, project

POST = """\
Title: A walk
Date: 2026-06-09

> [!exercise] Ten minutes
> Walk to the end of the street, slowly.
"""


def change(path: str, before: str, after: str) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, path
    file.write_text(text.replace(before, after), encoding="utf-8")


def build() -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pelican", "content", "-o", "output"]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.slow
def test_an_exercise_is_added_as_contributing_says(tmp_path, monkeypatch):
    monkeypatch.chdir(project(tmp_path, own=("plugins", "theme")))
    note = 'note = "callouts.note"\n'
    change("plugins/practice/details.toml", note, f'{note}exercise = "callouts.note?"\n')
    done = build()  # a practice that has no such boxes is none the worse
    assert (done.returncode, done.stderr) == (0, ""), done.stdout

    Path("content/posts/walk.md").write_text(POST)
    lacks = "this box needs its title, below [callouts.exercise] in practice.toml"
    assert build().stderr == f"content/posts/walk.md:4: {lacks}\n"

    facts = "[callouts.note]\n"
    change("content/practice.toml", facts, f'[callouts.exercise]\ntitle = "To try out"\n\n{facts}')
    css = Path("theme/static/css/reading/callout.css")
    css.write_text(css.read_text() + "@layer components {.callout--exercise {color: inherit}}\n")

    done = build()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    page = Path("output/post/a-walk/index.html").read_text(encoding="utf-8")
    assert '<div aria-label="To try out" class="callout callout--exercise" role="note">' in page
    assert "callout--exercise{color:inherit}" in page


def test_without_it_there_is_no_such_kind(tmp_path, monkeypatch):
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content/posts/walk.md").write_text(POST)
    (problem,) = [each for each in checked(tmp_path / "content") if each.stops]
    assert 'unknown callout "exercise"; the kinds are: supplement, crisis, note' in problem.message
