"""Measures what one nginx on this computer serves of an article of this site: `make bench`.

A script and no test: the figures are this computer's, today. For ten seconds it asks this computer
and no other.
"""

import io
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from built import build  # noqa: E402
from server import free_port, nginx  # noqa: E402

SECONDS = 3
AT_ONCE = 16  # connections
DAY = 86_400  # seconds
PEAK = 10  # times the average of a day
WAYS = {"gzip": "gzip", "as it is": "identity"}  # the best first
NO_WRK = (
    "This needs wrk, which asks for a page over and over. On Debian or Ubuntu: sudo apt install wrk"
)

HEAD = ("", "bytes sent", "pages a second", "MB a second", "half within", "99 % within")
MEANING = ("visits a day", "sent a day", "a month", "pages a second", "at peak", "load at peak")


@dataclass(frozen=True)
class Load:
    """What came of asking in one way: bytes of an answer, answers a second, milliseconds."""

    way: str
    size: int
    rate: float
    half: float
    nearly_all: float  # 99 of 100


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit(NO_WRK)
    with tempfile.TemporaryDirectory() as temporary:
        folder, port = Path(temporary), free_port()
        url = f"http://127.0.0.1:{port}"
        with redirect_stdout(io.StringIO()):
            site = build("publishconf.py", ROOT / "content", folder / "www", SITEURL=url)
        newest = re.search(rf"{url}(/post/[^<]+/)</loc>", site.read("sitemap.xml"))[1]
        with nginx(folder, [(port, site.folder, "")]):
            loads = [measure(way, port, newest) for way in WAYS]
    print(f"\nOne nginx with one worker sends {newest}")
    print(f"to {AT_ONCE} connections at once, for {SECONDS} seconds each:\n")
    print(table(HEAD, *map(row, loads)))
    print(
        f"\nIf a visit is one such page ({loads[0].way}), and the peak {PEAK} times the average:\n"
    )
    print(table(MEANING, *(meaning(visits, loads[0]) for visits in (1_000, 1_000_000))))
    print("\nPictures, and the work of encryption, come on top.")


def measure(way: str, port: int, path: str) -> Load:
    """Let wrk ask for the page; an answer that is not the page ends the bench."""
    command = ["wrk", "-t1", f"-c{AT_ONCE}", f"-d{SECONDS}s", "--latency"]
    command += ["-H", f"Accept-Encoding: {WAYS[way]}", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if wrong := re.search(r"(Non-2xx|Socket errors).*", said):
        sys.exit(f"{way}: {wrong[0]}")
    rate = float(re.search(r"Requests/sec: *([\d.]+)", said)[1])
    half, nearly_all = (milliseconds(said, share) for share in ("50%", "99%"))
    return Load(way, size_of_answer(port, path, WAYS[way]), rate, half, nearly_all)


def milliseconds(said: str, share: str) -> float:
    number, unit = re.search(rf"{share} +([\d.]+)(us|ms|s)", said).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def size_of_answer(port: int, path: str, encoding: str) -> int:
    """The bytes of the whole answer, its headers too."""
    lines = (f"GET {path} HTTP/1.1", "Host: localhost", f"Accept-Encoding: {encoding}")
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        return sum(map(len, iter(lambda: line.recv(65536), b"")))


def row(load: Load) -> tuple[str, ...]:
    return (
        load.way,
        f"{load.size:,}",
        f"{load.rate:,.0f}",
        f"{load.rate * load.size / 1e6:,.0f}",
        f"{load.half:.2f} ms",
        f"{load.nearly_all:.2f} ms",
    )


def meaning(visits: int, load: Load) -> tuple[str, ...]:
    average = visits / DAY
    return (
        f"{visits:,}",
        amount(visits * load.size),
        amount(visits * load.size * 30),
        often(average),
        often(average * PEAK),
        f"{100 * average * PEAK / load.rate:.1g} %",
    )


def often(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 1 else f"1 in {1 / rate:.0f} s"


def amount(size: float) -> str:
    """Bytes in the largest unit of which there is one."""
    power = next(power for power in (12, 9, 6, 3) if size >= 10**power or power == 3)
    return f"{size / 10**power:.3g} {'kMGT'[power // 3 - 1]}B"


def table(*rows: tuple[str, ...]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (zip(cells, widths, strict=True) for cells in rows)
    return "\n".join("   ".join(cell.rjust(width) for cell, width in line) for line in lines)


if __name__ == "__main__":
    main()
