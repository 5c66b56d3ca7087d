"""Finds the author's picture behind an address as she writes it, and knows what a picture is."""

import re
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

from ..problem import nearest

ADDRESS = re.compile(r"(?:[{|](?:static|attach|filename)[}|])?(?:\.{0,2}/)*images/(.+)")
SUFFIX = re.compile(r"\.(jpe?g|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg)$", re.IGNORECASE)


def find(src: str, folder: Path) -> Path:
    """The file in `folder`, the author's images/, that `src` means; ValueError says why not."""
    match = ADDRESS.fullmatch(unquote(src))
    if not match:
        raise ValueError(f'"{src}" is not in content/images/; put it there')
    path = folder / match[1]
    if folder.resolve() not in path.resolve().parents:
        raise ValueError(f'"{src}" is outside content/images/; put it there')
    if not path.is_file():
        near = nearest(path.name, (other.name for other in folder.rglob("*")))
        hint = f'; did you mean "{near}"?' if near else ""
        raise ValueError(f'there is no picture "{match[1]}" in content/images/{hint}')
    return path


def is_picture(path: Path) -> bool:
    """Whether the file is a picture, whatever it is called."""
    try:
        with Image.open(path):
            return True
    except Exception:  # decoders raise whatever they like
        return bool(SUFFIX.search(path.name))
