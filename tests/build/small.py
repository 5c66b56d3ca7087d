"""A small site in the current folder: its posts, its builds as commands, its files."""

import subprocess
import sys
import time
from pathlib import Path

from built import ROOT

SETTINGS = (ROOT / "pelicanconf.py").read_text()
SLEEP, GRIEF = "post/sleep/index.html", "post/grief/index.html"
# A build that leaves a sign when it has read the posts, and writes no page as long as it is held.
SLOW = """
import pathlib, time
from pelican import signals
def wait(generators):
    pathlib.Path("has-read").touch()
    while pathlib.Path("hold").exists():
        time.sleep(0.01)
signals.all_generators_finalized.connect(wait, weak=False)
"""


def post(slug, text, extra=""):
    header = f"Title: About {slug}\nDate: 2026-01-02\nSlug: {slug}\n{extra}"
    Path(f"content/posts/{slug}.md").write_text(f"{header}\n{text}\n")


def build(*args, **options):
    """As a command, where signals, locks and kills are the matter; else built.make will do."""
    return subprocess.run(command("build", *args), capture_output=True, text=True, **options)


def start(module, *args):
    pipe = subprocess.PIPE
    return subprocess.Popen(command(module, *args), stdout=pipe, stderr=pipe, text=True)


def command(module, *args):
    return [sys.executable, "-m", f"blog.build.{module}", *args]


def tree(folder="output"):
    """Every file with its bytes."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.02)


def held_when_it_has_read(act):
    """Does this; a build is in the middle by then, and stays there till "hold" is gone."""
    Path("has-read").unlink(missing_ok=True)
    Path("hold").touch()
    done = act()
    until(Path("has-read").exists)
    return done


def left_behind():
    """What a build that has ended should have taken away."""
    return [name for name in ("next", "aside") if Path(".build", name).exists()]
