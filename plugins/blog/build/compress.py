"""Compressed copies beside the public files, which a server sends as they are."""

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = {".html", ".xml", ".json", ".js", ".txt", ".svg", ".vcf"}
LEAST = 1024  # bytes; what is smaller saves too little to be two more files
QUALITY = 10  # 11 takes two and a half times as long, for 3 % less: 200 bytes of an article
PACK = {
    ".gz": lambda raw: gzip.compress(raw, 9, mtime=0),  # or each run would make other bytes
    ".br": lambda raw: brotli.compress(raw, quality=QUALITY),
}


def compress(site: Path, live: Path) -> None:
    """Put a .gz and a .br beside each file of `site` that is smaller so.

    What is in `site` was written anew; where it came out as it is in `live`, so do its copies.
    """
    texts = (path for path in site.rglob("*") if path.suffix in TEXTS and path.is_file())
    pairs = [(path, live / path.relative_to(site)) for path in texts]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both libraries let others run meanwhile
        list(pool.map(pack, *zip(*pairs, strict=True)))


def pack(path: Path, before: Path) -> None:
    raw = path.read_bytes()
    same = before.is_file() and before.read_bytes() == raw
    for suffix, packed in PACK.items() if len(raw) >= LEAST else ():
        copy, former = (Path(f"{each}{suffix}") for each in (path, before))
        data = former.read_bytes() if same and former.is_file() else packed(raw)
        if len(data) < len(raw):
            copy.write_bytes(data)
