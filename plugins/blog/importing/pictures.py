"""The pictures of old posts: the originals, from the export, or on request from the old host."""

import base64
import re
from collections import Counter
from http.client import HTTPException
from os.path import commonprefix
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from PIL import Image

LARGEST = 30_000_000  # bytes
SECONDS = 20  # for an answer
# WordPress and Wix make small copies of a picture, and say so in its address.
SMALL = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)|/v1/(?:fit|fill|crop)/.*")
SUFFIX = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$")
IMAGES = Path("content/images")


class Pictures:
    """`found` are files, or bytes, by their name in content/images/; `missing`, their addresses."""

    def __init__(self, files: list[Path]):
        self.files, self.found, self.missing, self.inside = files, {}, {}, Counter()

    def at(self, src: str, slug: str) -> str:
        """The picture as Markdown here shows it, by the name it had, if no other picture has it."""
        if not src:
            return ""
        source, name = self.source(src), unquote(urlsplit(original(src)).path).rpartition("/")[2]
        if isinstance(source, bytes):
            self.inside[slug] += 1
            name = f"{slug}-{self.inside[slug]}.{src[:40].partition('/')[2].partition(';')[0]}"
        name = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-")
        name += "" if SUFFIX.search(name) else ".jpg"
        if self.is_taken(name, source):
            name = f"{slug}-{name}"
        if not isinstance(source, str):
            self.found[name] = source
        elif not (IMAGES / name).exists():
            self.missing[name] = source
        return f"{{static}}../images/{name}"

    def source(self, src: str) -> bytes | Path | str:
        """The bytes in an address, the file in the export whose path is most like it, or neither."""
        if src.startswith("data:"):
            return base64.b64decode(src.partition(",")[2])
        for way in (original(src), src):
            place = unquote(urlsplit(way).path)
            like = [file for file in self.files if file.name == place.rpartition("/")[2]]
            if like:
                return max(like, key=lambda file: len(commonprefix((str(file)[::-1], place[::-1]))))
        return src

    def is_taken(self, name: str, source: bytes | Path | str) -> bool:
        if (self.found | self.missing).get(name, source) != source:
            return True
        there = not isinstance(source, str) and (IMAGES / name).exists()
        return there and (IMAGES / name).read_bytes() != data(source)

    def fetch(self, work: Path) -> None:
        """Get what is missing from the old host, and tell of each."""
        for name, src in list(self.missing.items()):
            for way in dict.fromkeys((original(src), src)):
                try:
                    if not way.startswith(("http://", "https://")):
                        raise ValueError("it is nowhere on the web")
                    with urlopen(
                        Request(way, headers={"User-Agent": "make import"}), timeout=SECONDS
                    ) as answer:
                        (work / name).write_bytes(answer.read(LARGEST))
                    Image.open(work / name).verify()
                except (OSError, ValueError, HTTPException, SyntaxError) as error:
                    print(f"Not fetched: {way} ({error})")
                else:
                    print(f"Fetched: {way}")
                    self.found[name] = work / name
                    del self.missing[name]
                    break


def original(src: str) -> str:
    return SMALL.sub("", urlsplit(src)._replace(query="", fragment="").geturl())


def data(source: bytes | Path) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()
