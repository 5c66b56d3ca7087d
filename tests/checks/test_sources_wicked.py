"""All that can go wrong, at once: every message, with its line, in the order it is printed."""

import os
import shutil
from pathlib import Path

import pytest
from built import checked

HERE = Path(__file__).parent


@pytest.fixture
def wicked(tmp_path, monkeypatch):
    """The wicked content/, in the current folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "wicked", "content")
    Path("content/images/.env").write_text("SECRET=1")
    Path("content/posts/elsewhere.md").symlink_to("/etc/hostname")
    return Path("content").absolute()


def test_every_problem_of_every_file_is_named_in_one_run(wicked):
    """REFRESH=1 writes wicked.txt anew."""
    found = "".join(f"{each}\n" for each in checked(wicked) if each.stops and not each.rule)
    if os.environ.get("REFRESH"):
        (HERE / "wicked.txt").write_text(found, encoding="utf-8")
    assert found == (HERE / "wicked.txt").read_text(encoding="utf-8")
