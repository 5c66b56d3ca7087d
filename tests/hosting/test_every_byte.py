"""`make publish`, and every byte of what it makes."""

import os
import subprocess
import sys

import pytest
from built import ROOT, project

WITHHELD = b"heron"  # in the title and text of each draft, hidden text and post from the future


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory):
    """The tests' own site as a project, made by the press; this runs it in one of its modes."""
    folder = project(tmp_path_factory.mktemp("project"))

    def press(mode):
        env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
        command = [sys.executable, "-m", "blog.build.build", mode]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        return {path for path in (folder / "output").rglob("*") if path.is_file()}

    return press


@pytest.fixture(scope="module")
def published(project):
    return project("publish")


def test_what_is_not_published_is_in_no_byte(published):
    assert len(published) > 50
    assert [path for path in published if WITHHELD in path.read_bytes().lower()] == []
    assert [path for path in published if WITHHELD in str(path).lower().encode()] == []


@pytest.mark.slow
def test_the_preview_has_drafts_and_the_next_public_site_none(project, published):
    before = {path: path.read_bytes() for path in published}
    preview = project("preview")
    assert [path for path in preview if WITHHELD in path.read_bytes().lower()] != []
    again = project("publish")
    assert {path: path.read_bytes() for path in again} == before
