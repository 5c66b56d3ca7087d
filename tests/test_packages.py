"""What the site is made with: its packages, their licences, and what is known to be unsafe."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import packages_distributions
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
OWN = {path.stem for path in [*ROOT.glob("plugins/*"), *ROOT.glob("tests/**/*.py")]}
HASH = " \\\n    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\n"
LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-audit.txt")

unix = pytest.mark.skipif(os.name == "nt", reason="a shell's job")


# Names


def imported(folder: str) -> set[str]:
    """The packages that the code in this folder imports."""
    modules = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(node.module)
    tops = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - OWN
    brings = packages_distributions()
    return {brings[top][0].lower() for top in tops}


def named(*lists: list[str]) -> set[str]:
    return {re.match(r"[\w.-]+", entry)[0] for entries in lists for entry in entries}


def test_what_is_imported_is_named():
    """A package that only another one brings may be gone with that one's next version."""
    groups, site = SETTINGS["dependency-groups"], SETTINGS["project"]["dependencies"]
    assert imported("plugins") - named(site) == set()
    assert imported("tests") - named(site, groups["test"], groups["audit"]) == set()


@pytest.mark.slow
def test_what_is_named_for_the_site_is_imported_or_extends_markdown():
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    extensions = re.findall(r'^ +"(\w+)\.[\w.]+",', settings, re.MULTILINE)
    used = imported("plugins") | {packages_distributions()[top][0] for top in extensions}
    assert named(SETTINGS["project"]["dependencies"]) - {each.lower() for each in used} == set()


# Licences


def pip_licenses(*args):
    command = [sys.executable, "-m", "piplicenses", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.slow
def test_every_package_of_this_project_is_under_a_licence_that_we_take():
    """Those of the audit are not here; `make packages` installs them, and looks at all."""
    done = pip_licenses()
    assert (done.returncode, done.stderr) == (0, "")
    assert "pelican" in done.stdout


@pytest.mark.brief(2)
@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("License-Expression: MIT", True),
        ("Classifier: License :: OSI Approved :: BSD License", True),
        ("License-Expression: Pay-me", False),
        ("License-Expression: MIT AND Pay-me", False),
        ("Summary: says nothing of a licence", False),
    ],
)
def test_only_licences_on_the_list_are_taken(tmp_path, monkeypatch, line, taken):
    about = tmp_path / "odd-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: odd\nVersion: 1.0\n{line}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = pip_licenses("--packages", "odd")
    assert (done.returncode == 0) == taken
    assert taken or "for package odd:1.0" in done.stderr


# What is known to be unsafe


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The Makefile and three locks, set up; pip-licenses finds nothing wrong."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for lock in LOCKS:
        Path(lock).touch()
    Path("requirements.txt").write_text(f"six==1.0{HASH}")
    command("python", "")
    command("pip-licenses", "echo six 1.0 MIT")
    for stamp in ("site", "test", "audit"):
        Path(".venv", stamp).touch()


def command(name: str, script: str) -> None:
    path = Path(".venv", "bin", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def make(verb: str, **env):
    return subprocess.run(["make", verb], capture_output=True, text=True, env=os.environ | env)


@contextmanager
def osv(answer: dict):
    """A service that says this of each package: https://google.github.io/osv.dev/post-v1-query/"""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def packages(service: str, **env):
    command("pip-audit", f'exec "{sys.executable}" -m pip_audit "$@" --osv-url {service}')
    return make("packages", **env)


AFFECTED = {
    "package": {"name": "six", "ecosystem": "PyPI"},
    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2"}]}],
}
HOLE = {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "summary": "Bad.", "affected": [AFFECTED]}


@pytest.mark.slow
@unix
def test_a_known_vulnerability_fails_and_says_what_to_do(project):
    with osv({"vulns": [HOLE]}) as service:
        done = packages(service)
    assert done.returncode == 2
    assert re.search(r"six +1\.0 +(GHSA-1|CVE-2026-1) +1\.2", done.stdout)
    assert "make lock, then make test" in done.stdout


@pytest.mark.slow
@unix
def test_where_nothing_is_known_it_says_so(project):
    with osv({}) as service:
        done = packages(service)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "six 1.0 MIT\nNo known vulnerabilities found\n"


@pytest.mark.slow
@unix
@pytest.mark.parametrize("runner", ["", "true"])
def test_what_could_not_be_asked_is_told_and_is_no_failure(project, runner):
    """On GitHub as a warning."""
    done = packages("http://127.0.0.1:9/v1/query", GITHUB_ACTIONS=runner)
    assert done.returncode == 0
    said = done.stdout.splitlines()[-1]
    what = "No package was CHECKED for known vulnerabilities: "
    assert said.startswith(f"::warning::{what}" if runner else what)
    assert "onnect" in said.partition(what)[2]


@unix
def test_a_licence_that_we_do_not_take_fails(project):
    command("pip-licenses", 'echo "license Pay-me not in allow-only licenses" >&2; exit 1')
    assert make("packages").returncode == 2


# The locks


@unix
@pytest.mark.parametrize(
    ("newer", "told"),
    [
        ("six==1.1", "gone: six==1.0\nnew:  six==1.1\nNow try them: make test\n"),
        ("six==1.0 ; os_name == 'nt'", "No package has changed.\n"),
        ("", "gone: six==1.0\nNow try them: make test\n"),
    ],
)
def test_a_newer_lock_tells_what_changed(project, newer, told):
    """uv, the program that writes the locks, is played by a script."""
    entry = f"{newer}{HASH}" if newer else ""
    Path("newer.txt").write_text(f"# made by: make lock\n{entry}    # via pyproject.toml\n")
    command("uv", 'for last; do :; done; [ "$last" != requirements.txt ] || cp newer.txt "$last"')
    done = make("lock", PATH=f"{Path('.venv/bin').absolute()}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (0, told), done.stderr
