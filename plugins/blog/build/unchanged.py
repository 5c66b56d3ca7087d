"""Sees that nothing has changed since the last build, so that there is nothing to do."""

import json
import os
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path

from ..memory import code
from ..run import times
from . import made

FILE = Path(".build/unchanged.json")
SOURCES = ("content", "theme", "pelicanconf.py", "publishconf.py", ".published.json")
SETTINGS = ("SITE_URL", "NETLIFY", "TZ")  # in the environment


class Sources:
    """All that a site is made from, as it is now: what is saved while it is made comes too late."""

    def __init__(self, mode: str):
        paths = (path for top in map(Path, SOURCES) for path in sorted([top, *top.rglob("*")]))
        files = [times(path) for path in paths if path.is_file()]
        env = [os.environ.get(name) for name in SETTINGS]
        self.known = repr([mode, code(), str(date.today()), env, files])

    def said(self, sites: made.Sites) -> list[str] | None:
        """What the last build said, if it made of them just what is in output/."""
        if os.environ.get("LIVE_URL"):
            return None  # the live site may have changed
        with suppress(OSError, ValueError, TypeError):
            before, lines = json.loads(FILE.read_text("utf-8"))
            if not sites.foreign and before == self.made(sites):
                return lines
        return None

    def remember(self, sites: made.Sites, lines: list[str]) -> None:
        FILE.write_text(json.dumps([self.made(sites), lines]), "utf-8")

    def made(self, sites: made.Sites) -> str:
        site = sorted(sites.lives.items())
        return blake2b(f"{self.known} {site}".encode(), digest_size=16).hexdigest()
