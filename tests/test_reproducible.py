"""The same content makes the same site, byte for byte, wherever and whenever it is built."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("plugins", "theme", "pelicanconf.py", "publishconf.py")
ONE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
OTHER = {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C", "LANG": "de_DE"}


def copied(folder, seed):
    """The project, its files made in an order and at times of their own."""
    order = random.Random(seed)
    content = ROOT / "tests/site/content"
    files = [(path, Path("content", path.relative_to(content))) for path in content.rglob("*")]
    for part in PARTS:
        paths = (ROOT / part).rglob("*") if (ROOT / part).is_dir() else [ROOT / part]
        files += [(path, path.relative_to(ROOT)) for path in paths]
    order.shuffle(files)
    for path, name in files:
        if path.is_file() and "__pycache__" not in path.parts:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)
            os.utime(folder / name, (order.randrange(10**9), order.randrange(10**9)))
    return folder


def built(folder, **env):
    """The files of the public site."""
    env = {**os.environ, "PYTHONPATH": str(folder / "plugins"), **env}
    command = [sys.executable, "-m", "blog.build.build", "publish"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    files = (path for path in (folder / "output").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(autouse=True)
def uncounted(monkeypatch):
    """Measures no coverage, which would have to find these copies again."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


@pytest.mark.slow
def test_two_builds_are_alike_byte_for_byte(tmp_path):
    """Over hash seeds, time zones, locales, paths, and the order and times of the files."""
    one = copied(tmp_path / "site", 1)
    first = built(one, **ONE)
    other = built(copied(tmp_path / "a much deeper/place/für/it", 2), **OTHER)
    assert first.keys() == other.keys()
    assert [name for name in first if first[name] != other[name]] == []

    # What is remembered from build to build changes nothing either.
    (one / "content/posts/new.md").write_text("Title: New\nDate: 2026-01-03\n\nAn extra.\n")
    assert built(one) != first
    (one / "content/posts/new.md").unlink()
    (one / ".published.json").unlink()  # else the post would be missed
    assert built(one) == first
