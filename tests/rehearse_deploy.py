"""Runs every step of the workflow, in order, as GitHub would for a change on main.

`make test-deploy` does this. Each job has a clean clone of what is committed. Our own steps run
as they are written; for the actions of others there are stand-ins, which do what matters to us.
Whatever in the workflow this does not know, it refuses, so that nothing goes untried in silence.

The program counts as tested: the tests themselves are not run again. What is for other systems than
this one is left to them.
"""

import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from workflow import JOBS, ON_MAIN, PROPOSED, ROOT, STEPS, UNTESTED

HERE = "ubuntu-24.04"
CONDITIONS = {ON_MAIN: True, f"{PROPOSED} || {UNTESTED}": False}  # for a change on main, tested
OF_A_JOB = {"name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment"}
OF_A_JOB |= {"outputs", "steps"}
OF_A_STEP = {"name", "id", "if", "uses", "with", "run", "env"}
# Said by the run that this is a part of, and unknown to a step at GitHub.
OURS = re.compile("MAKE|MFLAGS|PYTHON|PYTEST|COV|VIRTUAL_ENV|BROWSER_PATH|SITE_URL|POST|TITLE|URL")
GITS_OWN = re.compile(r"(^|/)\.(git|github)(/|$)")
HIDDEN = re.compile(r"(^|/)\.[^/]")


class Pages(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: folders by their index.html, lost paths by 404.html."""

    def send_error(self, code, message=None, explain=None):
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def version_string(self):
        return "GitHub.com"  # by which the smoke check knows that no headers of ours are to come

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_):
        pass


class GitHub:
    """What lasts from one step to the next, and from one job to the next."""

    def __init__(self, folder: Path):
        self.machine = folder / "machine"  # where one job runs; then it is gone
        self.clone = self.machine / "clone"
        self.artifact = folder / "github-pages.tar"
        self.live = folder / "live"
        self.live.mkdir()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=self.live))
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.known: dict[str, str] = {}  # what stands for an expression

    def start(self, name: str) -> None:
        """Take a new machine, for a job whose turn it is."""
        job = JOBS[name]
        assert job.keys() <= OF_A_JOB
        assert job.get("if", ON_MAIN) == ON_MAIN
        assert list(JOBS).index(job.get("needs", name)) <= list(JOBS).index(name)
        self.known = {key: out for key, out in self.known.items() if key.startswith("needs.")}
        shutil.rmtree(self.machine, ignore_errors=True)
        self.machine.mkdir()

    def run(self, job: str, step: dict) -> None:
        assert step.keys() <= OF_A_STEP
        if not CONDITIONS[step.get("if", ON_MAIN)]:
            assert step["run"] == "make test"
            pytest.skip("this very program has been tested")
        if "run" in step:
            self.shell(step)
        else:
            action = STAND_INS[step["uses"].split("@")[0]]
            inputs = {key.replace("-", "_"): value for key, value in step.get("with", {}).items()}
            for key, out in (action(self, **inputs) or {}).items():
                self.known[f"steps.{step['id']}.outputs.{key}"] = out
        for key, expression in JOBS[job].get("outputs", {}).items():
            self.known[f"needs.{job}.outputs.{key}"] = self.filled_in(expression)

    def shell(self, step: dict) -> None:
        """As GitHub does where a step names no shell: `bash -e`, on a file."""
        script = self.machine / "step.sh"
        script.write_text(step["run"])
        env = {key: value for key, value in os.environ.items() if not OURS.match(key)}
        env |= {"CI": "true", "GITHUB_ACTIONS": "true", "TZ": "UTC"}
        env |= {key: self.filled_in(value) for key, value in step.get("env", {}).items()}
        subprocess.run(["bash", "-e", script], cwd=self.clone, env=env, check=True)
        left = git("status", "--porcelain", cwd=self.clone)
        assert not left, f"this step leaves behind what git does not ignore:\n{left}"

    def filled_in(self, text: str) -> str:
        """The text with what stands for ${{ a }}, or for ${{ a || 'b' }}."""
        expression = r"\$\{\{ (\S+)(?: \|\| '\S+')? \}\}"
        return re.sub(expression, lambda match: self.known[match[1]], text)


def git(*args, **options) -> str:
    done = subprocess.run(["git", *args], stdout=subprocess.PIPE, text=True, check=True, **options)
    return done.stdout


def checkout(github, *, persist_credentials):
    git("clone", "--quiet", ROOT, github.clone)


def setup_python(github, *, python_version):
    """The Python that is here will do; tests/test_workflow.py looks at the version."""


def cache(github, *, key, path, lookup_only):
    assert lookup_only
    return {"cache-hit": "true"}


def configure_pages(github):
    return {"base_url": github.url}


def upload_pages_artifact(github, *, path, include_hidden_files=False, retention_days=1):
    """Packs the folder by the rules of the action, which drops hidden files unless told."""
    dropped = GITS_OWN if include_hidden_files else HIDDEN
    with tarfile.open(github.artifact, "w") as artifact:
        artifact.add(
            github.clone / path, "", filter=lambda file: None if dropped.search(file.name) else file
        )
        names = set(artifact.getnames())
    assert {"index.html", "404.html", ".nojekyll"} <= names


def deploy_pages(github):
    with tarfile.open(github.artifact) as artifact:
        artifact.extractall(github.live, filter="data")
    return {"page_url": f"{github.url}/"}


STAND_INS = {
    "actions/checkout": checkout,
    "actions/setup-python": setup_python,
    "actions/cache": cache,
    "actions/configure-pages": configure_pages,
    "actions/upload-pages-artifact": upload_pages_artifact,
    "actions/deploy-pages": deploy_pages,
}


@pytest.fixture(scope="module")
def github():
    with tempfile.TemporaryDirectory() as folder:
        github = GitHub(Path(folder))
        yield github
        github.server.shutdown()
        github.server.server_close()


def title(value):
    return value if isinstance(value, str) else value.get("run") or value["uses"].split("@")[0]


@pytest.mark.parametrize(("job", "step"), STEPS, ids=title)
def test_step(github, job, step):
    if JOBS[job]["runs-on"] != HERE:
        assert job == "elsewhere"
        pytest.skip("this is for other systems")
    if step is JOBS[job]["steps"][0]:
        github.start(job)
    github.run(job, step)
