"""Asks pip-audit which of the locked packages are known to be unsafe."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from textwrap import shorten

from proof.problem import Problem

from .lock import LOCKS, Package

# OSV has the advisories of PyPA and of GitHub: https://google.github.io/osv.dev/data/
# It is asked, and not PyPI, which pip-audit would ask by itself: where a mirror stands in for
# PyPI and does not know of advisories, pip-audit passes over every package, and calls it a success.
SERVICE = "https://api.osv.dev/v1/query"
LONGEST = 200  # characters of a reason; the one for a lost connection names every layer of it
PATIENCE = 300  # seconds; it asks for one package after the other


def check(packages: Iterable[Package]) -> Iterator[Problem]:
    """A problem for each known vulnerability, and one for whatever could not be looked up."""
    locked = {(package.name, package.version): package for package in packages}
    answers, trouble = ask()
    if trouble:
        yield unchecked(f"No package was CHECKED for known vulnerabilities: {trouble}")
    for answer in answers:
        if "skip_reason" in answer:
            what = f"{answer['name']} was NOT CHECKED for known vulnerabilities"
            yield unchecked(f"{what}: {answer['skip_reason']}")
        for each in answer.get("vulns", []):
            package = locked[answer["name"], answer["version"]]
            names = ", ".join([each["id"], *each["aliases"]])
            what = f"{package.name} {package.version} is known to be unsafe ({names})"
            mended = " or ".join(each["fix_versions"])
            then = f"mended in {mended}: make lock, then make test" if mended else "not mended yet"
            yield Problem(package.path, package.line, f"{what}; {then}")


def ask() -> tuple[list[dict], str]:
    """What pip-audit says of each package, or why it says nothing."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner", "off"]
    command += ["--vulnerability-service", "osv", "--osv-url", SERVICE, "--format", "json"]
    for lock in LOCKS:
        command += ["--requirement", lock]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        return json.loads(said.stdout)["dependencies"], ""
    except subprocess.TimeoutExpired:
        return [], f"pip-audit was not done after {PATIENCE} seconds"
    except ValueError:
        reason = said.stderr.strip().split("\n")[-1]
        return [], shorten(f"pip-audit did not reach {SERVICE}. {reason}", LONGEST)


def unchecked(what: str) -> Problem:
    return Problem("", 0, what, stops=False)
