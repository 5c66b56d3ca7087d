"""The small site that each test of the build begins with."""

import shutil
from pathlib import Path

import pytest
from built import ROOT, make, project
from small import post, tree


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of two posts; it is the current folder, as it is for `make`."""
    return settle(tmp_path, monkeypatch)


def settle(folder, monkeypatch):
    """Make the site in `folder`, and work there."""
    monkeypatch.chdir(project(folder, content=None))
    monkeypatch.setenv("PYTHONPATH", str(folder / "plugins"))
    for name in ("images", "pages", "posts"):
        Path("content", name).mkdir(parents=True)
    Path("content/pages/about.md").write_text("Title: About\n\nA practice.\n")
    shutil.copy(ROOT / "tests/site/content/practice.toml", "content")
    post("sleep", "Rest well.")
    post("grief", "Take your time.")
    return folder


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory):
    """One site for all tests of a module, each of which writes posts of its own."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield settle(tmp_path_factory.mktemp("shared"), monkeypatch)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory):
    return tmp_path_factory.mktemp("first")


@pytest.fixture
def built(site, first_build):
    """The site after its first build; this is every file with its bytes."""
    if not (first_build / "output").exists():
        make()
        for folder in ("output", ".build"):
            shutil.copytree(folder, first_build / folder)
    else:
        shutil.copytree(first_build, site, dirs_exist_ok=True)
    return tree()


@pytest.fixture
def uncounted(monkeypatch):
    """Measures no coverage where a command can't end well: it would leave half a report."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
