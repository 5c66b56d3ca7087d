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
        compress.compress(tmp_path / "site", tmp_path / "live")
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


def test_only_what_has_changed_is_compressed_again(site, run, tmp_path, monkeypatch):
    done = []
    for suffix, packed in compress.PACK.items():
        monkeypatch.setitem(
            compress.PACK, suffix, lambda raw, packed=packed: done.append(raw) or packed(raw)
        )
    site("one/index.html", LONG)
    site("two/index.html", LONG[::-1])
    first = run()
    assert len(done) == 4
    (tmp_path / "site").rename(tmp_path / "live")
    site("one/index.html", LONG)
    site("two/index.html", LONG * 2)
    second = run()
    assert done[4:] == [LONG * 2] * 2
    assert second["one/index.html.br"] == first["one/index.html.br"]
