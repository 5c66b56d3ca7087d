"""Makes an author's picture fit to be published: small files in a few sizes, and only the picture.

The pixels are painted on a fresh sheet, so that no metadata can come along.
"""

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from pelican.utils import slugify
from PIL import Image, ImageCms, ImageOps

from ..css import Colour
from ..disk import data
from . import drawings
from .shelf import Made, Picture, recall

MAKE = data(__file__)
REFUSED = MAKE["refused"]


def publish(path: Path, work: Path, paper: Colour) -> Picture:
    """The picture that `path` becomes; its files are in `work`. ValueError says why not.

    `paper` is put under what is transparent: on a dark page, dark lines would vanish.
    """
    raw, kind = path.read_bytes(), path.suffix.lower()

    def make() -> Iterable[Made]:
        return [(kind, *drawings.clean(raw))] if kind == ".svg" else encode(painted(raw, paper))

    try:
        return recall(work, safe(path.stem), repr((kind, paper)).encode() + raw, make)
    except ValueError as error:
        raise ValueError(f'the picture "{path.name}" {error}') from None


def encode(sheet: Image.Image) -> Iterator[Made]:
    """Make all files of a picture. It is a drawing, to be kept exact, if PNG is no larger."""
    plain = {kind: encoded(sheet, kind, sheet.size) for kind in ("png", "jpg")}
    kind = min(plain, key=lambda kind: len(plain[kind]))
    yield f".{kind}", plain[kind], sheet.size
    widths = [sheet.width]
    if kind == "jpg":  # a drawing made smaller gets more colours, and larger files
        widths = [width for width in MAKE["widths"] if width < 0.9 * sheet.width] + widths
    better = MAKE["better"][kind]
    for width in widths:
        size = width, max(1, round(width * sheet.height / sheet.width))
        yield f"-{width}.{better}", encoded(sheet, better, size), size


def painted(raw: bytes, paper: Colour) -> Image.Image:
    """The picture upright, in sRGB and no larger than it is ever shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(raw), formats=MAKE["read"])
        moves = image.format in MAKE["may_move"] and getattr(image, "is_animated", False)
        image = ImageOps.exif_transpose(image)
        alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
        sheet = Image.new("RGB", image.size, paper)
        sheet.paste(in_srgb(image), mask=alpha)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise ValueError(REFUSED["large"]) from None
    except Exception:  # decoders raise whatever they like
        heic = raw[4:8] == b"ftyp" and raw[8:12] != b"avif"
        raise ValueError(REFUSED["heic" if heic else "damaged"]) from None
    if moves:
        raise ValueError(REFUSED["moves"])
    sheet.thumbnail((MAKE["widths"][-1], MAKE["tallest"]), Image.Resampling.LANCZOS)
    return sheet


def in_srgb(image: Image.Image) -> Image.Image:
    """The colours as sRGB, which is what a picture without a profile is taken for."""
    profile = io.BytesIO(image.info.get("icc_profile") or b"")
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256)  # 16 bits; convert() would cut them off
    with suppress(ImageCms.PyCMSError, OSError):  # a broken or unfit profile is as good as none
        source, srgb = ImageCms.ImageCmsProfile(profile), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    return image.convert("RGB")


def encoded(sheet: Image.Image, kind: str, size: tuple[int, int], **options) -> bytes:
    out = io.BytesIO()
    sheet.resize(size, Image.Resampling.LANCZOS).save(out, **MAKE["files"][kind] | options)
    return out.getvalue()


def safe(stem: str) -> str:
    """A file name that is an address as it stands."""
    return slugify(stem, [("[^A-Za-z0-9]+", "-")])[:40].strip("-") or "picture"
