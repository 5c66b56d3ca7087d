"""The files in content/: which there may be, and where (files.toml); what may not, is named."""

import re
import unicodedata
from pathlib import Path

from ..disk import data
from ..problem import Problem, shown
from ..run import Run

PLACES = [(re.compile(each["like"], re.DOTALL), each) for each in data(__file__)["place"]]
LINK = "this is a link to another file or folder; put that itself here"


def check_files(run: Run) -> None:
    """Name each file that does not belong where it is, and forget it; list the others."""
    refused, good = [], {""}
    for path in sorted(run.home.rglob("*")):
        place = path.relative_to(run.home).as_posix()
        if is_passed_over(place) or (path.is_dir() and not path.is_symlink()):
            continue
        if said := LINK if path.is_symlink() else wrong(place):
            refused.append(Problem(shown(path), 1, said))
            continue
        good.add(shown(path))
        if "/" in place:
            run.files.add(place)
    run.problems = [*refused, *(each for each in run.problems if each.path in good)]
    run.refused = {Path(each.path).name for each in refused}
    run.documents = {place: each for place, each in run.documents.items() if each.path in good}


def wrong(place: str) -> str:
    """What is wrong with a file of this name, at this place; or ""."""
    known = unicodedata.normalize("NFC", place)  # Macs store e and ´ apart
    found, said = next((x, each) for like, each in PLACES if (x := like.fullmatch(known)))
    return said.get("wrong", "").format(found)


def is_passed_over(place: str) -> bool:
    """Whether a file of content/ is one that an editor or a file manager leaves there."""
    return any(said.get("passed") and like.fullmatch(place) for like, said in PLACES)
