"""What FROM names: its files and pictures. What could harm is refused before it is opened.

Pictures are the originals, from the export, or on request from the old host.
"""

import filecmp
import re
import tempfile
import zipfile
from collections import Counter
from contextlib import contextmanager, suppress
from http.client import HTTPException
from itertools import chain, islice
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from PIL import Image

from . import FORMATS, PATTERNS, changed

LIMITS = FORMATS["limits"]
BESIDE = ("images", "media", "pictures", "photos", "uploads")
IMAGES = Path("content/images")


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
        raise Refused(f"{path.name} {why} ({error})") from error


class Export:
    """The files of a folder or a zip, or one and the pictures beside it; `work` is for our own.

    Of the pictures that posts show, `coming` are files, by their name in content/images/, and
    `missing` the addresses of the others, which are fetched if `online`.
    """

    def __init__(self, path: Path, work: Path, online: bool = False):
        self.work, self.online = work, online
        self.left_out: Counter = Counter()  # how much there is of what does not come
        self.coming: dict[str, Path] = {}
        self.missing: dict[str, str] = {}
        beside = [path.with_name(name) for name in (f"{path.stem}_files", path.stem, *BESIDE)]
        files = [path, *chain(*map(walk, beside))] if path.is_file() else walk(path)
        self.files: list[Path] = []
        self.named: dict[str, list[Path]] = {}
        for file in files:
            zipped = file.suffix.lower() == ".zip" and zipfile.is_zipfile(file)
            self.files += walk(self.unfold(file)) if zipped else [file]
        for file in self.files:
            self.named.setdefault(file.name.lower(), []).append(file)

    def unfold(self, path: Path) -> Path:
        """Look where the files of a zip would go, and how large they are; then write them."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            for name, kind in ((info.filename, info.external_attr >> 28) for info in infos):
                if kind == 0o12 or re.search(r"^[/\\]|\.\.[/\\]|:", name):  # a link, or a way out
                    raise Refused(f'{path} has "{name}", which leads out of it; export it anew')
            size = sum(info.file_size for info in infos)
            if len(infos) > LIMITS["files"] or size > LIMITS["unfolded"]:
                raise Refused(f"{path} unfolds to more than a blog can have; export it anew")
            archive.extractall(folder)
        return folder

    def keep(self, name: str, data: bytes, kind: str = "") -> str:
        """A picture that stood in a text becomes a file; the name by which it can be found."""
        number = sum(each.startswith(name) for each in self.named)
        kept = f"{name}-{number}{guess_extension(kind, strict=False) or ''}".lower()
        self.named[kept] = [self.work / kept]
        self.named[kept][0].write_bytes(data)
        return kept

    def at(self, src: str, slug: str) -> str:
        """The picture as this site's Markdown shows it. Its name becomes part of an address."""
        if not src:
            return ""
        with suppress(OSError, ValueError):  # where it is broken, it will be missed
            if src.startswith("data:"):  # RFC 2397
                with urlopen(src) as answer:
                    src = self.keep(slug, answer.read(), answer.headers.get_content_type())
        way = changed(src, FORMATS["originals"])
        names = [unquote(each).rpartition("/")[2].lower() for each in (urlsplit(way).path, src)]
        name = re.sub(r"[^a-z0-9._-]+", "-", names[0]).strip("-")[-99:]
        name += "" if PATTERNS["picture"].search(name) else ".jpg"
        there = self.coming.get(name, IMAGES / name)
        if self.online and not there.exists() and not any(each in self.named for each in names):
            self.named[names[0]] = self.fetch(way)
        found = self.named.get(names[0]) or self.named.get(names[1]) or [None]
        source = max(found, key=lambda file: file and way.endswith("/".join(file.parts[-3:])))
        if source and there.exists() and not filecmp.cmp(source, there, shallow=False):
            name = f"{slug}-{name}"  # another has its name
        if source:
            self.coming[name] = source
        elif not there.exists():
            self.missing[name] = way[:999]
        return f"{{static}}../images/{name}"

    def fetch(self, way: str) -> list[Path]:
        """The picture at the old host, if it can be had; it is told of."""
        try:
            if not way.startswith(("http://", "https://")):
                raise ValueError("it is nowhere on the web")
            request = Request(way, headers={"User-Agent": "make import"})
            with urlopen(request, timeout=LIMITS["seconds"]) as answer:
                kept = self.named[self.keep("fetched", answer.read(LIMITS["picture"]))]
            Image.open(kept[0]).verify()
        except (OSError, ValueError, HTTPException, SyntaxError) as error:
            print(f"Not fetched: {way} ({error})")
            return []
        print(f"Fetched: {way}")
        return kept


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
    """The HTML as a tree that is safe to walk down; a tag that never closes stays as words."""
    end = PATTERNS["tags"].match(html).end()
    is_open = html.count("<", end) + html.count("&lt;")  # the site's Markdown takes long for these
    if html.count("<") <= LIMITS["tags"] and is_open <= LIMITS["open"]:
        tree = BeautifulSoup(html[:end] + html[end:].replace("<", "&lt;"), "html.parser")
        around = (islice(tag.parents, LIMITS["depth"], None) for tag in tree(True))
        if not any(map(any, around)):
            return tree
    raise Refused(f"{whose} has more tags, open or deeper in one another, than a post can have")
