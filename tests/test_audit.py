"""What `make audit` makes of its figures: which miss, and how that is said."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "audit"))

import nu
from figures import Figures, cell, table, verdict

GOOD = Figures(
    kind="article",
    address="/post/a/",
    brotli=6000,
    gzip=8000,
    requests=1,
    pictures=0,
    paint=100,
    largest=100,
    shift=0,
    console=0,
    axe=0,
    light=0,
    dark=0,
    nu=0,
)


def test_what_is_just_within_every_limit_is_good():
    assert verdict([GOOD]) == []
    assert list(table([GOOD]))[1].endswith("✓ good")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("brotli", 6001, "brotli B 6,001, and should be at most 6,000"),
        ("gzip", 8001, "gzip B 8,001, and should be at most 8,000"),
        ("requests", 2, "requests 2, and should be at most 1"),
        ("paint", 101, "first ms +101, and should be at most +100"),
        ("largest", 250, "largest ms +250, and should be at most +100"),
        ("shift", 0.01, "shift 0.01, and should be at most 0"),
        ("console", 1, "console 1, and should be at most 0"),
        ("axe", 1, "axe 1, and should be at most 0"),
        ("light", 1, "AAA light 1, and should be at most 0"),
        ("dark", 1, "AAA dark 1, and should be at most 0"),
        ("nu", 1, "Nu 1, and should be at most 0"),
        ("nu", None, "Nu NOT CHECKED"),
    ],
)
def test_what_is_over_its_limit_is_named_with_its_page(name, value, said):
    page = replace(GOOD, **{name: value})
    assert verdict([GOOD, page]) == [f"✗ /post/a/ (article): {said}"]
    _, good, bad = table([GOOD, page])
    assert (good.count("✗"), bad.count("✗")) == (0, 2)
    assert f"✗ {cell(name, value)}" in bad


@pytest.mark.parametrize(
    ("kind", "figures", "misses"),
    [
        ("archive", {"brotli": 20_000, "gzip": 30_000}, 0),
        ("search", {"requests": 3}, 0),
        ("search", {"requests": 4}, 1),
        ("home", {"requests": 2}, 1),
        ("home", {"pictures": 1}, 1),
        ("article", {"pictures": 9}, 0),
    ],
)
def test_some_kinds_of_page_have_limits_of_their_own(kind, figures, misses):
    assert len(verdict([replace(GOOD, kind=kind, **figures)])) == misses


def test_a_page_that_paints_before_the_empty_one_is_good():
    assert verdict([replace(GOOD, paint=-3, largest=-3)]) == []


def test_the_checker_gets_every_rule_of_a_layer():
    html = "<style>@layer base, print;@layer base{p{color:red}}@media print{p{color:blue}}</style>"
    assert nu.without_layers(html) == (
        "<style>@media all{p{color:red}}@media print{p{color:blue}}</style>"
    )


def test_without_java_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(nu.Unchecked, match="sudo apt install default-jre-headless"):
        nu.run(["java", "-version"])


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell stands in for Java")
def test_a_checker_that_gives_no_answer_has_checked_nothing(monkeypatch, tmp_path):
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho no such jar >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(nu.Unchecked, match="no such jar"):
        nu.run([str(java)])
