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
PLUGINS = ["practice", "pictures"]
STATIC_PATHS = []
PUBLIC = True
THEME = "theme"
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = ["index"]
JINJA_ENVIRONMENT = {{}}
SITEURL = "https://example.com"
ARTICLE_SAVE_AS = ARTICLE_URL = "{{slug}}.html"
FEED_ALL_RSS = None
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
        for folder in ("content/posts", "content/pages", "content/images", "theme/static/css"):
            Path(folder).mkdir(parents=True)
        partials = Path("theme/templates/partials")
        partials.mkdir(parents=True)
        sprig = ROOT / "theme" / "templates" / "partials" / "sprig.svg"
        (partials / "sprig.svg").write_bytes(sprig.read_bytes())
        (partials / "signature.html").write_text("")
        Path("theme/templates/article.html").write_text(
            '<link href="{{ article.share.url }}">\n{{ article.content }}'
        )
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
        return Path(f"output/{slug}.html").read_text(encoding="utf-8")

    @staticmethod
    def tree(folder: str) -> dict[str, bytes]:
        files = (path for path in Path(folder).rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(files)}
