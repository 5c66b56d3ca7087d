"""A tiny site of the tests' own, built by Pelican itself."""

import os
import subprocess
import sys
from pathlib import Path

from making import ROOT

SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
THEME = {str(ROOT / "theme")!r}
PUBLIC = True
SITEURL = "https://example.com"
"""
PRACTICE = """
[contact]
name = "A. Therapist"
website = "https://example.com"
[site]
title = "A practice"
subtitle = "On listening"
url = "https://example.com"
[callouts.supplement]
title = "A supplement"
text = "Not a replacement."
tags = ["AI"]
words = ["AI"]
[callouts.crisis]
title = "If you need help now"
[callouts.note]
title = "Please note"
"""


class Site:
    """A site in the current folder."""

    def __init__(self):
        for folder in ("content/posts", "content/pages", "content/images"):
            Path(folder).mkdir(parents=True)
        Path("content/practice.toml").write_text(PRACTICE)
        Path("settings.py").write_text(SETTINGS)

    def post(self, slug: str, text: str, header: str = "") -> None:
        head = f"Title: About {slug}\nDate: 2026-01-02\nSlug: {slug}\n{header}\n"
        Path(f"content/posts/{slug}.md").write_text(f"{head}{text}\n", encoding="utf-8")

    def build(self, output: str = "output") -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "pelican", "content", "-s", "settings.py", "-o", output]
        return subprocess.run(
            [*command, "--fatal=warnings"],
            capture_output=True,
            text=True,
            env={**os.environ, "COLUMNS": "1000", "PYTHONPATH": str(ROOT / "plugins")},
        )

    def page(self, slug: str) -> str:
        return Path(f"output/post/{slug}/index.html").read_text(encoding="utf-8")

    @staticmethod
    def tree(folder: str) -> dict[str, bytes]:
        files = (path for path in Path(folder).rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(files)}
