"""Compressed copies: beside what is worth it, and the same every time."""

import gzip
import os
import random

import brotli
import pytest
from blog.build import compress

OPEN = {".gz": gzip.decompress, ".br": brotli.decompress}
LONG = b"A quiet sentence, and another one. " * 100


@pytest.fixture
def site(tmp_path):
    """Writes a file into an empty site."""

    def site(name, raw):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        return path

    return site


@pytest.fixture
def run(tmp_path):
    def run():
        compress.compress(tmp_path / "site")
        paths = (path for path in (tmp_path / "site").rglob("*") if path.is_file())
        return {str(path.relative_to(tmp_path / "site")): path.read_bytes() for path in paths}

    return run


@pytest.mark.parametrize(
    "name",
    ["post/index.html", "feed.xml", "search/0/a.json", "search.js", "robots.txt", "a.svg", "a.vcf"],
)
def test_a_text_has_two_smaller_copies_beside_it(site, run, name):
    site(name, LONG)
    files = run()
    assert files.keys() == {name, f"{name}.gz", f"{name}.br"}
    for suffix, unpacked in OPEN.items():
        assert unpacked(files[name + suffix]) == LONG
        assert len(files[name + suffix]) < 100


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("index.html", LONG[:1023]),  # one packet anyway
        ("images/a.webp", LONG),  # a format that is compressed itself
        ("images/a.png", LONG),
        ("favicon.ico", LONG),
        ("_headers", LONG),  # which is not sent
        ("noise.txt", random.Random(1).randbytes(2000)),  # which does not get smaller
    ],
)
def test_what_gains_nothing_has_none(site, run, name, raw):
    site(name, raw)
    assert run().keys() == {name}


def test_the_same_file_has_the_same_copies_at_any_time(site, run):
    path = site("index.html", LONG)
    first = run()
    os.utime(path, (1, 1))
    assert run() == first
