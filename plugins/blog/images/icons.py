"""The icons of the site: the leaf, in the theme's colours."""

import io
from pathlib import Path

from PIL import Image

from ..tokens import Palette

LEAF = Path(__file__).with_name("masks") / "icon.png"  # 180 points wide, drawn once by hand
LEAF_ALONE = (32, 27, 152, 147)  # without its margin, which a small icon has no room for


def favicon(palette: Palette) -> bytes:
    """favicon.ico, for what asks for it unasked: the leaf on nothing, in two sizes."""
    leaf = Image.open(LEAF).crop(LEAF_ALONE)
    image = Image.new("RGBA", leaf.size, (*palette.icon, 0))
    image.putalpha(leaf)
    return saved(image, "ICO", sizes=[(16, 16), (32, 32)])


def touch_icon(palette: Palette) -> bytes:
    """apple-touch-icon.png, for a phone's home screen: the leaf on paper."""
    leaf = Image.open(LEAF)
    image = Image.new("RGB", leaf.size, palette.paper)
    image.paste(palette.icon, mask=leaf)
    return saved(image.quantize(32), "PNG")


def saved(image: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
