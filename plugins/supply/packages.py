"""Lists every locked package with its licence, and says what speaks against any of them.

`python -m supply.packages` is the command.
"""

import sys

from proof import report

from . import advisories, licences, lock


def main() -> int:
    """Returns 1 if a package may not be used; what could not be checked is only said."""
    packages = lock.read()
    for package in packages:
        found = licences.installed(package)
        names = ", ".join(licences.stated(found)) if found else "not needed on this computer"
        print(f"{package.name} {package.version}: {names}")
    print(flush=True)
    problems = sorted([*licences.check(packages), *advisories.check(packages)])
    report.annotate(problems)
    for problem in problems:
        print(report.line(problem), file=sys.stderr)
    wrong = sum(problem.stops for problem in problems)
    print(f"{report.number(len(packages), 'package')}, {report.number(wrong, 'thing')} to mend.")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
