"""The files in content/: which there may be, and where. What does not belong there is named.

What is passed over, and where other files belong, is in files.toml.
"""

import re
import unicodedata
from collections.abc import Iterator
from fnmatch import translate
from pathlib import Path, PurePath

from ..reading import data

KNOWN = data(__file__)
PICTURES = KNOWN["elsewhere"]["picture"]["endings"]
WHERE_ELSE = {end: each["right"] for each in KNOWN["elsewhere"].values() for end in each["endings"]}
HIDDEN, LEFT_OVER = (
    re.compile("|".join(map(translate, KNOWN[x]))) for x in ("hidden", "left_over")
)
ODD = re.compile(r"[^\w .,'’()&+-]|^[ -]|\s\s")


def listing(content: Path) -> Iterator[Path]:
    """All files in `content`, and links to folders, but for what programs have left there."""
    for path in sorted(content.rglob("*")):
        parts = path.relative_to(content).parts
        noise = any(map(HIDDEN.match, parts))
        noise = noise or (parts[0] != "images" and any(map(LEFT_OVER.match, parts)))
        if not noise and (path.is_symlink() or not path.is_dir()):
            yield path


def why_wrong(path: Path, place: PurePath) -> str:
    """Why this file does not belong at `place` in content/, and what would be right; or ""."""
    suffix = place.suffix.lower()
    if path.is_symlink():
        return "this is a link to another file or folder; put that itself here"
    if suffix == ".icloud":
        return "this file is still in iCloud only; open it once, so that it is downloaded"
    if any(part.startswith(".") for part in place.parts):
        return "hidden files have no place in content/; move this one away"
    if str(place) == "practice.toml" or (place.parts[0] == "images" and suffix in PICTURES):
        return ""
    if place.parts[0] in ("posts", "pages") and place.suffix == ".md" and len(place.parts) > 1:
        odd = ODD.search(unicodedata.normalize("NFC", place.stem))  # Macs store e and ´ apart
        return f"its name has an odd sign or blank in it ({odd[0]}); rename it" if odd else ""
    ending = "" if suffix == ".md" != place.suffix else suffix  # .MD is no post either
    right = WHERE_ELSE.get(ending, "this kind of file has no place in content/; move it away")
    return right.format(name=place.stem.removesuffix(".md") or "name")
