"""The Makefile: its verbs explain themselves, set themselves up, and pass on what was typed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(os.name == "nt", reason="without make, python -m does the same")
VERBS = {"html", "serve", "desk", "new", "import", "publish", "smoke", "check", "test", "test-all"}
VERBS |= {"setup"}
VERBS |= {
    "test-hosting",
    "test-deploy",
    "audit",
    "bench",
    "screenshot",
    "packages",
    "lock",
    "clean",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The Makefile alone, in a folder of its own that is set up for building."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.txt", "requirements-test.txt", "requirements-audit.txt"):
        Path(name).touch()
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    Path("plugins").symlink_to(ROOT / "plugins")
    command(".venv/bin/python", f'exec "{sys.executable}" "$@"')
    Path(".venv/site").touch()
    return tmp_path


def command(path, script):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(f"#!/bin/sh\n{script}\n")
    Path(path).chmod(0o755)


def make(*args, **env):
    return subprocess.run(
        ["make", *args], capture_output=True, text=True, env={**os.environ, **env}
    )


def only(*names):
    """A PATH on which there is nothing but these."""
    Path("bin").mkdir()
    for name in names:
        Path("bin", name).symlink_to(shutil.which(name))
    return str(Path("bin").absolute())


def test_make_alone_explains_every_verb(project):
    said = make().stdout
    assert set(re.findall(r"^  make ([\w-]+) +\S", said, re.MULTILINE)) == VERBS


def test_every_verb_is_phony(project):
    phony = re.findall(r"^\.PHONY: (.*)", Path("Makefile").read_text(), re.MULTILINE)
    assert set(" ".join(phony).split()) == VERBS | {"help"}


@pytest.mark.parametrize("path", [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
def test_every_verb_that_is_written_about_exists(path):
    named = re.findall(r"(?:`|    |&& )(?:[A-Z_]+=\S+ )?make ([a-z-]+)", path.read_text())
    assert named or path.name != "README.md"
    assert set(named) <= VERBS


@pytest.mark.slow
@pytest.mark.parametrize(
    "title",
    [
        'It\'s "fine" & “so” on',
        "Costs £5 or $50, $HOME, $(shell echo no), 100%",
        "Déjà vu: a #hashtag; \\ | < > *",
    ],
)
def test_new_gets_the_title_as_it_was_typed(project, title):
    done = make("new", f"TITLE={title}")
    assert done.returncode == 0, done.stderr
    (path,) = Path("content/posts").iterdir()
    assert path.read_text().splitlines()[0] == f"Title: {title}"


def test_new_runs_nothing_of_a_title(project):
    done = make("new", "TITLE=Who `id` is")
    assert done.returncode == 2
    assert done.stderr.startswith("The title is plain text, where `id`")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("TITLE=“Why sleep matters”", "Why sleep matters"),
        ("TITLE=Why sleep matters", "Why sleep matters"),
        ("Why sleep matters?", "Why sleep matters?"),
        ("It’s £5 or $x: 100% sure", "It’s £5 or $x: 100% sure"),
        ("How to test, publish and clean", "How to test, publish and clean"),
    ],
)
def test_new_takes_a_title_without_quotes_and_its_words_are_no_verbs(project, typed, title):
    done = make("new", *typed.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 3
    (path,) = Path("content/posts").iterdir()
    assert path.read_text().splitlines()[0] == f"Title: {title}"
    assert Path(".venv").exists()


def test_new_without_a_title_says_how(project):
    done = make("new")
    assert done.returncode == 2
    assert "make new TITLE=" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["new", "check", "publish"])
def test_in_a_terminal_make_fails_without_an_error_of_its_own(project, verb):
    """It ends as by Ctrl-C there, so that nothing behind && runs."""
    terminal, inside = os.openpty()
    done = subprocess.run(["make", verb], stdout=inside, stderr=inside)
    os.set_blocking(terminal, False)
    assert done.returncode == -signal.SIGINT
    assert b"Error" not in os.read(terminal, 9999)
    assert make(verb).returncode == 2


@pytest.mark.slow
def test_smoke_gets_the_address_as_it_was_typed(project):
    Path("content").mkdir()
    facts = (ROOT / "tests/site/content/practice.toml").read_text()
    Path("content/practice.toml").write_text(facts)
    done = make("smoke", "URL=blog.example.com/$x")
    assert done.returncode == 2
    assert '"blog.example.com/$x" is no address' in done.stderr


@pytest.mark.parametrize(("zone", "short"), [("Asia/Tokyo", "JST"), ("Europe/London", "[GB][MS]T")])
def test_it_is_today_when_it_is_today_at_the_practice(project, zone, short):
    Path("content").mkdir()
    Path("content/practice.toml").write_text(f'[site]\ntime_zone = "{zone}"  # here\n')
    Path("probe.mk").write_text("include Makefile\nzone:\n\t@date +%Z\n")
    assert re.fullmatch(f"{short}\n", make("-f", "probe.mk", "zone", TZ="UTC").stdout)


def test_building_needs_no_test_tools_and_testing_does(project):
    Path(".venv/site").unlink()
    assert "requirements.txt" in make("-n", "html").stdout
    assert "requirements-test.txt" not in make("-n", "html").stdout
    assert "requirements-test.txt" in make("-n", "test").stdout
    assert "requirements-audit.txt" not in make("-n", "test").stdout
    assert "requirements-audit.txt" in make("-n", "audit").stdout


def test_setup_is_done_once_and_again_when_the_lock_changes(project):
    assert "requirements.txt" not in make("-n", "html").stdout
    later = Path(".venv/site").stat().st_mtime + 10
    os.utime("requirements.txt", (later, later))
    assert "requirements.txt" in make("-n", "html").stdout


def test_every_installation_checks_the_hashes():
    installs = re.findall(r"pip install -q .*-r.*", (ROOT / "Makefile").read_text())
    assert len(installs) == 2
    assert all("--require-hashes" in line for line in installs)


@pytest.mark.parametrize(
    "lock", ["requirements.txt", "requirements-test.txt", "requirements-audit.txt"]
)
def test_the_locks_hold_no_address(lock):
    assert not re.search(r"://|index|find-links|(?<![\w.])/\w", (ROOT / lock).read_text())


def test_without_python_it_says_what_is_missing(project):
    shutil.rmtree(".venv")
    done = make("html", PATH=only("make", "sh"))
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stdout


def test_where_python_cannot_make_an_environment_it_says_what_to_install(project):
    shutil.rmtree(".venv")
    path = only("make", "sh")
    command("bin/python3", 'case "$*" in *venv*) exit 1; esac')
    done = make("html", PATH=path)
    assert done.returncode == 2
    assert "python3-venv" in done.stdout


def browser(path):
    script = ["/bin/sh", str(ROOT / "tests/browser.sh")]
    return subprocess.run(script, capture_output=True, text=True, env={"PATH": path})


def test_the_tests_take_the_browser_that_is_there(project):
    path = only("sh")
    command("bin/google-chrome", "")
    assert browser(path).stdout == f"{path}/google-chrome\n"
    command("bin/chromium-headless-shell", "")  # which is quicker
    assert browser(path).stdout == f"{path}/chromium-headless-shell\n"


def test_on_debian_without_a_browser_the_tests_install_the_quickest(project):
    for name, script in {
        "id": "echo 0",
        "apt-get": "[ $1 = update ] || { echo '#!/bin/sh' >bin/$4; /bin/chmod +x bin/$4; }",
    }.items():
        command(f"bin/{name}", script)
    assert browser("bin").stdout == "bin/chromium-headless-shell\n"


def test_the_tests_take_the_browser_that_playwright_fetched(project):
    command(".venv/bin/python", "echo fetching >&2")
    assert (browser(only("sh", "id")).returncode, browser("bin").stdout) == (0, "\n")


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac's Chrome is not on the PATH")
def test_without_any_browser_the_tests_fail_with_a_sentence(project):
    command(".venv/bin/python", "exit 1")
    done = browser(only("sh", "id"))
    assert done.returncode == 1
    assert "Please install Chromium" in done.stderr


def test_without_nginx_the_tests_of_hosting_say_what_to_install(project):
    script = ["/bin/sh", str(ROOT / "tests/hosting/nginx.sh")]
    command("bin/nginx", "")
    found = subprocess.run(script, capture_output=True, text=True, env={"PATH": "bin"})
    assert (found.returncode, found.stdout) == (0, "bin/nginx\n")
    text = Path(script[1]).read_text().replace(":/usr/sbin:/usr/local/sbin", "")
    missing = subprocess.run(
        ["/bin/sh", "-c", text], capture_output=True, text=True, env={"PATH": "nowhere"}
    )
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.count("\n") == 1
    assert "sudo apt install nginx" in missing.stderr


def test_what_needs_a_server_or_takes_long_is_left_to_other_verbs(project):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "-m 'not server and not slow'" in settings["tool"]["pytest"]["ini_options"]["addopts"]
    assert "-m " not in make("-n", "test").stdout.splitlines()[-1]
    short, long = make("-n", "test-all").stdout.splitlines()[-2:]
    assert '-m "not slow"' in short  # in nginx too
    assert '-m "slow or hypothesis"' in long
    assert "-m server" in make("-n", "test-hosting").stdout
