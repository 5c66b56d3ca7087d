"""The pictures of old posts: the originals, from the export, or on request from the old host."""

import filecmp
import re
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from PIL import Image

from .export import Export
from . import PATTERNS

LARGEST, SECONDS = 30_000_000, 20  # bytes of a picture, and for an answer
IMAGES = Path("content/images")


class Pictures(dict[str, Path]):
    """Those that come, by their name in content/images/; `missing`, the addresses of the others."""

    def __init__(self, export: Export):
        super().__init__()
        self.export, self.missing = export, {}

    def at(self, src: str, slug: str) -> str:
        """The picture as this site's Markdown shows it. Its name becomes part of an address."""
        with suppress(OSError, ValueError):  # where it is broken, it will be missed
            if src.startswith("data:"):  # RFC 2397
                with urlopen(src) as answer:
                    kind = answer.headers.get_content_type()
                    src = self.export.keep(slug, answer.read(), kind)
        ways = urlsplit(PATTERNS["small"].sub("", src)).path, src
        first, *_ = names = [unquote(way).rpartition("/")[2].lower() for way in ways]
        source = next((self.export.pictures[it] for it in names if it in self.export.pictures), None)
        name = re.sub(r"[^a-z0-9._-]+", "-", first).strip("-")
        name += "" if PATTERNS["picture"].search(name) else ".jpg"
        there = IMAGES / name
        if source and there.exists() and not filecmp.cmp(source, there, shallow=False):
            name = f"{slug}-{name}"  # another has its name
        if source:
            self[name] = source
        elif src and not there.exists():
            self.missing[name] = src[:999]
        return f"{{static}}../images/{name}" if src else ""

    def fetch(self) -> None:
        """Get what is missing from the old host, and tell of each."""
        for name, src in list(self.missing.items()):
            for way in dict.fromkeys((PATTERNS["small"].sub("", src), src)):
                try:
                    if not way.startswith(("http://", "https://")):
                        raise ValueError("it is nowhere on the web")
                    request = Request(way, headers={"User-Agent": "make import"})
                    with urlopen(request, timeout=SECONDS) as answer:
                        kept = self.export.keep(name, answer.read(LARGEST), "")
                    Image.open(self.export.pictures[kept]).verify()
                except (OSError, ValueError, HTTPException, SyntaxError) as error:
                    print(f"Not fetched: {way} ({error})")
                    continue
                print(f"Fetched: {way}")
                self[name] = self.export.pictures[kept]
                del self.missing[name]
                break
