"""Her texts on disk: read into header and body, written whole or not at all, never lost.

A text is {"header": [[key, value], …], "body": …}; its mark, the digest of its file. In .desk/ lie
what she typed and has not saved yet (kept/), and what was saved before (versions/).
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from ..disk import write
from ..reading.document import Document
from ..reading.metadata import is_understood, moment

CONTENT, OWN = Path("content"), Path(".desk")
VERSIONS = 20  # that are kept of a text
SAVED = "%Y-%m-%d %H-%M-%S-%f"  # the name of a version
NAME = r"\w[^/\\:\x00-\x1f]*"  # of a folder or a file
PLACE = re.compile(rf"(?:posts|pages)/(?:{NAME}/)*{NAME}\.md")
KEY = re.compile(r"[A-Za-z0-9_-]+")
SLUGS = DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]


class Refused(Exception):
    """(status of HTTP, sentence or its name in words.toml, more to tell)"""


def find(place: str) -> Path:
    """The file of the text at `place`, posts/apps.md, there or not; raises Refused.

    No link is followed, so that nothing outside content/ is ever read or written.
    """
    path, real = CONTENT / place, CONTENT.resolve() / place
    if not PLACE.fullmatch(place) or path.parent.resolve() != real.parent or path.is_symlink():
        raise Refused(404, "no_text")
    return path


def places() -> Iterator[str]:
    """All texts that there are."""
    for path in sorted(CONTENT.glob("p*s/**/*.md")):
        with suppress(Refused):
            place = path.relative_to(CONTENT).as_posix()
            find(place)
            yield place


def read(place: str) -> bytes:
    """The file at this place; nothing if there is none."""
    path = find(place)
    return path.read_bytes() if path.exists() else b""


def stamps() -> set[tuple[str, int]]:
    """Each text, and when it was last written."""
    found = set()
    for place in places():
        with suppress(OSError):  # gone in this moment
            found.add((place, (CONTENT / place).stat().st_mtime_ns))
    return found


def mark(data: bytes) -> str:
    return sha256(data).hexdigest() if data else ""


def document(data: bytes) -> Document:
    said = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Document("", "", tuple(said.split("\n")))


def header(text: Document) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each key as it was typed, its value, and the lines that they stand on."""
    starts = [field.line for key, field in text.entries if key]
    end = max((field.line for _, field in text.entries), default=0)
    for start, after in pairwise([*starts, end + 1]):
        values = [field.value for _, field in text.entries if start <= field.line < after]
        typed = text.lines[start - 1 : after - 1]
        yield typed[0].partition(":")[0].strip(), " ".join(values), typed


def parted(data: bytes) -> dict:
    """The text that this file is."""
    text = document(data)
    found = [[key, value] for key, value, _ in header(text)]
    return {"header": found, "body": "\n".join(text.lines[text.body - 1 :])}


def joined(text: dict, before: bytes) -> bytes:
    """The file of a text; what she did not change stays as it was typed in the one `before`."""
    old = document(before)
    typed = {(key, plain(value)): lines for key, value, lines in header(old)}
    said = [(key, plain(value)) for key, value in text["header"]]
    lines = [line for each in said for line in typed.get(each, [": ".join(each).rstrip()])]
    known = [field.line for _, field in old.entries] or [1, 0]
    above, between = old.lines[: known[0] - 1], old.lines[known[-1] : old.body - 1]
    if lines and not (between or (old.entries and old.lines[old.body - 1 :])):
        between = ("",)
    body = text["body"].rstrip("\n")
    whole = "\n".join([*above, *lines, *between, *[body] * bool(body), ""])
    return whole.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def checked(header: list, body: str, before: bytes = b"") -> dict:
    """A text as it was sent, if it is one; raises Refused.

    Its lines have the order and the spelling of those `before`; one without a value is none, unless
    it was one.
    """
    old = {key.lower(): (n, key, value) for n, (key, value) in enumerate(parted(before)["header"])}
    with suppress(TypeError, ValueError, AttributeError):
        said = [body, *(part for key, value in header for part in (key, value))]
        "".join(said).encode()  # half a character cannot be written
        if all(KEY.fullmatch(key) for key, _ in header):
            lines = [(old.get(key.lower(), (len(old), key, None)), plain(v)) for key, v in header]
            lines = [(n, key, value) for (n, key, was), value in lines if value or was == ""]
            ordered = [[key, value] for _, key, value in sorted(lines, key=itemgetter(0))]
            return {"header": ordered, "body": body.replace("\r\n", "\n")}
    raise Refused(400, "not_understood")


def plain(value: str) -> str:
    """A value is one line, or it could become a second one of the header."""
    return " ".join(value.split())


def save(place: str, text: dict, known: str) -> bytes:
    """Write the text, if its file still has the mark that is `known`; raises Refused."""
    before = read(place)
    data = joined(text, before)
    if data != before:
        if mark(before) != known:
            raise Refused(412, "changed", {"mark": mark(before), **parted(before)})
        keep_version(place, before)
        write(find(place), data, lasting=True)
    kept(place).unlink(missing_ok=True)
    return data


def keep_version(place: str, data: bytes) -> None:
    """What is saved over now can be brought back."""
    folder = OWN / "versions" / place
    if data:
        write(folder / f"{datetime.now().strftime(SAVED)}.md", data, lasting=True)
    for old in sorted(folder.glob("*.md"))[:-VERSIONS]:
        old.unlink()


def versions(place: str) -> list[str]:
    """The names of the earlier versions: when they were saved over, the latest first."""
    find(place)
    return sorted((path.stem for path in (OWN / "versions" / place).glob("*.md")), reverse=True)


def version(place: str, name: str) -> dict:
    if name not in versions(place):
        raise Refused(404, "no_version")
    return parted((OWN / "versions" / place / f"{name}.md").read_bytes())


def throw(place: str, known: str) -> None:
    """Take the text away if it still has the mark `known`; what it was is its latest version."""
    data = read(place)
    if mark(data) != known:
        raise Refused(412, "changed")
    keep_version(place, data)
    find(place).unlink()


def thrown() -> dict[str, bytes]:
    """What can be brought back of texts that are gone: the latest version, by place."""
    home = OWN / "versions"
    latest = {path.parent.relative_to(home): path for path in sorted(home.glob("p*s/**/*.md/*.md"))}
    gone = (place for place in latest if not (CONTENT / place).exists())
    return {place.as_posix(): latest[place].read_bytes() for place in gone}


def replace(path: Path, data: bytes) -> None:
    """This is what stands there now; nothing, and there is no file."""
    if data:
        write(path, data, lasting=True)
    else:
        path.unlink(missing_ok=True)


def kept(place: str) -> Path:
    """Where the words wait that she typed into this text and has not saved."""
    find(place)
    return OWN / "kept" / f"{place}.json"


def keep(place: str, text: dict, known: str | None) -> None:
    """Keep these words, with the mark of the file that they were typed into; with none, forget."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    typed = json.dumps({**text, "mark": known, "when": when})
    replace(kept(place), b"" if known is None else typed.encode())


def waiting(place: str, now: dict) -> dict | None:
    """What is kept of this text, if it is not what is saved `now`."""
    with suppress(FileNotFoundError):
        found = json.loads(kept(place).read_bytes())
        if any(found[part] != now[part] for part in ("header", "body")):
            return found
    return None


def lines(text: dict) -> list[str]:
    return [*(f"{k}: {v}" for k, v in text["header"] if v), "", *text["body"].split("\n")]


def fields(text: dict) -> dict[str, str]:
    """The header by key, in lower case; the first of a key counts."""
    return {key.lower(): value for key, value in reversed(text["header"])}


def state(said: dict[str, str]) -> tuple[str, str]:
    """How far a text is that says this in its header, and its day."""
    status, day = said.get("status", "").lower(), ""
    with suppress(ValueError):
        day = moment(said.get("date", "")).date().isoformat()
    if status in ("", "published"):
        return "waiting" if day > date.today().isoformat() else "public", day
    return "hidden" if status == "hidden" else "draft", day


def said(data: bytes) -> dict[str, str]:
    return fields(parted(data))


def listed(value: str) -> list[str]:
    """What commas part."""
    return [each for each in map(str.strip, value.split(",")) if each]


def slug(said: dict[str, str]) -> str:
    return said.get("slug") or slugify(said.get("title", ""), SLUGS)


def led_on(text: dict, out: dict) -> dict:
    """The text, to which the address leads that it has where it is `out`, and public."""
    was, now = fields(out), fields(text)
    old, new = slug(was), slug(now)
    if state(was)[0] != "public" or not new or old == new or not is_understood("slug", old):
        return text
    known = [*listed(now.get("aliases", "")), old]
    aliases = [each for each in dict.fromkeys(known) if each != new]
    rest = [[key, value] for key, value in text["header"] if key.lower() != "aliases"]
    return {**text, "header": [*rest, ["Aliases", ", ".join(aliases)]]}


def linked(place: str, addresses: list[str]) -> list[str]:
    """The titles of the public texts that have a link to this one, by its file or its addresses."""
    ways = "|".join(re.escape(way.strip("/")) for way in (Path(place).name, *addresses))
    link = re.compile(rf"\]\([^)\s]*[/}}](?:{ways})(?![\w-])".encode())
    found = (said(read(each)) for each in places() if each != place and link.search(read(each)))
    return [each.get("title", "") for each in found if state(each)[0] == "public"]
