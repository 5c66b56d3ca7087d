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
from functools import partial
from pathlib import Path

from pelican.settings import DEFAULT_CONFIG, get_settings_from_file

from ..disk import write
from . import texts
from .said import WORDS
from .texts import CONTENT, FACTS, OWN, Refused, listed, said, slug, state

SITE, ZIP = OWN / "site", OWN / "site.zip"
BEFORE = OWN / "published"  # the texts as they last went out, where git does not know them
TARGET = Path(".rsync")
SAID = WORDS["publishing"]
MINUTES = 10 * 60  # seconds at most, for one command
UPSTREAM, ONLY = "@{upstream}", ("--", str(CONTENT))
KINDS = ("new", "changed", "moved", "gone", "drafts", "thrown")


def run(*command: str) -> bytes:
    """What the command prints; raises Refused where it fails."""
    try:
        both = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": MINUTES}
        env = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}  # nobody would see that it asks
        return subprocess.run(command, check=True, env=env, **both).stdout
    except subprocess.CalledProcessError as error:
        why = (error.stderr or error.stdout).decode(errors="replace").strip()
    except (OSError, subprocess.SubprocessError) as error:
        why = str(error)
    raise Refused(500, why)


git = partial(run, "git")


def shared() -> str:
    """The commit that hers and the others' both come from; "" where there is no remote."""
    with suppress(Refused):
        return git("merge-base", "HEAD", UPSTREAM).decode().strip()
    return ""


def way() -> str:
    return "rsync" if TARGET.exists() else "git" if shared() else "folder"


def before() -> dict[str, bytes]:
    """Each text, and practice.toml, as it last went out."""
    return committed(shared()) if way() == "git" else now(BEFORE)


def committed(commit: str) -> dict[str, bytes]:
    """The same, as git has it there."""
    with suppress(Refused):
        there = io.BytesIO(git("archive", commit, f":(glob){CONTENT}/**/*.[mt]*"))
        with tarfile.open(fileobj=there) as archive:
            files = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
            return {name.removeprefix(f"{CONTENT}/"): file.read() for name, file in files.items()}
    return {}


def now(folder: Path = CONTENT) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.[mt]*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def addresses(place: str) -> list[str]:
    """Where visitors find this text, and from where they are led to it, as it last went out."""
    was = said(before().get(place, b""))
    if state(was)[0] not in ("public", "hidden"):
        return []
    settings = DEFAULT_CONFIG | get_settings_from_file("pelicanconf.py")
    home = settings["ARTICLE_URL" if place.startswith("posts/") else "PAGE_URL"]
    ends = filter(None, (slug(was), *listed(was.get("aliases", ""))))
    return [end if "/" in end else f"/{home.format(slug=end)}" for end in ends]


def is_seen(data: bytes, way: str) -> bool:
    """Whether visitors see this text once it went out; for one that waits, git's day will come."""
    unseen = ("draft",) if way == "git" else ("draft", "waiting")
    return bool(data) and state(said(data))[0] not in unseen


def changes() -> dict[str, tuple[str, str]]:
    """By place what publishing changes, one of KINDS, and the title."""
    found, by, was, here = {}, way(), before(), now()
    for place in sorted(was.keys() | here.keys()):
        old, new = was.get(place, b""), here.get(place, b"")
        if old == new:
            continue
        seen = is_seen(old, by), is_seen(new, by)
        kind = "changed" if slug(said(old)) == slug(said(new)) else "moved"
        if not all(seen):
            kind = "new" if seen[1] else "gone" if seen[0] else "drafts" if new else "thrown"
        title = said(new or old).get("title", place)
        found[place] = kind, SAID["practice"] if place == FACTS else title
    return found


def plan(stops: list[str]) -> dict:
    by, found = way(), changes().values()
    kinds = {k: [title for each, title in found if each == k] for k in KINDS}
    if by != "git":
        kinds |= {"drafts": [], "thrown": []}  # they are nowhere but here
    left = filter(lambda place: texts.kept(place).exists(), texts.places())
    unsaved = [said(texts.read(place)).get("title", place) for place in left]
    about = {"way": by, "said": SAID[by], "nothing": WORDS["nothing"][by]}
    about["download"] = "/api/site" if by == "folder" and ZIP.exists() else None
    return {**kinds, **about, "unsaved": unsaved, "stops": stops}


def publish(plan: Callable[[], dict], hand_out: Callable[..., bool], decided: list) -> dict:
    """Do what the plan says; `hand_out` puts the public site into a folder. What was done.

    `both`: a text that others have changed, too, until she has `decided` on it: [place, side, the
    mark of the other version as she saw it].
    """
    wanted = plan()
    try:
        why = "stops"
        if wanted["way"] == "git" and not wanted["stops"]:
            if both := clash(decided):
                return {"said": [SAID["both"]], "good": False, "both": both}
            wanted, why = together(wanted, decided, plan), "theirs"
        if wanted["stops"] or (wanted["way"] != "git" and not hand_out(folder=str(SITE))):
            return {"said": [SAID[why]], "good": False}
        return {"said": [SAID[WAYS[wanted["way"]]()]], "good": True}
    except Refused as refused:
        return {"said": [SAID["failed"], refused.args[1]], "good": False}


def clash(decided: list) -> dict:
    """A text that both she and others have changed since they shared one, until it is `decided`.

    practice.toml is none if git can put together what both have changed in it.
    """
    git("fetch")
    was, here, there = committed(shared()), now(), committed(UPSTREAM)
    for place in sorted(here.keys() | there.keys()):
        three = mine, _, other = [each.get(place, b"") for each in (here, was, there)]
        known = [[place, side, texts.mark(other)] in decided for side in ("mine", "other")]
        if len({*three}) == 3 and not any(known) and not (place == FACTS and are_one(three)):
            both = {"mine": texts.parted(mine), "other": texts.parted(other)}
            return {"place": place, "mark": texts.mark(other), **both}
    return {}


def are_one(three: list[bytes]) -> bool:
    """Whether no line of the file was changed by both: hers, the one that it was, the other."""
    names = [OWN / f"merge-{n}" for n in range(3)]
    for name, data in zip(names, three, strict=True):
        name.write_bytes(data)
    with suppress(Refused):
        return bool(git("merge-file", "-p", *map(str, names)))
    return False


def together(wanted: dict, decided: list, plan: Callable[[], dict]) -> dict:
    """Commit hers, merge what others have published, and plan again.

    Of two versions, the one that she `decided` against is kept. Where git cannot merge, all is as
    it was. The commit stays: if it cannot be pushed, it goes out the next time.
    """
    told = "; ".join(f"{SAID[k]}: {', '.join(wanted[k])}" for k in KINDS if wanted[k])
    git("add", "--all", *ONLY)
    if git("status", "--porcelain", *ONLY):
        git("commit", "--message", told, *ONLY)
    if not git("rev-list", f"HEAD..{UPSTREAM}"):
        return wanted
    here, there = now(), committed(UPSTREAM)
    try:
        with suppress(*[Refused] * bool(decided)):  # what git cannot decide, she has
            git("merge", "--no-ff", "--no-commit", UPSTREAM)
        for place, side, _ in decided:
            good, left = (here, there) if side == "mine" else (there, here)
            if place in here or place in there:
                texts.keep_version(place, left.get(place, b""))
                texts.replace(CONTENT / place, good.get(place, b""))
        git("add", "--all", *ONLY)
        git("commit", "--no-edit")
    except Refused:
        with suppress(Refused):
            git("merge", "--abort")
        raise
    return plan()


def by_git() -> str:
    git("push")
    return "sent"


def by_rsync() -> str:
    """The files become visible at the end, all at once; what is not in the site goes last."""
    target = TARGET.read_text(encoding="utf-8").strip()
    run("rsync", "-rlt", "--delay-updates", "--delete-after", "--", f"{SITE}/", target)
    remember()
    return "done"


def as_folder() -> str:
    draft = shutil.make_archive(str(ZIP.with_name("draft")), "zip", SITE)
    Path(draft).replace(ZIP)
    remember()
    return "ready"


WAYS = {"git": by_git, "rsync": by_rsync, "folder": as_folder}


def remember() -> None:
    """Keep what visitors see from now on; a text that waits comes on its day, and is new then."""
    shutil.rmtree(BEFORE, ignore_errors=True)
    by = way()
    for place, data in now().items():
        if is_seen(data, by):
            write(BEFORE / place, data)
