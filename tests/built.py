"""The tests' own site: how it is built, and how its files are looked at."""

import io
import logging
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from logging.handlers import BufferingHandler
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

import html5lib
from blinker import Signal
from blog.build.build import main
from pelican import Pelican, signals
from pelican.settings import read_settings

ROOT = Path(__file__).parent.parent
CONTENT = Path(__file__).parent / "site" / "content"
SPARSE = Path(__file__).parent / "site" / "sparse"  # only what practice.toml must have
HARD = Path(__file__).parent / "site" / "hard"  # a post with all that a page may break on


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    @property
    def files(self) -> dict[str, Path]:
        """Every file, by its address."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path for path in paths}

    @cached_property
    def pages(self) -> list[str]:
        """All pages but those at old addresses, which have tests of their own."""
        every = sorted(name for name in self.files if name.endswith(".html"))
        return [name for name in every if 'http-equiv="refresh"' not in self.read(name)]

    @property
    def old_pages(self) -> list[str]:
        every = sorted(name for name in self.files if name.endswith(".html"))
        return [name for name in every if name not in self.pages]

    @property
    def still_pages(self) -> list[str]:
        """All pages but the two that have a script: see tests/search/ and tests/test_exit.py."""
        moving = {"search/index.html", "getting-help-now/index.html"}
        return [name for name in self.pages if name not in moving]

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    @cache  # noqa: B019  # one site lives as long as the tests
    def tree(self, name: str):
        """The page as elements; a page that is not well-formed fails here."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return parser.parse(self.read(name))


@contextmanager
def put_back(folder: Path) -> Iterator[None]:
    """Work in `folder`; in the end, this process is as it was before a build."""
    before, path, receivers = Path.cwd(), sys.path[:], connected()
    stops = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    os.chdir(folder)
    sys.path.insert(0, str(ROOT))  # publishconf.py imports pelicanconf.py
    sys.modules.pop("pelicanconf", None)  # a broken one, which another test has left
    try:
        yield
    finally:
        for each, receiver in connected() - receivers:
            each.disconnect(receiver)  # the next build may want fewer plugins
        for each, handler in stops.items():
            signal.signal(each, handler)
        sys.path[:] = path
        os.chdir(before)


def build(settings: str, content: Path, output: Path, **override) -> Site:
    """Build in this process, so that coverage counts; whatever Pelican complains of is an error."""
    complaints = BufferingHandler(1000)
    complaints.setLevel(logging.WARNING)
    logging.getLogger().addHandler(complaints)
    output.parent.mkdir(parents=True, exist_ok=True)
    override = {"PATH": str(content), "OUTPUT_PATH": str(output), **override}
    try:
        with put_back(output.parent):
            Pelican(read_settings(str(ROOT / settings), override=override)).run()
    finally:
        logging.getLogger().removeHandler(complaints)
    assert [record.getMessage() for record in complaints.buffer] == []
    return Site(output)


def project(folder: Path, content: Path | None = CONTENT, own: tuple[str, ...] = ()) -> Path:
    """A project in `folder` with this content; but for what is its `own`, the program is linked."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    for name in ("plugins", "theme"):
        if name in own:
            shutil.copytree(ROOT / name, folder / name)
        else:
            (folder / name).symlink_to(ROOT / name)
    if content:
        shutil.copytree(content, folder / "content")
    return folder


class NothingWrong(Exception):
    """Raised where Pelican would begin to write."""


def checked(content: Path, settings: str = "pelicanconf.py") -> list:
    """The problems that are found before anything is written, by place."""
    return sorted(run_to_writing(content, settings).problems)


def run_to_writing(content: Path, settings: str = "pelicanconf.py"):
    """The Run of a build that ends before the first page is written."""

    def stop(pelican):
        raise NothingWrong

    override = {"PATH": str(content), "REPORT": False}
    with put_back(content.parent), TemporaryDirectory() as work:
        override |= {"OUTPUT_PATH": work, "WORK_PATH": work}
        signals.get_writer.connect(stop)
        pelican = Pelican(read_settings(str(ROOT / settings), override=override))
        with suppress(NothingWrong, SystemExit):
            pelican.run()
    run = pelican.settings["RUN"]
    run.complaints.detach()
    return run


def make(mode: str = "preview") -> CompletedProcess:
    """What `make html`, `publish` or `check` does in the current folder, done in this process."""
    with (
        put_back(Path.cwd()),
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
    ):
        code = main(mode)
    return CompletedProcess(mode, code, out.getvalue(), err.getvalue())


def connected() -> set[tuple]:
    """Each of Pelican's signals with each function that a plugin has connected to it."""
    known = [each for each in vars(signals).values() if isinstance(each, Signal)]
    return {(signal, receiver) for signal in known for receiver in signal.receivers_for(None)}


def text(element) -> str:
    """The text of `element`, in one line."""
    return " ".join("".join(element.itertext()).split())


def with_class(tree, name: str) -> list:
    """The elements of `tree` that have the class `name`."""
    return [each for each in tree.iter() if name in each.get("class", "").split()]
