"""Runs Pelican as a station of the line, and makes what it says fit to read."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path

from .crash import DISK_FULL

PLACE = re.compile(r"[^:]+:\d+: ")  # content/posts/apps.md:14: what is wrong there
TRACEBACK = re.compile(r"Traceback \(.*\n(\s.*\n)*|(During handling|The above exc).*\n")


def run_pelican(settings: str, site: Path) -> Iterator[str]:
    """Let Pelican write the site into the folder; whatever it complains of is a problem.

    By itself it only murmurs, and goes on, when a post is unreadable or the disk is full.
    With plain logging it does so on stderr, where it says nothing else.
    """
    command = [sys.executable, "-W", "ignore", "-m", "pelican", "content", "--log-handler=plain"]
    command += ["--settings", settings, "--output", str(site)]
    command += ["--extra-settings", "DEBUG=true"]  # or it keeps the reason to itself
    said = subprocess.run(
        command,
        env={**os.environ, "COLUMNS": "1000"},  # or it breaks its lines in the middle of a name
        capture_output=True,
        text=True,
        errors="replace",
        close_fds=False,  # the lock goes along: if we are killed, the next build waits for Pelican
    )
    if said.stderr.strip():
        yield from readable(said.stderr)
    elif said.returncode:
        yield f"Pelican ended with code {said.returncode} and gave no reason."
    else:
        lines = said.stdout.splitlines(keepends=True)
        sys.stdout.writelines(line for line in lines if not line.startswith("Done: Processed"))


def readable(errors: str) -> list[str]:
    """What Pelican wrote, without tracebacks; only what names a place or a plugin, if it does."""
    if os.environ.get("DEBUG"):
        return errors.splitlines()
    if os.strerror(ENOSPC) in errors:
        return [DISK_FULL]
    lines = TRACEBACK.sub(in_theme, errors).replace(f"{Path.cwd()}/", "").splitlines()
    lines = list(dict.fromkeys(filter(None, lines)))  # each once
    return [line for line in lines if PLACE.match(line) or " plugin " in line] or lines


def in_theme(traceback: re.Match) -> str:
    """The place in a template that a traceback leads to, if it does: the reason follows it."""
    frames = re.findall(r'File "\S*?(theme/\S+)", line (\d+)', traceback[0])
    return "{}:{}: ".format(*frames[-1]) if frames else ""
