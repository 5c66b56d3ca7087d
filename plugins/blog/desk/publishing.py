"""What visitors do not see yet, and how it goes out: never by force, never half of it.

The way is git where there is a remote, rsync where the file .rsync names a target (no request can),
or else a folder to upload.
"""

import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from ..disk import write
from . import WORDS, texts
from .practice import written
from .texts import CONTENT, FACTS, KEPT, OWN, Refused, said, slug, state, title

SITE, ZIP = OWN / "site", OWN / "download/site.zip"
CHOICE = OWN / "choice.json"  # what `clash` has found
BEFORE = OWN / "published"  # the texts as they last went out, where git does not know them
TARGET, CONFIG = Path(".rsync"), Path(".git/config")
SAID = WORDS["publishing"]
TEXTS = "*.[mt]*[dl]"  # .md and .toml
UPSTREAM, ONLY = "@{upstream}", ("--", str(CONTENT))
KINDS = ("new", "changed", "moved", "gone", "later", "drafts", "thrown")


def run(*command: str) -> bytes:
    """What the command prints; raises Refused where it fails."""
    both = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 600}  # seconds
    # Nobody would see that it asks; git needs some address of whoever commits, where it knows none.
    env = {"EMAIL": "desk@localhost", **os.environ, "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(command, check=True, env=env, **both).stdout
    except (OSError, subprocess.SubprocessError) as error:
        why = (getattr(error, "stderr", b"") or b"").decode(errors="replace").strip() or str(error)
        raise Refused(500, f"{SAID['failed']} {why}") from None


git = partial(run, "git")


def shared() -> str:
    """The commit that hers and the others' both come from; "" where there is no remote."""
    with suppress(Refused):
        return git("merge-base", "HEAD", UPSTREAM).decode().strip()
    return ""


def way() -> str:
    """Where git has a remote and fails, it is the way: Publish says why, and makes no folder."""
    has_remote = CONFIG.exists() and b"[remote " in CONFIG.read_bytes()
    return "rsync" if TARGET.exists() else "git" if has_remote or shared() else "folder"


def before() -> dict[str, bytes]:
    """Each text, and practice.toml, as it last went out."""
    return committed(shared()) if way() == "git" else now(BEFORE)


def committed(commit: str) -> dict[str, bytes]:
    """The same, as git has it there."""
    with suppress(Refused):
        archive = io.BytesIO(git("archive", commit, f":(glob){CONTENT}/**/{TEXTS}"))
        with tarfile.open(fileobj=archive) as tar:
            files = [each for each in tar if each.isfile()]
            return {each.name.partition("/")[2]: tar.extractfile(each).read() for each in files}
    return {}


def now(folder: Path = CONTENT) -> dict[str, bytes]:
    files = (path for path in folder.rglob(TEXTS) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def is_seen(place: str, data: bytes, waits: bool = False) -> bool:
    """Whether visitors see this once it went out, or will when its day has come."""
    shown = ("public", *["waiting"] * waits)
    return bool(data) and (place == FACTS or state(said(data))[0] in shown)


def changes() -> dict[str, tuple[str, str]]:
    """By place what publishing changes, one of KINDS, and the title, with the day of a new one."""
    found, was, here, waits, in_words = {}, before(), now(), way() == "git", written()
    for place in sorted({place for place, _ in was.items() ^ here.items()}):
        old, new = was.get(place, b""), here.get(place, b"")
        seen = is_seen(place, old, waits), is_seen(place, new, waits)  # git: by itself, each night
        both = "changed" if slug(said(old)) == slug(said(new)) else "moved"
        (about, day), name = state(said(new)), title(place, new or old)
        none = "later" if about == "waiting" else "drafts" if new else "thrown"
        kind = {(False, True): "new", (True, False): "gone", (True, True): both}.get(seen, none)
        if day and (about == "waiting" or kind == "new"):
            how = "dated" if about == "public" else "waits" if waits else "later"
            name = SAID[how].format(title=name, day=in_words(day))
        found[place] = kind, name
    return found


def by_kind() -> dict[str, list[str]]:
    """The titles of what publishing changes."""
    found = changes().values()
    return {kind: [title for each, title in found if each == kind] for kind in KINDS}


def plan(ask: Callable) -> dict:
    """What changes, what stops it; `ask` has a process look that has all loaded."""
    by, kinds = way(), by_kind()
    kinds["drafts"] *= by == "git"  # else they are nowhere but here
    kinds["unsaved"] = [[k, title(k, texts.read(k))] for k in texts.places() if (KEPT / k).exists()]
    kinds["two"] = to_choose(not_chosen())
    kinds["download"] = "/download/site.zip" if by == "folder" and ZIP.exists() else None
    kinds["stops"] = stops = ask("blog.build.build:stopping")
    # What is as it was published, whoever published it may have mended meanwhile.
    hers = changes().keys() & {each["path"].removeprefix(f"{CONTENT}/") for each in stops}
    return {**kinds, "waits": bool(hers if by == "git" else stops), "way": by}


def publish(ask: Callable, saving: Lock) -> dict:
    """Do what the plan says, and say what was done; raises Refused, and nothing was published.

    Nothing is saved, in another window, say, while git changes texts: it would be written over.
    """
    wanted = plan(ask)
    is_git, why = wanted["way"] == "git", "stops" if wanted["stops"] else "theirs"
    both = {k: it for k, it in not_chosen().items() if is_git and it[0] == "waits"}
    try:
        if is_git and not (wanted["waits"] or both):
            git("fetch")
            with saving:
                write(CHOICE, json.dumps(both := clash()).encode())
                together()
            wanted = plan(ask)
        if wanted["stops"] or both:
            raise Refused(409, "" if both else SAID[why])
        send(wanted["way"], ask)
    except Refused as refused:
        if is_git:
            with suppress(Refused):
                take_back()
        status, why = refused.args
        raise Refused(409 if both else status, f"{to_choose(both)} {why}".strip()) from None
    return {"said": SAID["sent"][wanted["way"]]}


def not_chosen() -> dict[str, list[str]]:
    """What there was a clash of, as long as she has done nothing about it."""
    both, here = json.loads(CHOICE.read_bytes()) if CHOICE.exists() else {}, now()
    waits = {k for k, (kind, *_) in both.items() if kind == "waits" and (KEPT / k).exists()}
    as_left = {k for k, it in both.items() if texts.mark(here.get(k, b"")) == it[2]}
    return {k: it for k, it in both.items() if k in (waits if it[0] == "waits" else as_left)}


def to_choose(both: dict[str, list[str]]) -> str:
    """What she is told of what there was a clash of."""
    said = SAID["both"]
    of = {k: [name for kind, name, _ in both.values() if k in ("all", kind)] for k in said}
    return " ".join(said[k].format("”, “".join(names)) for k, names in of.items() if names)


def clash() -> dict[str, list[str]]:
    """What others have changed, too, and git cannot put together, by place: how, title and mark.

    Theirs is what is saved now. Hers is its latest version, and waits as what she typed: she sees
    both, and chooses. No merge is ever left half, with its marks in a text of hers.
    """
    found, was, here, there = {}, committed(shared()), now(), committed(UPSTREAM)
    for place in sorted(here.keys() | there.keys()):
        three = mine, _, other = [each.get(place, b"") for each in (here, was, there)]
        if len({*three}) < 3:
            continue
        with suppress(Refused), TemporaryDirectory() as folder:
            for name, data in zip("012", three, strict=True):
                Path(folder, name).write_bytes(data)
            git("-C", folder, "merge-file", "-p", *"012")
            continue  # git can put them together
        texts.keep_version(place, mine)
        kind = "facts" if place == FACTS else "gone" if not other else "waits" if mine else "back"
        if kind == "waits":
            texts.keep(place, texts.waiting(place)[1], texts.mark(mine))  # she may have gone on
        texts.replace(CONTENT / place, other)
        found[place] = [kind, title(place, mine or other), texts.mark(other)]
    return found


def take_back() -> None:
    """What was committed and not sent is no commit any more: she may still take a name out of it.

    What a helper has committed, and not sent, stays. Raises Refused, as while somebody merges.
    """
    others = git("rev-list", "-1", f"{UPSTREAM}..HEAD", "--", f":(exclude){CONTENT}")
    git("reset", "--soft", "HEAD" if others else shared())
    git("reset", "--quiet", *ONLY)


def together() -> None:
    """Commit hers, and merge what others have published; where git cannot, all is as it was.

    It is tried in a folder of its own, so that no merge is left half, nor one of hers undone.
    """
    take_back()
    told = [f"{SAID[kind]}: {', '.join(found)}" for kind, found in by_kind().items() if found]
    git("add", "--all", *ONLY)
    if git("status", "--porcelain", *ONLY):
        git("commit", "--message", "; ".join(told), *ONLY)
    if not git("rev-list", "-1", f"HEAD..{UPSTREAM}"):
        return
    theirs = git("rev-parse", "--abbrev-ref", UPSTREAM).decode().strip()
    with TemporaryDirectory() as folder:
        git("-c", f"core.hooksPath={os.devnull}", "worktree", "add", "--detach", folder)
        try:
            # A text that they renamed and she no longer has: any other strategy stops there.
            git("-C", folder, "merge", "--no-edit", "--strategy=resolve", theirs)
            git("merge", "--ff-only", f"worktrees/{Path(folder).name}/HEAD")
        finally:
            git("worktree", "remove", "--force", folder)


def send(way: str, ask: Callable) -> None:
    """By rsync, what is new becomes visible at the end, all at once, and what is gone goes last.

    What visitors see from now on is kept; a text that waits comes on its day, and is new then.
    """
    if way == "git":
        git("-c", "push.default=upstream", "push")  # and no other branch
        with suppress(Refused):  # it is sent, whatever comes of that
            ask("blog.build.build:stopping", sent=True)
        return
    made_of = now()  # what is saved from here on goes out the next time
    if why := ask("blog.build.build:hand_out", folder=str(SITE)):
        raise Refused(409, f"{SAID['stops']} {why}")
    if way == "rsync":
        target = TARGET.read_text(encoding="utf-8").strip()
        run("rsync", "-rlt", "--delay-updates", "--delete-after", "--", f"{SITE}/", target)
    else:
        Path(shutil.make_archive(str(ZIP.with_name("draft")), "zip", SITE)).replace(ZIP)
    shutil.rmtree(BEFORE, ignore_errors=True)
    for place, data in made_of.items():
        if is_seen(place, data):
            write(BEFORE / place, data)
