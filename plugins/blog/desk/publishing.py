"""What visitors do not see yet, and how it goes out: never by force, never half of it.

The way is git where there is a remote, rsync where the file .rsync names a target (no request can),
or else a folder to upload.
"""

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .door import WORDS
from .texts import CONTENT, OWN, Refused, fields, kept, parted, places, read, slug, state

SITE, ZIP = OWN / "site", OWN / "site.zip"
BEFORE = OWN / "published"  # the texts as they last went out, where git does not know them
TARGET = Path(".rsync")
SAID = WORDS["publishing"]
MINUTES = 10 * 60  # seconds at most, for one command


def run(*command: str) -> bytes:
    """What the command prints; raises Refused where it fails."""
    try:
        both = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": MINUTES}
        env = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}  # nobody would see that it asks
        return subprocess.run(command, check=True, env=env, **both).stdout
    except (OSError, subprocess.SubprocessError) as error:
        why = getattr(error, "stderr", b"") or str(error).encode()
        raise Refused(500, why.decode(errors="replace").strip()) from None


def way() -> str:
    if TARGET.exists():
        return "rsync"
    with suppress(Refused):
        run("git", "rev-parse", "--verify", "@{upstream}")
        return "git"
    return "folder"


def before() -> dict[str, bytes]:
    """Each text, and practice.toml, as it last went out."""
    if way() != "git":
        return now(BEFORE)
    with suppress(Refused):
        there = io.BytesIO(run("git", "archive", "@{upstream}", f":(glob){CONTENT}/**/*.[mt]*"))
        with tarfile.open(fileobj=there) as archive:
            files = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
            return {name.removeprefix(f"{CONTENT}/"): file.read() for name, file in files.items()}
    return {}


def now(folder: Path = CONTENT) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.[mt]*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changes() -> dict[str, tuple[str, str]]:
    """By place what changes (new, changed, moved or gone for visitors; drafts), and the title."""
    found, was, here = {}, before(), now()
    for place in sorted(was.keys() | here.keys()):
        old, new = was.get(place, b""), here.get(place, b"")
        then, said = (fields(parted(data)) for data in (old, new))
        seen = [
            bool(data) and state(each)[0] != "draft" for data, each in ((old, then), (new, said))
        ]
        if old != new and not any(seen) and place.endswith(".md"):
            found[place] = "drafts", (said or then).get("title") or place
        elif old != new and any(seen):
            moved = "moved" if slug(then) != slug(said) else "changed"
            kind = "new" if not seen[0] else "gone" if not seen[1] else moved
            found[place] = kind, (said if seen[1] else then).get("title") or SAID["practice"]
    return found


def plan(stops: list[str]) -> dict:
    found = changes().values()
    kinds = {k: [title for each, title in found if each == k] for k in (*KINDS, "drafts")}
    if way() != "git":
        kinds["drafts"] = []  # they stay here
    unsaved = [
        fields(parted(read(place))).get("title", place)
        for place in places()
        if kept(place).exists()
    ]
    return {**kinds, "unsaved": unsaved, "stops": stops, "way": way(), "said": SAID[way()]}


KINDS = ("new", "changed", "gone", "moved")


def publish(plan: Callable[[], dict], hand_out: Callable[[str], bool]) -> dict:
    """Do what the plan says; `hand_out` puts the public site into a folder. What was done."""
    wanted = plan()
    try:
        if wanted["way"] == "git":
            wanted = pulled(wanted, plan)
        if wanted["stops"] or (wanted["way"] != "git" and not hand_out(str(SITE))):
            return {"said": [SAID["stops"]], "good": False}
        return {"said": [SAID["done"]], "good": True} | WAYS[wanted["way"]](wanted)
    except Refused as refused:
        return {"said": [SAID["failed"], refused.args[1]], "good": False}


def pulled(wanted: dict, plan: Callable[[], dict]) -> dict:
    """First comes what others have published; where that does not fit hers, git changes nothing."""
    run("git", "fetch")
    if not run("git", "rev-list", "HEAD..@{upstream}"):
        return wanted
    run("git", "pull", "--ff-only")
    return plan()


def by_git(wanted: dict) -> dict:
    """One commit of content/, pushed; if it cannot be, it is taken back."""
    head = run("git", "rev-parse", "HEAD").decode().strip()
    told = "; ".join(f"{SAID[k]}: {', '.join(wanted[k])}" for k in KINDS if wanted[k])
    run("git", "add", "--all", "--", str(CONTENT))
    if run("git", "status", "--porcelain", "--", str(CONTENT)):
        run("git", "commit", "--message", told, "--", str(CONTENT))
    try:
        run("git", "push")
    except Refused:
        run("git", "reset", "--soft", head)
        raise
    return {}


def by_rsync(wanted: dict) -> dict:
    """The files become visible at the end, all at once; what is not in the site goes last."""
    target = TARGET.read_text(encoding="utf-8").strip()
    run("rsync", "-rlt", "--delay-updates", "--delete-after", "--", f"{SITE}/", target)
    return remembered()


def as_folder(wanted: dict) -> dict:
    draft = shutil.make_archive(str(ZIP.with_name("draft")), "zip", SITE)
    Path(draft).replace(ZIP)
    return {"said": [SAID["ready"]], "download": "/api/site", **remembered()}


WAYS = {"git": by_git, "rsync": by_rsync, "folder": as_folder}


def remembered() -> dict:
    shutil.rmtree(BEFORE, ignore_errors=True)
    shutil.copytree(CONTENT, BEFORE, ignore=shutil.ignore_patterns("images"))
    return {}
