"""The workflow: what it may do, when, and with whose programs. tests/rehearse_deploy.py runs it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from practice import facts
from workflow import GITHUB, JOBS, ON_MAIN, PATH, PROPOSED, ROOT, STEPS, UNTESTED, USES, WORKFLOW

MAKEFILE = (ROOT / "Makefile").read_text()
VERBS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


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


@pytest.mark.slow
@pytest.mark.parametrize(("name", "path"), FITS)
def test_it_is_written_as_github_asks(name, path):
    done = schema(name, path)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
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


def runs(*jobs):
    return [step["run"] for job in jobs for step in JOBS[job]["steps"] if "run" in step]


def test_every_step_of_ours_is_a_verb_of_the_makefile():
    for run in runs(*JOBS.keys() - {"elsewhere"}):
        assert re.fullmatch(r'make ([a-z-]+)( ([A-Z]+)="\$\3")?', run)[1] in VERBS


def test_on_windows_and_on_a_mac_the_site_is_made_and_tested_without_make_and_a_browser():
    job = JOBS["elsewhere"]
    assert job["runs-on"] == "${{ matrix.system }}"
    assert [name.split("-")[0] for name in job["strategy"]["matrix"]["system"]] == [
        "windows",
        "macos",
    ]
    setup, build, test = runs("elsewhere")
    for name in ("requirements.txt", "requirements-test.txt"):
        assert f"-r {name}" in setup
    assert "--require-hashes" in setup
    assert build == "python -m blog.build.build"
    (which,) = re.findall(r'python -m pytest -n auto -m "(.*)"', test)
    assert f'-m "{which}"' in (ROOT / "CONTRIBUTING.md").read_text()
    markers = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]
    known = {re.match(r"\w+", marker)[0] for marker in markers["ini_options"]["markers"]} - {
        "brief"
    }
    assert which == " and ".join(f"not {marker}" for marker in sorted(known))


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
    assert runs("build") == ["make test", "make check", "make publish"]
    assert JOBS["publish"]["needs"] == "build"
    assert sum("upload" in use for use in USES) == 1


def one(job, **key):
    """The step of the job that has this key with this value."""
    (step,) = [step for step in JOBS[job]["steps"] if key.items() <= step.items()]
    return step


def marks():
    """By job, the step that looks for the mark of a program that has passed its tests."""
    return {job: one(job, id="tested") for job in ("build", "elsewhere")}


def test_tests_are_left_out_only_of_a_program_that_has_passed_them_and_never_of_a_proposal():
    for job, test in (("build", "make test"), ("elsewhere", runs("elsewhere")[-1])):
        steps = JOBS[job]["steps"]
        assert one(job, run=test)["if"] == f"{PROPOSED} || {UNTESTED}"
        assert steps.index(marks()[job]) < steps.index(one(job, run=test))
    others = [step for step in JOBS["build"]["steps"] if step.get("run") in runs("build")[1:]]
    assert [step.get("if") for step in others] == [None, None]  # what she writes is checked


@pytest.mark.parametrize(
    ("changed", "tested"),
    [
        ("content/posts/a-new-post.md", False),
        ("content/practice.toml", False),
        ("content/images/two-chairs.svg", False),
        ("plugins/blog/__init__.py", True),
        ("theme/templates/base.html", True),
        ("pelicanconf.py", True),
        ("requirements.txt", True),
        ("tests/site/content/practice.toml", True),
        (".github/workflows/site.yml", True),
    ],
)
def test_a_push_that_changes_only_content_does_not_wait_for_the_tests_of_the_program(
    changed, tested
):
    """The mark's name has a hash of the files that match: a change of one of them needs a new."""
    for step in marks().values():
        assert step["uses"].startswith("actions/cache@")
        assert "restore-keys" not in step["with"]  # near enough is no mark
        (listed,) = re.findall(r"\$\{\{ hashFiles\((.*)\) \}\}$", step["with"]["key"])
        every, *others = [pattern.strip("'") for pattern in listed.split(", ")]
        assert every == "**"
        left_out = [re.fullmatch(r"!([\w.]+/)\*\*", pattern)[1] for pattern in others]
        assert left_out == [".git/", "content/"]
        assert changed.startswith(tuple(left_out)) is not tested


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
    assert daily["timezone"] == facts.load(ROOT / "content/practice.toml")[0].site.time_zone
