"""The workflow: what it may do, when, and with whose programs. tests/rehearse_deploy.py runs it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from workflow import GITHUB, JOBS, PATH, ROOT, RUNS, STEPS, USES, WORKFLOW

SETTINGS = (ROOT / "pelicanconf.py").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
VERBS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
ON_MAIN = "github.ref == 'refs/heads/main'"


def run(tool, *args):
    command = [Path(sys.executable).with_name(tool), *args]
    env = {name: value for name, value in os.environ.items() if "TOKEN" not in name}
    return subprocess.run(command, capture_output=True, text=True, env=env)


def zizmor(folder):
    return run("zizmor", "--offline", "--persona", "pedantic", "--strict-collection", folder)


def schema(name, path):
    return run("check-jsonschema", "--builtin-schema", name, path)


# What others' tools say of it


def test_zizmor_has_nothing_to_say():
    done = zizmor(ROOT)
    assert (done.returncode, "No findings" in done.stdout + done.stderr) == (0, True), done.stdout
    assert all(name in done.stderr for name in ("site.yml", "dependabot.yml"))


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("persist-credentials: false", "fetch-depth: 1", "artipacked"),
        (r"checkout@\w{40} # v[\d.]+", "checkout@v7", "unpinned-uses"),
        (r"permissions: \{\}", "permissions: write-all", "excessive-permissions"),
        ("run: make test", "run: make ${{ github.head_ref }}", "template-injection"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ],
)
def test_zizmor_refuses_a_spoilt_one(tmp_path, before, after, rule):
    spoilt = tmp_path / ".github" / "workflows" / "site.yml"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text(re.sub(before, after, PATH.read_text(), count=1))
    done = zizmor(tmp_path)
    assert done.returncode != 0
    assert f"[{rule}]" in done.stdout


FITS = [
    ("vendor.github-workflows", PATH),
    ("custom.github-workflows-require-timeout", PATH),
    ("vendor.dependabot", GITHUB / "dependabot.yml"),
]


@pytest.mark.parametrize(("name", "path"), FITS)
def test_it_is_written_as_github_asks(name, path):
    done = schema(name, path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "path", "before", "after"),
    [
        (*FITS[0], "runs-on:", "run-on:"),
        (*FITS[0], "timezone:", "time-zone:"),
        (*FITS[0], "pages: read", "pages: reed"),
        (*FITS[1], r"timeout-minutes: \d+\n", "\n"),
        (*FITS[2], "interval: weekly", "interval: sometimes"),
    ],
)
def test_written_otherwise_it_is_refused(tmp_path, name, path, before, after):
    spoilt = tmp_path / "spoilt.yml"
    spoilt.write_text(re.sub(before, after, path.read_text(), count=1))
    done = schema(name, spoilt)
    assert (done.returncode, "Schema validation errors" in done.stdout) == (1, True)


# What it runs


def test_every_step_of_ours_is_a_verb_of_the_makefile():
    verbs = [re.fullmatch(r'make ([a-z-]+)( ([A-Z]+)="\$\3")?', run)[1] for run in RUNS]
    assert set(verbs) <= VERBS


def test_every_action_is_pinned_to_a_commit_and_says_its_version():
    lines = re.findall(r"uses: (.*)", PATH.read_text())
    assert len(lines) == len(USES)
    for line in lines:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_an_action_has_the_same_commit_everywhere():
    assert len({use.split("@")[0] for use in USES}) == len(set(USES))


def test_it_builds_with_the_oldest_python_that_is_promised():
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    asked = {step["with"]["python-version"] for _, step in STEPS if "setup-python" in str(step)}
    assert {f">={version}" for version in asked} == {promised}


# What it may do


def test_only_the_job_that_publishes_may_write_and_it_runs_no_program_of_ours():
    writes = {name for name, job in JOBS.items() if "write" in str(job["permissions"])}
    assert writes == {"publish"}
    assert [step["uses"].split("@")[0] for step in JOBS["publish"]["steps"]] == [
        "actions/deploy-pages"
    ]


def test_only_main_is_published():
    """The branch of a pull request is called refs/pull/…/merge, whatever it is about."""
    assert JOBS["publish"]["if"] == ON_MAIN
    assert JOBS["smoke"]["needs"] == "publish"


def test_what_is_published_was_tested_and_checked_first_in_the_same_job():
    runs = [step["run"] for step in JOBS["build"]["steps"] if "run" in step]
    assert runs == ["make test", "make check", "make publish"]
    assert JOBS["publish"]["needs"] == "build"
    assert sum("upload" in use for use in USES) == 1


def test_the_site_is_made_for_where_it_will_be_and_a_proposal_for_ones_own_computer():
    steps = {step.get("id") or step.get("run"): step for step in JOBS["build"]["steps"]}
    assert steps["pages"]["if"] == ON_MAIN
    url = "${{ steps.pages.outputs.base_url || 'http://localhost:8000' }}"
    live = "${{ steps.pages.outputs.base_url }}"  # none, for a proposal: nothing is compared
    assert steps["make publish"]["env"] == {"SITE_URL": url, "LIVE_URL": live}


def test_nothing_stops_a_deploy_half_way():
    cancel = WORKFLOW["concurrency"]["cancel-in-progress"]
    assert cancel == "${{ github.event_name == 'pull_request' }}"


def test_each_day_it_runs_soon_after_midnight_where_the_practice_is():
    (daily,) = WORKFLOW["on"]["schedule"]
    minute, *rest = daily["cron"].split()
    assert (0 < int(minute) < 60, rest) == (True, ["0", "*", "*", "*"])
    assert f'TIMEZONE = "{daily["timezone"]}"' in SETTINGS
