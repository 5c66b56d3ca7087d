"""A tiny site of the tests' own, built in this process."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

from built import ROOT, put_back
from pelican import Pelican
from pelican.settings import read_settings

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

    def post(self, slug: str, text: str, header: str = "") -> None:
        head = f"Title: About {slug}\nDate: 2026-01-02\nSlug: {slug}\n{header}\n"
        Path(f"content/posts/{slug}.md").write_text(f"{head}{text}\n", encoding="utf-8")

    def build(self, output: str = "output", settings: str = "publishconf.py") -> CompletedProcess:
        here = Path.cwd()
        override = {"PATH": str(here / "content"), "OUTPUT_PATH": str(here / output)}
        with (
            put_back(Path.cwd()),
            redirect_stdout(io.StringIO()) as out,
            redirect_stderr(io.StringIO()) as err,
        ):
            pelican = Pelican(read_settings(str(ROOT / settings), override=override))
            try:
                pelican.run()
                code = 0
            except SystemExit as end:
                code = end.code
        return CompletedProcess(settings, code, out.getvalue(), err.getvalue())

    def page(self, slug: str) -> str:
        return Path(f"output/post/{slug}/index.html").read_text(encoding="utf-8")

    @staticmethod
    def tree(folder: str) -> dict[str, bytes]:
        files = (path for path in Path(folder).rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(files)}
