"""What FROM names: its files and pictures. What could harm is refused before it is opened.

Pictures are the originals, from the export, or on request from the old host.
"""

import filecmp
import re
import tempfile
import zipfile
from collections import Counter, defaultdict
from contextlib import contextmanager, suppress
from http.client import HTTPException
from itertools import chain, islice
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree
from zlib import crc32

from bs4 import BeautifulSoup
from PIL import Image

from . import FORMATS, PATTERNS, changed, numbered

LIMITS = FORMATS["limits"]
IMAGES = Path("content/images")


class Refused(Exception):
    """Why nothing is imported, in a sentence for the author."""


@contextmanager
def reading(name: str):
    """Whatever is wrong with what has this name, in a sentence for the author."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        kinds = [kind.__name__ for kind in type(error).__mro__]
        why = next(FORMATS["refused"][kind] for kind in kinds if kind in FORMATS["refused"])
        raise Refused(f"{name} {why}") from error


class Export:
    """The files of a folder or a zip, or one and the pictures beside it; `work` is for our own.

    Of the pictures that posts show, `coming` are files, by their name in content/images/, and
    `missing` the addresses of the others, which are fetched if `online`.
    """

    def __init__(self, path: Path, work: Path, online: bool = False):
        self.work, self.online = work, online
        self.left_out: Counter = Counter()  # how much there is of what does not come
        self.paths: dict[str, str] = {}  # at the old host, by the new name
        self.coming: dict[str, Path] = {}
        self.missing: dict[str, str] = {}
        beside = (path.with_name(name.format(path.stem)) for name in FORMATS["beside"])
        self.files: list[Path] = []
        for file in [path, *chain(*map(walk, beside))] if path.is_file() else walk(path):
            zipped = file.suffix.lower() == ".zip" and zipfile.is_zipfile(file)
            self.files += walk(self.unfold(file)) if zipped else [file]
        self.named: dict[str, list[Path]] = defaultdict(list)
        for file in self.files:
            self.named[file.name.lower()].append(file)

    def unfold(self, path: Path) -> Path:
        """Look where the files of a zip would go, and how large they are; then write them."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            for info in infos:
                link, locked = info.external_attr >> 28 == 0o12, info.flag_bits & 1
                if link or locked or PATTERNS["out"].search(info.filename):
                    what = "which is locked, or leads out of it; export it anew"
                    raise Refused(f'{path.name} has "{info.filename}", {what}')
            size = sum(info.file_size for info in infos)
            if len(infos) > LIMITS["files"] or size > LIMITS["unfolded"]:
                raise Refused(f"{path} unfolds to more than a blog can have; export it anew")
            archive.extractall(folder)
        return folder

    def keep(self, data: bytes, kind: str = "") -> str:
        """A picture that was no file becomes one; the name by which it can be found."""
        name = f"picture-{crc32(data):x}{guess_extension(kind, strict=False) or ''}"
        self.named[name] = [self.work / name]
        self.named[name][0].write_bytes(data)
        return name

    def at(self, src: str) -> str:
        """The picture as this site's Markdown shows it. Its name becomes part of an address."""
        if not src:
            return ""
        with suppress(OSError, ValueError):  # where it is broken, it will be missed
            if src.startswith("data:"):  # RFC 2397
                with urlopen(src) as answer:
                    src = self.keep(answer.read(), answer.headers.get_content_type())
        way = changed(src, FORMATS["originals"])
        path = urlsplit(way).path
        names = [unquote(each).rpartition("/")[2].lower() for each in (path, src)]
        found = [file for each in (*names, way) for file in self.named.get(each, ())]
        near = (file for file in found if way.endswith("/".join(file.parts[-3:])))
        source = next(near, found[0] if found else None)
        stem, dot, end = changed(names[0], FORMATS["pictures"])[-99:].rpartition(".")
        for name in numbered(stem, dot + end):
            there, same = IMAGES / name, self.paths.setdefault(name, path) == path
            if same and not (source and there.exists() and not filecmp.cmp(source, there, False)):
                break  # no other has its name
        if source := source or (not there.exists() and self.fetch(way)):
            self.coming[name] = source
        elif not there.exists():
            self.missing[name] = way[:999]
        return f"{{static}}../images/{name}"

    def fetch(self, way: str) -> Path | None:
        """The picture at the old host, if it is wanted and can be had; it is told of."""
        if not self.online or not way.startswith(("http://", "https://")):
            return None
        try:
            request = Request(way, headers={"User-Agent": "make import"})
            with urlopen(request, timeout=LIMITS["seconds"]) as answer:
                kept = self.named[self.keep(answer.read(LIMITS["picture"]))]
            Image.open(kept[0]).verify()
        except (OSError, ValueError, HTTPException, SyntaxError) as error:
            print(f"Not fetched: {way} ({error})")
            return None
        print(f"Fetched: {way}")
        self.named[way] = kept
        return kept[0]


def walk(folder: Path) -> list[Path]:
    """The files in a folder, if there is one; the hidden ones are a file manager's."""
    paths = list(islice(folder.rglob("*"), LIMITS["files"] + 1))
    if link := next(filter(Path.is_symlink, paths), None):
        raise Refused(f"{link} is a link to something else; put that itself there")
    if len(paths) > LIMITS["files"]:
        raise Refused(f"{folder} has over {LIMITS['files']:,} files; name the folder of the export")
    return sorted(each for each in paths if each.is_file() and each.name[0] != ".")


def text(path: Path) -> str:
    size = path.stat().st_size
    if size > LIMITS["file"]:
        right = f"{LIMITS['file'] // 1_000_000} can be read; export the posts alone, or in parts"
        raise Refused(f"{path.name} has {size // 1_000_000:,} MB, and {right}")
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def xml(path: Path) -> ElementTree.Element:
    """Its root. Entities unfold without end, and tags fill the memory; no export has those."""
    said = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "", text(path))
    if "<!ENTITY" in said or said.count("<") > LIMITS["elements"]:
        raise Refused(f"{path.name} has what no export has: entities, or a million tags")
    return ElementTree.fromstring(said)


def soup(html: str, whose: str) -> BeautifulSoup:
    """The HTML as a tree that is safe to walk down."""
    tags = html.count("<")
    if tags <= LIMITS["tags"] and tags - html.count(">") <= LIMITS["open"]:
        tree = BeautifulSoup(html, "html.parser")
        if not any(len([*tag.parents]) > LIMITS["depth"] for tag in tree(True)):
            return tree
    raise Refused(f"{whose} has more tags, open or deeper in one another, than a post can have")
