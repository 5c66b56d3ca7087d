"""What FROM names: its files and pictures. What could harm is refused before it is opened.

Pictures are the originals, from the export or the old host, without what a camera wrote into them.
"""

import re
import tempfile
import zipfile
from collections import Counter, defaultdict
from contextlib import contextmanager, suppress
from itertools import chain, islice
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree
from zlib import crc32

from bs4 import BeautifulSoup
from PIL import Image, ImageOps

from . import FORMATS, PATTERNS, changed, numbered

LIMITS = FORMATS["limits"]
IMAGES = Path("content/images")


class Refused(Exception):
    """Why something cannot come, as the author is told behind its name."""


class Export:
    """The files of a folder or a zip, or one and the pictures beside it; `work` is for our own."""

    def __init__(self, path: Path, work: Path, online: bool = False):
        self.work, self.online = work, online  # online: pictures at the old host are fetched
        self.left_out: Counter = Counter()  # how much there is of what does not come
        self.beside: list[str] = []  # texts that may be about the export, and no posts
        self.refused: dict[str, str] = {}  # why files and posts cannot come, by their names
        # Of the pictures that posts show, by their names in content/images/:
        self.paths: dict[str, str] = {}  # at the old host
        self.coming: dict[str, Path] = {}  # the files of those that can come
        self.missing: dict[str, str] = {}  # the addresses of the others
        beside = (path.with_name(name.format(path.stem)) for name in FORMATS["beside"])
        self.files: list[Path] = []
        for file in [path, *chain(*map(walk, beside))] if path.is_file() else walk(path):
            with self.trying(file.name):
                self.files += self.unfold(file) if file.suffix.lower() == ".zip" else [file]
        self.named: dict[str, list[Path]] = defaultdict(list)
        for file in self.files:
            self.named[file.name.lower()].append(file)

    @contextmanager
    def trying(self, name: str):
        """Whatever keeps what has this name from coming is told of it; the rest comes."""
        try:
            yield
        except Exception as error:
            whys = (FORMATS["refused"].get(kind.__name__) for kind in type(error).__mro__)
            self.refused[name] = next(filter(None, whys)).format(error)

    def unfold(self, path: Path) -> list[Path]:
        """Look where the files of a zip would go, and how large they are; then write them."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            size = sum(info.file_size for info in infos)
            if len(infos) > LIMITS["files"] or size > LIMITS["unfolded"]:
                raise Refused("unfolds to more than a blog can have; export it anew")
            names = "\n".join(f"{info.external_attr >> 28} {info.filename}" for info in infos)
            if PATTERNS["out"].search(names):
                raise Refused("has zips in it, or files that lead out of it; unfold it yourself")
            archive.extractall(folder)
        return walk(folder)

    def keep(self, opened, kind: str = "") -> str:
        """A picture that was no file becomes one; its name, by which it is found."""
        with opened as file:
            data = file.read(LIMITS["picture"])
            kind = kind or file.headers.get_content_type()
        path = self.work / f"picture-{crc32(data):x}{guess_extension(kind, strict=False) or ''}"
        path.write_bytes(data)
        self.named[path.name] = [path]
        return path.name

    def at(self, src: str) -> str:
        """The picture as this site's Markdown shows it. Its name becomes part of an address."""
        if not src:
            return ""
        if src.startswith("data:"):  # RFC 2397; where it is broken, it will be missed
            with suppress(OSError, ValueError):
                src = self.keep(urlopen(src))
        way = changed(src, FORMATS["originals"])
        path = urlsplit(way).path
        names = [unquote(each).rpartition("/")[2].lower() for each in (path, src)]
        found = [file for each in names for file in self.named.get(each, ())]
        source = max(found, key=lambda file: way.endswith("/".join(file.parts[-3:])), default=None)
        source = source and self.bare(source)
        for name in numbered(changed(names[0], FORMATS["pictures"])[-99:]):
            there = IMAGES / name
            hers = source and there.exists() and there.read_bytes() != source.read_bytes()
            if self.paths.setdefault(name, path) == path and not hers:
                break
        if not there.exists():
            source = source or self.coming.get(name) or self.fetched(way)
            (self.coming if source else self.missing)[name] = source or way[:999]
        return f"{{static}}../images/{name}"

    def fetched(self, way: str) -> Path | None:
        """The picture at the old host, if those are asked for; each is told of."""
        if self.online and re.match("https?://", way) and way not in self.refused:
            with self.trying(way):
                request = Request(way, headers={"User-Agent": "make import"})
                path = self.work / self.keep(urlopen(request, timeout=LIMITS["seconds"]))
                Image.open(path).verify()
                print(f"Fetched: {way}")
                return self.bare(path)

    def bare(self, file: Path) -> Path:
        """The picture without what a camera wrote into it, such as where that was."""
        fresh = self.work / f"{crc32(file.as_posix().encode()):x}-{file.name}"
        with suppress(Exception), Image.open(file) as image:  # not one: told where it is shown
            if image.getexif():
                kept = {"quality": 92, "icc_profile": image.info.get("icc_profile")}
                ImageOps.exif_transpose(image).save(fresh, image.format, **kept)
        return fresh if fresh.exists() else file


def walk(folder: Path) -> list[Path]:
    """The files in a folder, if there is one; the hidden ones are a file manager's."""
    paths = list(islice(folder.rglob("*"), LIMITS["files"] + 1))
    if link := next(filter(Path.is_symlink, paths), None):
        raise Refused(f"{link} is a link to something else; put that itself there")
    if len(paths) > LIMITS["files"]:
        raise Refused(f"{folder} has over {LIMITS['files']:,} files; name the folder of the export")
    return sorted(each for each in paths if each.is_file() and each.name[0] != ".")


def text(path: Path) -> str:
    if (size := path.stat().st_size // 1_000_000) > LIMITS["file"]:
        raise Refused(f"has {size:,} MB, and {LIMITS['file']} can be read; export it in parts")
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def xml(path: Path) -> ElementTree.Element:
    """Its root. Entities unfold without end, and tags fill the memory; no export has those."""
    said = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "", text(path))
    said = PATTERNS["bare"].sub(lambda found: found[1] or "&amp;", said)
    if "<!ENTITY" in said or said.count("<") > LIMITS["elements"]:
        raise Refused("has what no export has: entities, or a million tags")
    return ElementTree.fromstring(said)


def soup(html: str) -> BeautifulSoup:
    """The HTML as a tree that is safe to walk down."""
    tags = html.count("<")  # one that never closes is looked through to the end
    if tags <= LIMITS["tags"] and tags - html.count(">") <= LIMITS["open"]:
        tree = BeautifulSoup(html, "html.parser")
        if not any(len([*tag.parents]) > LIMITS["depth"] for tag in tree(True)):
            return tree
    raise Refused("has more tags, open or deeper in one another, than a post can have")
