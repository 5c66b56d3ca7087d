"""The pictures of old posts: the originals, from the export, or on request from the old host."""

import re
from http.client import HTTPException
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from PIL import Image

LARGEST, SECONDS = 30_000_000, 20  # bytes of a picture, and for an answer
# WordPress, Wix and Squarespace make small copies of a picture, and say so in its address.
SMALL = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+(?:\?|$))|/v1/(?:fit|fill|crop)/.*|\?.*")
SUFFIX = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$")
IMAGES = Path("content/images")


class Pictures(dict[str, bytes | Path]):
    """Those that come, by their name in content/images/; `missing`, the addresses of the others."""

    def __init__(self, files: list[Path]):
        super().__init__()
        self.files = {file.name.lower(): file for file in files}
        self.missing: dict[str, str] = {}

    def at(self, src: str, slug: str) -> str:
        """The picture as this site's Markdown shows it. Its name becomes part of an address."""
        way = unquote(urlsplit(SMALL.sub("", src)).path).rpartition("/")[2].lower()
        source = self.files.get(way) or self.files.get(unquote(src).rpartition("/")[2].lower())
        if src.startswith("data:"):
            source, suffix = held(src)
            way, src = f"{slug}-{len(self) + len(self.missing)}{suffix}", src[:60]
        name = re.sub(r"[^a-z0-9._-]+", "-", way).strip("-")
        name += "" if SUFFIX.search(name) else ".jpg"
        if source and (self.get(name, source) != source or is_other(IMAGES / name, source)):
            name = f"{slug}-{name}"
        if source:
            self[name] = source
        elif src and not (IMAGES / name).exists():
            self.missing[name] = src
        return f"{{static}}../images/{name}" if src else ""

    def fetch(self, work: Path) -> None:
        """Get what is missing from the old host, and tell of each."""
        work.mkdir(parents=True, exist_ok=True)
        for name, src in list(self.missing.items()):
            for way in dict.fromkeys((SMALL.sub("", src), src)):
                try:
                    if not way.startswith(("http://", "https://")):
                        raise ValueError("it is nowhere on the web")
                    request = Request(way, headers={"User-Agent": "make import"})
                    with urlopen(request, timeout=SECONDS) as answer:
                        (work / name).write_bytes(answer.read(LARGEST))
                    Image.open(work / name).verify()
                    print(f"Fetched: {way}")
                    self[name] = work / name
                    del self.missing[name]
                    break
                except (OSError, ValueError, HTTPException, SyntaxError) as error:
                    print(f"Not fetched: {way} ({error})")


def held(src: str) -> tuple[bytes | None, str]:
    """The picture that a data: address holds (RFC 2397), and its suffix; None if it is broken."""
    try:
        with urlopen(src) as answer:
            return answer.read(), guess_extension(answer.headers.get_content_type(), False) or ""
    except (OSError, ValueError):
        return None, ""


def data(source: bytes | Path) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()


def is_other(there: Path, source: bytes | Path) -> bool:
    return there.exists() and there.read_bytes() != data(source)
