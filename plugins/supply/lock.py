"""The locks: which packages they name, and what a newer lock changes.

`python -m supply.lock FOLDER` tells how the locks differ from those in the folder.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# For the site, for its tests, and for its audit
LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-audit.txt")
ENTRY = re.compile(r"([\w.-]+)==([^\s;\\]+)( ;)?")


@dataclass(frozen=True)
class Package:
    """A package as a lock names it, at `path:line`."""

    name: str
    version: str
    path: str
    line: int
    everywhere: bool  # False: only some systems, or versions of Python, need it


def read(folder: Path = Path()) -> list[Package]:
    """Every package of all locks, by name; a few are there in two versions."""
    found = {}
    for path in LOCKS:
        lines = (folder / path).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if entry := ENTRY.match(line):
                name, version, marker = entry.groups()
                found.setdefault((name, version), Package(name, version, path, number, not marker))
    return [package for _, package in sorted(found.items())]


def changes(before: Iterable[Package], after: Iterable[Package]) -> Iterator[str]:
    """A line for each package that is new, gone, or there in another version."""
    old, new = versions(before), versions(after)
    for name in sorted(old | new):
        if name not in old:
            yield f"{name} {new[name]} added"
        elif name not in new:
            yield f"{name} {old[name]} removed"
        elif old[name] != new[name]:
            yield f"{name} {old[name]} → {new[name]}"


def versions(packages: Iterable[Package]) -> dict[str, str]:
    by_name: dict[str, list[str]] = {}
    for package in packages:
        by_name.setdefault(package.name, []).append(package.version)
    return {name: " and ".join(dict.fromkeys(all_)) for name, all_ in by_name.items()}


def main(former: str) -> None:
    """Tell what the locks have changed since they were as in the folder `former`."""
    told = list(changes(read(Path(former)), read()))
    print(*told, sep="\n", end="\n" if told else "")
    print("Now try them: make test" if told else "No package has changed.")


if __name__ == "__main__":
    main(*sys.argv[1:])
