"""What FROM names, as the files it holds. What could harm is refused before it is opened."""

import re
import zipfile
import zlib
from itertools import islice
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from bs4 import BeautifulSoup

LARGEST = 20_000_000  # bytes of a file; ten years of a busy blog are half of that
MOST_FILES, ALTOGETHER = 20_000, 2_000_000_000
MOST_ELEMENTS, MOST_TAGS, DEEPEST = 1_000_000, 150_000, 100  # in an export; in a post
BESIDE = ("images", "media", "pictures", "photos", "uploads")
SYMLINK = 0o120000
DOCTYPE = re.compile(r"\s*+(?:(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE", re.DOTALL)


class Refused(Exception):
    """Why nothing is imported, in a sentence for the author."""


def listing(path: Path, work: Path) -> list[Path]:
    """The files of a folder, a zip (unfolded into `work`), or one and the pictures beside it."""
    if path.is_file() and zipfile.is_zipfile(path) and path.suffix.lower() != ".docx":
        unfold(path, work)
        return listing(work, work)
    if path.is_file():
        beside = (path.with_name(name) for name in (f"{path.stem}_files", path.stem, *BESIDE))
        return [
            path,
            *(file for folder in beside for file in listing(folder, work) if folder.is_dir()),
        ]
    paths = list(islice(path.rglob("*"), MOST_FILES + 1))
    if link := next(filter(Path.is_symlink, paths), None):
        raise Refused(f"{link} is a link to something else; put that itself there")
    if len(paths) > MOST_FILES:
        raise Refused(f"{path} has over {MOST_FILES:,} files; name the folder of the export")
    return sorted(each for each in paths if each.is_file() and each.name[0] != ".")


def unfold(path: Path, work: Path) -> None:
    """Look where the files of a zip would go, and how large they are; then write them."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            for info in infos:
                way = PurePosixPath(info.filename.replace("\\", "/"))
                link = info.external_attr >> 16 & 0o170000 == SYMLINK
                if link or way.is_absolute() or ".." in way.parts or ":" in info.filename:
                    raise Refused(f'{path} has "{way}", which leads out of it; export it anew')
            if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > ALTOGETHER:
                raise Refused(f"{path} unfolds to more than a blog can have; export it anew")
            archive.extractall(work)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError) as error:
        raise Refused(f"{path} cannot be unfolded ({error}); export it anew") from None


def text(path: Path) -> str:
    size = path.stat().st_size
    if size > LARGEST:
        right = f"{LARGEST // 1_000_000} can be read; export the posts alone, or in parts"
        raise Refused(f"{path} has {size // 1_000_000:,} MB, and {right}")
    data = path.read_bytes()
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"{path}:{line}: is not in UTF-8; save it anew in that encoding") from None


def xml(path: Path) -> ElementTree.Element:
    """Its root. Only a document type could declare entities, which unfold without end."""
    said = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "", text(path))
    if DOCTYPE.match(said) or said.count("<") > MOST_ELEMENTS:
        raise Refused(f"{path} has what no export has: entities, or a million tags")
    try:
        return ElementTree.fromstring(said)
    except (ElementTree.ParseError, ValueError) as error:
        raise Refused(f"{path} is not whole ({error}); export it anew") from None


def soup(html: str, whose: str) -> BeautifulSoup:
    """The HTML as a tree that is safe to walk down."""
    tree = BeautifulSoup(html if html.count("<") <= MOST_TAGS else "", "html.parser")
    depths = {id(tree): 0}
    for tag in tree.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    if max(depths.values()) > DEEPEST or html.count("<") > MOST_TAGS:
        raise Refused(f"{whose} has more tags, or deeper in one another, than a post can have")
    return tree
