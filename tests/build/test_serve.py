"""The preview: it shows every save and raises no false alarm, to this computer only."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from blog.build import serve
from blog.build.outcome import Outcome
from blog.problem import Problem
from built import ROOT
from playwright.sync_api import expect
from small import SETTINGS, SLOW, held_when_it_has_read, post, start, until
from watchfiles import Change

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there a test cannot press Ctrl-C")
ALERT = 'role="alert"'


class Running:
    """The preview as a therapist starts it."""

    def __init__(self):
        self.process = start("serve")
        self.said: list[str] = []
        self.reader = Thread(target=lambda: self.said.extend(self.process.stdout))
        self.reader.start()
        until(lambda: "See it at" in "".join(self.said))
        self.address = re.search(r"http:\S+", "".join(self.said))[0]

    def ask(self, path="/"):
        """The answer, whatever its status."""
        try:
            answer = urlopen(self.address + path, timeout=10)
        except HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode()
            return SimpleNamespace(
                status=answer.status, url=answer.url, headers=answer.headers, text=text
            )

    def get(self, path="/"):
        return self.ask(path).text


@contextmanager
def preview():
    """The preview, which ends with Ctrl-C."""
    running = Running()
    with running.process:
        try:
            yield running
        finally:
            running.process.send_signal(signal.SIGINT)
            running.reader.join(timeout=60)
        errors = running.process.stderr.read()
    assert (running.process.returncode, errors) == (0, "")
    assert running.said[-1] == "The preview has ended.\n"


@pytest.fixture(scope="module", autouse=True)
def _port():
    """Lets each preview here take a port that is free."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PORT", str(free_port()))
        yield


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def one_preview(shared_site):
    with preview() as running:
        yield running


@pytest.fixture
def shown(one_preview, shared_site, monkeypatch):
    """One preview for all tests that only write posts of their own."""
    monkeypatch.chdir(shared_site)
    return one_preview


# Saves


@pytest.mark.slow
def test_a_save_during_a_build_is_not_lost(site):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    with preview() as shown:
        # A change of the header, so that Pelican runs
        held_when_it_has_read(lambda: post("sleep", "First.", "Tags: rest\n"))
        post("sleep", "Second.")
        Path("hold").unlink()
        until(lambda: "Second." in shown.get("/post/sleep/"))


@pytest.mark.slow
def test_the_settings_count_as_well(site):
    with preview() as shown:
        assert "Search" in shown.get()
        more = 'SEARCH_URL, SEARCH_SAVE_AS = "find/", "find/index.html"\n'
        Path("new.py").write_text(SETTINGS + more)
        Path("new.py").replace("pelicanconf.py")  # as editors do
        until(lambda: 'href="/find/"' in shown.get())


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("content/posts/sleep.md", True),
        ("content/images/chair.jpg", True),
        ("theme/static/css/tokens.css", True),
        ("content/posts/.sleep.md.swp", False),
        ("content/posts/sleep.md~", False),
        ("content/posts/#sleep.md#", False),
        ("content/posts/~$sleep.docx", False),
        ("plugins/blog/__pycache__/text.cpython-311.pyc", False),
    ],
)
def test_what_editors_leave_beside_a_file_is_no_save(name, counts):
    assert serve.REAL(Change.added, str(ROOT / name)) is counts


@pytest.mark.slow
def test_the_page_reloads_itself_but_the_file_does_not(shown):
    page, pulse = shown.get(), shown.get(serve.PULSE)
    assert page.startswith(Path("output/index.html").read_text())
    assert f'now !== "{pulse}"' in page
    assert serve.PULSE not in Path("output/index.html").read_text()
    post("reload", "Sleep well.")
    until(lambda: shown.get(serve.PULSE) != pulse)
    assert "Sleep well." in shown.get("/post/reload/")


# What is wrong


def test_a_failed_build_keeps_the_last_good_site_and_says_above_it_what_is_wrong(shown):
    assert ALERT not in shown.get("/post/sleep/")
    post("bad", "[x]({filename}gone.md)")
    until(lambda: ALERT in shown.get("/post/sleep/"))
    page = shown.get("/post/sleep/")
    assert "Rest well." in page
    assert "content/posts/bad.md:5: " in page
    Path("content/posts/bad.md").unlink()
    until(lambda: ALERT not in shown.get("/post/sleep/"))


@pytest.mark.slow
def test_the_first_build_may_fail(site):
    post("bad", "[x]({filename}gone.md)")
    with preview() as shown:
        assert shown.ask().status == 404
        assert "content/posts/bad.md:5: " in shown.get()


@pytest.mark.slow
def test_a_build_that_ends_too_soon_to_say_why_is_shown_as_it_ended(site):
    Path("plugins").unlink()
    shutil.copytree(ROOT / "plugins", "plugins")
    with preview() as shown:
        with Path("plugins/practice/__init__.py").open("a") as plugin:
            plugin.write("1 / 0\n")
        until(lambda: "ZeroDivisionError" in shown.get())


@pytest.mark.slow
def test_two_saves_close_together_raise_no_false_alarm(site):
    Path("pelicanconf.py").write_text(SETTINGS + SLOW)
    with preview() as shown:
        # The first save alone is a fault
        held_when_it_has_read(lambda: post("sleep", "Before [grief]({filename}sorrow.md)."))
        Path("content/posts/grief.md").rename("content/posts/sorrow.md")
        Path("hold").unlink()
        while "Before" not in (page := shown.get("/post/sleep/")):
            assert ALERT not in page
            time.sleep(0.02)
    assert "sorrow.md" not in "".join(shown.said)


SAVE = (Change.modified, "content/posts/sleep.md")
GOOD, BAD = Outcome(said="good"), Outcome([Problem("", 0, "bad")], said="bad")


@pytest.mark.parametrize(
    ("saves", "builds", "shown"),
    [
        ([{}], [GOOD], ["good"]),
        ([{}, {SAVE}, {}], [GOOD, GOOD], ["good", "good"]),
        ([{}, {}, {}], [BAD], ["bad"]),
        ([{}, {SAVE}, {}, {}], [GOOD, BAD], ["good", "bad"]),
        ([{}, {SAVE}, {SAVE}, {}], [GOOD, BAD, GOOD], ["good", "good"]),  # overtaken
        ([{}, {SAVE}, {SAVE}, {}], [GOOD, BAD, BAD], ["good", "bad"]),
        ([{}, {SAVE}, {SAVE}, {SAVE}, {}], [GOOD, GOOD, BAD, GOOD], ["good", "good", "good"]),
    ],
)
def test_what_stops_is_shown_once_nothing_newer_was_saved(site, monkeypatch, saves, builds, shown):
    seen, left = [], list(builds)
    monkeypatch.setattr(serve, "watch", lambda *_, **__: saves)
    here = serve.Preview()
    monkeypatch.setattr(here, "show", lambda made: seen.append(made.said))
    monkeypatch.setattr(here, "build", lambda: left.pop(0))
    serve.follow(here, "http://localhost:8000", Event())
    assert (seen, left) == (shown, [])


def test_a_new_day_is_a_build_though_nothing_was_saved(site, monkeypatch):
    """Whoever left the desk open sees in the morning what is public, or has gone stale, by then."""
    day, next_day = (time.strptime(day, "%Y-%m-%d") for day in ("2026-06-09", "2026-06-10"))
    left = [GOOD, GOOD]

    def night(*_, **__):
        for now in (day, day, next_day, next_day):
            monkeypatch.setattr(time, "localtime", lambda *_, now=now: now)
            yield set()

    monkeypatch.setattr(serve, "watch", night)
    here = serve.Preview()
    monkeypatch.setattr(here, "build", lambda: left.pop())
    serve.follow(here, "http://localhost:8000", Event())
    assert left == []


LOST = """
import os, signal
from types import SimpleNamespace
from blog.build import serve

class Cleared:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def build():
    Cleared()

preview = SimpleNamespace(build=build, builder=SimpleNamespace(end=lambda: print("ended")))
serve.serve(None, [serve.listen()], preview, "")
"""


@pytest.mark.slow
def test_ctrl_c_is_heard_though_python_loses_what_it_raises(tmp_path):
    for name in ("content", "theme", "plugins"):
        (tmp_path / name).mkdir()
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run(
        [sys.executable, "-c", LOST], cwd=tmp_path, env=env, capture_output=True, timeout=20
    )
    assert b"Exception ignored" in done.stderr
    assert (done.returncode, done.stdout.split()[-1]) == (0, b"ended")


def test_advice_is_folded_beside_the_page_that_it_is_about_and_home(shown):
    post("letter", "He committed suicide.\n\n> [!crisis]")
    until(lambda: "<summary>Advice: 1</summary>" in shown.get("/post/letter/"))
    for path in ("/post/letter/", "/"):
        page = shown.get(path)
        assert "content/posts/letter.md:5: " in page
        assert "Why: " in page
        assert "<details open" not in page
        assert ALERT not in page
    assert "<summary>Advice" not in shown.get("/post/grief/")
    Path("content/posts/letter.md").unlink()
    until(lambda: "<summary>Advice" not in shown.get())


# Where she is


def test_she_comes_along_when_a_page_gets_another_address(shown):
    post("moves", "Rest well.", "Status: draft\n")
    until(lambda: shown.ask("/drafts/moves/").status == 200)
    post("moves", "Rest well.")
    until(lambda: shown.ask("/drafts/moves/").url == f"{shown.address}/post/moves/")
    Path("content/posts/moves.md").unlink()
    until(lambda: shown.ask("/drafts/moves/").status == 404)


@pytest.mark.slow
def test_what_visitors_do_not_see_is_told_with_its_address_once(site):
    post("sleep", "Rest well.", "Status: draft\n")
    with preview() as shown:
        pulse = shown.get(serve.PULSE)
        post("grief", "Take your time.", "Status: draft\n")
        until(lambda: shown.get(serve.PULSE) != pulse)
    for name in ("sleep", "grief"):
        told = f"Only you see content/posts/{name}.md: {shown.address}/drafts/{name}/\n"
        assert shown.said.count(told) == 1


def test_missing_paths_folders_and_other_files(shown):
    for path in ("/nowhere/", "/images/", "/category/x"):
        assert shown.ask(path).status == 404
        assert "This page is not here" in shown.get(path)
    assert shown.get("/robots.txt").startswith("User-agent")
    assert "Rest well." in shown.get("/post/sleep")
    for path in ("/", "/post/sleep", "/robots.txt", "/nowhere/", serve.PULSE):
        assert shown.ask(path).headers["Cache-Control"] == "no-store"


def test_another_website_cannot_read_the_drafts_by_a_name_for_this_computer(shown):
    request = Request(shown.address, headers={"Host": "elsewhere.example.com"})
    with pytest.raises(HTTPError) as refused, urlopen(request):
        pass
    refused.value.close()
    assert refused.value.code == 400


# The port


def test_a_busy_port_leads_to_the_next(capsys):
    """To the next that is free: other programs have ports, too."""
    with serve.listen(free_port()) as first:
        port = first.getsockname()[1]
        capsys.readouterr()
        with serve.listen(port) as second:
            host, other = second.getsockname()
    assert (host, other > port) == ("127.0.0.1", True)
    tried = (f"Port {each} is in use, trying {each + 1}.\n" for each in range(port, other))
    assert capsys.readouterr().out == "".join(tried)


# In the browser


def test_a_policy_in_the_page_does_not_stop_the_reload(shown):
    page = '<meta http-equiv="Content-Security-Policy" content="x \'none\'"><p>Hello'
    Path("output/policy.html").write_text(page)
    assert shown.get("/policy.html").startswith("<p>Hello")
    Path("output/policy.html").unlink()


def test_what_must_be_mended_before_it_is_published_is_folded_there_too_and_comes_first(shown):
    words = "[Book](/book)\n\nHe committed suicide.\n\n> [!crisis]"
    post("brought", words, "Imported: post/brought\nStatus: draft\n")
    said = "<summary>To mend before publishing: 1. Advice: 1</summary>"
    until(lambda: said in shown.get("/drafts/brought/"))
    page = shown.get("/drafts/brought/")
    Path("content/posts/brought.md").unlink()
    assert ALERT not in page
    assert 0 < page.index("this site has no") < page.index("can hurt a reader")


def test_in_the_browser_she_sees_each_save_what_stops_it_and_the_advice(shown, browser):
    post("seen", "Rest well.")
    until(lambda: "Rest well." in shown.get("/post/seen/"))
    page = browser.new_page()
    page.goto(f"{shown.address}/post/seen/")
    post("seen", "Sleep well. He committed suicide.\n\n> [!crisis]")
    expect(page.get_by_text("Sleep well.")).to_be_visible()
    expect(page.get_by_text("can hurt a reader")).to_be_hidden()
    page.get_by_text("Advice: 1").click()
    expect(page.get_by_text("can hurt a reader")).to_be_visible()
    post("seen", "[x]({filename}gone.md)")
    expect(page.get_by_role("alert")).to_contain_text("content/posts/seen.md:5: there is no")
    post("seen", "Gone to bed.", "Status: draft\n")
    expect(page.get_by_text("Gone to bed.")).to_be_visible()
    expect(page).to_have_url(f"{shown.address}/drafts/seen/")
    page.context.close()
