"""Draws the picture that stands for a post where its link is shared, in the site's own look.

The title is never cut: it gets smaller and wraps until it fits. The letters come from a package,
not from the machine, and are set without the shaping library that some machines lack, so that
every machine draws alike.
"""

import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_serif_pro as serif
import PIL
from PIL import Image, ImageChops, ImageDraw, ImageFont

from ..text import plain
from ..tokens import Palette
from . import images

WIDTH, HEIGHT = 1200, 630  # what the places where links are shared show whole
LEFT, RIGHT = 84, 850
TOP, BOTTOM = 84, 470  # of the title
NAME = 556  # the line on which the name stands
SIZES = range(80, 0, -2)
LEADING = 1.16
WHOLE = 40  # points; at this size and below, a word that is too long is split
# The sprig of theme/templates/partials/sprig.svg, 2.6 times as large, its lines white on black. If
# that is drawn anew, this must be too, in any program for pictures.
SPRIG = Path(__file__).with_name("masks") / "sprig.png"
SPRIG_AT = (884, 176)

SHADES = 7  # of each colour: with the paper, 15, which are 4 bits a point

CODE = 1  # to be counted up when the code below draws differently


@dataclass(frozen=True)
class Share:
    """A share picture: the name of its file, its address, and the words in it."""

    name: str
    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def picture(title: str, name: str, palette: Palette, work: Path, folder: str) -> Share:
    """The share picture for `title`, kept in `work`, to be published in `folder`.

    It shows the title with its quotes as on the page; what it says to machines has plain ones.
    """
    recipe = repr((CODE, PIL.__version__, title, name, palette, sprig().tobytes()))
    file = f"share-{images.safe(title)}-{hashlib.sha256(recipe.encode()).hexdigest()[:12]}.png"
    if not (work / file).exists():
        images.keep(work / file, draw(title, name, palette))
    return Share(file, folder + file, f"{plain(title)} – {name}" if title else name)


@cache
def sprig() -> Image.Image:
    return Image.open(SPRIG).convert("L")


def draw(title: str, name: str, palette: Palette) -> bytes:
    """The PNG: title and name in ink, the sprig beside them in the accent colour."""
    ink = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(ink)
    title, name = known(title), known(name)
    if not title:
        title, name = name, ""
    size, lines = fit(title)
    step = size * LEADING
    top = (TOP + BOTTOM - step * len(lines)) / 2
    for n, line in enumerate(lines):
        pen.text((LEFT, round(top + step * n)), line, 255, font("Semibold", size))
    fitting = (font("It", size) for size in range(36, 0, -1))
    italic = next(letters for letters in fitting if letters.getlength(name) <= RIGHT - LEFT)
    pen.text((LEFT, NAME), name, 255, italic, anchor="ls")

    accent = Image.new("L", (WIDTH, HEIGHT))
    accent.paste(sprig(), SPRIG_AT)
    levels = [round(value / 255 * SHADES) for value in range(256)]
    shades = ImageChops.lighter(
        ink.point(levels), accent.point([level and level + SHADES for level in levels])
    )
    image = Image.frombytes("P", (WIDTH, HEIGHT), shades.tobytes())
    image.putpalette(bytes(shades_of(palette)))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def shades_of(palette: Palette) -> Iterator[int]:
    yield from palette.paper
    for colour in (palette.ink, palette.accent):
        pairs = list(zip(palette.paper, colour, strict=True))
        for n in range(1, SHADES + 1):
            yield from (round(p + (c - p) * n / SHADES) for p, c in pairs)


def fit(text: str) -> tuple[int, list[str]]:
    """The largest size at which `text` fits its box, and its lines, about equally long.

    A word is split only where it would have to be smaller than WHOLE.
    """
    width = RIGHT - LEFT
    for size in SIZES:
        lines = wrap(text, size, width)
        widest = max(sum(advance(letter, size) for letter in word) for word in text.split() or [""])
        if len(lines) * size * LEADING <= BOTTOM - TOP and (widest <= width or size <= WHOLE):
            break
    while (width := width - 8) >= widest and len(even := wrap(text, size, width)) == len(lines):
        lines = even
    return size, lines


def wrap(text: str, size: int, width: float) -> list[str]:
    lines, room = [], 0
    for word in text.split():
        needed = sum(advance(letter, size) for letter in f" {word}")
        if lines and needed <= room:
            lines[-1] += f" {word}"
            room -= needed
            continue
        lines.append("")
        room = width
        for letter in word:
            if advance(letter, size) > room:
                lines.append("")
                room = width
            lines[-1] += letter
            room -= advance(letter, size)
    return lines


@cache
def advance(letter: str, size: int) -> float:
    return font("Semibold", size).getlength(letter)


def known(text: str) -> str:
    """`text` as far as the font can draw it; nothing, rather than a title with letters missing."""
    drawn = ""
    for letter in unicodedata.normalize("NFC", text):
        if lacks(letter):
            letter = unicodedata.normalize("NFKD", letter)[0]
        if not lacks(letter):
            drawn += letter
        elif letter.isalpha():
            return ""
    return " ".join(drawn.split())


@cache
def lacks(letter: str) -> bool:
    """Whether the font draws `letter` as it draws what no font has."""
    letters = font("Semibold", 40)
    return bytes(letters.getmask(letter)) == bytes(letters.getmask("\U0010ffff"))


@cache
def font(style: str, size: int) -> ImageFont.FreeTypeFont:
    path = Path(serif.__file__).parent / "files" / f"SourceSerifPro-{style}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
