"""The tests' own site, built once with the real settings and theme; then they look at its files."""

import logging
import os
import sys
from dataclasses import dataclass
from functools import cache
from logging.handlers import BufferingHandler
from pathlib import Path

import html5lib
import pytest
from pelican import Pelican
from pelican.settings import read_settings

ROOT = Path(__file__).parent.parent
CONTENT = Path(__file__).parent / "site" / "content"
SPARSE = Path(__file__).parent / "site" / "sparse"  # only what practice.toml must have


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path

    @property
    def files(self) -> dict[str, Path]:
        """Every file, by its address."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path for path in paths}

    @property
    def pages(self) -> list[str]:
        return sorted(name for name in self.files if name.endswith(".html"))

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    @cache  # noqa: B019  # one site lives as long as the tests
    def tree(self, name: str):
        """The page as elements; a page that is not well-formed fails here."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return parser.parse(self.read(name))


def build(settings: str, content: Path, output: Path, **override) -> Site:
    """Build in this process, so that coverage counts; whatever Pelican complains of is an error."""
    complaints = BufferingHandler(1000)
    complaints.setLevel(logging.WARNING)
    before, path = Path.cwd(), sys.path[:]
    os.chdir(ROOT)  # publishconf.py imports pelicanconf.py
    logging.getLogger().addHandler(complaints)
    try:
        override = {"PATH": str(content), "OUTPUT_PATH": str(output), **override}
        Pelican(read_settings(str(ROOT / settings), override=override)).run()
    finally:
        logging.getLogger().removeHandler(complaints)
        sys.path[:] = path
        os.chdir(before)
    assert [record.getMessage() for record in complaints.buffer] == []
    return Site(output)


def text(element) -> str:
    """The text of `element`, in one line."""
    return " ".join("".join(element.itertext()).split())


def with_class(tree, name: str) -> list:
    """The elements of `tree` that have the class `name`."""
    return [each for each in tree.iter() if name in each.get("class", "").split()]


@pytest.fixture(scope="session", autouse=True)
def _no_site_url():
    """Keeps the address of another site, set where the tests run, out of this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SITE_URL", raising=False)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The public site; its lists are short, so that they go on over several pages."""
    return build("publishconf.py", CONTENT, tmp_path_factory.mktemp("public"), DEFAULT_PAGINATION=3)


@pytest.fixture(scope="session")
def preview(tmp_path_factory):
    """The same site as its author sees it, drafts and all."""
    return build(
        "pelicanconf.py", CONTENT, tmp_path_factory.mktemp("preview"), DEFAULT_PAGINATION=3
    )


@pytest.fixture(scope="session")
def sparse(tmp_path_factory):
    """A public site with a practice.toml in which only the required keys are set."""
    return build("publishconf.py", SPARSE, tmp_path_factory.mktemp("sparse"))
