"""Her texts on disk: read into header and body, written whole or not at all, never lost.

A text is {"header": [[key, value], …], "body": …}, its mark the digest of its file. In .desk/ lie
what she typed and has not saved yet (kept/), and what was saved before (versions/).
"""

import json
import os
import re
import secrets
import subprocess
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ..reading.document import Document

CONTENT, OWN = Path("content"), Path(".desk")
VERSIONS = 20  # that are kept of a text
PLACE = re.compile(r"(?:posts|pages)/(?:\w[^/\\:\0]*/)*\w[^/\\:\0]*\.md")
KEY = re.compile(r"[A-Za-z0-9_-]+")


class Refused(Exception):
    """Why a request is refused: the status of HTTP, the sentence's name in words.toml, more."""


def find(place: str) -> Path:
    """The path of the text at `place`, posts/apps.md, there or not; raises Refused.

    No link is followed, so that nothing outside content/ is ever read or written.
    """
    path = CONTENT / place
    real = CONTENT.resolve() / place
    if not PLACE.fullmatch(place) or path.parent.resolve() != real.parent or path.is_symlink():
        raise Refused(404, "no_text")
    return path


def places() -> list[str]:
    """All texts that there are."""
    paths = (path for kind in ("posts", "pages") for path in sorted((CONTENT / kind).rglob("*.md")))
    found = []
    for path in paths:
        with suppress(Refused):
            found.append(find(path.relative_to(CONTENT).as_posix()).relative_to(CONTENT).as_posix())
    return found


def mark(data: bytes) -> str:
    return sha256(data).hexdigest() if data else ""


def read(path: Path) -> bytes:
    """What is in the file; nothing if there is none."""
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return b""


def parted(data: bytes) -> dict:
    """The text that this file is."""
    document = parsed(data)
    header: list[list[str]] = []
    for key, field in document.entries:
        if key:
            typed = document.lines[field.line - 1].strip().partition(":")[0]
            header.append([typed, field.value])
        elif header:
            header[-1][1] += f" {field.value}"
    return {"header": header, "body": "\n".join(document.lines[document.body - 1 :])}


def parsed(data: bytes) -> Document:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Document("", "", tuple(text.split("\n")))


def joined(text: dict, before: bytes) -> bytes:
    """The file of a text; what of the file `before` did not change stays as it was typed."""
    old, lines, typed = parsed(before), [], {}
    starts = [field.line for key, field in old.entries if key]
    ends = [*starts[1:], max((field.line for _, field in old.entries), default=0) + 1]
    for (key, value), start, end in zip(parted(before)["header"], starts, ends, strict=True):
        typed.setdefault((key, value), []).append(old.lines[start - 1 : end - 1])
    for key, value in text["header"]:
        value = " ".join(value.split())
        same = typed.get((key, value))
        lines += same.pop(0) if same else [f"{key}: {value}".rstrip()]
    above = old.lines[: starts[0] - 1] if starts else ()
    between = old.lines[ends[-1] - 1 : old.body - 1] if starts else ("",)
    whole = "\n".join([*above, *lines, *(between or ("",)), text["body"].rstrip("\n"), ""])
    return whole.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def write(path: Path, data: bytes, mode: int = 0o666) -> None:
    """The whole of it, on the disk, or nothing; what was there stays until then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}~")
    try:
        with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def save(place: str, text: dict, known: str) -> bytes:
    """Write the text, if its file still has the mark that is `known`; raises Refused."""
    path = find(place)
    before = read(path)
    data = joined(text, before)
    if mark(before) != known and data != before:
        raise Refused(412, "changed", {"mark": mark(before), **parted(before)})
    if before and data != before:
        folder = OWN / "versions" / place
        write(folder / f"{datetime.now():%Y-%m-%d %H-%M-%S-%f}.md", before)
        for old in sorted(folder.glob("*.md"))[:-VERSIONS]:
            old.unlink()
    if data != before:
        write(path, data)
    kept(place).unlink(missing_ok=True)
    return data


def kept(place: str) -> Path:
    """Where the words wait that she typed into this text and has not saved."""
    return OWN / "kept" / f"{place}.json"


def keep(place: str, text: dict) -> str:
    """Keep these words, with the mark of the file that they were typed into; since when."""
    find(place)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    write(kept(place), json.dumps({**text, "when": when}).encode())
    return when


def waiting(place: str, now: dict) -> dict | None:
    """What is kept of this text, if it differs from what is saved `now`."""
    with suppress(OSError, ValueError):
        found = json.loads(kept(place).read_bytes())
        return found if {key: found[key] for key in now} != now else None
    return None


def versions(place: str) -> dict[str, tuple[str, str]]:
    """The earlier versions, the latest first: when each was saved, and what git says of it."""
    found = {}
    for path in sorted((OWN / "versions" / place).glob("*.md"), reverse=True):
        when = datetime.strptime(path.stem, "%Y-%m-%d %H-%M-%S-%f").astimezone()
        found[path.name] = when.isoformat(timespec="seconds"), ""
    said = git("log", "--format=%H%x09%cI%x09%s", "--max-count=50", "--", f"{CONTENT}/{place}")
    for commit, when, subject in (line.split("\t", 2) for line in said.splitlines()):
        found[commit] = when, subject
    return found


def version(place: str, name: str) -> dict:
    """One of these versions, as a text."""
    path = find(place)
    if name not in versions(place):
        raise Refused(404, "no_version")
    if name.endswith(".md"):
        return parted(read(OWN / "versions" / place / name))
    return parted(git("show", f"{name}:./{path.as_posix()}").encode())


def git(*args: str) -> str:
    """What git says to this; "" where it fails, or is not there."""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(["git", *args], capture_output=True, timeout=60, check=True)
        return done.stdout.decode(errors="replace")
    return ""
