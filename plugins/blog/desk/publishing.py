"""What visitors do not see yet, and how it goes out: never by force, never half of it.

The way is git where there is a remote, rsync where the file .rsync names a target (no request can),
or else a folder to upload.
"""

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG, get_settings_from_file

from . import texts
from .said import WORDS
from .texts import CONTENT, OWN, Refused, fields, mark, parted, slug, state

SITE, ZIP = OWN / "site", OWN / "site.zip"
BEFORE = OWN / "published"  # the texts as they last went out, where git does not know them
TARGET = Path(".rsync")
SAID, NOTHING = WORDS["publishing"], WORDS["nothing"]
MINUTES = 10 * 60  # seconds at most, for one command
UPSTREAM = "@{upstream}"  # what is published: the branch that hers follows
SIDES = {"mine": "HEAD", "other": "MERGE_HEAD"}  # of a text that both have changed
KINDS = ("new", "changed", "gone", "moved")


def run(*command: str) -> bytes:
    """What the command prints; raises Refused where it fails."""
    try:
        both = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": MINUTES}
        env = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}  # nobody would see that it asks
        return subprocess.run(command, check=True, env=env, **both).stdout
    except (OSError, subprocess.SubprocessError) as error:
        told = (getattr(error, name, b"") for name in ("stderr", "stdout"))
        why = next(filter(None, told), str(error).encode())
        raise Refused(500, why.decode(errors="replace").strip()) from None


def shared() -> str:
    """The commit that hers and the others' both come from; "" where there is no remote."""
    with suppress(Refused):
        return run("git", "merge-base", "HEAD", UPSTREAM).decode().strip()
    return ""


def way() -> str:
    return "rsync" if TARGET.exists() else "git" if shared() else "folder"


def before() -> dict[str, bytes]:
    """Each text, and practice.toml, as it last went out."""
    return committed(shared()) if way() == "git" else now(BEFORE)


def committed(commit: str) -> dict[str, bytes]:
    """The same, as git has it there."""
    with suppress(Refused):
        there = io.BytesIO(run("git", "archive", commit, f":(glob){CONTENT}/**/*.[mt]*"))
        with tarfile.open(fileobj=there) as archive:
            files = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
            return {name.removeprefix(f"{CONTENT}/"): file.read() for name, file in files.items()}
    return {}


def now(folder: Path = CONTENT) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.[mt]*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def addresses(place: str) -> list[str]:
    """Where visitors find this text, and from where they are led to it, as it last went out."""
    said = fields(parted(before().get(place, b"")))
    if state(said)[0] not in ("public", "hidden") or not slug(said):
        return []
    settings = DEFAULT_CONFIG | get_settings_from_file("pelicanconf.py")
    home = settings["ARTICLE_URL" if place.startswith("posts/") else "PAGE_URL"]
    known = filter(None, map(str.strip, said.get("aliases", "").split(",")))
    ends = (end if "/" in end else f"/{home.format(slug=end)}" for end in (slug(said), *known))
    return [*ends]


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
    left = filter(lambda place: texts.kept(place).exists(), texts.places())
    unsaved = [fields(parted(texts.read(place))).get("title", place) for place in left]
    said = {"way": way(), "said": SAID[way()], "nothing": NOTHING[way()]}
    return {**kinds, **said, "unsaved": unsaved, "stops": stops}


def publish(plan: Callable[[], dict], hand_out: Callable[..., bool], decided: list) -> dict:
    """Do what the plan says; `hand_out` puts the public site into a folder. What was done.

    `both`: texts that others have changed, too, until she has `decided` on each: [place, side,
    the mark of the other version as she saw it].
    """
    wanted, settled = plan(), {}
    try:
        if wanted["way"] == "git" and not wanted["stops"]:
            both = [*clash()]
            for each in both:
                for side in SIDES:
                    if [each["place"], side, each["mark"]] in decided:
                        settled[each["place"]] = side
            if len(settled) < len(both):
                return {"said": [SAID["both"]], "good": False, "both": both}
            wanted = together(wanted, settled, plan)
        if wanted["stops"] or (wanted["way"] != "git" and not hand_out(folder=str(SITE))):
            return {"said": [SAID["stops"]], "good": False}
        return {"said": [SAID["done"]], "good": True} | WAYS[wanted["way"]]()
    except Refused as refused:
        return {"said": [SAID["failed"], refused.args[1]], "good": False}


def clash() -> Iterator[dict]:
    """Each text that both she and others have changed since they shared one, and its versions."""
    run("git", "fetch")
    hers, theirs, was = now(), committed(UPSTREAM), committed(shared())
    for place in sorted({*hers, *theirs}):
        mine, other = (side.get(place, b"") for side in (hers, theirs))
        if len({mine, other, was.get(place, b"")}) == 3:
            yield {
                "place": place,
                "mark": mark(other),
                "mine": parted(mine),
                "other": parted(other),
            }


def together(wanted: dict, settled: dict[str, str], plan: Callable[[], dict]) -> dict:
    """Commit hers, merge what others have published, with the side she wants where both have
    changed a text, and plan again.

    The commit stays here until it is pushed: where that fails, it goes out the next time. Where git
    cannot merge, all is as it was.
    """
    told = "; ".join(f"{SAID[k]}: {', '.join(wanted[k])}" for k in KINDS if wanted[k])
    run("git", "add", "--all", "--", str(CONTENT))
    if run("git", "status", "--porcelain", "--", str(CONTENT)):
        run("git", "commit", "--message", told or SAID["changed"], "--", str(CONTENT))
    if not run("git", "rev-list", f"HEAD..{UPSTREAM}"):
        return wanted
    left = {"mine": committed(UPSTREAM), "other": now()}
    try:
        with suppress(*[Refused] * bool(settled)):  # what git cannot decide, she has
            run("git", "merge", "--quiet", "--no-ff", "--no-commit", UPSTREAM)
        for place, side in settled.items():
            texts.keep_version(place, left[side].get(place, b""))
            path, there = f"{CONTENT}/{place}", SIDES[side]
            if run("git", "ls-tree", there, "--", path):
                run("git", "checkout", "--quiet", there, "--", path)
            else:  # this side has thrown it away
                run("git", "rm", "--quiet", "--force", "--ignore-unmatch", "--", path)
        run("git", "commit", "--quiet", "--no-edit")
    except Refused:
        with suppress(Refused):
            run("git", "merge", "--abort")
        raise
    return plan()


def by_git() -> dict:
    run("git", "push", "--quiet")
    return {"said": [SAID["sent"]]}


def by_rsync() -> dict:
    """The files become visible at the end, all at once; what is not in the site goes last."""
    target = TARGET.read_text(encoding="utf-8").strip()
    run("rsync", "-rlt", "--delay-updates", "--delete-after", "--", f"{SITE}/", target)
    return remembered()


def as_folder() -> dict:
    draft = shutil.make_archive(str(ZIP.with_name("draft")), "zip", SITE)
    Path(draft).replace(ZIP)
    return {"said": [SAID["ready"]], "download": "/api/site", **remembered()}


WAYS = {"git": by_git, "rsync": by_rsync, "folder": as_folder}


def remembered() -> dict:
    shutil.rmtree(BEFORE, ignore_errors=True)
    shutil.copytree(CONTENT, BEFORE, ignore=shutil.ignore_patterns("images"))
    return {}
