"""The licence of each package, as the package itself states it, and which ones we take."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from proof.problem import Problem

from .lock import Package

# Each lets the program be used, changed and passed on, also by a practice that earns money.
# Those that ask for the same licence in return (GPL, MPL) ask it of programs, not of websites
# made with them; of all packages only letters of the font are in the site itself (OFL).
# Beside each name, other names by which packages call it.
ALLOWED = {
    "AGPL": ["GNU Affero General Public License v3 or later (AGPLv3+)"],
    "Apache-2.0": ["Apache Software License"],
    "BSD": ["BSD License", "BSD-2-Clause", "BSD-3-Clause"],
    "GPL": [
        "GNU General Public License (GPL)",
        "GNU General Public License v2 or later (GPLv2+)",
    ],
    "LGPL": ["GNU Lesser General Public License v2 or later (LGPLv2+)"],
    "MIT": ["MIT License"],
    "MIT-CMU": [],
    "MPL": [
        "MPL-2.0",
        "Mozilla Public License 1.1 (MPL 1.1)",
        "Mozilla Public License 2.0 (MPL 2.0)",
    ],
    "OFL-1.1": ["SIL Open Font License 1.1 (OFL-1.1)"],
    "PSF-2.0": ["Python Software Foundation License"],
    "Public Domain": [],
}
SHORT = {other: name for name, others in ALLOWED.items() for other in (name, *others)}
JOINED = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()]")


def installed(package: Package) -> Distribution | None:
    """The package where it is installed; None where it is not, or in another version."""
    try:
        found = distribution(package.name)
    except PackageNotFoundError:
        return None
    return found if found.version == package.version else None


def stated(found: Distribution) -> list[str]:
    """The licences that a package names, each by its short name if it is one of ours.

    It may name them in four places, of which the first is the most exact; see
    https://packaging.python.org/en/latest/specifications/core-metadata/
    """
    about = found.metadata
    classifiers = about.get_all("Classifier", [])
    files = (found.read_text(f"licenses/{name}") for name in about.get_all("License-File", []))
    names = (
        parts(about.get("License-Expression", ""))
        or [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
        or parts(about.get("License", ""))
        or [text.strip().splitlines()[0] for text in files if text and text.strip()]
    )
    return sorted({SHORT.get(name, name) for name in names})


def parts(expression: str) -> list[str]:
    """Every licence in "MIT AND (BSD OR PSF)": we want to be able to take each of them."""
    return [part for part in map(str.strip, JOINED.split(expression)) if part]


def check(packages: Iterable[Package]) -> Iterator[Problem]:
    """A problem for each package that states no licence, or one we do not take."""
    for package in packages:
        found = installed(package)
        if not found:
            if package.everywhere:
                yield problem(package, "is not installed; to install it: make packages")
            continue
        names = stated(found)
        if not names:
            yield problem(package, "does not say its licence; find out, or do without it")
        for name in names:
            if name not in ALLOWED:
                wrong = f'is under "{name}", which is not on the list in plugins/supply/licences.py'
                yield problem(package, f"{wrong}; do without it, or add that licence if it is free")


def problem(package: Package, what: str) -> Problem:
    return Problem(package.path, package.line, f"{package.name} {package.version} {what}")
