"""Measures the public pages of content/ as a phone and a checker see them: `make audit`.

A script and no test: the paint times are this computer's, today, so they are compared with
an empty page of the same minutes. It asks this computer and no other, and output/ stays as it is.
"""

import gzip
import io
import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

import brotli  # noqa: E402
import nu  # noqa: E402
import phone  # noqa: E402
from built import Site, build  # noqa: E402
from figures import ARTICLE, Figures, table, verdict  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from served import host  # noqa: E402

TIMES = 5  # visits to each page
BUSY = 1.5  # tasks that want each processor; the visits alone make about one
EMPTY = "empty.html"  # it has one letter, because without any there is no paint to measure
NOTHING = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><p>A'


def main() -> int:
    """Returns 1 if a figure is not as it should be, or could not be measured."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary, host() as here:
        folder = Path(temporary)
        with redirect_stdout(io.StringIO()):
            site = build("publishconf.py", ROOT / "content", folder / "www", SITEURL=here.url)
        here.folder, here.headers = folder / "sent", {"Content-Encoding": "br"}
        send(site, here.folder)
        pages, unchecked = measure(site, here.url, folder)
    print(*table(pages), sep="\n")
    print(f"\nThe middle of {TIMES} visits; first and largest paint in ms after an empty page's.")
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    if load > BUSY:
        print(f"This computer is busy, {load:.1f} tasks a processor: paints come late.")
    if unchecked:
        print(f"Nu: not checked: {unchecked}")
    else:
        print("Nu read each @layer of the styles as @media all, because it knows no layers yet.")
    wrong = verdict(pages)
    print("", *wrong, sep="\n") if wrong else None
    seconds = time.monotonic() - began
    print(f"\n{len(pages)} pages, {len(wrong)} figures to mend, {seconds:.0f} seconds.")
    return int(bool(wrong))


def chosen(site: Site) -> list[tuple[str, str]]:
    """Each kind of page with the file of one; of articles, all."""
    kinds = {"page": "about", "contact": "contact", "help": "getting-help-now"}
    return [
        ("home", "index.html"),
        *((ARTICLE, name) for name in site.pages if name.startswith("post/")),
        *((kind, f"{name}/index.html") for kind, name in kinds.items()),
        ("archive", "archive/index.html"),
        *(
            (kind, next(name for name in site.pages if name.startswith(f"{kind}/")))
            for kind in ("category", "tag")
        ),
        ("search", "search/index.html"),
        ("not found", "404.html"),
    ]


def send(site: Site, folder: Path) -> None:
    """Put every file into `folder` as it is sent, in Brotli: then the paint times are honest."""
    for name, path in site.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(brotli.compress(path.read_bytes()))
    (folder / EMPTY).write_bytes(brotli.compress(NOTHING))


def measure(site: Site, url: str, folder: Path) -> tuple[list[Figures], str]:
    """The figures of every chosen page, and why Nu checked none, if so."""
    pages = {name: kind for kind, name in chosen(site)}
    addresses = {name: f"{url}/{name.removesuffix('index.html')}" for name in pages}
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER_PATH") or None,
            args=["--no-sandbox"] if root else [],  # the sandbox refuses to run as root
        )
        empty = f"{url}/{EMPTY}"
        phone.visit(browser, empty)  # the first of all waits for the browser to wake up
        seen = phone.visits(browser, [empty, *addresses.values()], TIMES)
        access = {name: phone.access(browser, address) for name, address in addresses.items()}
        browser.close()
    copies = folder / "copies"
    copies.mkdir()
    try:
        errors, unchecked = nu.errors({name: site.read(name) for name in pages}, copies), ""
    except nu.Unchecked as reason:
        errors, unchecked = {}, str(reason)
    for name, found in errors.items():
        print(*(f"Nu: {name}: {each}" for each in found), sep="\n", end="\n" if found else "")
    figures = []
    for name, kind in pages.items():
        html, address = site.read(name).encode(), addresses[name]
        figures.append(
            Figures(
                kind=kind,
                address=address.removeprefix(url),
                brotli=len(brotli.compress(html, quality=11)),
                gzip=len(gzip.compress(html, 9, mtime=0)),
                requests=seen[address].requests,
                pictures=seen[address].pictures,
                paint=seen[address].paint - seen[empty].paint,
                largest=seen[address].largest - seen[empty].largest,
                shift=seen[address].shift,
                console=seen[address].console,
                nu=len(errors[name]) if name in errors else None,
                **access[name],
            )
        )
    return figures, unchecked


if __name__ == "__main__":
    sys.exit(main())
