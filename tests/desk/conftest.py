"""One desk for each module that asks for it; tests write texts of their own."""

import os
import shutil

import pytest
from running import Desk, as_at_first, git, settle, write

if os.name == "nt":  # there a test cannot press Ctrl-C
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A running desk, with her browser in it."""
    running = Desk(settle(tmp_path_factory.mktemp("desk") / "site")).come_in()
    shutil.copytree(running.folder / "content", running.first)
    yield running
    running.end()


@pytest.fixture(autouse=True)
def _small_again(request):
    """What a test writes at the desk of its module is gone after it: of many, each look is long."""
    yield
    if "desk" in request.fixturenames:
        as_at_first(request.getfixturevalue("desk"))


@pytest.fixture
def folder(tmp_path):
    """A small site, where nothing runs yet."""
    return settle(tmp_path)


@pytest.fixture(scope="module")
def with_remote(tmp_path_factory):
    """A desk whose site is in git, with a remote that has it, and somebody else's clone.

    Programs in .desk/bin/ come before others; whom git knows on this computer counts for nothing.
    """
    folder, remote = settle(tmp_path_factory.mktemp("git")), tmp_path_factory.mktemp("remote")
    git(remote, "init", "--quiet", "--bare", "--initial-branch=main")
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "Robin"), ("user.email", "robin@example.com")):
        git(folder, "config", name, value)
    (folder / ".gitignore").write_text("/.desk/\n/.build/\n/output/\n/.published.json\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    other = tmp_path_factory.mktemp("other") / "site"
    git(remote, "clone", "--quiet", str(remote), str(other))
    programs = f"{folder}/.desk/bin{os.pathsep}{os.environ['PATH']}"
    running = Desk(folder, PATH=programs, GIT_CONFIG_GLOBAL=os.devnull).come_in()
    yield running, remote, other, git(folder, "rev-parse", "HEAD").strip()
    running.end()


@pytest.fixture
def in_git(with_remote):
    """The same, as it was at first."""
    running, remote, other, begin = with_remote
    for each in (running.folder, other):
        git(each, "reset", "--quiet", "--hard", begin)
        git(each, "clean", "--quiet", "--force", "-d")
    shutil.rmtree(running.folder / ".desk/kept", ignore_errors=True)
    for name in (".desk/choice.json", ".published.json"):
        (running.folder / name).unlink(missing_ok=True)
    git(running.folder, "push", "--quiet", "--force")
    git(other, "fetch", "--quiet")
    return running, remote


@pytest.fixture
def elsewhere(with_remote, in_git):
    """Somebody else publishes meanwhile what this writes, or renames."""
    other = with_remote[2]

    def publish(name, body, renamed=""):
        if renamed:
            git(other, "mv", f"content/posts/{name}.md", f"content/posts/{renamed}.md")
        elif body is None:
            (other / f"content/posts/{name}.md").unlink()
        else:
            write(other, name, body)
        git(other, "add", ".")
        git(other, "commit", "--quiet", "--message", "Theirs")
        git(other, "push", "--quiet")

    return publish
