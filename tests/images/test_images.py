"""What becomes of a picture, by its kind; and which kinds are refused."""

import io
import re
import shutil
import zlib
from pathlib import Path

import pytest
from blog import memory
from blog.images import drawings, images, shelf
from blog.memory import code
from making import SECRET, drawing, photo, saved, told
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PAPER = (251, 248, 243)


@pytest.fixture
def publish(tmp_path):
    """Publishes the bytes of a picture; the work is in work/."""

    def publish(data: bytes, name: str = "picture.jpg") -> images.Picture:
        path = tmp_path / name
        path.write_bytes(data)
        return images.publish(path, tmp_path / "work", PAPER)

    return publish


@pytest.fixture
def show(tmp_path, publish):
    """Publishes a picture and opens the file that everything can show."""

    def show(*args) -> Image.Image:
        with Image.open(tmp_path / "work" / publish(*args).src) as image:
            return image.convert("RGB")

    return show


def close(colour, other, by=6):
    return all(abs(a - b) <= by for a, b in zip(colour, other, strict=True))


# Sizes and formats


def kind(picture) -> str:
    """That of the file that everything can show."""
    return Path(picture.src).suffix


def test_a_large_photo_is_scaled_down_to_three_sizes(publish, tmp_path):
    picture = publish(saved(photo(2624, 64), "JPEG"))
    assert (kind(picture), picture.width, picture.height) == (".jpg", 1312, 32)
    assert list(picture.offered.values()) == [656, 984, 1312]
    for file, width in picture.offered.items():
        with Image.open(tmp_path / "work" / file) as image:
            assert (image.size, image.format) == ((width, width // 41), "AVIF")


@pytest.mark.parametrize(("width", "widths"), [(60, [60]), (700, [700]), (800, [656, 800])])
def test_a_small_photo_is_never_scaled_up(publish, width, widths):
    picture = publish(saved(photo(width, 90), "JPEG"))
    assert (picture.width, picture.height) == (width, 90)
    assert list(picture.offered.values()) == widths


@pytest.mark.slow
def test_what_is_offered_is_smaller(publish, tmp_path):
    picture = publish(saved(photo(1312, 800), "JPEG", quality=95))
    plain, *offered = ((tmp_path / "work" / file).stat().st_size for file in picture.files)
    assert max(offered) < plain


def test_a_drawing_stays_exact(publish, tmp_path):
    original = drawing("RGB", PAPER)
    picture = publish(saved(original, "PNG"), "drawing.png")
    assert kind(picture) == ".png"
    for file in picture.files:
        with Image.open(tmp_path / "work" / file) as image:
            assert image.convert("RGB").tobytes() == original.tobytes()


def test_a_photo_saved_as_png_is_treated_as_the_photo_it_is(publish):
    assert kind(publish(saved(photo(300, 200), "PNG"), "photo.png")) == ".jpg"


def test_a_very_tall_picture_fits_every_encoder(publish):
    assert publish(saved(Image.new("RGB", (60, 20000)), "PNG"), "tall.png").height <= 8192


@pytest.mark.parametrize("size", [(1, 1), (2000, 1)])
def test_a_picture_of_a_point_or_a_line_is_a_picture(publish, size):
    assert publish(saved(photo(*size), "JPEG")).height == 1


# Modes


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_is_applied(show, orientation):
    """The dark side is on the left; a phone held another way stores it elsewhere."""
    undone = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}
    image = photo(64, 48)
    for method in undone.get(orientation, []):
        image = image.transpose(Image.Transpose(method))
    shown = show(saved(image, "JPEG", quality=95, exif=told(orientation)))
    assert shown.size == (64, 48)
    assert shown.getpixel((3, 24))[0] + 150 < shown.getpixel((60, 24))[0]


def test_what_is_transparent_lies_on_paper(show):
    shown = show(saved(drawing(), "PNG"), "drawing.png")
    assert shown.getpixel((300, 100)) == PAPER
    assert shown.getpixel((100, 100)) == (255, 0, 0)


def test_cmyk_becomes_rgb(show):
    cmyk = Image.new("CMYK", (80, 80), (0, 255, 255, 0))
    assert close(show(saved(cmyk, "JPEG")).getpixel((40, 40)), (255, 0, 0))


def test_sixteen_bits_become_eight_and_keep_their_greys(show):
    wide = Image.new("I;16", (80, 80), 0x8000)
    assert close(show(saved(wide, "PNG"), "wide.png").getpixel((40, 40)), (128, 128, 128))


def test_another_colour_space_becomes_srgb(show):
    """In this one the three primaries change places, so that a profile ignored would be seen."""
    swapped = bytearray(PROFILE)
    tags = {bytes(swapped[n : n + 4]): n for n in range(132, 132 + 12 * swapped[131], 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    image = Image.new("RGB", (80, 80), (255, 0, 0))
    shown = show(saved(image, "PNG", icc_profile=bytes(swapped)), "swapped.png")
    assert close(shown.getpixel((40, 40)), (0, 0, 255), 12)


@pytest.mark.parametrize("profile", [b"", b"no profile", PROFILE])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_is_read_with_and_without_a_profile(show, mode, profile):
    image = Image.new("RGB", (80, 80), "white").convert(mode)
    shown = show(saved(image, "PNG", icc_profile=profile), "picture.png")
    assert close(shown.getpixel((40, 40)), (255, 255, 255))


@pytest.mark.parametrize("format", ["GIF", "WEBP", "AVIF"])
def test_other_formats_are_read_if_they_keep_still(publish, format):
    assert publish(saved(drawing("RGB", PAPER), format)).width == 400


def test_the_second_picture_of_a_phones_jpeg_is_no_animation(publish):
    both = saved(photo(90, 60), "MPO", save_all=True, append_images=[photo(90, 60)])
    assert publish(both).width == 90


# Metadata


@pytest.mark.brief
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_metadata_is_left(publish, tmp_path, format):
    options = {"exif": told(), "icc_profile": PROFILE}
    if format == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Author", SECRET)
    else:
        options["xmp"] = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    if format == "JPEG":
        options["comment"] = SECRET
    original = saved(photo(90, 60), format, **options)
    assert SECRET.encode() in original
    for file in publish(original).files:
        data = (tmp_path / "work" / file).read_bytes()
        image = Image.open(io.BytesIO(data))
        assert not image.getexif(), file
        assert not {"exif", "xmp", "comment", "icc_profile", "Author"} & set(image.info), file
        assert SECRET.encode() not in data, file


# What is refused


def bomb() -> bytes:
    """A PNG of 40,000 × 40,000 points in a few bytes."""
    data = bytearray(saved(Image.new("1", (1, 1)), "PNG"))
    data[16:24] = (40000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def moving(format: str) -> bytes:
    return saved(drawing("RGB"), format, save_all=True, append_images=[photo(400, 200)])


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: saved(photo(300, 200), "JPEG")[:-900], "is damaged or of another kind"),
        (lambda: saved(photo(300, 200), "PNG")[:-900], "is damaged or of another kind"),
        (lambda: saved(photo(300, 200), "WEBP")[:-900], "is damaged or of another kind"),
        (lambda: saved(photo(300, 200), "AVIF")[:-900], "is damaged or of another kind"),
        (lambda: moving("GIF"), "keeps still"),
        (lambda: moving("PNG"), "keeps still"),
        (lambda: moving("WEBP"), "keeps still"),
        (lambda: bomb(), "far too many points"),
        (
            lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "HEIC photo, as iPhones make them; save it as JPEG",
        ),
        (lambda: b"no picture at all", "save it as JPEG"),
        (lambda: saved(photo(30, 20), "TIFF"), "save it as JPEG"),
        (lambda: b"", "save it as JPEG"),
    ],
)
def test_what_cannot_be_published_is_named_and_leaves_nothing(publish, tmp_path, draw, message):
    with pytest.raises(ValueError, match=message):
        publish(draw())
    assert not (tmp_path / "work").exists()


# Names, and what is made once


def cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def changed(raw: bytes) -> bytes:
    """One bit in the middle."""
    middle = len(raw) // 2
    return raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Garden Päth (1).JPG", "garden-path-1"),
        ("a&b (c)\"'.png", "a-b-c"),
        ("中文.png", "zhong-wen"),
        ("❀.png", "picture"),
        ("x" * 90 + ".png", "x" * 40),
    ],
)
def test_names_are_safe_and_carry_a_fingerprint(publish, name, safe):
    picture = publish(saved(photo(90, 60), "JPEG"), name)
    assert re.fullmatch(rf"{safe}-[0-9a-f]{{12}}\.jpg", picture.src)


def test_another_picture_under_the_same_name_gets_another_address(publish):
    one, two = (publish(saved(photo(width, 60), "JPEG")) for width in (90, 91))
    assert one.src != two.src


def test_nothing_is_made_twice(publish, tmp_path, monkeypatch):
    data = saved(photo(90, 60), "JPEG")
    first = publish(data)
    monkeypatch.delattr(images, "encode")
    assert publish(data) == first


@pytest.mark.parametrize("damage", [None, lambda raw: b"", cut, changed, lambda raw: b"null"])
def test_what_is_missing_or_damaged_is_made_again(publish, tmp_path, damage):
    """Each file by itself, and the record of them."""
    data = saved(photo(90, 60), "JPEG")
    first, work = publish(data), tmp_path / "work"
    before = {path: path.read_bytes() for path in work.iterdir()}
    assert len(before) == 2 + len(first.offered)
    for path, raw in before.items():
        path.write_bytes(damage(raw)) if damage else path.unlink()
        assert publish(data) == first
        assert {path: path.read_bytes() for path in work.iterdir()} == before


def test_a_record_of_another_shape_is_none(publish, tmp_path):
    data = saved(photo(90, 60), "JPEG")
    first = publish(data)
    (record,) = (tmp_path / "work").glob(f"*.{shelf.PROGRAM}")
    for shape in ("null", "[1]", "[1, 2, 3, 4, 5]", '{"src": "x"}', "[]"):
        record.write_bytes(zlib.compress(shape.encode()))
        assert publish(data) == first


def test_another_program_makes_all_anew_under_the_same_addresses(publish, monkeypatch):
    data = saved(photo(90, 60), "JPEG")
    first, made = publish(data), []
    monkeypatch.setattr(shelf, "PROGRAM", "another")
    monkeypatch.setattr(images, "encode", lambda *a, how=images.encode: made.append(a) or how(*a))
    assert publish(data) == first
    assert len(made) == 1


def test_a_drawing_that_is_refused_by_now_is_not_taken_from_the_work(publish, monkeypatch):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Hi</text></svg>'
    publish(drawing, "a.svg")
    monkeypatch.setattr(shelf, "PROGRAM", "with one rule more")
    monkeypatch.setattr(drawings, "REFUSED", [(re.compile("<(text)"), "has a <{}> in it")])
    with pytest.raises(ValueError, match="has a <text> in it"):
        publish(drawing, "a.svg")


def test_the_same_bytes_under_another_suffix_are_another_picture(publish):
    """Read as a photo, a drawing is none."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    publish(drawing, "a.svg")
    with pytest.raises(ValueError, match="is damaged or of another kind"):
        publish(drawing, "a.jpg")


@pytest.mark.parametrize("name", ["drawings.toml", "drawings.py", "share.py", "masks/sprig.png"])
def test_the_program_is_all_that_is_in_its_folder(tmp_path, name):
    shutil.copytree(Path(images.__file__).parent, tmp_path / "images")
    before = code(tmp_path / "images")
    code.cache_clear()
    with (tmp_path / "images" / name).open("ab") as file:
        file.write(b"#")
    assert code(tmp_path / "images") != before


def test_the_program_is_also_what_it_is_made_with(monkeypatch):
    told = " ".join(memory.PACKAGES)
    before = code(Path(images.__file__).parent)
    code.cache_clear()
    monkeypatch.setattr(memory, "PACKAGES", ["another-1.0.dist-info"])
    assert code(Path(images.__file__).parent) != before
    code.cache_clear()
    assert [
        name for name in ("pillow-", "fontpkg_noto_serif-", "pelican-") if name not in told
    ] == []
