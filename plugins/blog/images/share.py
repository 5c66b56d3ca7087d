"""Draws the picture that stands for a post where its link is shared, in the site's own look.

The title is never cut: it wraps, and gets smaller until it fits. The letters come from a package,
not from the machine, and are set without the shaping library that some machines lack, so that
every machine draws alike. It has most letters that are written from left to right, one by one.
"""

import io
import textwrap
import unicodedata
from functools import cache, partial
from pathlib import Path

import fontpkg_noto_serif
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ..css import Palette
from ..disk import data
from ..text import plain
from . import images, shelf

SET = data(__file__)
TITLE, NAME = SET["title"], SET["name"]
INK, PAPER, ACCENT = 0, SET["shades"], 2 * SET["shades"]  # points; between them are the shades
WIDTH, HEIGHT = SET["size"]
FONTS = Path(fontpkg_noto_serif.__file__).with_name("files")
sprig = cache(partial(Image.open, Path(__file__).with_name("masks") / "sprig.png"))


def picture(title: str, name: str, palette: Palette, work: Path, folder: str) -> dict:
    """The share picture for `title`, kept in `work`, to be published in `folder`: its name there,
    its address and size, and the words in it."""
    given, stem = (title, name, palette), f"share-{images.safe(title)}"
    source, drawn = repr(given).encode(), lambda: [(".png", draw(*given), (WIDTH, HEIGHT))]
    file = shelf.recall(work, stem, source, drawn).src
    words = f"{plain(title)} – {name}" if known(title) else name
    said = {"name": file, "url": folder + file, "width": WIDTH, "height": HEIGHT}
    return said | {"alt": f"{words}, and a drawing of a sprig in a vase"}


def draw(title: str, name: str, palette: Palette) -> bytes:
    """The PNG: title and name in ink, the sprig beside them in the accent colour."""
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    if not known(title):
        title, name = name, ""
    for text, style in ((title, TITLE), (name, NAME)):
        write(ImageDraw.Draw(image), known(text), style)
    image.paste(ACCENT, tuple(SET["sprig_at"]), sprig())  # paste() would change a list
    shades = Image.frombytes("L", (ACCENT + 1, 1), bytes(range(ACCENT + 1)))
    ends = palette.ink, palette.accent, palette.paper, INK, ACCENT, PAPER
    image.putpalette(ImageOps.colorize(shades, *ends).tobytes())
    out = io.BytesIO()
    image.save(out, "PNG", compress_type=Image.RLE)  # for areas of one colour: smaller and quicker
    return out.getvalue()


def write(pen: ImageDraw.ImageDraw, text: str, style: dict) -> None:
    """Set `text` in its place, in the middle between top and bottom."""
    size, lines = fit(text, style)
    letters, step = font(*style["face"], size), size * SET["leading"]
    top = (style["top"] + style["bottom"] - step * len(lines)) / 2 + size
    for n, line in enumerate(lines):
        pen.text((SET["left"], round(top + step * n)), line, INK, letters, anchor="ls")


def fit(text: str, style: dict) -> tuple[int, tuple[str, ...]]:
    """The largest size at which `text` fits, and its lines: few, and about equally long."""
    room, height = SET["right"] - SET["left"], (style["bottom"] - style["top"]) / SET["leading"]
    narrowest = min(SET["longest"], max(map(len, text.split()), default=1))
    widths = range(max(len(text), narrowest), narrowest - 1, -1 - len(text) // 100)
    letters, ways = font(*style["face"], 100), []
    for lines in {tuple(textwrap.wrap(text, n, break_on_hyphens=False)) or ("",) for n in widths}:
        widest = max(1, *map(letters.getlength, lines))
        size = min(style["largest"], height / len(lines), 100 * room / widest)
        ways.append((size // 4, -len(lines), -widest, int(size), lines))
    size, lines = max(ways)[3:]
    while max(map(font(*style["face"], size).getlength, lines)) > room:  # letters are rounded
        size -= 1
    return size, lines


def known(text: str) -> str:
    """What can be drawn of `text`; nothing, rather than a title with letters missing."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    drawn = " ".join("".join(filter(has, text)).split())
    return drawn if all(has(sign) for sign in text if sign.isalpha()) else ""


@cache
def has(letter: str) -> bool:
    """Whether the typeface draws the letter otherwise than what no typeface has."""
    letters = font(*TITLE["face"], 40)
    drawn, missing = (bytes(letters.getmask(each)) for each in (letter, "\U0010ffff"))
    return letter.isprintable() and drawn != missing


@cache
def font(file: str, instance: str, size: int) -> ImageFont.FreeTypeFont:
    letters = ImageFont.truetype(FONTS / file, size, layout_engine=ImageFont.Layout.BASIC)
    letters.set_variation_by_name(instance)
    return letters
