"""A picture that she chooses: only what can be seen on it is stored, in content/images/."""

import io
from itertools import count
from pathlib import Path

from PIL import Image

from ..css import Colour
from ..disk import write
from ..images import drawings
from ..images.images import painted, safe
from .said import WORDS
from .texts import CONTENT, Refused

QUALITY = 92  # of a photo that the site will make smaller again


def take(data: bytes, name: str, paper: Colour) -> dict:
    """Store it, and say what was taken out; `paper` is put under what is transparent."""
    try:
        if name.lower().endswith(".svg"):
            (drawn, size), suffix, told = drawings.clean(data), "svg", []
        else:
            sheet = painted(data, paper)
            files = {kind: encoded(sheet, kind) for kind in ("png", "jpeg")}
            suffix = min(files, key=lambda kind: len(files[kind]))
            drawn, size = files[suffix], sheet.size
            written = Image.open(io.BytesIO(data)).getexif()
            told = [words for tag, words in WORDS["camera"].items() if int(tag) in written]
    except ValueError as error:
        raise Refused(400, WORDS["server"]["picture"].format(why=error)) from None
    stem, suffix = safe(Path(name).stem), suffix.replace("jpeg", "jpg")
    names = (f"images/{stem}{f'-{n}' * (n > 1)}.{suffix}" for n in count(1))
    free = next(each for each in names if not (CONTENT / each).exists())
    write(CONTENT / free, drawn, lasting=True)
    said = WORDS["server"]["taken_out" if told else "nothing_in"].format(what=", ".join(told))
    return {"name": free, "width": size[0], "height": size[1], "said": said}


def encoded(sheet: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    sheet.save(file, kind, quality=QUALITY)
    return file.getvalue()
