"""Sees that nothing has changed since the last build, so that there is nothing to do.

A file is known by its size and its times, of which no edit leaves all as they were.
"""

import json
import os
from contextlib import suppress
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path

from ..memory import code
from ..run import Run
from . import made

FILE = Path(".build/unchanged.json")
SOURCES = ("content", "theme", "pelicanconf.py", "publishconf.py", ".published.json")
SETTINGS = ("SITE_URL", "NETLIFY", "LIVE_URL", "TZ")  # in the environment


class Sources:
    """All that a site is made from, as it is now: what is saved while it is made comes too late."""

    def __init__(self, mode: str):
        known = blake2b(digest_size=16)
        env = [os.environ.get(name) for name in SETTINGS]
        known.update(repr([mode, code(), str(date.today()), env]).encode())
        for path in (path for top in map(Path, SOURCES) for path in sorted([top, *top.rglob("*")])):
            if path.is_file():
                now = path.stat()
                known.update(repr((path, now.st_size, now.st_mtime_ns, now.st_ctime_ns)).encode())
        self.digest = known.hexdigest()

    def said(self, sites: made.Sites) -> list[str] | None:
        """What the last build said, if it made of them just what is in output/."""
        with suppress(OSError, ValueError, TypeError):
            until, before, lines = json.loads(FILE.read_text("utf-8"))
            past = until and datetime.fromisoformat(until) <= datetime.now().astimezone()
            if not past and not sites.foreign and before == self.made(sites):
                return lines
        return None

    def remember(self, sites: made.Sites, run: Run, lines: list[str]) -> None:
        until = run.waiting[0].date.isoformat() if run.waiting else ""
        FILE.write_text(json.dumps([until, self.made(sites), lines]), "utf-8")

    def made(self, sites: made.Sites) -> str:
        site = repr(sorted(sites.lives.items()))
        return blake2b(f"{self.digest} {site}".encode(), digest_size=16).hexdigest()
