"""Pictures made on the spot."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
SECRET = "Secret camera 4711"


def photo(width: int, height: int) -> Image.Image:
    """Something with as many colours as a photo has, left side dark, right side light."""
    image = Image.linear_gradient("L").rotate(90).resize((width, height))
    noise = Image.effect_noise((width // 4 + 1, height // 4 + 1), 40).resize((width, height))
    return Image.merge("RGB", (image, Image.blend(image, noise, 0.3), noise))


def drawing(mode: str = "RGBA", ground=(0, 0, 0, 0)) -> Image.Image:
    image = Image.new(mode, (400, 200), ground)
    ImageDraw.Draw(image).ellipse((50, 50, 150, 150), "red", "black", 5)
    return image


def told(orientation: int = 1) -> Image.Exif:
    """The metadata of a phone: where, with what, and which way up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = SECRET
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (51.0, 30.0, 26.0), "W", (0.0, 7.0, 39.0)
    return exif


def saved(image: Image.Image, format: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()
