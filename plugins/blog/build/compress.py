"""Compressed copies beside the public files, which a server sends as they are."""

import gzip
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


def compress(site: Path) -> None:
    """Put a .gz and a .br beside each file of `site` that is smaller so."""
    texts = [path for path in site.rglob("*") if path.suffix in TEXTS and path.is_file()]
    with ThreadPoolExecutor() as pool:  # both libraries let others run meanwhile
        list(pool.map(pack, texts))


def pack(path: Path) -> None:
    raw = path.read_bytes()
    for suffix, packed in PACK.items() if len(raw) >= LEAST else ():
        if len(data := packed(raw)) < len(raw):
            path.with_name(path.name + suffix).write_bytes(data)
