"""The icons of the site: the leaf, in the theme's colours."""

import io
from pathlib import Path

from PIL import Image

from ..css import Palette

# The leaf of theme/templates/partials/icon.txt, white on black, with a margin of 27 points. If that
# drawing changes, this must too; any program for pictures will do.
LEAF = Path(__file__).with_name("masks") / "icon.png"
LEAF_ALONE = (27, 27, 153, 153)  # without its margin, which a small icon has no room for
SIZES = (32, 16)  # of favicon.ico


def favicon(palette: Palette) -> bytes:
    """favicon.ico, for what asks for it unasked: the leaf on nothing, in two sizes."""
    leaf = Image.open(LEAF).crop(LEAF_ALONE)
    images = [Image.new("RGBA", (size, size), palette.icon) for size in SIZES]
    for image in images:
        image.putalpha(leaf.resize(image.size))
    sizes = [image.size for image in images]
    return saved(images[0], "ICO", sizes=sizes, append_images=images[1:])


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
