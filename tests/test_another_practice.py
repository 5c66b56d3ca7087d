"""The README's list "For another practice", followed to its end: from London to Denver."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from blog.build import setup
from built import ROOT, build, checked

HERE = Path(__file__).parent / "another"  # the content of a practice in London
README = (ROOT / "README.md").read_text(encoding="utf-8")
ANSWERS = ["Robin Vale", "www.example.com", "", "US", "America/Denver", "robin@example.com"]
POST = """\
Title: On apps
Date: 2026-06-09
Category: Tools
Summary: What an app can do.

An app -- any app -- is a supplement. It was June - or May.

> [!crisis]
"""
LEFT = ("London", "999", "A&E", "A&amp;E", "GP", "NHS", "Samaritans", "116 123", "9 June", "en-GB")


def steps() -> list[str]:
    """What each step of the list begins with."""
    section = README.partition("## For another practice")[2].partition("\n## ")[0]
    return re.findall(r"^\d\. \*\*(.+?)\*\*", section, re.MULTILINE)


@pytest.fixture
def denver(tmp_path, monkeypatch):
    """What was London's; it is the current folder. Gives what was told on the way."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE, "content")
    Path("content/images").mkdir()


def answer(monkeypatch):
    answers = iter(ANSWERS)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    setup.main()


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def told() -> list:
    """What `make check` says of a former name, or of a word of another country."""
    what = ("former practice", "another country")
    return [
        each for each in checked(Path("content").absolute()) if any(x in each.message for x in what)
    ]


def test_the_list_has_these_steps():
    assert steps() == [
        "`make setup`",
        "Ring or look up each help line",
        "Read the rest of `content/practice.toml`",
        "Write posts and pages of your own.",
        "`make check`",
        "`make publish`",
    ]


def test_at_its_end_nothing_is_left_of_the_former_practice(denver, monkeypatch, tmp_path):
    answer(monkeypatch)
    facts = Path("content/practice.toml")
    today = f"checked_on = {date.today()}"
    facts.write_text(re.sub(r"checked_on = .*", today, facts.read_text(encoding="utf-8")))
    phone = 'phone = "(303) 555-0142"'
    edit(facts, ('# phone = "…"', phone))
    shutil.rmtree("content/posts")
    Path("content/posts").mkdir()
    Path("content/posts/apps.md").write_text(POST)

    # The pages have still to be gone through, and each line to change is named.
    lines = {(Path(each.path).name, each.line) for each in told()}
    assert lines == {
        *(("about.md", n) for n in (2, 4)),
        *(("contact.md", n) for n in (2, 4)),
        *(("getting-help-now.md", n) for n in (7, 8, 9)),
        ("privacy.md", 4),
    }
    with pytest.raises(SystemExit):
        build("publishconf.py", Path("content").absolute(), tmp_path / "output")
    for name, line in lines:
        page = Path("content/pages", name)
        text = page.read_text(encoding="utf-8").split("\n")
        text[line - 1] = "Summary: Of this page." if line == 2 else "A line of my own."
        page.write_text("\n".join(text), encoding="utf-8")
    assert told() == []

    site = build("publishconf.py", Path("content").absolute(), tmp_path / "output")
    text = {name: path.read_text("utf-8", "replace") for name, path in site.files.items()}
    text = {name: said for name, said in text.items() if not name.endswith((".png", ".ico"))}
    for word in ("Ada", "adasample", *LEFT):
        has = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        assert [name for name, said in text.items() if has.search(said)] == [], word
    post = text["post/on-apps/index.html"]
    assert "June 9, 2026" in post
    assert "An app — any app — is a supplement. It was June — or May." in re.sub(
        "\u00a0", " ", post
    )
    assert post.lower().startswith('<!doctype html>\n<html lang="en-us">')
    assert 'href="tel:988"' in post
    assert 'href="tel:911"' in post
    assert 'href="tel:+13035550142"' in text["contact/index.html"]
    assert "2026-06-09T12:00:00-06:00" in text["feed.xml"]
