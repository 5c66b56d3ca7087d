"""A new post: a draft with the title as it was given, and the address where it can be seen."""

import re
from pathlib import Path

import pytest
from blog.build import new
from built import make
from small import tree


@pytest.fixture
def start(site, monkeypatch, capsys):
    """Starts a post: what was wrong, and what was said."""

    def start(title):
        monkeypatch.setenv("TITLE", title)
        wrong = ""
        try:
            new.main()
        except SystemExit as ended:
            wrong = ended.code
        return wrong, "".join(capsys.readouterr())

    return start


@pytest.mark.brief(2)
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Why sleep matters", "why-sleep-matters"),
        ("It’s “fine” & 'so' \"on\"", "its-fine-so-on"),
        ("“Fine” and “so on”", "fine-and-so-on"),
        ("Café: déjà vu, 50 £", "cafe-deja-vu-50"),
        ("Why £5 or 5€ is enough", "why-5-or-5-is-enough"),
        ("100% $HOME, “id” \\n", "100-home-id-n"),
        ("  two\n lines  ", "two-lines"),
    ],
)
def test_it_is_a_draft_with_the_title_as_given_and_an_address_of_its_words(start, title, name):
    wrong, said = start(title)
    path = Path(f"content/posts/{name}.md")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Title: " + " ".join(title.split())
    assert re.fullmatch(r"Date: \d{4}-\d\d-\d\d", lines[1])
    assert "Status: draft" in lines
    assert wrong == ""
    assert path.as_posix() in said
    assert f"http://localhost:8000/drafts/{name}/\n" in said
    done = make()
    assert (done.returncode, done.stderr) == (0, "")
    assert f"drafts/{name}/index.html" in tree()


@pytest.mark.parametrize(
    ("title", "marks"), [("A <b>bold</b> one", "<b>"), ("A *slanted* one", "*slanted*")]
)
def test_what_a_title_cannot_have_is_told_before_there_is_a_file(start, title, marks):
    said = f"The title is plain text, where {marks} has no meaning; take it away."
    assert start(title) == (said, "")
    assert not list(Path("content/posts").glob("a-*"))


@pytest.mark.parametrize(
    "title",
    ["“A title”", "„A title“", '"A title"', "‘A title’", "“ A title”", "\u202eA\u200b title"],
)
def test_quotes_round_it_all_and_signs_that_nobody_sees_are_taken_off(start, title):
    assert start(title)[0] == ""
    assert Path("content/posts/a-title.md").read_text().startswith("Title: A title\n")


def test_it_has_no_line_more_than_it_needs(start):
    start("A title")
    assert "Slug" not in Path("content/posts/a-title.md").read_text()
    start("50 £")
    assert "\nSlug: 50\n" in Path("content/posts/50.md").read_text()


@pytest.mark.parametrize(("port", "told"), [("8123", "8123"), ("", "8000")])
def test_the_address_has_the_port_of_the_preview(start, monkeypatch, port, told):
    monkeypatch.setenv("PORT", port)
    assert f"http://localhost:{told}/drafts/a-title/" in start("A title")[1]


def test_what_cannot_be_read_beside_it_is_for_the_build_to_tell(start):
    Path("content/posts/old.md").write_bytes("Title: Café\n".encode("latin-1"))
    Path("content/posts/older.md").mkdir()
    assert start("A title")[0] == ""


def test_it_never_overwrites_a_post(start):
    before = Path("content/posts/sleep.md").read_bytes()
    assert "content/posts/sleep.md is there already" in start("Sleep")[0]
    assert Path("content/posts/sleep.md").read_bytes() == before


@pytest.mark.parametrize(
    ("header", "name"),
    [("Title: On “rest”", "a"), ("Title: Rest\nSlug: on-rest", "b"), ("Title: On rest", "on-rest")],
)
def test_a_title_that_leads_to_the_address_of_another_text_is_told(start, header, name):
    path = Path(f"content/posts/2020/{name}.md")
    path.parent.mkdir()
    path.write_text(f"{header}\nDate: 2020-01-01\n\nText.\n", encoding="utf-8")
    told = f"{path.as_posix()} is there already. Please choose another title."
    assert start("On rest") == (told, "")
    assert not Path("content/posts/on-rest.md").exists()
    assert start("On rest again")[0] == ""


@pytest.mark.parametrize("title", ["", "   ", "?!", "“”", "£"])
def test_it_asks_for_a_title(start, title):
    assert "make new TITLE=" in start(title)[0]


def test_a_very_long_title_still_has_a_file_and_an_address(start):
    assert start("word " * 100)[0] == ""
    (path,) = Path("content/posts").glob("word*.md")
    assert len(path.name) < 90
    assert make().returncode == 0
