"""`make publish`, and every byte of what it makes."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from built import CONTENT, ROOT

WITHHELD = b"heron"  # in the title and text of each draft, hidden text and post from the future
REFUSED = "draft-with-address.md"  # by the proofreader
OPEN = {".gz": gzip.decompress, ".br": brotli.decompress}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The tests' own site as a project, made by the press; this runs it in one of its modes."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(CONTENT, folder / "content", ignore=shutil.ignore_patterns(REFUSED))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    for name in ("plugins", "theme"):
        (folder / name).symlink_to(ROOT / name)

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


def read(path: Path) -> bytes:
    return OPEN.get(path.suffix, bytes)(path.read_bytes())


def test_what_is_not_published_is_in_no_byte(published):
    assert len(published) > 50
    assert [path for path in published if WITHHELD in read(path).lower()] == []
    assert [path for path in published if WITHHELD in str(path).lower().encode()] == []


def test_the_compressed_copies_are_those_of_the_pages_beside_them(published):
    copies = [path for path in published if path.suffix in OPEN]
    assert len(copies) > 20
    for path in copies:
        assert read(path) == path.with_suffix("").read_bytes()


def test_every_page_has_both_copies(published):
    for path in published:
        if path.suffix == ".html":
            assert {path.with_name(path.name + suffix) for suffix in OPEN} <= published, path


@pytest.mark.slow
def test_the_preview_has_drafts_but_no_copies_and_the_next_public_site_neither(project, published):
    before = {path: path.read_bytes() for path in published}
    preview = project("preview")
    assert [path for path in preview if WITHHELD in read(path).lower()] != []
    assert not [path for path in preview if path.suffix in OPEN]
    again = project("publish")
    assert {path: path.read_bytes() for path in again} == before
