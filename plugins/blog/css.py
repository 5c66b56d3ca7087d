"""The theme's CSS: its stylesheets, which stand in its pages, and its colours."""

import re
import tomllib
from base64 import b64encode
from hashlib import sha256
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


class Stylesheet(NamedTuple):
    """`css` goes into <style>: a page is one request. `csp_source` allows just this text."""

    css: Markup
    csp_source: Markup  # a hash source of Content Security Policy Level 3, section 2.3.1


def stylesheets(theme: Path) -> dict[str, Stylesheet]:
    """The stylesheet of each kind of page in SHEETS, with each layer once and in its order."""
    said, made = tomllib.loads((theme / SHEETS).read_text(encoding="utf-8")), {}
    for kind, folders in said["kinds"].items():
        layers = dict.fromkeys(said["layers"], "")
        for folder in folders:
            for path in sorted((theme / FOLDER / folder).glob("*.css")):
                small = rcssmin.cssmin(path.read_text(encoding="utf-8"))
                layer, rules = re.fullmatch(r"@layer (\w+)\{(.*)\}", small, re.DOTALL).groups()
                layers[layer] += rules
        css = "".join(f"@layer {layer}{{{rules}}}" for layer, rules in layers.items())
        digest = b64encode(sha256(css.encode()).digest()).decode()
        made[kind] = Stylesheet(Markup(css), Markup(f"'sha256-{digest}'"))
    return made


def palette(theme: Path) -> Palette:
    """The colours of the theme in this folder; a KeyError names one that it lacks."""
    said = COLOUR.findall((theme / TOKENS).read_text(encoding="utf-8"))
    colours = [(name, tuple(bytes.fromhex(digits))) for name, digits in said]
    day, night = dict(reversed(colours)), dict(colours)  # where a name stands first, and last
    between = zip(day["accent"], night["accent"], strict=True)
    icon = tuple((one + other) // 2 for one, other in between)
    return Palette(day["paper"], day["ink"], day["accent"], night["paper"], icon)
