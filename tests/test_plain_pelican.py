"""Plain `pelican` refuses what `make` refuses, with the same lines, and writes nothing then."""

import io
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, suppress
from pathlib import Path

import pytest
from built import ROOT, make, project, put_back
from pelican import Pelican
from pelican.settings import read_settings

WICKED = Path(__file__).parent / "checks" / "wicked"
FILES = sorted(path.relative_to(WICKED).as_posix() for path in WICKED.rglob("*") if path.is_file())
MODES = {"preview": "pelicanconf.py", "publish": "publishconf.py"}


@pytest.fixture(name="project")
def _project(tmp_path, monkeypatch):
    """A project with the tests' own content, all of it good."""
    monkeypatch.chdir(project(tmp_path))


def pelican(settings: str) -> list[str]:
    """What plain Pelican says, in this process, of the content in the current folder."""
    said = io.StringIO()
    with put_back(Path.cwd()), redirect_stderr(said), suppress(SystemExit):
        Pelican(read_settings(settings, override={"OUTPUT_PATH": "out"})).run()
    return said.getvalue().splitlines()


def wrong_in(names: list[str]) -> None:
    for name in names:
        path = Path("content", name)
        path.parent.mkdir(exist_ok=True)
        shutil.copy(WICKED / name, path)


@pytest.mark.brief(4)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FILES)
def test_each_wicked_file_is_refused_alike(project, name, mode):
    wrong_in([name])
    *lines, end = make(mode).stderr.splitlines() or [""]
    if end != "Nothing was changed in output/.":
        assert pelican(MODES[mode]) == []  # by itself, this file does no harm
        return
    assert lines
    assert pelican(MODES[mode]) == lines
    assert not any(Path("out").rglob("*.html"))


@pytest.mark.parametrize("mode", MODES)
def test_all_of_them_at_once_are_refused_alike(project, mode):
    wrong_in(FILES)
    Path("content/images/.env").write_text("SECRET=1")
    Path("content/posts/elsewhere.md").symlink_to("/etc/hostname")
    Path("content/posts/dark.md").write_text(
        "Title: Dark\nDate: 2026-01-02\n\nMany people think of suicide at some time.\n"
    )
    *lines, end = make(mode).stderr.splitlines()
    assert any(line.startswith('content/posts/dark.md:4: "suicide"') for line in lines)
    assert end == "Nothing was changed in output/."
    assert len(lines) > 50
    assert pelican(MODES[mode]) == lines
    assert not any(Path("out").rglob("*.html"))


def test_a_picture_that_is_not_there_is_told_and_no_traceback(project):
    post = "Title: A chair\nDate: 2026-01-02\n\n![A chair]({static}../images/gone.jpg)\n"
    Path("content/posts/chair.md").write_text(post)
    (line,) = pelican(MODES["publish"])
    assert line.startswith(
        'content/posts/chair.md:4: there is no picture "{static}../images/gone.jpg"'
    )
    assert make("publish").stderr.splitlines()[:-1] == [line]


def test_two_equal_faults_on_a_line_are_told_once_by_both(project):
    post = "Title: Twice\nDate: 2026-01-02\n\n[One](no.md) and [two](no.md).\n"
    Path("content/posts/twice.md").write_text(post)
    assert len(pelican(MODES["preview"])) == 1
    assert make().stderr.splitlines()[:-1] == pelican(MODES["preview"])


def test_the_public_site_is_not_written_over_a_preview_with_its_drafts(project):
    assert pelican(MODES["preview"]) == []
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")}
    (line,) = pelican(MODES["publish"])
    assert line.startswith("content/pages/draft.md:3: ")
    assert "this is not published, but its page, /drafts/" in line
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")} == before
    shutil.rmtree("out")
    assert pelican(MODES["publish"]) == []


@pytest.mark.slow
def test_a_fault_of_the_theme_ends_both_with_an_error(project):
    """It shows on the finished pages only: plain Pelican has written them by then."""
    Path("theme").unlink()
    shutil.copytree(ROOT / "theme", "theme")
    base = Path("theme/templates/base.html")
    base.write_text(base.read_text().replace("</main>", "<b></main>"))
    (line,) = pelican(MODES["preview"])
    assert "<b> is opened here and not closed before </main> (and on " in line
    (same, nothing) = make("preview").stderr.splitlines()
    assert same.partition(":")[2] == line.partition(":")[2]
    assert nothing == "Nothing was changed in output/."


@pytest.mark.brief
@pytest.mark.parametrize("settings", MODES.values())
def test_the_command_ends_with_an_error_and_leaves_the_former_site(project, settings):
    Path("output").mkdir()
    Path("output/index.html").write_text("the former site")
    post = Path("content/posts/draft.md")
    post.write_text(post.read_text().replace("Status: draft", "Staus: draft"))
    command = [sys.executable, "-m", "pelican", "content", "-s", settings]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert 'unknown key "Staus"; did you mean "Status"?' in done.stderr
    assert [path.name for path in Path("output").iterdir()] == ["index.html"]
    assert Path("output/index.html").read_text() == "the former site"
