"""What is measured of a page, what it may be at most, and the table that says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from math import inf

ARTICLE = "article"


@dataclass(frozen=True)
class Figures:
    """What was measured of one page; None is what could not be measured."""

    kind: str
    address: str
    brotli: int  # bytes of the page itself, at level 11
    gzip: int  # bytes of the page itself, at level 9
    requests: int  # without pictures
    pictures: int  # that were asked for
    paint: float  # milliseconds later than an empty page
    largest: float  # the same, for the largest contentful paint
    shift: float  # cumulative layout shift
    console: int  # messages
    axe: int  # elements; WCAG 2.2 AA and best practice
    light: int  # elements whose contrast is below AAA
    dark: int
    nu: int | None  # errors in HTML and CSS


NAMES = {
    "kind": "page",
    "brotli": "brotli B",
    "gzip": "gzip B",
    "paint": "first ms",
    "largest": "largest ms",
    "light": "AAA light",
    "dark": "AAA dark",
    "nu": "Nu",
}
SHOWN = [each.name for each in fields(Figures) if each.name != "address"]
MEASURED = SHOWN[1:]
MOST = {
    "requests": 1,
    "pictures": 0,
    "paint": 100,
    "largest": 100,
    "shift": 0,
    "console": 0,
    "axe": 0,
    "light": 0,
    "dark": 0,
    "nu": 0,
}
BY_KIND = {  # where a kind of page may have more, or has a limit that others have not
    ARTICLE: {"brotli": 6000, "gzip": 8000, "pictures": inf},  # as many as she likes
    "page": {"pictures": inf},
    "search": {"requests": 3},  # the script, and what it searches in
}


def most(kind: str) -> dict[str, float]:
    """What a page of this kind may have at most, by figure; what is not in it has no limit."""
    return MOST | BY_KIND.get(kind, {})


def missed(page: Figures) -> dict[str, str]:
    """Why a figure is not as it should be, by figure."""
    said = {}
    for name, limit in most(page.kind).items():
        value = getattr(page, name)
        if value is None:
            said[name] = "NOT CHECKED"
        elif value > limit:
            said[name] = f"{cell(name, value)}, and should be at most {cell(name, limit)}"
    return said


def cell(name: str, value: float | str | None) -> str:
    if value is None:
        return "not checked"
    if name in ("paint", "largest"):
        return f"{value:+.0f}"
    if name == "shift":
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)


def table(pages: Iterable[Figures]) -> Iterator[str]:
    """A line for each page; a figure that is not as it should be has a ✗."""
    rows = [[*(NAMES.get(name, name) for name in SHOWN), ""]]
    for page in pages:
        wrong = missed(page)
        cells = [cell(name, getattr(page, name)) for name in SHOWN]
        marked = ["✗ " * (name in wrong) + text for name, text in zip(SHOWN, cells, strict=True)]
        rows.append([*marked, "✗ misses" if wrong else "✓ good"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others, verdict in rows:
        middle = (text.rjust(width) for text, width in zip(others, widths[1:-1], strict=True))
        yield "  ".join([first.ljust(widths[0]), *middle, verdict]).rstrip()


def verdict(pages: Iterable[Figures]) -> list[str]:
    """A line for each figure that is not as it should be; none if all is well."""
    return [
        f"✗ {page.address} ({page.kind}): {NAMES.get(name, name)} {why}"
        for page in pages
        for name, why in missed(page).items()
    ]
