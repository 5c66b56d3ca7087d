"""Makes an author's picture fit to be published: small files in a few sizes, and only the picture.

The pixels are painted on a fresh sheet, so that no metadata can come along. The work is kept in a
folder, under a name that has in it what the picture is and how it was made.
"""

import hashlib
import io
import json
import re
import unicodedata
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import PIL
from PIL import Image, ImageCms, ImageOps

from ..css import Colour
from . import drawings

WIDTHS = (656, 984, 1312)  # the column of 41rem: once, one and a half times, twice
TALLEST = 8192  # encoders end soon after

# What everything can show, by its suffix, and the smaller files that browsers are offered instead.
OFFERED = {"jpg": ("avif", "webp"), "png": ("webp",), "svg": ()}
ENCODERS = {  # AVIF made by several threads would differ from machine to machine
    ("jpg", "jpg"): {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    ("jpg", "avif"): {"quality": 60, "speed": 6, "subsampling": "4:4:4", "max_threads": 1},
    ("jpg", "webp"): {"quality": 78, "method": 6},
    ("png", "png"): {},
    ("png", "webp"): {"lossless": True, "method": 6},
}
CODE = 1  # to be counted up when the code below makes something else
RECIPE = repr((CODE, WIDTHS, TALLEST, ENCODERS, PIL.__version__))

READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAY_MOVE = ("PNG", "WEBP", "AVIF", "GIF")  # a phone's JPEG may have two pictures, and is still

TOO_LARGE = "has far too many points; save it 3000 wide or less"
MOVES = "moves, and this site keeps still; save one moment of it as PNG"
HEIC = "is a HEIC photo, as iPhones make them; save it as JPEG and use that file"
DAMAGED = "is damaged or of another kind; copy it anew from its source, or save it as JPEG"


@dataclass(frozen=True)
class Picture:
    """A published picture: the `suffix` of what everything can show, and its size."""

    name: str
    suffix: str
    width: int
    height: int

    @property
    def src(self) -> str:
        return f"{self.name}.{self.suffix}"

    @property
    def sources(self) -> dict[str, dict[str, int]]:
        """The files that are offered: by format, the best first, by name, each with its width."""
        widths = [self.width]
        if self.suffix == "jpg":  # a drawing made smaller gets more colours, and larger files
            widths = [width for width in WIDTHS if width < 0.9 * self.width] + widths
        return {
            suffix: {f"{self.name}-{width}.{suffix}": width for width in widths}
            for suffix in OFFERED[self.suffix]
        }

    @property
    def files(self) -> list[str]:
        return [self.src, *(name for names in self.sources.values() for name in names)]


def publish(path: Path, work: Path, paper: Colour) -> Picture:
    """The picture that `path` becomes; its files are in `work`. ValueError says why not.

    `paper` is put under what is transparent: on a dark page, dark lines would vanish.
    """
    data = path.read_bytes()
    recipe = f"{RECIPE}{paper}".encode()
    name = f"{safe(path.stem)}-{hashlib.sha256(recipe + data).hexdigest()[:12]}"
    record = work / f"{name}.json"
    if record.exists():
        picture = Picture(**json.loads(record.read_text("utf-8")))
        if all((work / file).exists() for file in picture.files):
            return picture
    try:
        if path.suffix.lower() == ".svg":
            drawing, size = drawings.clean(data)
            picture = Picture(name, "svg", *size)
            keep(work / picture.src, drawing)
        else:
            picture = encode(painted(data, paper), name, work)
    except ValueError as error:
        raise ValueError(f'the picture "{path.name}" {error}') from None
    keep(record, json.dumps(asdict(picture)).encode())
    return picture


def encode(sheet: Image.Image, name: str, work: Path) -> Picture:
    """Make all files of a picture. It is a drawing, to be kept exact, if PNG is no larger."""
    plain = {suffix: encoded(sheet, suffix, suffix, sheet.width) for suffix in ("png", "jpg")}
    suffix = min(plain, key=lambda suffix: len(plain[suffix]))
    picture = Picture(name, suffix, *sheet.size)
    keep(work / picture.src, plain[suffix])
    with ThreadPoolExecutor() as pool:
        made = {
            file: pool.submit(encoded, sheet, suffix, offered, width)
            for offered, files in picture.sources.items()
            for file, width in files.items()
        }
    for file, data in made.items():
        keep(work / file, data.result())
    return picture


def painted(data: bytes, paper: Colour) -> Image.Image:
    """The picture upright, in sRGB and no larger than it is ever shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=READ)
        moves = image.format in MAY_MOVE and getattr(image, "is_animated", False)
        image = ImageOps.exif_transpose(image)
        alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
        sheet = Image.new("RGB", image.size, paper)
        sheet.paste(in_srgb(image), mask=alpha)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise ValueError(TOO_LARGE) from None
    except Exception:  # decoders raise whatever they like
        heic = data[4:8] == b"ftyp" and data[8:12] != b"avif"
        raise ValueError(HEIC if heic else DAMAGED) from None
    if moves:
        raise ValueError(MOVES)
    sheet.thumbnail((WIDTHS[-1], TALLEST), Image.Resampling.LANCZOS)
    return sheet


def in_srgb(image: Image.Image) -> Image.Image:
    """The colours as sRGB, which is what a picture without a profile is taken for."""
    profile = io.BytesIO(image.info.get("icc_profile") or b"")
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256)  # 16 bits; convert() would cut them off
    if image.mode not in ("RGB", "CMYK"):
        image = image.convert("L" if image.mode in ("1", "L", "LA", "I", "I;16") else "RGB")
    with suppress(ImageCms.PyCMSError, OSError):  # a broken profile is as good as none
        source, srgb = ImageCms.ImageCmsProfile(profile), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    return image.convert("RGB")


def encoded(sheet: Image.Image, kind: str, suffix: str, width: int) -> bytes:
    height = max(1, round(width * sheet.height / sheet.width))
    out = io.BytesIO()
    resized = sheet.resize((width, height), Image.Resampling.LANCZOS)
    resized.save(out, **{"format": suffix} | ENCODERS[kind, suffix])
    return out.getvalue()


def safe(stem: str) -> str:
    """A file name that is an address as it stands."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "picture"


def keep(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: what is in the work folder is relied on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(content)
    draft.replace(path)
