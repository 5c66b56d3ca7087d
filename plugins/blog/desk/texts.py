"""Her texts on disk: read into header and body, written whole or not at all, never lost.

For the browser, a text is {"header": [[key, value], …], "body": …}; here, the bytes of its file,
whose digest is its mark. In .desk/ lie what she typed and has not saved yet (kept/), and what was
saved before (versions/).
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from pelican.readers import ensure_metadata_list as listed
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from ..checks.files import wrong
from ..disk import write
from ..reading.document import Document
from ..reading.metadata import is_understood, moment
from . import WORDS

CONTENT, OWN = Path("content"), Path(".desk")
KEPT = OWN / "kept"  # each the mark of the file that it was typed into, and the new file below
EARLIER = OWN / "versions"
FACTS = "practice.toml"  # has earlier versions, like a text
VERSIONS = 20  # that are kept of each, and of what was typed into it in another window
SAVED = "%Y-%m-%d %H-%M-%S-%f"  # the name of a version
TEN = 15  # letters of it that are the same for ten minutes
NAME = r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*"  # of a folder or a file
PLACE = re.compile(rf"(?:posts|pages)/(?:{NAME}/)*{NAME}\.md")
KEY = re.compile(r"[A-Za-z0-9_-]+")
SLUGS = DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]

codecs.register_error(
    "windows", lambda it: (it.object[it.start : it.end].decode("cp1252", "replace"), it.end)
)


class Refused(Exception):
    """(status of HTTP, sentence or its name in words.toml, more to tell)"""


def find(place: str) -> Path:
    """The file of the text at `place`, posts/apps.md, there or not; raises Refused.

    No link is followed, so that nothing outside content/ is ever read or written.
    """
    path = CONTENT / place
    is_other = path.is_symlink() or (path.exists() and not path.is_file())  # a folder, say
    if not PLACE.fullmatch(place) or is_other or path.resolve() != CONTENT.resolve() / place:
        raise Refused(404, "no_text")
    return path


def places() -> Iterator[str]:
    """All texts that there are."""
    for path in sorted(CONTENT.glob("p*s/**/*.md")):
        with suppress(Refused):
            find(place := path.relative_to(CONTENT).as_posix())
            yield place


def read(place: str) -> bytes:
    """The file at this place; nothing if there is none."""
    path = find(place)
    return path.read_bytes() if path.exists() else b""


def mark(data: bytes) -> str:
    return sha256(data).hexdigest() if data else ""


def decoded(data: bytes) -> str:
    """Where it is no UTF-8, as Windows wrote it before, so that saving it loses no letter."""
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_utf16 else "utf-8-sig", "windows")


def document(data: bytes) -> Document:
    return Document("", "", tuple(re.split(r"\r\n?|\n", decoded(data))))


def lines(text: Document) -> list[tuple[str, str, list[str]]]:
    """The header: each key as it was typed, its value, and the lines that they stand on."""
    found: list[tuple[str, str, list[str]]] = []
    for key, field in text.entries:
        line = text.lines[field.line - 1]
        name, value, above = (line.partition(":")[0].strip(), "", []) if key else found.pop()
        found.append((name, f"{value} {field.value}".strip(), [*above, line]))
    return found


def parted(data: bytes) -> dict:
    """The text that this file is, for the browser."""
    text = document(data)
    header = [[key, value] for key, value, _ in lines(text)]
    return {"header": header, "body": "\n".join(text.lines[text.body - 1 :])}


def joined(header: list, body: str, before: bytes = b"", out: bytes | None = None) -> bytes:
    """The file of a text as the browser sends it; raises whatever is wrong if that is none.

    What she did not change stays as it was typed in the file `before`, and so do the order and the
    spelling of the keys. A key with nothing behind it is left out, unless it was typed so. Where
    the text is `out` there under another address, that leads on.
    """
    old, header = document(before), led_on(header, out or b"")
    there = {(key.lower(), " ".join(value.split())): typed for key, value, typed in lines(old)}
    spelled = {key.lower(): key for key, _, _ in lines(old)}
    said = [(spelled.get(key.lower(), key), " ".join(value.split())) for key, value in header]
    if not all(KEY.fullmatch(key) for key, _ in said):
        raise Refused(400, "not_understood")
    said.sort(key=lambda each: [*spelled.values(), each[0]].index(each[0]))
    new = []
    for key, value in said:  # which is one line now
        new += there.get((key.lower(), value)) or [f"{key}: {value}"] * bool(value)
    entries = [field.line for _, field in old.entries] or [1, 0]
    above, between = old.lines[: entries[0] - 1], old.lines[entries[-1] : old.body - 1]
    if new and not (between or (old.entries and old.lines[old.body - 1 :])):
        between = ("",)
    body = body.replace("\r\n", "\n").rstrip("\n")
    whole = "\n".join([*above, *new, *between, *[body] * bool(body), ""])
    return whole.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def replace(path: Path, data: bytes) -> None:
    """This is what stands there now; nothing, and there is no file."""
    if data:
        write(path, data, lasting=True)
    else:
        path.unlink(missing_ok=True)


def save(place: str, data: bytes, known: str, typed: str = "") -> dict:
    """Write the text, or throw it away if there is no `data`, if its file still has the mark that
    is `known`; raises Refused. What was there is its latest version; of the rest, see `keep`."""
    before = read(place)
    if data != before or not (data or known):
        if mark(before) != known:
            raise Refused(412, "changed", {"mark": mark(before), **parted(before)})
        keep_version(place, before)
        replace(find(place), data)
    return keep(place, data, None, typed)


def named(place: str, data: bytes) -> str:
    """Where the text lies now: a file whose name stops the website has that of its address."""
    end = slug(said(data))
    there = f"{place.rpartition('/')[0]}/{end}.md"
    if not wrong(place) or not is_understood("slug", end) or find(there).exists():
        return place
    find(place).rename(find(there))
    with suppress(OSError):  # there are none, or another text had this name
        (EARLIER / place).rename(EARLIER / there)
    return there


def keep_version(place: str, data: bytes, how: str = "saved") -> None:
    """What is written over now can be brought back, whatever else was only "typed"."""
    folder, now = EARLIER / place, datetime.now()
    with suppress(ValueError):  # there is none; else it is the latest, if the clock was set back
        latest = max(path.name for path in folder.glob("*.md")).rpartition(" ")[0]
        now = max(now, datetime.strptime(latest, SAVED) + timedelta.resolution)
    if data:
        write(folder / f"{now.strftime(SAVED)} {how}.md", data, lasting=True)
    if len(known := sorted(folder.glob(f"* {how}.md"))) > VERSIONS:
        close = (old for old, new in pairwise(known) if old.name[:TEN] == new.name[:TEN])
        next(close, known[0]).unlink()  # rather than those of yesterday


def versions(place: str) -> dict[str, Path]:
    """The earlier versions by the moment when they were written over, the latest first."""
    if place != FACTS:
        find(place)
    return {path.stem: path for path in sorted((EARLIER / place).glob("*.md"), reverse=True)}


def version(place: str, name: str = "") -> bytes:
    """The version of this moment, or the newest words of a text; raises Refused."""
    known = versions(place)
    if not name and (words := waiting(place)[1]):
        return words
    if not (path := known.get(name or next(iter(known), ""))):
        raise Refused(404, "no_version")
    return path.read_bytes()


def thrown() -> Iterator[tuple[str, str]]:
    """The texts that are gone, and can be brought back: the place and the title of each."""
    known = {path.parent.relative_to(EARLIER) for path in EARLIER.glob("p*s/**/*.md/*.md")}
    known |= {path.relative_to(KEPT) for path in KEPT.glob("p*s/**/*.md")}
    for place in sorted(path.as_posix() for path in known if not (CONTENT / path).exists()):
        with suppress(Refused):  # all that was typed was taken out again
            yield place, title(place, version(place))


def keep(place: str, data: bytes, known: str | None, typed: str = "") -> dict:
    """Keep these words, typed into the file of the mark `known`; None: they are what it says.

    `typed` marks what this window has kept before. Where `other` words are kept, of another window,
    they become an earlier version, and are told.
    """
    other, words = waiting(place)
    if is_told := other and other["typed"] != typed and words != data:
        keep_version(place, words, "typed")
    new = b"" if known is None else f"{known}\n".encode() + data
    replace(KEPT / place, new)
    return {"typed": mark(new), "other": other if is_told else None}


def waiting(place: str) -> tuple[dict | None, bytes]:
    """What is kept of this text, for the browser, if it is not what its file says; and the newest
    words of it, as a file."""
    path, saved = KEPT / place, read(place)
    if path.exists():
        known, _, data = (whole := path.read_bytes()).partition(b"\n")
        if parted(data) != parted(saved):
            about = {"mark": known.decode(), "typed": mark(whole)}
            return {**parted(data), **about, "when": path.stat().st_mtime * 1000}, data
    return None, saved


def said(data: bytes) -> dict[str, str]:
    """The header by key, in lower case; the first of a key counts."""
    return {key.lower(): value for key, value, _ in reversed(lines(document(data)))}


def title(place: str, data: bytes) -> str:
    return WORDS["desk"]["practice"] if place == FACTS else said(data).get("title") or place


def state(said: dict[str, str]) -> tuple[str, str]:
    """How far a text is that says this in its header, and its day."""
    when = moment(said["date"]) if is_understood("date", said.get("date", "")) else None
    day = str(when.date()) if when else ""
    if not said or said.get("status", "").lower() not in ("", "published"):
        return "draft", day
    return "waiting" if when and when > datetime.now(when.tzinfo) else "public", day


def slug(said: dict[str, str]) -> str:
    return said.get("slug") or slugify(said.get("title", ""), SLUGS)


def led_on(header: list, out: bytes) -> list:
    """The header, to which the address leads that the text has where it is `out`, and public."""
    was, now = said(out), {key.lower(): value for key, value in header}
    old, new, known = slug(was), slug(now), listed(now.get("aliases", "").split(","))
    understood = all(is_understood("slug", each) for each in (old, new))
    if state(was)[0] != "public" or not understood or (old == new and new not in known):
        return header
    aliases = ", ".join(each for each in listed([*known, old]) if each != new)
    return [*(line for line in header if line[0].lower() != "aliases"), ["Aliases", aliases]]
