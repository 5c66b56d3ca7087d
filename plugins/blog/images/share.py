"""Draws the picture that stands for a post where its link is shared, in the site's own look.

The title is never cut: it wraps, and gets smaller until it fits. The letters come from packages,
not from the machine, and are set without the shaping library that some machines lack, so that
every machine draws alike. A title with a letter that the site's typeface lacks is set in another,
which has most letters that are written from left to right, one by one.
"""

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_serif_pro
import fontpkg_noto_serif
import PIL
from PIL import Image, ImageDraw, ImageFont

from .. import disk
from ..css import Palette
from ..text import plain
from . import images

WIDTH, HEIGHT = 1200, 630  # what the places where links are shared show whole
LEFT, RIGHT = 84, 850
TOP, BOTTOM = 84, 470  # of the title
NAME = 556  # the line on which the name stands
SIZES = range(80, 0, -2)
LEADING = 1.16
LONGEST = 30  # letters of a word; what is longer is split, or all would have to be too small
# The sprig of theme/templates/partials/sprig.svg, 2.6 times as large, its lines white on black. If
# that is drawn anew, this must be too, in any program for pictures.
SPRIG = Path(__file__).with_name("masks") / "sprig.png"
SPRIG_AT = (884, 176)
SHADES = 7  # of each colour: with the paper, 15, which are 4 bits a point

File = tuple[Path, str]
SOURCE, NOTO = (
    Path(package.__file__).parent / "files"
    for package in (font_source_serif_pro, fontpkg_noto_serif)
)
# Of each style, the file of each typeface, the site's own first, and the instance of those that
# have several.
TITLE = (
    (SOURCE / "SourceSerifPro-Semibold.ttf", ""),
    (NOTO / "NotoSerif[wdth,wght].ttf", "SemiBold"),
)
ITALIC = (
    (SOURCE / "SourceSerifPro-It.ttf", ""),
    (NOTO / "NotoSerif-Italic[wdth,wght].ttf", "Italic"),
)

CODE = 4  # to be counted up when the code below draws differently


@dataclass(frozen=True)
class Share:
    """A share picture: the name of its file, its address, and the words in it."""

    name: str
    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def picture(title: str, name: str, palette: Palette, work: Path, folder: str) -> Share:
    """The share picture for `title`, kept in `work`, to be published in `folder`."""
    recipe = repr((CODE, PIL.__version__, title, name, palette)).encode() + SPRIG.read_bytes()
    file = f"share-{images.safe(title)}-{hashlib.sha256(recipe).hexdigest()[:12]}.png"
    if not (work / file).exists():
        disk.write(work / file, draw(title, name, palette))
    words = f"{plain(title)} – {name}" if known(title) else name
    return Share(file, folder + file, f"{words}, and a drawing of a sprig in a vase")


def draw(title: str, name: str, palette: Palette) -> bytes:
    """The PNG: title and name in ink, the sprig beside them in the accent colour."""
    image = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(image)
    title, name = known(title), known(name)
    if not title:
        title, name = name, ""
    size, lines = fit(title)
    step = size * LEADING
    top = (TOP + BOTTOM - step * len(lines)) / 2 + font(TITLE[0], size).getmetrics()[0]
    for n, line in enumerate(lines):
        pen.text((LEFT, round(top + step * n)), line, SHADES, font(face(title), size), anchor="ls")
    italics = (font(face(name, ITALIC), size) for size in range(36, 0, -1))
    italic = next(each for each in italics if each.getlength(name) <= RIGHT - LEFT)
    pen.text((LEFT, NAME), name, SHADES, italic, anchor="ls")

    image.paste(sprig(), SPRIG_AT)
    image.putpalette(colours(palette))
    out = io.BytesIO()
    image.save(out, "PNG", compress_type=Image.RLE)  # for areas of one colour: smaller and quicker
    return out.getvalue()


@cache
def sprig() -> Image.Image:
    """In shades: none where nothing is drawn, or those after the shades of the ink."""
    shades = (round(value / 255 * SHADES) for value in range(256))
    return Image.open(SPRIG).convert("L").point([shade and shade + SHADES for shade in shades])


def colours(palette: Palette) -> list[int]:
    """The paper, and the shades from it to ink and to accent."""
    between = [
        round(ground + (part - ground) * n / SHADES)
        for colour in (palette.ink, palette.accent)
        for n in range(1, SHADES + 1)
        for ground, part in zip(palette.paper, colour, strict=True)
    ]
    return [*palette.paper, *between]


def fit(text: str) -> tuple[int, list[str]]:
    """The largest size at which `text` fits its box, and its lines, about equally long."""
    words, width = re.sub(rf"(\S{{{LONGEST}}})(?=\S)", r"\1 ", text).split(), RIGHT - LEFT
    file = face(text)
    for size in SIZES:
        lines = wrap(words, size, width, file)
        widest = max((length(word, size, file) for word in words), default=0)
        if len(lines) * size * LEADING <= BOTTOM - TOP and widest <= width:
            break
    while width >= widest and len(even := wrap(words, size, width, file)) == len(lines):
        lines, width = even, width - 8
    return size, lines


def wrap(words: list[str], size: int, width: float, file: File) -> list[str]:
    """Lines as wide as that, if no single word is wider."""
    lines, room = [], 0.0
    for word in words:
        room -= length(" ", size, file) + length(word, size, file)
        if lines and room >= 0:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            room = width - length(word, size, file)
    return lines


@cache
def length(text: str, size: int, file: File) -> float:
    """In points; the letters are set side by side, so that of a line is the sum of its parts."""
    return font(file, size).getlength(text)


def known(text: str) -> str:
    """`text` as far as it can be drawn; nothing, rather than a title with letters missing."""
    composed = unicodedata.normalize("NFC", text)
    letters = [c if is_known(c) else unicodedata.normalize("NFKD", c)[0] for c in composed]
    if any(c.isalpha() and not is_known(c) for c in letters):
        return ""
    found = "".join(filter(is_known, letters))
    file = face(found)
    return " ".join("".join(c for c in found if has(file, c)).split())


def is_known(letter: str) -> bool:
    """Whether it can be drawn; what only joins or parts its neighbours (Cf) cannot."""
    return has(face(letter), letter) and unicodedata.category(letter) != "Cf"


def face(text: str, style: tuple[File, ...] = TITLE) -> File:
    """The first typeface of `style` that has all letters of `text`, or else the last."""
    return next((file for file in style if all(has(file, c) for c in text)), style[-1])


@cache
def has(file: File, letter: str) -> bool:
    """Whether it draws the letter otherwise than what no typeface has."""
    letters = font(file, 40)
    return bytes(letters.getmask(letter)) != bytes(letters.getmask("\U0010ffff"))


@cache
def font(file: File, size: int) -> ImageFont.FreeTypeFont:
    path, instance = file
    letters = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    if instance:
        letters.set_variation_by_name(instance)
    return letters
