"""A project to import into, and exports as they come: zips and documents are packed first."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from blog.importing.__main__ import main
from built import put_back

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).with_name("samples")
PACKED = (".docx", ".zip")


def start(folder: Path) -> None:
    """A site of the author's with one post, in `folder`."""
    (folder / "content/posts").mkdir(parents=True)
    shutil.copy(ROOT / "tests/site/content/practice.toml", folder / "content")
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "theme").symlink_to(ROOT / "theme")
    words = (
        "Title: Here already\nDate: 2025-01-01\nCategory: Thoughts\nTags: one\n\nA text of hers.\n"
    )
    (folder / "content/posts/here-already.md").write_text(words)


def packed(sample: str, folder: Path) -> Path:
    """The sample's export as it comes: a folder in it that is named as a zip becomes one."""
    export = folder / "export"
    shutil.copytree(SAMPLES / sample / "export", export)
    for inside in [path for path in export.iterdir() if path.suffix in PACKED]:
        made = inside.rename(inside.with_suffix(".unpacked"))
        pack(
            inside,
            {
                str(path.relative_to(made)): path.read_bytes()
                for path in made.rglob("*")
                if path.is_file()
            },
        )
        shutil.rmtree(made)
    found = list(export.iterdir())
    return found[0] if len(found) == 1 else export


def pack(path: Path, files: dict) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def bring(source, **asked: str) -> int:
    """What `make import FROM=source` ends with; asked for are WRITE or PICTURES."""
    with put_back(Path.cwd()), pytest.MonkeyPatch.context() as patch:
        for name, value in {"FROM": str(source), **asked}.items():
            patch.setenv(name, value)
        return main()


def everything(folder: Path = Path("content")) -> dict[str, bytes]:
    """Each file below the folder, with its bytes; but for what Python itself may leave there."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {os.fspath(path.relative_to(folder)): path.read_bytes() for path in paths}
