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
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from press import exchange, made, new, serve

PLUGINS = Path(__file__).parent.parent / "plugins"
SETTINGS = """
SITENAME = "A practice"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "simple"
PLUGINS = []
ARTICLE_PATHS = ["posts"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
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
KILLS = int(os.environ.get("KILLS", 8))


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of two posts; it is the current folder, as it is for `make`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PLUGINS))
    for name in ("DEBUG", "PORT", "TITLE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("pelicanconf.py", "publishconf.py"):
        Path(name).write_text(SETTINGS)
    Path("content/posts").mkdir(parents=True)
    Path("content/images").mkdir()
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
    return {path.name for path in Path(".build").iterdir()} - {"lock", "made.json"}


# The line


def test_a_build_makes_the_site_and_says_so_in_one_line(site):
    done = build()
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"The site is ready in output/ \(\d+ pages\)\.\n", done.stdout)
    assert b"Rest well." in tree()["sleep.html"]
    assert not left_behind()


def test_publish_takes_the_public_settings(site):
    Path("publishconf.py").write_text(SETTINGS + 'SITENAME = "Public"')
    assert build("publish").returncode == 0
    assert b"Public" in tree()["index.html"]


def test_check_runs_the_line_but_leaves_output_alone(site):
    done = build("check")
    assert (done.returncode, Path("output").exists()) == (0, False)
    assert "can be built" in done.stdout
    post("sleep", "[See](missing.html) [this]({filename}missing.md)")
    assert build("check").returncode == 1


def test_what_pelican_and_plugins_say_in_passing_is_passed_on(site):
    Path("pelicanconf.py").write_text(SETTINGS + 'print("The membership ends soon.")')
    assert "The membership ends soon." in build().stdout


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (lambda: post("tired", "Text.", "Date: someday\n"), "content/posts/tired.md"),
        (lambda: post("tired", "[x]({filename}gone.md)"), "gone.md"),
        (lambda: Path("content/posts/x.md").write_bytes(b"Title: \xff\n"), "posts/x.md"),
        (lambda: Path("pelicanconf.py").write_text("SITENAME = ("), "pelicanconf.py"),
        (lambda: Path("pelicanconf.py").write_text('PLUGINS = ["gone"]'), "gone"),
        (lambda: Path("pelicanconf.py").write_text("raise SystemExit(3)"), "code 3"),
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


def test_of_many_lines_only_those_that_name_a_place_are_shown(site):
    Path("pelicanconf.py").write_text(
        "import sys; sys.exit('content/posts/x.md:3: no box\\nnoise\\ncontent/y.md:1: no date')"
    )
    lines = build().stderr.splitlines()
    assert lines[:-1] == ["content/posts/x.md:3: no box", "content/y.md:1: no date"]


def test_a_mistake_in_a_template_is_named_by_its_line(site):
    Path("theme/templates").mkdir(parents=True)
    Path("theme/templates/index.html").write_text("<p>\n{{ nothing.at.all }}")
    Path("pelicanconf.py").write_text(SETTINGS + 'THEME = "theme"')
    assert build().stderr.startswith("theme/templates/index.html:2: jinja2.exceptions.Undefined")


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
        assert Path("output/sleep.html").exists()
    running.communicate()
    assert tree() != built


def test_unchanged_files_keep_their_time(built):
    os.utime("output/grief.html", (1, 1))
    os.utime("output/sleep.html", (1, 1))
    post("sleep", "Sleep well.")
    build()
    assert Path("output/grief.html").stat().st_mtime == 1
    assert Path("output/sleep.html").stat().st_mtime != 1


def test_a_post_that_was_removed_or_made_a_draft_is_gone(built):
    Path("content/posts/sleep.md").unlink()
    post("grief", "Take your time.", "Status: draft\n")
    assert build().returncode == 0
    assert not {"sleep.html", "grief.html"} & tree().keys()


def test_files_of_another_origin_are_moved_aside_with_a_word(built):
    Path("output/letters").mkdir()
    Path("output/letters/draft.txt").write_text("Dear")
    Path("output/sleep.html").write_text("edited by hand")
    Path("output/.DS_Store").write_text("noise")
    said = build().stdout
    assert "moved from output/ to .kept/" in said
    assert "letters/draft.txt, sleep.html." in said
    (shelf,) = Path(".kept").iterdir()
    assert tree(shelf) == {"letters/draft.txt": b"Dear", "sleep.html": b"edited by hand"}
    assert b"Rest well." in tree()["sleep.html"]
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


def test_killed_at_any_moment_the_site_is_the_old_or_the_new(site, uncounted):
    """KILLS=100 tries it a hundred times."""
    began = time.monotonic()
    build()
    lasts = time.monotonic() - began
    before = tree()
    for number in range(KILLS):
        post("sleep", f"Version {number}.")
        post("grief", f"Version {number}.")
        running = start("build")
        time.sleep(random.uniform(0.3, 1.05) * lasts)
        running.kill()
        running.communicate()
        found = tree()
        done = build()
        after = tree()
        assert (done.returncode, done.stderr) == (0, "")
        assert f"Version {number}.".encode() in after["sleep.html"]
        assert found in (before, after)
        assert not left_behind()
        before = after
    assert not Path(".kept").exists()


@pytest.mark.parametrize("what", ["content/images/big.jpg", "content/posts/sleep.md"])
def test_a_full_disk_leaves_the_last_good_site(built, uncounted, what):
    limit = 50_000
    Path(what).write_text("Title: Long\nDate: 2026-01-02\n\n" + "word " * limit)
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
            until(lambda: f"Second {number}." in get(f"{address}/sleep.html"))  # noqa: B023


def test_the_page_reloads_itself_but_the_file_does_not(site, free_port):
    with preview() as address:
        shown = get(f"{address}/")
        assert shown.startswith(Path("output/index.html").read_text())
        assert f'now !== "{get(address + serve.PULSE)}"' in shown
        assert serve.PULSE not in Path("output/index.html").read_text()
        before = get(address + serve.PULSE)
        post("sleep", "Sleep well.")
        until(lambda: get(address + serve.PULSE) != before)
        assert "Sleep well." in get(f"{address}/sleep.html")


def test_a_failed_build_keeps_the_last_good_site_in_the_preview(site, free_port):
    with preview() as address:
        post("bad", "[x]({filename}gone.md)")
        time.sleep(1.5)
        assert "Rest well." in get(f"{address}/sleep.html")
        Path("content/posts/bad.md").unlink()
        post("sleep", "Sleep well.")
        until(lambda: "Sleep well." in get(f"{address}/sleep.html"))


def test_missing_paths_folders_and_other_files(site, free_port):
    Path("content/images/tree.svg").write_text("<svg/>")
    Path("content/posts/lost.md").write_text(
        "Title: Lost\nDate: 2026-01-02\nSave_as: 404.html\n\nNothing here.\n"
    )
    with preview() as address:
        for path in ("/nowhere/", "/images/", "/category"):
            with pytest.raises(HTTPError) as lost:
                get(address + path + "/x" * (path == "/category"))
            with lost.value as answer:
                assert answer.code == 404
                assert "Nothing here." in answer.read().decode()
        assert get(f"{address}/images/tree.svg") == "<svg/>"


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
    assert serve.page(file).startswith(b"<p>Hello")


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
