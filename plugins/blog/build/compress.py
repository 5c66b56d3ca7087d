"""Compressed copies beside the public files, which a server sends as they are.

Making them is slow, so they are kept from run to run, under a name that has in it what they are
made of: a file that did not change is not compressed again.
"""

import gzip
import os
import shutil
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from threading import get_ident

import brotli

TEXTS = {".html", ".xml", ".json", ".js", ".txt", ".svg", ".vcf"}
KEPT = 30 * 86_400  # seconds
LEAST = 1024  # bytes; what is smaller saves too little to be two more files
QUALITY = 10  # 11 takes two and a half times as long, for 3 % less: 200 bytes of an article
PACK = {
    ".gz": lambda raw: gzip.compress(raw, 9, mtime=0),  # or each run would make other bytes
    ".br": lambda raw: brotli.compress(raw, quality=QUALITY),
}
RECIPE = f"{zlib.ZLIB_RUNTIME_VERSION} 9 {brotli.__version__} {QUALITY}".encode()


def compress(site: Path, shelf: Path) -> None:
    """Put a .gz and a .br beside each file of `site` that is smaller so; `shelf` keeps them.

    It forgets what no build has asked for in KEPT seconds: a page that is not written anew keeps
    its copies by itself, but for a time the site may be another, such as the preview.
    """
    shelf.mkdir(exist_ok=True)
    texts = (path for path in site.rglob("*") if path.suffix in TEXTS and path.is_file())
    worth = [path for path in texts if path.stat().st_size >= LEAST]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # both libraries let others run meanwhile
        list(pool.map(lambda path: pack(path, shelf), worth))
    for kept in shelf.iterdir():
        if kept.stat().st_mtime < time.time() - KEPT:
            kept.unlink()


def pack(path: Path, shelf: Path) -> None:
    """Compress one file, or take what is on the shelf."""
    raw = path.read_bytes()
    name = blake2b(raw, digest_size=16, salt=blake2b(RECIPE, digest_size=16).digest()).hexdigest()
    for suffix, packed in PACK.items():
        kept = shelf / f"{name}{suffix}"
        if kept.exists():
            os.utime(kept)
        else:
            draft = kept.with_suffix(f"{suffix}.{get_ident()}")  # another may have the same text
            draft.write_bytes(packed(raw))
            draft.replace(kept)
        if kept.stat().st_size < len(raw):
            shutil.copyfile(kept, path.with_name(path.name + suffix))
