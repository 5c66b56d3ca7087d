"""The theme's CSS: its stylesheets, which stand in its pages, and its colours."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import rcssmin
from markupsafe import Markup

FOLDER = Path("static", "css")  # of a theme
TOKENS = FOLDER / "every" / "tokens.css"
SHEETS = FOLDER / "sheets.toml"
COLOUR = re.compile(r"--([\w-]+): #([0-9a-f]{6});")
Colour = tuple[int, int, int]  # red, green, blue


class Palette(NamedTuple):
    """The theme's colours, for all that is drawn and not styled: they are in TOKENS alone."""

    paper: Colour
    ink: Colour
    accent: Colour
    night: Colour  # the paper after dark
    icon: Colour  # between the accents of day and night, to be seen on light and dark tabs


def stylesheets(theme: Path) -> dict[str, Markup]:
    """The stylesheet of each kind of page in SHEETS, with each layer once and in its order.

    It goes into <style>: a page is one request.
    """
    said, sheets, made = tomllib.loads((theme / SHEETS).read_text(encoding="utf-8")), {}, {}
    for path in sorted((theme / FOLDER).glob("*/*.css")):
        small = rcssmin.cssmin(path.read_text(encoding="utf-8"))
        layer = re.fullmatch(r"@layer (\w+)\{(.*)\}", small, re.DOTALL).groups()
        sheets.setdefault(path.parent.name, []).append(layer)
    for kind, folders in said["kinds"].items():
        layers = dict.fromkeys(said["layers"], "")
        for layer, rules in (each for folder in folders for each in sheets[folder]):
            layers[layer] += rules
        made[kind] = Markup("".join(f"@layer {name}{{{css}}}" for name, css in layers.items()))
    return made


def palette(theme: Path) -> Palette:
    """The colours of the theme in this folder; a KeyError names one that it lacks."""
    said = COLOUR.findall((theme / TOKENS).read_text(encoding="utf-8"))
    colours = [(name, tuple(bytes.fromhex(digits))) for name, digits in said]
    day, night = dict(reversed(colours)), dict(colours)  # where a name stands first, and last
    icon = tuple((a + b) // 2 for a, b in zip(day["accent"], night["accent"], strict=True))
    return Palette(day["paper"], day["ink"], day["accent"], night["paper"], icon)
