"""The press: what a build, the preview and a new post promise. Each test has a tiny site."""

import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date, timedelta
from errno import ENOENT, ENOSPC
from itertools import count
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from blog.build import build as press_build
from blog.build import crash, exchange, made, new, run_pelican, serve, tell

ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "pelicanconf.py").read_text()
SLEEP, GRIEF = "post/sleep/index.html", "post/grief/index.html"
ENDS = """
from pelican import signals
signals.initialized.connect(lambda _: exit(3), weak=False)
"""
# A build that leaves a sign, and waits, when it has read the posts but not yet written a page.
SLOW = """
import pathlib, time
from pelican import signals
def wait(generators):
    pathlib.Path("has-read").touch()
    time.sleep(0.4)
signals.all_generators_finalized.connect(wait, weak=False)
"""
KILLS = int(os.environ.get("KILLS", 5))


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of two posts; it is the current folder, as it is for `make`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "plugins"))
    for name in ("DEBUG", "GITHUB_ACTIONS", "LIVE_URL", "PORT", "POST", "SITE_URL", "TITLE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, name)
    for name in ("plugins", "theme"):
        Path(name).symlink_to(ROOT / name)
    Path("content/posts").mkdir(parents=True)
    Path("content/images").mkdir()
    Path("content/pages").mkdir()
    Path("content/pages/about.md").write_text("Title: About\n\nA practice.\n")
    shutil.copy(ROOT / "tests/site/content/practice.toml", "content")
    post("sleep", "Rest well.")
    post("grief", "Take your time.")
    return tmp_path


@pytest.fixture(scope="session")
def first_build(tmp_path_factory):
    return tmp_path_factory.mktemp("first")


@pytest.fixture
def built(site, first_build):
    """The site after its first build; this is every file with its bytes."""
    if not (first_build / "output").exists():
        build()
        for folder in ("output", ".build"):
            shutil.copytree(folder, first_build / folder)
    else:
        shutil.copytree(first_build, site, dirs_exist_ok=True)
    return tree()


@pytest.fixture
def uncounted(monkeypatch):
    """Measures no coverage where a command can't end well: it would leave half a report."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


def post(slug, text, extra=""):
    header = f"Title: About {slug}\nDate: 2026-01-02\nSlug: {slug}\n{extra}"
    Path(f"content/posts/{slug}.md").write_text(f"{header}\n{text}\n")


def press(module, *args):
    return [sys.executable, "-m", f"press.{module}", *args]


def build(*args, **options):
    return subprocess.run(press("build", *args), capture_output=True, text=True, **options)


def start(module, *args):
    pipe = subprocess.PIPE
    return subprocess.Popen(press(module, *args), stdout=pipe, stderr=pipe, text=True)


def tree(folder="output"):
    """Every file with its bytes."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.02)


def left_behind():
    """What a build that has ended should have taken away."""
    return [name for name in ("next", "ready", "output-aside") if Path(".build", name).exists()]


# The line


def test_a_build_makes_the_site_and_says_so_in_one_line(site):
    done = build()
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"The site is ready in output/ \(\d+ pages\)\.\n", done.stdout)
    assert b"Rest well." in tree()[SLEEP]
    assert not left_behind()


def test_publish_takes_the_public_settings(site):
    assert build("publish").returncode == 0
    assert b"Content-Security-Policy" in tree()["index.html"]


def test_check_runs_the_line_but_leaves_output_alone(site):
    done = build("check")
    assert (done.returncode, Path("output").exists()) == (0, False)
    assert done.stdout == "Nothing to mend, no advice.\n"
    post("sleep", "[See]({filename}missing.md)")
    done = build("check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "To mend\n\ncontent/posts/sleep.md:5: " in done.stdout


def test_check_can_be_about_one_post(site, monkeypatch):
    for slug in ("sleep", "grief"):
        post(slug, "[See]({filename}missing.md)")
    monkeypatch.setenv("POST", "sleep")
    done = build("check")
    assert done.returncode == 1
    assert "posts/sleep.md:5: " in done.stdout
    assert "grief" not in done.stdout
    monkeypatch.setenv("POST", "sleeep")
    done = build("check")
    assert done.returncode == 1
    assert done.stderr == 'There is no "sleeep"; did you mean "sleep"?\n'


@pytest.mark.parametrize("name", ["content/posts/sleep.md", "posts/sleep.md", "sleep.md", "sleep"])
def test_a_post_is_found_by_any_name(site, name):
    assert tell.find(name) == "content/posts/sleep.md"


def test_advice_stops_nothing_and_is_read_with_check(site):
    words = "He committed suicide.\n\n> [!crisis]"
    post("sleep", words)
    post("grief", words, "Allow: suicide-words because it is in a letter\n")
    done = build()
    assert (done.returncode, done.stderr) == (0, "")
    assert "It comes with 1 piece of advice; to read it: make check\n" in done.stdout
    done = build("check")
    assert done.returncode == 0
    assert "To think about\n\ncontent/posts/sleep.md:5: " in done.stdout
    assert "\n    Why: " in done.stdout
    assert "Exceptions you made\n\ncontent/posts/grief.md:4: suicide-words, because" in done.stdout


def test_a_fact_that_soon_goes_stale_is_advice_and_one_that_has_stops_the_public_site(site):
    path, said = Path("content/practice.toml"), "content/practice.toml:18: this membership"
    facts = path.read_text()
    path.write_text(facts.replace("2099-01-31", str(date.today() + timedelta(20)), 1))
    assert "1 piece of advice" in build().stdout
    done = build("check")
    assert done.returncode == 0
    assert f"To think about\n\n{said} expires on" in done.stdout
    path.write_text(facts.replace("2099-01-31", str(date.today() - timedelta(1)), 1))
    assert build().returncode == 0
    done = build("publish")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{said} expired on")


def test_a_draft_may_be_unfinished(site):
    post("sleep", "About suicide.", "Status: draft\n")
    assert build("publish").returncode == 0
    post("sleep", "About suicide.")
    assert build().returncode == 1


def test_all_problems_of_all_files_are_told_in_one_run(site):
    post("sleep", "[See]({filename}missing.md)", "Staus: draft\n")
    post("grief", "![](x.png)")
    Path("content/practice.toml").write_text("[contact]\n")
    lines = build().stderr.splitlines()[:-1]
    assert lines == sorted(lines)
    assert all(re.match(r"content/[^:]+:\d+: ", line) for line in lines)
    told = [line.split(": ")[0].removeprefix("content/") for line in lines]
    assert {"posts/grief.md:5", "posts/sleep.md:4", "practice.toml:1"} < set(told)


def test_facts_that_are_stale_are_told_with_all_else(site):
    path = Path("content/practice.toml")
    stale = re.sub(r"expires = .*", "expires = 2001-01-01", path.read_text())
    path.write_text(stale)
    post("sleep", "[See]({filename}missing.md)")
    assert {"practice.toml", "sleep.md"} == set(
        re.findall(
            r"(\S+):\d+: ", build("publish").stderr.replace("content/", "").replace("posts/", "")
        )
    )


def test_in_github_problems_are_annotations_too(site, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    post("sleep", "He committed suicide. [See]({filename}missing.md)")
    done = build("check")
    assert "\n::error file=content/posts/sleep.md,line=5::" in done.stdout
    assert "\n::warning file=content/posts/sleep.md,line=5::" in done.stdout
    done = build("publish")
    assert done.stdout.startswith("::error file=content/posts/sleep.md,line=5::")
    assert "::warning" not in done.stdout  # as in a terminal, advice is read with `make check`
    assert re.search(r"^content/posts/sleep.md:5: ", done.stderr, re.MULTILINE)


@pytest.mark.parametrize("mode", ["check", "publish"])
@pytest.mark.parametrize(
    ("path", "line", "before", "after"),
    [
        ("content/practice.toml", "18", r"expires = .*", "expires = 2001-01-01"),
        ("content/practice.toml", "45", r"(?<=999\"\n)expires = .*", "checked_on = 2001-01-01"),
        ("publishconf.py", "2", r"\A", "\nx = 1 / 0"),
        ("publishconf.py", "1", r"(?s)\A.*", "SITEURL = ("),
        ("publishconf.py", "1", r"(?s)\A.*", "raise SystemExit(3)"),
    ],
)
def test_in_github_stale_facts_and_broken_settings_are_annotations(
    site, monkeypatch, mode, path, line, before, after
):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    Path(path).write_text(re.sub(before, after, Path(path).read_text(), count=1))
    done = build(mode)
    assert done.returncode == 1
    assert re.search(rf"^::error file={path},line={line}::", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("address", ["user.example/blog", "//user.example/blog", "https://"])
def test_an_address_that_is_not_whole_is_said_once(site, monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    done = build("publish")
    assert done.returncode == 1
    said, nothing = done.stderr.splitlines()
    assert said.startswith('publishconf.py:1: SITE_URL is "')
    assert '", which is no whole address; write the whole of it: https://' in said
    assert nothing == "Nothing was changed in output/."


def test_any_whole_address_will_do(site, monkeypatch):
    for address in ("http://localhost:8000", "https://user.example/blog/"):
        monkeypatch.setenv("SITE_URL", address)
        assert build("publish").returncode == 0


def test_elsewhere_nothing_is_an_annotation(site):
    post("sleep", "[See]({filename}missing.md)")
    assert "::" not in build("check").stdout + build("publish").stdout


def test_a_fault_on_the_finished_pages_stops_the_build(built):
    change_theme("base.html", "</main>", "<b></main>")
    done = build()
    assert done.returncode == 1
    assert "<b> is opened here and not closed before </main> (and on " in done.stderr
    assert tree() == built


def test_a_missing_plugin_stops_the_build(built):
    Path("pelicanconf.py").write_text(f"{SETTINGS}\nPLUGINS.remove('practice')\n")
    assert build().returncode == 1
    assert tree() == built


def test_a_theme_without_the_contact_block_stops_the_build(built):
    change_theme("base.html", "{{ contact() }}", "")
    done = build()
    assert done.returncode == 1
    assert "the contact details are missing at the foot of the page" in done.stderr
    assert tree() == built


@pytest.mark.parametrize("fault", ["1 / 0", "not python"])
def test_a_broken_plugin_stops_the_build_with_a_sentence(built, fault):
    Path("plugins").unlink()
    shutil.copytree(ROOT / "plugins", "plugins")
    with Path("plugins/practice/__init__.py").open("a") as plugin:
        plugin.write(fault + "\n")
    done = build()
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert tree() == built


def test_what_pelican_and_plugins_say_in_passing_is_passed_on(site):
    path = Path("content/practice.toml")
    path.write_text(re.sub(r"expires = .*", "expires = 2001-01-01", path.read_text()))
    assert "the public site will not be built until this is mended" in build().stdout


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (lambda: post("tired", "Text.", "Modified: someday\n"), "content/posts/tired.md:4: "),
        (lambda: post("tired", "[x]({filename}gone.md)"), "gone.md"),
        (lambda: Path("content/posts/x.md").write_bytes(b"Title: \xff\n"), "posts/x.md:1: "),
        (lambda: Path("pelicanconf.py").write_text("SITENAME = ("), "pelicanconf.py:1: "),
        (lambda: Path("pelicanconf.py").write_text("\nx = 1 / 0"), "pelicanconf.py:2: ZeroDiv"),
        (lambda: Path("pelicanconf.py").write_text(SETTINGS + 'PLUGINS = ["gone"]'), "gone"),
        (lambda: Path("pelicanconf.py").write_text("raise SystemExit(3)"), "code 3"),
        (lambda: Path("pelicanconf.py").write_text(SETTINGS + ENDS), "Pelican ended with code 3"),
    ],
)
def test_a_failed_build_changes_no_byte_and_says_why(built, cause, said):
    cause()
    done = build()
    assert done.returncode == 1
    assert said in done.stderr
    assert "Nothing was changed in output/." in done.stderr
    assert "Traceback" not in done.stderr
    assert str(Path.cwd()) not in done.stderr
    assert tree() == built


def test_of_many_lines_only_those_that_name_a_place_are_shown():
    said = "content/posts/x.md:3: no box\nnoise\ncontent/y.md:1: no date"
    assert run_pelican.readable(said) == ["content/posts/x.md:3: no box", "content/y.md:1: no date"]


def test_an_error_that_nobody_expected_is_told_in_a_line(capsys):
    crash.hook(None, FileNotFoundError(ENOENT, "No such file", "content/gone.md"), None)
    assert capsys.readouterr().err == "content/gone.md:1: No such file\n"
    assert crash.told(OSError(ENOSPC, os.strerror(ENOSPC))) == crash.DISK_FULL
    assert run_pelican.readable(f"ERROR: {os.strerror(ENOSPC)}") == [crash.DISK_FULL]


def change_theme(template, old, new):
    """Change a template, in a copy of the theme."""
    Path("theme").unlink()
    shutil.copytree(ROOT / "theme", "theme")
    path = Path("theme/templates", template)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_a_mistake_in_a_template_is_named_by_its_line(site):
    change_theme(
        "404.html",
        '{% extends "base.html" %}\n',
        '{% extends "base.html" %}\n{% set x = nothing.at.all %}',
    )
    assert build().stderr.startswith("theme/templates/404.html:2: jinja2.exceptions.Undefined")


def test_debug_shows_everything(site, monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    Path("pelicanconf.py").write_text("SITENAME = (")
    assert "Traceback" in build().stderr


def test_an_unknown_kind_of_build_is_a_plain_sentence(site):
    done = build("sideways")
    assert done.returncode == 1
    assert "preview, publish, check" in done.stderr


# The swap


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
    build()
    assert Path(f"output/{GRIEF}").stat().st_mtime == 1
    assert Path("output", SLEEP).stat().st_mtime != 1


def test_a_post_that_was_removed_or_made_a_draft_is_gone(built):
    Path("content/posts/sleep.md").unlink()
    post("grief", "Take your time.", "Status: draft\n")
    assert build().returncode == 0
    assert not {SLEEP, GRIEF} & tree().keys()


def test_files_of_another_origin_are_moved_aside_with_a_word(built):
    Path("output/letters").mkdir()
    Path("output/letters/draft.txt").write_text("Dear")
    Path("output", SLEEP).write_text("edited by hand")
    Path("output/.DS_Store").write_text("noise")
    said = build().stdout
    assert "moved from output/ to .kept/" in said
    assert "letters/draft.txt, post/sleep/index.html." in said
    (shelf,) = Path(".kept").iterdir()
    assert tree(shelf) == {"letters/draft.txt": b"Dear", SLEEP: b"edited by hand"}
    assert b"Rest well." in tree()[SLEEP]
    assert "moved" not in build().stdout


def test_a_site_that_plain_pelican_made_is_taken_over_quietly(site):
    subprocess.run([sys.executable, "-m", "pelican", "content"], check=True, capture_output=True)
    assert "moved" not in build().stdout


def test_in_steps_swaps_and_is_undone_when_it_fails(tmp_path):
    fresh, live = tmp_path / "fresh", tmp_path / "live"
    for folder in (fresh, live):
        folder.mkdir()
        (folder / folder.name).touch()
    exchange.in_steps(fresh, live)
    assert (list(tree(live)), list(tree(fresh))) == (["fresh"], ["live"])
    with pytest.raises(OSError, match="gone"):
        exchange.in_steps(tmp_path / "gone", live)
    assert list(tree(live)) == ["fresh"]


def test_where_the_system_has_no_exchange_it_is_done_in_steps(tmp_path, monkeypatch):
    monkeypatch.setattr(exchange, "CALL", "no_such_call")
    fresh, live = tmp_path / "fresh", tmp_path / "live"
    fresh.mkdir()
    live.mkdir()
    (fresh / "new.html").touch()
    exchange.exchange(fresh, live)
    assert (list(tree(live)), list(tree(fresh))) == (["new.html"], [])


@pytest.mark.parametrize("steps", [1, 2])
def test_mend_repairs_an_exchange_that_was_cut_short(tmp_path, steps):
    fresh, live = tmp_path / "fresh", tmp_path / "live"
    (tmp_path / "live-aside").mkdir()
    (live if steps == 2 else fresh).mkdir()
    exchange.mend(fresh, live)
    assert live.exists()
    assert fresh.exists()


# Two at once, and cut short


def test_two_builds_at_once_both_end_well(site):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    runs = [start("build"), start("build")]
    said = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum("Another build is running" in text for text in said) == 1
    assert not left_behind()


def test_ctrl_c_leaves_the_last_good_site(built):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    for stop in (signal.SIGINT, signal.SIGTERM):
        Path("has-read").unlink(missing_ok=True)
        running = start("build")
        until(Path("has-read").exists)
        running.send_signal(stop)
        assert "Stopped." in running.communicate()[1]
        assert running.returncode == 130
        assert tree() == built


def test_the_next_build_clears_up_after_one_that_was_killed(site, uncounted):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    running = start("build")
    until(Path("has-read").exists)
    running.kill()
    running.communicate()
    until(left_behind)
    Path(".build/next/half.html").touch()
    assert build().returncode == 0
    assert not left_behind()
    assert "half.html" not in tree()


def test_killed_between_swap_and_clearing_up_nothing_foreign_is_lost(built):
    Path("output/letter.txt").write_text("Dear")
    Path("output").rename(".build/ready")
    Path("output").mkdir()
    assert "letter.txt" in build().stdout
    assert not left_behind()


def test_killed_at_any_step_of_the_swap_the_site_is_the_old_or_the_new(tmp_path, monkeypatch):
    """Everything that Python asks of the system is such a step; none is left out."""
    monkeypatch.chdir(tmp_path)
    old, new = {"a.html": b"old", "b/c.html": b"same"}, {"a.html": b"new", "b/c.html": b"same"}
    outcomes = []
    for step in count(1):
        shutil.rmtree(".build", ignore_errors=True)
        shutil.rmtree("output", ignore_errors=True)
        for folder, files in ((Path("output"), old), (press_build.NEXT, new)):
            for name, text in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(text)
        made.record(press_build.LEDGER, Path("nothing"), Path("output"))
        killed = in_child(press_build.put_in_place, step)
        assert tree() in (old, new)
        outcomes.append(tree() == new)
        press_build.clear_up()
        assert (tree() == new) == outcomes[-1]
        assert not left_behind()
        assert not Path(".kept").exists()
        if not killed:
            break
    assert outcomes == sorted(outcomes)  # first the old one, then the new one
    assert set(outcomes) == {False, True}
    assert step > 30


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


def test_killed_at_any_moment_the_site_is_the_old_or_the_new(site, uncounted):
    """Random moments, spread over the whole of a build; KILLS=100 tries a hundred."""
    began = time.monotonic()
    build()
    lasts = time.monotonic() - began
    before = tree()
    for number in range(KILLS):
        post("sleep", f"Version {number}.")
        post("grief", f"Version {number}.")
        running = start("build")
        time.sleep(lasts * random.uniform(number, number + 1) / KILLS)
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


@pytest.mark.parametrize("limit", [1, 9_000])
def test_a_full_disk_leaves_the_last_good_site(built, uncounted, limit):
    """No file may grow beyond the limit: what fails is every file, or one page."""
    post("sleep", "word " * 10_000)
    full = build(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert full.returncode == 1
    assert "too large" in full.stderr
    assert tree() == built
    assert build().returncode == 0


# The preview


@contextmanager
def preview():
    """The preview as a therapist starts it; yields its address, then ends it with Ctrl-C."""
    running = start("serve")
    try:
        address = next(m[0] for line in running.stdout if (m := re.search(r"http:\S+", line)))
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate()
    assert running.returncode == 0


@pytest.fixture
def free_port(monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    return port


def get(address):
    with urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def test_a_save_during_a_build_is_not_lost(site, free_port):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    with preview() as address:
        for number in range(2):
            Path("has-read").unlink()
            post("sleep", f"First {number}.")
            until(Path("has-read").exists)
            post("sleep", f"Second {number}.")
            until(lambda: f"Second {number}." in get(f"{address}/post/sleep/"))  # noqa: B023


def test_the_page_reloads_itself_but_the_file_does_not(site, free_port):
    with preview() as address:
        shown = get(f"{address}/")
        assert shown.startswith(Path("output/index.html").read_text())
        assert f'now !== "{get(address + serve.PULSE)}"' in shown
        assert serve.PULSE not in Path("output/index.html").read_text()
        before = get(address + serve.PULSE)
        post("sleep", "Sleep well.")
        until(lambda: get(address + serve.PULSE) != before)
        assert "Sleep well." in get(f"{address}/post/sleep/")


def test_a_failed_build_keeps_the_last_good_site_and_says_above_it_what_is_wrong(site, free_port):
    with preview() as address:
        before = get(address + serve.PULSE)
        assert 'role="alert"' not in get(f"{address}/post/sleep/")
        post("bad", "[x]({filename}gone.md)")
        until(lambda: get(address + serve.PULSE) != before)
        page = get(f"{address}/post/sleep/")
        assert "Rest well." in page
        assert 'role="alert"' in page
        assert "content/posts/bad.md:" in page
        Path("content/posts/bad.md").unlink()
        post("sleep", "Sleep well.")
        until(lambda: "Sleep well." in get(f"{address}/post/sleep/"))
        until(lambda: 'role="alert"' not in get(f"{address}/post/sleep/"))


def test_missing_paths_folders_and_other_files(site, free_port):
    with preview() as address:
        for path in ("/nowhere/", "/images/", "/category"):
            with pytest.raises(HTTPError) as lost:
                get(address + path + "/x" * (path == "/category"))
            with lost.value as answer:
                assert answer.code == 404
                assert "This page is not here" in answer.read().decode()
        assert get(f"{address}/robots.txt").startswith("User-agent")


@pytest.mark.parametrize("port", ["abc", "80000"])
def test_a_port_that_is_none_is_refused_in_a_sentence(site, monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    running = start("serve")
    _, said = running.communicate()
    assert said == f'"{port}" is no port; a port is a number like 8000\n'
    assert running.returncode == 1


def test_a_busy_port_leads_to_the_next(site, free_port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        with preview() as address:
            assert address == f"http://localhost:{free_port + 1}"


def test_a_policy_in_the_page_does_not_stop_the_reload(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = Path("page.html")
    file.write_text('<meta http-equiv="Content-Security-Policy" content="x \'none\'"><p>Hello')
    assert serve.page(file, "").startswith(b"<p>Hello")


def test_what_editors_leave_beside_a_file_is_no_save(site):
    before = serve.saved()
    for name in ("content/posts/.sleep.md.swp", "content/posts/sleep.md~", "content/#sleep.md#"):
        Path(name).touch()
    Path("content/__pycache__").mkdir()
    Path("content/__pycache__/x.pyc").touch()
    assert serve.saved() == before
    Path("content/posts/new.md").touch()
    assert serve.saved() != before


# A new post


def start_post(title, monkeypatch):
    monkeypatch.setenv("TITLE", title)
    return subprocess.run(press("new"), capture_output=True, text=True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Why sleep matters", "why-sleep-matters"),
        ("It’s “fine” & 'so' \"on\"", "its-fine-so-on"),
        ("Café: déjà vu, 50 £", "cafe-deja-vu"),
        ("100% $HOME `id` \\n {x}", "100-home-id-n-x"),
        ("  two\n lines  ", "two-lines"),
    ],
)
def test_new_starts_a_draft_with_the_title_as_given(site, monkeypatch, title, name):
    done = start_post(title, monkeypatch)
    (path,) = Path("content/posts").glob(f"{name}*.md")
    assert done.returncode == 0
    assert str(path) in done.stdout
    lines = path.read_text().splitlines()
    assert lines[0] == "Title: " + " ".join(title.split())
    assert re.fullmatch(r"Date: \d{4}-\d\d-\d\d", lines[1])
    assert "Status: draft" in lines


def test_a_new_post_does_not_stop_the_build(site, monkeypatch):
    start_post("A title", monkeypatch)
    assert build().returncode == 0
    assert "a-title.html" not in tree()


def test_new_never_overwrites_a_post(site, monkeypatch):
    before = Path("content/posts/sleep.md").read_bytes()
    done = start_post("Sleep", monkeypatch)
    assert done.returncode == 2
    assert "content/posts/sleep.md is there already" in done.stderr
    assert Path("content/posts/sleep.md").read_bytes() == before


@pytest.mark.parametrize("title", ["", "   ", "?!"])
def test_new_asks_for_a_title(site, monkeypatch, title):
    done = start_post(title, monkeypatch)
    assert done.returncode == 2
    assert "make new TITLE=" in done.stderr


def test_a_very_long_title_still_has_a_file(site):
    assert len(new.new("word " * 100).name) < 90


def test_the_ledger_lists_the_new_site_and_forgets_older_ones(tmp_path):
    ledger, old, site_now = tmp_path / "made.json", tmp_path / "old", tmp_path / "new"
    for folder, name in ((old, "a.html"), (site_now, "b.html")):
        folder.mkdir()
        (folder / name).touch()
    made.record(ledger, tmp_path / "none", old)
    made.record(ledger, old, site_now)
    assert {path for path, _, _ in json.loads(ledger.read_text())} == {"a.html", "b.html"}
    made.record(ledger, site_now, site_now)
    assert {path for path, _, _ in json.loads(ledger.read_text())} == {"b.html"}
