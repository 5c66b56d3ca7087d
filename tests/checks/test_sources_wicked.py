"""All that can go wrong, at once: every message, with its line, in the order it is printed."""

import os
import shutil
from pathlib import Path

from blog.checks import sources

HERE = Path(__file__).parent


def test_every_problem_of_every_file_is_named_in_one_run(tmp_path, monkeypatch):
    """REFRESH=1 writes wicked.txt anew."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE / "wicked", "content")
    Path("content/images/.env").write_text("SECRET=1")
    Path("content/posts/elsewhere.md").symlink_to("/etc/hostname")
    found = "".join(f"{problem}\n" for problem in sources.check(Path("content")))
    if os.environ.get("REFRESH"):
        (HERE / "wicked.txt").write_text(found, encoding="utf-8")
    assert found == (HERE / "wicked.txt").read_text(encoding="utf-8")
