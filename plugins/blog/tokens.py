"""The theme's colours, for all that is drawn and not styled: they are in tokens.css alone."""

import re
from pathlib import Path
from typing import NamedTuple

TOKENS = Path("static", "css", "every", "tokens.css")
COLOUR = re.compile(r"--([\w-]+): #([0-9a-f]{6});")

Colour = tuple[int, int, int]  # red, green, blue


class Palette(NamedTuple):
    paper: Colour
    ink: Colour
    accent: Colour
    night: Colour  # the paper after dark
    icon: Colour  # between the accents of day and night, to be seen on light and dark tabs


def read(theme: Path) -> Palette:
    """The colours of the theme in this folder; a KeyError names one that it lacks."""
    light, _, dark = (theme / TOKENS).read_text(encoding="utf-8").partition("@media")
    day, night = dict(COLOUR.findall(light)), dict(COLOUR.findall(dark))
    paper, ink, accent = (rgb(day[name]) for name in ("paper", "ink", "accent"))
    pairs = zip(accent, rgb(night["accent"]), strict=True)
    icon = tuple((one + other) // 2 for one, other in pairs)
    return Palette(paper, ink, accent, rgb(night["paper"]), icon)


def rgb(digits: str) -> Colour:
    return tuple(bytes.fromhex(digits))
