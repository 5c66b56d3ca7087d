"""The files in content/: each is read or named, and none leads out of it."""

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest
from blog.checks import sources
from blog.reading.files import attempt
from built import CONTENT, ROOT, checked
from written import HEADER, content, of_post, said

POST = HEADER + "Text.\n"
SPOTS = {
    "posts/x.txt": "if it is a post or a page, call it x.md",
    "posts/x.MD": "if it is a post or a page, call it x.md",
    "posts/x.md.txt": "if it is a post or a page, call it x.md",
    "posts/x": "if it is a post or a page, call it x.md",
    "posts/x.docx": "only texts and pictures are published here",
    "posts/x.png": "pictures belong in content/images/",
    "posts/a:b.md": "its name has an odd sign or blank in it (:)",
    "posts/.x.md": "hidden files have no place",
    "x.md": "move it to content/posts/ or content/pages/",
    "post/x.md": "move it to content/posts/ or content/pages/",
    "images/x.md": "move it to content/posts/ or content/pages/",
    "images/x.exe": "this kind of file has no place in content/",
    "images/Thumbs.db": "this kind of file has no place in content/",
    "images/IMG_1.HEIC": "save it as JPEG",
    "images/scan.tiff": "save it as JPEG",
    "images/.env": "hidden files have no place",
    **dict.fromkeys(
        ("practice.toml.txt", "practice.toml.md", "Practice.toml", "practice.txt"),
        "if it is to be the practice's facts, call it practice.toml",
    ),
    "posts/.x.md.icloud": "still in iCloud only; open it once",
}
ALLOWS = [
    "posts/2026/x.md",
    "posts/mein erster Beitrag, für dich.md",
    "posts/2026-06-09-x.md",
    "posts/2026-13-45-x.md",
    "images/2026-13-45.jpg",
    "images/sub/IMG_1.JPG",
    "images/two chairs (1).jpg",
    "posts/Icon\r",
    "posts/cafe\u0301.md",
    ".DS_Store",
    "images/.DS_Store",
    "posts/._x.md",
    "posts/x.md~",
    ".obsidian/app.json",
]
UNREADABLE = {
    (HEADER + "caf\xe9").encode("latin-1"): "4: this is not plain text in UTF-8; in your editor",
    POST.encode("utf-16"): "1: this is not plain text in UTF-8; it is in UTF-16",
    POST.encode("utf-16-le"): "1: this is not plain text in UTF-8; it is in UTF-16",
    POST.encode("utf-16-be"): "1: this is not plain text in UTF-8; it is in UTF-16",
    b"": "1: this file is empty",
    b"\n \n": "1: this file is empty",
}


@pytest.mark.parametrize(("name", "message"), SPOTS.items())
def test_spots(tmp_path, name, message):
    (found,) = said(tmp_path, {name: POST})
    assert found.startswith(f"{name}:1: ")
    assert message in found


@pytest.mark.parametrize("name", ALLOWS)
def test_allows(tmp_path, name):
    assert said(tmp_path, {name: POST}) == []


@pytest.mark.parametrize(("data", "message"), UNREADABLE.items())
def test_what_is_no_text_is_named_with_its_line(tmp_path, data, message):
    (found,) = of_post(tmp_path, data)
    assert found.startswith(message)


def test_what_is_longer_than_a_long_novel_is_not_read(tmp_path):
    (found,) = of_post(tmp_path, HEADER + f"{'Rest well. ' * 90}\n\n" * 1100)
    assert found.startswith("1: this file is larger than 1 MB")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_beginning_do_no_harm(tmp_path, end):
    assert of_post(tmp_path, ("\ufeff" + POST).replace("\n", end).encode()) == []


@pytest.mark.parametrize("target", ["/etc/hostname", "/etc", "nosuch", "other.md", "."])
def test_a_link_to_another_file_is_refused_and_not_followed(tmp_path, target):
    folder = content(tmp_path, {})
    (folder / "posts" / "x.md").symlink_to(target)
    (found,) = checked(folder)
    assert "this is a link to another file or folder" in found.message


@pytest.mark.parametrize("name", ["posts/x", "posts/x.m"])
def test_a_file_that_is_refused_hides_nothing_of_one_whose_name_begins_alike(tmp_path, name):
    wrong = {"posts/x.md": f"{HEADER}[a](no.md)\n", "posts/y.md": f"{HEADER}[a](no.md)\n"}
    found = said(tmp_path, {name: POST, **wrong})
    assert {line.split(":")[0] for line in found} == {name, "posts/x.md", "posts/y.md"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    folder = content(tmp_path, {})
    os.mkfifo(folder / "posts" / "x.md")
    (found,) = checked(folder)
    assert "this is not a file that can be read" in found.message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no file can have such a name")
def test_a_name_is_shown_on_one_line_whatever_is_in_it(tmp_path):
    folder = content(tmp_path, {"posts/a\nb\x1b.md": POST})
    (tmp_path / "content" / "posts" / os.fsdecode(b"\xff.md")).write_text(POST)
    assert all(str(problem).isprintable() for problem in checked(folder))
    assert len(checked(folder)) == 2


def test_what_is_wrong_in_practice_toml_is_said_beside_the_rest(tmp_path):
    post = HEADER + "[a](no.md)\n\n> [!crisis]\n"
    found = said(tmp_path, {"practice.toml": "[contact]\nname = 3\n", "posts/x.md": post})
    assert any(line.startswith("practice.toml:2: name ") for line in found)
    assert any(line.startswith("posts/x.md:4: ") for line in found)
    assert {line.split(":")[0] for line in found} == {"practice.toml", "posts/x.md"}


@pytest.mark.parametrize("change", [lambda text: f"{text}\n[x]\n", lambda _: ""])
def test_what_is_wrong_in_practice_toml_makes_no_text_wrong(tmp_path, change):
    shutil.copytree(CONTENT, tmp_path / "content")
    facts = tmp_path / "content" / "practice.toml"
    facts.write_text(change(facts.read_text()))
    stopping = [problem for problem in checked(tmp_path / "content") if problem.stops]
    assert {Path(problem.path).name for problem in stopping} == {"practice.toml"}


@pytest.mark.brief(3)
@pytest.mark.parametrize("text", ["", "\0", "a = " + "[" * 5000, "a\n" * 9999, b"\xe9"])
def test_a_hopeless_practice_toml_is_a_problem_too(tmp_path, text):
    found = said(tmp_path, {"practice.toml": text})
    assert {line.split(":")[0] for line in found} == {"practice.toml"}


def test_what_nobody_thought_of_is_a_problem_of_its_file(tmp_path, monkeypatch):
    def fail(*_):
        raise KeyError("x")

    monkeypatch.setattr(sources, "OF_A_TEXT", (fail,))
    found = said(tmp_path, {})
    assert len(found) == 3
    assert found[0].startswith("pages/about.md:1: this file cannot be understood (KeyError: 'x')")


@pytest.mark.slow
def test_what_is_wrong_in_half_a_text_is_not_said_of_the_next(tmp_path):
    deep = "\n".join("    " * n + "- x" for n in range(400))
    files = {"posts/a.md": f"{HEADER}> [!note]\n\n{deep}\n", "posts/b.md": HEADER + "Text.\n"}
    assert {line.split(":")[0] for line in said(tmp_path, files)} == {"posts/a.md"}


def test_where_a_text_is_too_deep_no_leftovers_are_cleared_away_that_would_complain(monkeypatch):
    class Left:
        def __init__(self):
            self.itself = self

        def __del__(self):
            levels(30)

    def levels(n):
        return n and levels(n - 1)

    def deeper():
        Left()
        deeper()

    complaints, problems = [], []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    usual = gc.get_threshold()
    gc.set_threshold(5)
    attempt(Path("content/posts/deep.md"), problems, deeper)
    gc.set_threshold(*usual)
    assert "too much stands in one another" in str(*problems)
    assert complaints == []
    assert gc.isenabled()


def test_nothing_stops_the_sites_own_content():
    assert [str(problem) for problem in checked(ROOT / "content") if problem.stops] == []


@pytest.mark.parametrize("name", ["a.heic", "a.bmp", "a.tiff"])
def test_a_photo_that_no_browser_shows_is_told_at_its_file_only(tmp_path, name):
    post = f"{HEADER}![two chairs](images/{name})\n"
    (found,) = said(tmp_path, {f"images/{name}": b"\0" * 99, "posts/x.md": post})
    assert found.startswith(f"images/{name}:1: ")
    (found,) = said(tmp_path, {"posts/x.md": f"{HEADER}![two chairs](images/b{name})\n"})[1:]
    assert "there is no picture" in found
