"""The icons of the site: the leaf, in the theme's colours."""

from pathlib import Path

from PIL import Image

from ..css import Palette

# The leaf of theme/templates/partials/icon.txt, white on black, with a margin of 27 points. If that
# drawing changes, this must too; any program for pictures will do.
LEAF = Path(__file__).with_name("masks") / "icon.png"
LEAF_ALONE = (27, 27, 153, 153)  # without its margin, which a small icon has no room for
SIZES = [(32, 32), (16, 16)]  # of favicon.ico


def favicon(palette: Palette, path: Path) -> None:
    """favicon.ico, for what asks for it unasked: the leaf on nothing, in two sizes."""
    leaf = Image.open(LEAF).crop(LEAF_ALONE)
    icons = [Image.new("RGBA", size, palette.icon) for size in SIZES]
    for icon in icons:
        icon.putalpha(leaf.resize(icon.size))
    icons[0].save(path, "ICO", sizes=SIZES, append_images=icons[1:])


def touch_icon(palette: Palette, path: Path) -> None:
    """apple-touch-icon.png, for a phone's home screen: the leaf on paper."""
    leaf = Image.open(LEAF)
    icon = Image.new("RGB", leaf.size, palette.paper)
    icon.paste(palette.icon, mask=leaf)
    icon.quantize(32).save(path, "PNG")
