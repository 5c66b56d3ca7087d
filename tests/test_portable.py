"""Where the author works nothing is for Linux and Macs only: most therapists have Windows.

What Windows lacks is hidden from a Python of its own, which then imports all modules and builds.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from built import ROOT, project

HIDDEN = """
import os, signal, sys, time, warnings

for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None  # to import it fails
for name in ("SIGALRM", "SIGHUP", "SIGVTALRM", "setitimer", "alarm", "ITIMER_VIRTUAL"):
    delattr(signal, name)
for name in ("geteuid", "getuid", "fork", "killpg"):
    delattr(os, name)

whole = time.strftime
def strftime(format, *moment):  # which all of Python's strftime call
    if "%-" in format:
        raise ValueError("Invalid format string")
    return whole(format, *moment)
time.strftime = strftime

# Windows reads and writes a file in a code of its own, unless it is told which.
warnings.filterwarnings("error", category=EncodingWarning, module="blog|practice")
warnings.filterwarnings("ignore", "only soft file lock")  # Windows has one of its own
"""
IMPORT_ALL = """
import importlib, pkgutil
for top in ("practice", "blog"):
    package = importlib.import_module(top)
    for module in pkgutil.walk_packages(package.__path__, f"{top}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
            print(module.name)
"""


@pytest.fixture(name="project")
def _project(tmp_path):
    """A project with the tests' own texts."""
    return project(tmp_path, own=("plugins", "theme"))


def run(folder: Path, code: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "PYTHONPATH": str(folder / "plugins"), "PYTHONUTF8": "0"}
    env["LC_ALL"] = "C.UTF-8"  # the name of a file may have any letter there, too
    env.pop("COVERAGE_PROCESS_CONFIG", None)  # it needs what is hidden
    command = [sys.executable, "-X", "warn_default_encoding", "-c", HIDDEN + code]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8")


def test_every_module_can_be_imported(project):
    done = run(project, IMPORT_ALL)
    assert (done.returncode, done.stderr) == (0, "")
    files = {path.relative_to(project / "plugins") for path in project.glob("plugins/*/**/*.py")}
    modules = {".".join(path.with_suffix("").parts) for path in files}
    ours = {name.removesuffix(".__init__") for name in modules if not name.endswith("__main__")}
    assert {"blog", "practice"} | set(done.stdout.split()) == ours


@pytest.mark.slow
@pytest.mark.parametrize(
    "mode", ["preview", *(pytest.param(m, marks=pytest.mark.slow) for m in ("publish", "check"))]
)
def test_the_site_is_built_there_as_it_is_here(project, mode):
    build = f"from blog.build.build import main\nsys.exit(main({mode!r}))"
    for _ in range(2):  # the second time it knows the former site
        done = run(project, build)
        assert done.returncode == 0, done.stdout + done.stderr
    if mode != "check":
        page = (project / "output/post/everything/index.html").read_text(encoding="utf-8")
        assert re.search(r"<time [^>]*>\d{1,2} [A-Z][a-z]+ \d{4}</time>", page)


def test_a_new_post_can_be_begun(project):
    done = run(project, "os.environ['TITLE'] = 'Größe'\nfrom blog.build.new import main\nmain()")
    assert (done.returncode, done.stderr) == (0, "")
    text = (project / "content/posts/grosse.md").read_text(encoding="utf-8")
    assert text.startswith("Title: Größe\n")


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl",
        "signal.SIGHUP",
        "import datetime; f'{datetime.date.today():%-d}'",
        "exec(compile('open(\"x\", \"w\")', 'x', 'exec'), {'__name__': 'blog.x'})",
    ],
)
def test_what_is_hidden_is_missed(project, code):
    assert run(project, code).returncode == 1


def test_no_step_of_the_author_needs_a_shell():
    sources = {path: path.read_text(encoding="utf-8") for path in ROOT.glob("plugins/**/*.py")}
    for shell in ("shell=True", "os.system", "/dev/null", "/tmp"):
        assert [path.name for path, text in sources.items() if shell in text] == []
