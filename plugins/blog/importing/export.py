"""What FROM names, as the files it holds. What could harm is refused before it is opened."""

import re
import tempfile
import zipfile
from collections import Counter
from contextlib import contextmanager
from itertools import islice
from mimetypes import guess_extension
from pathlib import Path
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from . import FORMATS

LARGEST = 20_000_000  # bytes of a file; ten years of a busy blog are half of that
MOST_FILES, ALTOGETHER = 20_000, 2_000_000_000
MOST_ELEMENTS, MOST_TAGS, DEEPEST = 1_000_000, 150_000, 100  # in an export; in a post
BESIDE = ("images", "media", "pictures", "photos", "uploads")
SYMLINK = 0o120000
DOCTYPE = re.compile(r"\s*+(?:(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE", re.DOTALL)


class Refused(Exception):
    """Why nothing is imported, in a sentence for the author."""


@contextmanager
def reading(path: Path):
    """Whatever is wrong with a file, in a sentence for the author."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        kinds = [kind.__name__ for kind in type(error).__mro__]
        why = next(FORMATS["refused"][kind] for kind in kinds if kind in FORMATS["refused"])
        raise Refused(f"{path} {why} ({error})") from error


class Export:
    """The files of a folder or a zip, or one and the pictures beside it; `work` is for our own."""

    def __init__(self, path: Path, work: Path):
        self.work = work
        self.left_out: Counter = Counter()  # how much there is of what does not come
        beside = [path.with_name(name) for name in (f"{path.stem}_files", path.stem, *BESIDE)]
        files = [path, *(file for folder in beside for file in walk(folder))]
        self.files: list[Path] = []
        for file in files if path.is_file() else walk(path):
            zipped = file.suffix.lower() == ".zip" and zipfile.is_zipfile(file)
            self.files += walk(self.unfold(file)) if zipped else [file]
        self.pictures = {file.name.lower(): file for file in self.files}

    def unfold(self, path: Path) -> Path:
        """Look where the files of a zip would go, and how large they are; then write them."""
        folder = Path(tempfile.mkdtemp(prefix=f"unfolded {path.name} ", dir=self.work))
        with reading(path), zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            for info in infos:
                link = info.external_attr >> 16 & 0o170000 == SYMLINK
                if link or re.search(r"^[/\\]|\.\.[/\\]|:", info.filename):
                    name = info.filename
                    raise Refused(f'{path} has "{name}", which leads out of it; export it anew')
            if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > ALTOGETHER:
                raise Refused(f"{path} unfolds to more than a blog can have; export it anew")
            archive.extractall(folder)
        return folder

    def keep(self, name: str, data: bytes, kind: str) -> str:
        """A picture that stood in a text becomes a file; the name by which it can be found."""
        number = sum(each.startswith(name) for each in self.pictures)
        kept = f"{name}-{number}{guess_extension(kind, strict=False) or ''}".lower()
        self.pictures[kept] = self.work / f"{len(self.pictures)}"
        self.pictures[kept].write_bytes(data)
        return kept


def walk(folder: Path) -> list[Path]:
    """The files in a folder, if there is one; the hidden ones are a file manager's."""
    paths = list(islice(folder.rglob("*"), MOST_FILES + 1))
    if link := next(filter(Path.is_symlink, paths), None):
        raise Refused(f"{link} is a link to something else; put that itself there")
    if len(paths) > MOST_FILES:
        raise Refused(f"{folder} has over {MOST_FILES:,} files; name the folder of the export")
    return sorted(each for each in paths if each.is_file() and each.name[0] != ".")


def text(path: Path) -> str:
    size = path.stat().st_size
    if size > LARGEST:
        right = f"{LARGEST // 1_000_000} can be read; export the posts alone, or in parts"
        raise Refused(f"{path} has {size // 1_000_000:,} MB, and {right}")
    data = path.read_bytes()
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n")


def xml(path: Path) -> ElementTree.Element:
    """Its root. Only a document type could declare entities, which unfold without end."""
    said = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "", text(path))
    if DOCTYPE.match(said) or said.count("<") > MOST_ELEMENTS:
        raise Refused(f"{path} has what no export has: entities, or a million tags")
    return ElementTree.fromstring(said)


def soup(html: str, whose: str) -> BeautifulSoup:
    """The HTML as a tree that is safe to walk down."""
    tree = BeautifulSoup(html if html.count("<") <= MOST_TAGS else "", "html.parser")
    depths = {id(tree): 0}
    for tag in tree.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    if max(depths.values()) > DEEPEST or html.count("<") > MOST_TAGS:
        raise Refused(f"{whose} has more tags, or deeper in one another, than a post can have")
    return tree
