"""What the site is made with: the locks, the licences, and what is known to be unsafe."""

import json
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PathDistribution
from pathlib import Path
from threading import Thread

import pytest
from supply import advisories, licences, lock, packages
from supply.lock import Package

ROOT = Path(__file__).parent.parent
HASH = " \\\n    --hash=sha256:0\n    # via pyproject.toml\n"


def write_locks(site, test="", audit=""):
    for path, text in zip(lock.LOCKS, (site, test, audit), strict=True):
        lines = "".join(f"{entry}{HASH}" for entry in text.split(", ") if entry)
        Path(path).write_text(f"# made by: make lock\n{lines}")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


# The locks


def test_every_package_is_read_with_its_place(here):
    write_locks("pelican==4.12.0, ruamel-yaml==1.0.post1", "colorama==0.4 ; platform == 'win32'")
    assert lock.read() == [
        Package("colorama", "0.4", "requirements-test.txt", 2, everywhere=False),
        Package("pelican", "4.12.0", "requirements.txt", 2, everywhere=True),
        Package("ruamel-yaml", "1.0.post1", "requirements.txt", 5, everywhere=True),
    ]


def test_a_package_of_both_locks_counts_once_and_one_in_two_versions_twice(here):
    write_locks("six==1.0", "six==1.0, soup==2.0 ; python < '3', soup==4.0 ; python >= '3'")
    assert [(package.name, package.version) for package in lock.read()] == [
        ("six", "1.0"),
        ("soup", "2.0"),
        ("soup", "4.0"),
    ]


def test_no_package_of_the_real_locks_is_overlooked():
    lines = [line for path in lock.LOCKS for line in (ROOT / path).read_text().splitlines()]
    entries = {line.split()[0] for line in lines if line[:1].isalnum()}
    assert entries == {f"{package.name}=={package.version}" for package in lock.read(ROOT)}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("six==1.0", "six==1.1", ["six 1.0 → 1.1"]),
        ("six==1.0", "six==1.0, soup==2.0", ["soup 2.0 added"]),
        ("six==1.0, soup==2.0", "six==1.0", ["soup 2.0 removed"]),
        ("six==1.0", "six==1.0", []),
        ("six==1.0 ; a, six==2.0 ; b", "six==1.0 ; a", ["six 1.0 and 2.0 → 1.0"]),
    ],
)
def test_a_newer_lock_tells_what_changed(here, before, after, told):
    write_locks(before)
    old = lock.read()
    write_locks(after)
    assert list(lock.changes(old, lock.read())) == told


def test_the_command_tells_it_in_plain_lines(here, capsys):
    write_locks("six==1.0, soup==2.0")
    Path("former").mkdir()
    for path in lock.LOCKS:
        Path("former", path).write_text(Path(path).read_text())
    lock.main("former")
    assert capsys.readouterr().out == "No package has changed.\n"
    write_locks("six==1.1, soup==2.0", "zebra==3.0")
    lock.main("former")
    said = "six 1.0 → 1.1\nzebra 3.0 added\nNow try them: make test\n"
    assert capsys.readouterr().out == said


# Licences


def package_that_says(folder, *lines, files=None):
    """A package with these lines in its metadata."""
    about = folder / "odd-1.0.dist-info"
    (about / "licenses").mkdir(parents=True, exist_ok=True)
    for name, text in (files or {}).items():
        (about / "licenses" / name).write_text(text)
        lines = (*lines, f"License-File: {name}")
    header = ["Metadata-Version: 2.4", "Name: odd", "Version: 1.0"]
    (about / "METADATA").write_text("\n".join([*header, *lines]) + "\n")
    return PathDistribution(about)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["License-Expression: MIT"], ["MIT"]),
        (["License-Expression: BSD-3-Clause", "License: something else"], ["BSD"]),
        (["License-Expression: MIT AND (BSD-2-Clause OR PSF-2.0)"], ["BSD", "MIT", "PSF-2.0"]),
        (["Classifier: License :: OSI Approved :: MIT License", "License: x"], ["MIT"]),
        (["Classifier: Topic :: Text", "License: Apache-2.0 OR MIT"], ["Apache-2.0", "MIT"]),
        (["License: Pay me"], ["Pay me"]),
        ([], []),
    ],
)
def test_a_licence_is_read_where_the_package_states_it(tmp_path, lines, names):
    assert licences.stated(package_that_says(tmp_path, *lines)) == names


def test_a_package_that_only_encloses_its_licence_is_taken_at_its_first_line(tmp_path):
    files = {"LICENSE": "\nMIT License\n\nCopyright"}
    assert licences.stated(package_that_says(tmp_path, files=files)) == ["MIT"]


ODD = Package("odd", "1.0", "requirements.txt", 7, everywhere=True)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("License-Expression: MIT", ""),
        ("License-Expression: Pay-me", 'is under "Pay-me", which is not on the list'),
        ("License-Expression: MIT AND Pay-me", 'is under "Pay-me", which is not on the list'),
        ("Classifier: License :: OSI Approved", 'is under "OSI Approved", which is'),
        ("Summary: odd", "does not say its licence"),
    ],
)
def test_only_licences_on_the_list_are_taken(tmp_path, monkeypatch, line, wrong):
    monkeypatch.syspath_prepend(tmp_path)
    package_that_says(tmp_path, line)
    told = [str(problem) for problem in licences.check([ODD])]
    assert len(told) == bool(wrong)
    assert all(line.startswith(f"requirements.txt:7: odd 1.0 {wrong}") for line in told)


def test_a_package_that_should_be_here_and_is_not_is_told():
    elsewhere = Package("odd", "1.0", "requirements.txt", 8, everywhere=False)
    (told,) = licences.check([ODD, elsewhere])
    assert str(told) == "requirements.txt:7: odd 1.0 is not installed; to install it: make packages"


def test_every_package_of_this_project_is_under_a_licence_on_the_list():
    """Those of the audit are not here; `make packages` installs them, and looks at all."""
    here = [package for package in lock.read(ROOT) if package.path != "requirements-audit.txt"]
    assert len(here) > 50
    assert list(licences.check(here)) == []


# What is known to be unsafe


@contextmanager
def osv(answer):
    """A service that answers as OSV does: https://google.github.io/osv.dev/post-v1-query/"""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(answer(asked["package"]["name"], asked["version"])).encode()
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


def hole_in_six(name, version, fixed=({"fixed": "1.2"},)):
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, *fixed]}]
    affected = {"package": {"name": "six", "ecosystem": "PyPI"}, "ranges": ranges}
    hole = {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "summary": "Bad.", "affected": [affected]}
    return {"vulns": [hole]} if name == "six" else {}


@pytest.fixture
def advice(here, monkeypatch):
    """Checks the locks with a service that answers so."""

    def check(answer):
        with osv(answer) as service:
            monkeypatch.setattr(advisories, "SERVICE", service)
            return list(advisories.check(lock.read()))

    return check


@pytest.fixture
def unreachable(monkeypatch):
    monkeypatch.setattr(advisories, "SERVICE", "http://127.0.0.1:9/v1/query")


def test_a_known_vulnerability_stops_and_says_what_to_do(advice):
    write_locks("six==1.0", "soup==2.0")
    (told,) = advice(hole_in_six)
    assert told.stops
    assert str(told) == (
        "requirements.txt:2: six 1.0 is known to be unsafe (CVE-2026-1, GHSA-1); "
        "mended in 1.2: make lock, then make test"
    )


def test_one_that_nobody_has_mended_stops_too(advice):
    write_locks("six==1.0")
    (told,) = advice(lambda *asked: hole_in_six(*asked, fixed=()))
    assert (told.stops, str(told).endswith("; not mended yet")) == (True, True)


def test_where_nothing_is_known_nothing_is_said(advice):
    write_locks("six==1.0", "soup==2.0")
    assert advice(lambda *_: {}) == []


def test_a_service_out_of_reach_is_told_and_is_no_success(here, unreachable):
    write_locks("six==1.0")
    (told,) = advisories.check(lock.read())
    assert not told.stops
    assert told.message.startswith("No package was CHECKED for known vulnerabilities: ")


def test_a_service_that_answers_nonsense_is_told(advice):
    write_locks("six==1.0")
    (told,) = advice(lambda *_: [1])
    assert told.message.startswith("No package was CHECKED")


def test_a_service_that_takes_too_long_is_told(advice, monkeypatch):
    monkeypatch.setattr(advisories, "PATIENCE", 0.01)
    write_locks("six==1.0")
    (told,) = advice(lambda *_: {})
    assert "pip-audit was not done after 0.01 seconds" in told.message


def test_a_package_that_was_passed_over_is_told(monkeypatch):
    skipped = {"name": "odd", "skip_reason": "not found"}
    monkeypatch.setattr(advisories, "ask", lambda: ([skipped], ""))
    (told,) = advisories.check([ODD])
    assert told.message == "odd was NOT CHECKED for known vulnerabilities: not found"
    assert not told.stops


# The command


def test_the_command_lists_each_package_and_fails_where_one_is_wrong(here, capfd, unreachable):
    write_locks("pytest==0.0.1, six==1.0 ; sys_platform == 'win32'")
    assert packages.main() == 1
    out, err = capfd.readouterr()
    assert "six 1.0: not needed on this computer\n" in out
    assert "requirements.txt:2: pytest 0.0.1 is not installed" in err
    assert out.endswith("\n2 packages, 1 thing to mend.\n")


def test_github_shows_as_a_warning_what_could_not_be_checked(here, capfd, monkeypatch, unreachable):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write_locks("")
    assert packages.main() == 0
    out, err = capfd.readouterr()
    assert "\n::warning::No package was CHECKED for known vulnerabilities: " in out
    assert "No package was CHECKED" in err


def test_it_works_as_a_command(here):
    write_locks("")
    env = {"PYTHONPATH": str(ROOT / "plugins"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "supply.packages"], capture_output=True, text=True, env=env
    )
    assert done.stdout.endswith("0 packages, 0 things to mend.\n")
