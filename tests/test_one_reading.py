"""Each text is opened, its header parsed and its words converted once in a build."""

import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from blog.checks import sources
from blog.reading import document
from built import CONTENT, build, make, project
from markdown import Markdown

OPENED: Counter = Counter()


@pytest.fixture
def content(tmp_path):
    """The tests' own texts, in a folder of their own: no memory knows them."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture(scope="module")
def _hook():
    """An audit hook, which nothing can take away: https://docs.python.org/3/library/sys.html"""
    sys.addaudithook(note)


@pytest.fixture
def counted(monkeypatch, _hook):
    """How often something was called, by its name."""
    calls: Counter = Counter()

    def count(owner, name):
        real = getattr(owner, name)

        def counting(*args, **more):
            calls[name] += 1
            return real(*args, **more)

        monkeypatch.setattr(owner, name, counting)

    count(document, "read_header")
    count(Markdown, "convert")
    OPENED.clear()
    return calls


def note(event, args):
    if event == "open" and isinstance(args[0], str):
        path = Path(args[0])
        if path.suffix == ".md" and "content" in path.parts:  # there are others, in plugins/
            OPENED[path.name] += 1


def test_a_cold_build_reads_each_text_once(content, tmp_path, counted):
    texts = [path.name for path in content.rglob("*.md")]
    build("publishconf.py", content, tmp_path / "output")
    assert Counter(texts) == {name: OPENED[name] for name in texts}
    assert counted == {"read_header": len(texts), "convert": len(texts)}


@pytest.mark.brief
@pytest.mark.parametrize("mode", ["preview", "publish", "check"])
def test_so_does_each_command(content, tmp_path, monkeypatch, counted, mode):
    monkeypatch.chdir(project(tmp_path, content=None))
    texts = [path.name for path in content.rglob("*.md")]
    done = make(mode)
    assert done.returncode == 0, done.stderr
    assert Counter(texts) == {name: OPENED[name] for name in texts}
    assert counted == {"read_header": len(texts), "convert": len(texts)}


def test_the_checks_saw_the_html_that_pelican_was_given(content, tmp_path, monkeypatch):
    seen = {}

    def see(document, run):
        seen[document.place] = document.html
        return ()

    monkeypatch.setattr(sources, "OF_A_TEXT_IN_ITS_SITE", (see,))
    public = build("publishconf.py", content, tmp_path / "output")
    page = public.read("post/everything/index.html")
    links = "{filename}", "{static}", "{tag}", "{category}", "{index}"
    lines = [line for line in seen["posts/everything.md"].split("\n") if len(line) > 40]
    assert len(lines) > 10
    assert all(line in page for line in lines if not any(link in line for link in links))


def test_a_second_build_converts_nothing_that_has_not_changed(content, tmp_path, counted):
    build("publishconf.py", content, tmp_path / "one")
    first = counted["convert"]
    build("publishconf.py", content, tmp_path / "two")
    assert counted["convert"] == first


@pytest.mark.slow
def test_a_change_among_the_pictures_converts_those_texts_that_show_one(content, tmp_path, counted):
    build("publishconf.py", content, tmp_path / "one")
    first = counted["convert"]
    (content / "images" / "more.svg").write_bytes((content / "images" / "line.svg").read_bytes())
    build("publishconf.py", content, tmp_path / "two")
    pictured = [path for path in content.rglob("*.md") if "images/" in path.read_text("utf-8")]
    assert counted["convert"] == first + len(pictured)


def test_a_text_is_looked_at_by_itself_only_if_it_has_changed(content, tmp_path, monkeypatch):
    seen = Counter()

    def see(document):
        seen[document.place] += 1
        return ()

    monkeypatch.setattr(sources, "OF_A_TEXT", (see,))
    build("publishconf.py", content, tmp_path / "one")
    first = seen.copy()
    build("publishconf.py", content, tmp_path / "two")
    assert seen == first
    changed = content / "posts/ai.md"
    changed.write_text(f"{changed.read_text('utf-8')}\nMore.\n", "utf-8")
    build("publishconf.py", content, tmp_path / "three")
    assert seen - first == Counter({"posts/ai.md": 1})


def test_what_was_found_in_a_text_is_said_again(content, tmp_path):
    (content / "posts/wrong.md").write_text("Title: Wrong\nDate: 2026-01-02\n\n**star\n")
    for name in ("one", "two"):
        with pytest.raises(SystemExit):
            build("publishconf.py", content, tmp_path / name)


@pytest.mark.slow
def test_what_is_remembered_goes_by_the_settings_for_markdown_too(content, tmp_path):
    """A site that is built again is the same to the byte as one that is built afresh."""
    (content / "posts/lines.md").write_text("Title: Lines\nDate: 2026-01-02\n\n*One*\ntwo.\n")
    known = {"extension_configs": {}, "output_format": "html5"}
    stock = ["markdown.extensions.extra", "markdown.extensions.toc"]
    pages = []
    for name, more in (("one", []), ("two", ["markdown.extensions.nl2br"])):
        settings = {**known, "extensions": [*stock, *more]}
        site = build("publishconf.py", content, tmp_path / name, MARKDOWN=settings)
        pages.append(site.read("post/lines/index.html"))
    assert ["One</em><br" in page for page in pages] == [False, True]
