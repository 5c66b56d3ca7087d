"""The files in content/: which there may be, and where. What does not belong there is named."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
TEXTS = ("", ".htm", ".html", ".markdown", ".md", ".mdown", ".mdx", ".mkd", ".rst", ".text", ".txt")
DOCUMENTS = (".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf")
LARGEST_PICTURE = 30_000_000  # bytes

# Left by file managers and editors, and never read. In images/ only what is hidden may be left:
# all else there is taken for a picture.
HIDDEN = re.compile(
    r"\.(DS_Store|_.*|#.*|.*\.sw[a-z]|directory|fseventsd|gitignore|gitkeep|idea|localized|obsidian"
    r"|Spotlight-.*|stfolder|Trash.*|trash|vscode)"
)
LEFT_OVER = re.compile(r".*~|#.*#|~\$.*|Thumbs\.db|desktop\.ini|Icon\r|__pycache__")

ODD = re.compile(r"[^\w .,'’()&+-]|^[ -]|\s\s")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def listing(content: Path) -> Iterator[Path]:
    """All files in `content`, and those folders that cannot be looked into."""
    failed: list[OSError] = []
    for folder, folders, names in os.walk(content, onerror=failed.append):
        closed = [name for name in folders if name[0] == "." or Path(folder, name).is_symlink()]
        folders[:] = sorted(set(folders) - {*closed, "__pycache__"})
        paths = (Path(folder, name) for name in sorted([*closed, *names]))
        yield from (path for path in paths if not is_noise(path.relative_to(content)))
    yield from (Path(error.filename) for error in failed)


def is_noise(place: PurePath) -> bool:
    left_over = LEFT_OVER.fullmatch(place.name) and place.parts[0] != "images"
    return bool(left_over or HIDDEN.fullmatch(place.name))


def why_wrong(path: Path, place: PurePath) -> str:
    """Why this file does not belong at `place` in content/, and what would be right; or ""."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return "this is a link to another file or folder; put that itself here"
    if place.suffix == ".icloud":
        return "this file is still in iCloud only; open it once, so that it is downloaded"
    if place.name.startswith("."):
        return "hidden files have no place in content/; move this one away"
    if not stat.S_ISREG(status.st_mode):
        return "this is not a file that can be read; move it away"
    if str(place) == "practice.toml":
        return ""
    if not status.st_size:
        return "this file is empty; write something in it, or delete it"
    if (day := DAY.match(place.name)) and not exists(day[0]):
        return f"its name begins with a day that does not exist ({day[0]}); rename it"
    if place.parts[0] == "images" and place.suffix.lower() in PICTURES:
        large = "this picture is larger than 30 MB; make it smaller, 2000 points wide are enough"
        return large if status.st_size > LARGEST_PICTURE else ""
    if place.parts[0] in ("posts", "pages") and place.suffix == ".md" and len(place.parts) > 1:
        odd = ODD.search(unicodedata.normalize("NFC", place.stem))  # Macs store e and ´ apart
        return f"its name has an odd sign or blank in it ({odd[0]}); rename it" if odd else ""
    return where_else(place)


def where_else(place: PurePath) -> str:
    """Where a file belongs that cannot be where it is."""
    suffix = place.suffix.lower()
    if suffix in PICTURES:
        return "pictures belong in content/images/; move this one there"
    if suffix in (".heic", ".heif"):
        return "browsers cannot show an iPhone's HEIC photo; save it as JPEG and use that file"
    if suffix in DOCUMENTS:
        return "a document cannot be published; copy its words into a file whose name ends in .md"
    if suffix not in TEXTS:
        return "this kind of file has no place in content/; move it away"
    if place.suffix == ".md":
        return "nothing here is published; move it to content/posts/ or content/pages/"
    name = f"{place.stem.removesuffix('.md') or 'name'}.md"
    return f"this would not be published; if it is a post or a page, call it {name}"


def exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False
