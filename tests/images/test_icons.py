"""What is drawn once and tinted: the masks, the icons, and the colours of both."""

import io
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from blog import css, images
from built import SPARSE, build
from making import ROOT, drawing
from PIL import Image, ImageChops, ImageOps, ImageStat

PARTIALS = ROOT / "theme" / "templates" / "partials"
PALETTE = css.palette(ROOT / "theme")


@pytest.mark.parametrize(
    ("name", "sizes"),
    [("favicon.ico", {(16, 16), (32, 32)}), ("apple-touch-icon.png", {(180, 180)})],
)
def test_an_icon_is_a_square_of_paper_and_not_transparent(tmp_path, name, sizes):
    images.icon(PALETTE, tmp_path / name)
    with Image.open(tmp_path / name) as icon:
        assert icon.info.get("sizes", {icon.size}) == sizes
        assert not icon.has_transparency_data
        colours = {colour for _, colour in icon.convert("RGB").getcolors(40_000)}
    assert {PALETTE.paper, PALETTE.icon} <= colours


def test_the_icon_is_seen_on_light_and_on_dark_tabs():
    """At least 3:1 on both (WCAG 2.2, 1.4.11)."""
    for ground in ((255, 255, 255), (32, 33, 36)):
        light, dark = sorted(map(luminance, (ground, PALETTE.icon)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def luminance(colour) -> float:
    parts = (value / 255 for value in colour)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# The masks


def icon_svg() -> str:
    address = (PARTIALS / "icon.txt").read_text(encoding="utf-8")
    return unquote(address.partition(",")[2]).replace("#{{ icon_colour }}", "#fff")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("svg", "mask", "margin"),
    [
        ((PARTIALS / "sprig.svg").read_text(encoding="utf-8"), "sprig.png", 0),
        (icon_svg(), "icon.png", 27),
    ],
    ids=["sprig", "icon"],
)
def test_a_mask_shows_what_the_drawing_shows(browser, svg, mask, margin):
    mask = ImageOps.crop(Image.open(images.LEAF.with_name(mask)).convert("L"), margin)
    width, height = mask.size
    page = browser.new_page(viewport={"width": width, "height": height})
    svg = re.sub(r' (width|height)="\d+"', "", svg)
    style = "<style>* { margin: 0; background: #000; color: #fff } svg { display: block }</style>"
    page.set_content(style + svg.replace("<svg", f'<svg width="{width}" height="{height}"', 1))
    shown = Image.open(io.BytesIO(page.screenshot())).convert("L")
    page.close()
    different = ImageChops.difference(shown, mask)
    assert ImageStat.Stat(different).mean[0] < 5
    assert ImageStat.Stat(ImageChops.difference(shown, ImageChops.offset(mask, 9, 0))).mean[0] > 10


# Their colours


def test_a_colour_changed_in_the_tokens_changes_all_that_is_drawn(tmp_path):
    theme, content = tmp_path / "theme", tmp_path / "content"
    shutil.copytree(ROOT / "theme", theme)
    shutil.copytree(SPARSE, content)
    file = theme / css.TOKENS
    new = {"accent": ["#00407a", "#80c0fe"], "paper": ["#fcfcff"], "ink": ["#101820"]}  # day, night
    text = file.read_text(encoding="utf-8")
    for name, shades in new.items():
        for before, after in zip(re.findall(rf"--{name}: .*;", text), shades, strict=False):
            text = text.replace(before, f"--{name}: {after};")
    file.write_text(text, encoding="utf-8")
    (content / "images").mkdir(exist_ok=True)
    drawing().save(content / "images" / "drawing.png")
    with (content / "posts" / "only.md").open("a") as post:
        post.write("\n\n![A circle]({static}../images/drawing.png)\n")

    site = build("publishconf.py", content, tmp_path / "out", THEME=str(theme))
    page = site.read("post/only/index.html")
    accent, ink, paper, icon = (0, 64, 122), (16, 24, 32), (252, 252, 255), (64, 128, 188)
    assert "--accent:#00407a" in page
    assert "fill='%234080bc'" in page
    for name in ("favicon.ico", "apple-touch-icon.png"):
        assert colours(site, name) >= {icon, paper}
    assert colours(site, named(site, "images/share-")) >= {paper, ink, accent}
    assert paper in colours(site, named(site, "images/drawing-", ".png"))


def named(site, begin: str, end: str = "") -> str:
    return next(name for name in site.files if name.startswith(begin) and name.endswith(end))


def colours(site, name: str) -> set[tuple[int, int, int]]:
    with Image.open(Path(site.folder, name)) as image:
        pixels = image.convert("RGBA").getcolors(1_000_000)
    return {colour[:3] for _, colour in pixels if colour[3] == 255}
