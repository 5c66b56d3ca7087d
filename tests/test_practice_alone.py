"""The practice's plugin by itself: Pelican's stock theme, and no plugin beside it."""

from pathlib import Path

import pytest
from built import ROOT, put_back
from pelican import Pelican
from pelican.settings import read_settings

SETTINGS = f"""
PATH = "content"
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
PLUGINS = ["practice"]
THEME = "simple"
SITENAME = "A practice"
TIMEZONE = "Europe/London"
"""
POST = """\
Title: On apps
Date: 2026-06-09
Tags: endings; AI

Some words on programs.

> [!note] Go slowly
> One step at a time.

> [!crisis]
"""
BLOCK = '<p class="contact"><strong>Wren O’Hara-Example</strong>, Counsellor &amp; supervisor'


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """Builds a site with these texts, and further settings; gives its folder."""
    monkeypatch.chdir(tmp_path)
    for folder in ("posts", "pages"):
        Path("content", folder).mkdir(parents=True)
    facts = (ROOT / "tests/site/content/practice.toml").read_text(encoding="utf-8")
    Path("content/practice.toml").write_text(facts.replace("Wren O'Hara", "Wren O’Hara"))
    Path("content/posts/apps.md").write_text(POST)
    Path("content/pages/about.md").write_text("Title: About\n\nText.\n")

    def build(more: str = "") -> Path:
        Path("settings.py").write_text(SETTINGS + more)
        with put_back(tmp_path):
            Pelican(read_settings("settings.py")).run()
        return tmp_path / "output"

    return build


def test_its_boxes_are_there(alone):
    page = (alone() / "on-apps.html").read_text(encoding="utf-8")
    assert '<div aria-label="Please note" class="callout callout--note" role="note">' in page
    assert "Go slowly" in page
    assert '<a href="tel:999">999</a>' in page
    assert "callout--supplement" in page  # for its tag, in a list with semicolons


def test_each_article_ends_with_the_contact_block_and_no_page_does(alone):
    output = alone()
    article = (output / "on-apps.html").read_text(encoding="utf-8")
    assert BLOCK in article
    assert article.index(BLOCK) > article.index("callout--crisis")
    assert "wren@example.com" in article
    assert 'class="contact"' not in (output / "pages/about.html").read_text(encoding="utf-8")


def test_a_theme_with_a_place_of_its_own_leaves_the_block_out(alone):
    page = (alone("CONTACT_BLOCK = False\n") / "on-apps.html").read_text(encoding="utf-8")
    assert 'class="contact"' not in page


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "posts/apps.md",
            POST.replace("!note", "!nota"),
            'posts/apps.md:7: unknown callout "nota"',
        ),
        (
            "posts/apps.md",
            POST.replace("\n\n", "\nSummary: On *programs*.\n\n", 1).replace("!note", "!nota"),
            'posts/apps.md:8: unknown callout "nota"',
        ),
        ("practice.toml", "[contact]\nname = 3\n", "practice.toml:2: name should stand between"),
    ],
)
def test_what_is_wrong_stops_it_before_anything_is_written(alone, capsys, path, text, said):
    Path("content", path).write_text(text)
    with pytest.raises(SystemExit):
        alone()
    assert said in capsys.readouterr().err
    assert not Path("output").exists() or list(Path("output").iterdir()) == []


def test_all_of_it_is_said_once_file_by_file(alone, capsys):
    """Of practice.toml, too, whose facts are for visitors."""
    facts = Path("content/practice.toml")
    facts.write_text(facts.read_text().replace("expires = 2099-01-31", "expires = 2020-01-02", 1))
    for name in ("zest", "apps", "ends"):
        Path(f"content/posts/{name}.md").write_text(
            POST.replace("On apps", name).replace("!note", "!nota")
        )
    with pytest.raises(SystemExit) as end:
        alone()
    assert end.value.code == 1
    *posts, stale = capsys.readouterr().err.splitlines()
    assert posts == [
        f'content/posts/{name}.md:7: unknown callout "nota"; did you mean "note"?'
        for name in ("apps", "ends", "zest")
    ]
    assert stale.startswith("content/practice.toml:30: this membership expired on 2020-01-02;")


def test_a_theme_has_the_facts_and_what_else_is_set_holds(alone):
    Path("own").mkdir()
    Path("own/page.html").write_text("{{ practice.contact.name }}, {{ motto }}: {{ page.content }}")
    Path("content/pages/about.md").write_text("Title: About\n\nOne | Two\n--- | ---\n1 | 2\n")
    output = alone('THEME_TEMPLATES_OVERRIDES = ["own"]\nJINJA_GLOBALS = {"motto": "slowly"}\n')
    page = (output / "pages/about.html").read_text(encoding="utf-8")
    assert page.startswith("Wren O’Hara-Example, slowly: <table>")


def test_pelicans_cache_gets_no_broken_callout_through(alone):
    Path("content/posts/apps.md").write_text(POST.replace("!note", "!nota"))
    for _ in range(2):
        with pytest.raises(SystemExit):
            alone("CACHE_CONTENT = LOAD_CONTENT_CACHE = True\n")
