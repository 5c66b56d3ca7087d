"""The swap: output/ is one whole site at every moment, and nothing that was not made is lost."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from unittest.mock import Mock

import pytest
from blog.build import build as press
from blog.build import exchange, made
from built import make
from small import (
    GRIEF,
    SETTINGS,
    SLEEP,
    SLOW,
    build,
    held_when_it_has_read,
    left_behind,
    post,
    start,
    tree,
)

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.mark.slow
def test_the_site_is_never_missing_while_it_is_swapped(built):
    post("sleep", "Sleep well.")
    running = start("build")
    while running.poll() is None:
        assert Path("output/index.html").exists()
        assert Path("output", SLEEP).exists()
    running.communicate()
    assert tree() != built


def test_unchanged_files_keep_their_time(built):
    os.utime(f"output/{GRIEF}", (1, 1))
    os.utime(f"output/{SLEEP}", (1, 1))
    post("sleep", "Sleep well.")
    make()
    assert Path(f"output/{GRIEF}").stat().st_mtime == 1
    assert Path("output", SLEEP).stat().st_mtime != 1


def test_a_post_that_was_removed_or_made_a_draft_is_gone(built):
    Path("content/posts/sleep.md").unlink()
    post("grief", "Take your time.", "Status: draft\n")
    assert make().returncode == 0
    assert not {SLEEP, GRIEF} & tree().keys()


def test_files_of_another_origin_are_moved_aside_with_a_word(built):
    Path("output/letters").mkdir()
    Path("output/letters/draft.txt").write_text("Dear")
    Path("output", SLEEP).write_text("edited by hand")
    Path("output/.DS_Store").write_text("noise")
    said = make().stdout
    assert "moved from output/ to .kept/" in said
    assert "letters/draft.txt, post/sleep/index.html." in said
    (shelf,) = Path(".kept").iterdir()
    assert tree(shelf) == {"letters/draft.txt": b"Dear", SLEEP: b"edited by hand"}
    assert b"Rest well." in tree()[SLEEP]
    assert "moved" not in make().stdout


def test_one_that_was_added_is_moved_though_nothing_else_is_new(built):
    Path("output/letter.txt").write_text("Dear")
    assert ": letter.txt.\n" in make().stdout
    assert tree() == built


def test_without_its_memory_a_build_keeps_what_it_does_not_know_and_says_no_more(built):
    shutil.rmtree(".build")
    assert "moved" not in make().stdout
    shutil.rmtree(".build")
    post("sleep", "Sleep well.")
    assert make().stdout.startswith("Not known to be made here, so moved from output/ to .kept/")
    (shelf,) = Path(".kept").iterdir()
    assert b"Rest well." in tree(shelf)[SLEEP]


@pytest.mark.slow
def test_a_site_that_plain_pelican_made_is_taken_over_quietly(site):
    subprocess.run([sys.executable, "-m", "pelican", "content"], check=True, capture_output=True)
    assert "moved" not in make().stdout


@pytest.mark.parametrize(("names", "said"), [("cab", "a, b, c."), ("dcab", "a, b, c and 1 more.")])
def test_of_many_the_first_three_are_named(tmp_path, capsys, names, said):
    (tmp_path / "former").mkdir()
    for name in names:
        (tmp_path / "former" / name).touch()
    sites = made.Sites(tmp_path / "output", tmp_path / "former", tmp_path / "made.json")
    sites.set_aside(tmp_path / "kept")
    assert capsys.readouterr().out.endswith(f": {said}\n")


@pytest.mark.parametrize("ledger", ["", '[{"a": [1, 2, "3', '[{"a": [1]}]', "[1]", '{"a": 1}'])
def test_of_a_memory_that_was_damaged_nothing_counts(tmp_path, ledger):
    (tmp_path / "output").mkdir()
    (tmp_path / "output/a").touch()
    (tmp_path / "made.json").write_text(ledger)
    sites = made.Sites(tmp_path / "output", tmp_path / "former", tmp_path / "made.json")
    assert (sites.lives, sites.foreign) == ({}, ["a"])


def test_what_a_link_leads_to_is_not_looked_through(tmp_path):
    """It may be her whole disk; and what is foreign is moved."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk/letter.txt").write_text("Private.")
    (tmp_path / "output").mkdir()
    (tmp_path / "output/folder").symlink_to(tmp_path / "disk")
    (tmp_path / "output/letter").symlink_to(tmp_path / "disk/letter.txt")
    found = dict(made.files(tmp_path / "output"))
    assert found == {n: (tmp_path / "output" / n).lstat() for n in ("folder", "letter")}


@pytest.mark.parametrize("knows_second_names", [True, False])
def test_a_file_that_is_put_somewhere_leaves_the_other_name_of_what_was_there(
    tmp_path, monkeypatch, knows_second_names
):
    """That may be the one in output/. And its time stays, which uploads go by."""
    source, place, other = (tmp_path / name for name in ("source", "place", "other"))
    source.write_text("New.")
    os.utime(source, (1, 1))
    other.write_text("Old.")
    os.link(other, place)
    if not knows_second_names:
        monkeypatch.setattr(os, "link", Mock(side_effect=OSError))
    made.put(source, place)
    assert (place.read_text(), other.read_text()) == ("New.", "Old.")
    assert place.stat().st_mtime == 1


@pytest.fixture
def in_steps(monkeypatch):
    """As where the system has no exchange."""
    monkeypatch.setattr(exchange, "CALL", "no_such_call")
    return lambda fresh, live: exchange.exchange(fresh, live, live.with_name("aside"))


def test_in_steps_swaps_and_is_undone_when_it_fails(tmp_path, in_steps):
    fresh, live = tmp_path / "fresh", tmp_path / "live"
    for folder in (fresh, live):
        folder.mkdir()
        (folder / folder.name).touch()
    in_steps(fresh, live)
    assert (list(tree(live)), list(tree(fresh))) == (["fresh"], ["live"])
    with pytest.raises(OSError, match="gone"):
        in_steps(tmp_path / "gone", live)
    assert list(tree(live)) == ["fresh"]


def test_a_folder_that_is_being_read_is_waited_for_as_windows_moves_none(
    tmp_path, monkeypatch, in_steps
):
    fresh, live, move = tmp_path / "fresh", tmp_path / "live", Path.rename
    fresh.mkdir()
    live.mkdir()
    refusals = [PermissionError(), PermissionError()]

    def rename(old, new):
        if old == live and refusals:
            raise refusals.pop()
        return move(old, new)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    (fresh / "new.html").touch()
    in_steps(fresh, live)
    assert (list(tree(live)), list(tree(fresh))) == (["new.html"], [])
    refusals += [PermissionError()] * 100
    with pytest.raises(PermissionError):
        in_steps(fresh, live)
    assert list(tree(live)) == ["new.html"]


@pytest.mark.parametrize("steps", [1, 2])
def test_mend_repairs_an_exchange_that_was_cut_short(tmp_path, steps):
    fresh, live = tmp_path / "fresh", tmp_path / "live"
    (tmp_path / "aside").mkdir()
    (live if steps == 2 else fresh).mkdir()
    exchange.mend(fresh, live, tmp_path / "aside")
    assert live.exists()
    assert fresh.exists()


@pytest.mark.slow
def test_two_builds_at_once_both_end_well(site):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    runs = held_when_it_has_read(lambda: [start("build"), start("build")])
    Path("hold").unlink()
    said = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert ["The site is ready" in text for text in said] == [True, True]
    assert not left_behind()


@posix
def test_ctrl_c_leaves_the_last_good_site(built):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    for stop in (signal.SIGINT, signal.SIGTERM):
        running = held_when_it_has_read(lambda: start("build"))
        running.send_signal(stop)
        assert "Stopped." in running.communicate()[1]
        assert running.returncode == 130
        assert tree() == built


@pytest.mark.slow
def test_the_next_build_clears_up_after_one_that_was_killed(site, uncounted):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    running = held_when_it_has_read(lambda: start("build"))
    running.kill()
    running.communicate()
    Path("hold").unlink()
    Path(".build/next").mkdir(exist_ok=True)
    Path(".build/next/half.html").touch()
    assert build().returncode == 0
    assert not left_behind()
    assert "half.html" not in tree()


def test_killed_between_swap_and_clearing_up_nothing_foreign_is_lost(built):
    Path("output/letter.txt").write_text("Dear")
    shutil.rmtree(".build/former", ignore_errors=True)
    Path("output").rename(".build/former")
    Path("output").mkdir()
    assert "letter.txt" in make().stdout
    assert not left_behind()


@pytest.mark.slow
@posix
def test_killed_at_any_step_of_the_swap_the_site_is_the_old_or_the_new(tmp_path, monkeypatch):
    """Everything that Python asks of the system is such a step; none is left out."""
    monkeypatch.chdir(tmp_path)
    old, new = {"a.html": b"old", "b/c.html": b"same"}, {"a.html": b"new", "b/c.html": b"same"}
    outcomes = []
    for step in count(1):
        shutil.rmtree(".build", ignore_errors=True)
        shutil.rmtree("output", ignore_errors=True)
        write(Path("output"), old)
        write(press.FORMER, {"b/c.html": b"former", "d.html": b"former"})
        press.LEDGER.write_text(json.dumps([*map(listed, (Path("output"), press.FORMER))]))
        sites = press.begin()
        write(press.NEXT, new)
        killed = in_child(lambda: swap(sites), step)  # noqa: B023
        assert tree() in (old, new)
        outcomes.append(tree() == new)
        press.begin()
        assert (tree() == new) == outcomes[-1]
        assert not left_behind()
        assert not Path(".kept").exists()
        if not killed:
            break
    assert outcomes == sorted(outcomes)  # first the old one, then the new one
    assert set(outcomes) == {False, True}
    assert step > 20


def swap(sites):
    sites.gather(press.NEXT, {}, {})
    press.put_in_place(sites)


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)


def listed(folder):
    return {name: made.Made(now.st_size, now.st_mtime_ns, "") for name, now in made.files(folder)}


def in_child(work, step):
    """Do the work in a process that is killed at its nth step; False if it ended before."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    steps = count(1)

    def hook(event, _):
        if event.startswith(("os.", "open", "shutil.", "ctypes.")) and next(steps) == step:
            signal.raise_signal(signal.SIGKILL)

    try:
        sys.addaudithook(hook)
        work()
    finally:
        os._exit(0)


@pytest.mark.parametrize("kills", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_killed_at_any_moment_the_site_is_the_old_or_the_new(site, uncounted, kills):
    """Random moments, spread over the whole of a build."""
    began = time.monotonic()
    build()
    lasts = time.monotonic() - began
    before = tree()
    for number in range(kills):
        post("sleep", f"Version {number}.")
        post("grief", f"Version {number}.")
        running = start("build")
        time.sleep(lasts * random.uniform(number, number + 1) / kills)
        running.kill()
        running.communicate()
        found = tree()
        done = build()
        after = tree()
        assert (done.returncode, done.stderr) == (0, "")
        assert f"Version {number}.".encode() in after[SLEEP]
        assert found in (before, after)
        assert not left_behind()
        before = after
    assert not Path(".kept").exists()


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1, 9_000])
def test_a_full_disk_leaves_the_last_good_site(built, uncounted, limit):
    """No file may grow beyond the limit: what fails is every file, or one page."""
    resource = pytest.importorskip("resource")
    post("sleep", ("word " * 99 + "\n\n") * 100)
    full = build(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert full.returncode == 1
    assert "too large" in full.stderr
    assert tree() == built
    assert build().returncode == 0
