"""Whole builds: what is in the site, and what is not."""

import io
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built import ROOT, checked
from making import SECRET, drawing, photo, saved, told
from PIL import Image
from tiny_site import Site

IMAGES = Path("content/images")
PHOTO = '![A path]({static}../images/Garden%20path.JPG "The path")'


@pytest.fixture(scope="module")
def first_build(tmp_path_factory):
    """A site with one of everything, built."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("full"))
    site = Site()
    (IMAGES / "Garden path.JPG").write_bytes(saved(photo(300, 200), "JPEG", exif=told(6)))
    (IMAGES / "private.png").write_bytes(saved(drawing(), "PNG", exif=told()))
    (IMAGES / "unused.jpg").write_bytes(saved(photo(90, 60), "JPEG"))
    (IMAGES / "chairs.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- {SECRET} --></svg>'
    )
    site.post("path", f"{PHOTO}\n\n[Larger]({{static}}/images/Garden%20path.JPG)")
    site.post("quotes", "![Chairs](images/chairs.svg)", "Summary: “Quoted” & plain\n")
    site.post("secret", "![Private](images/private.png)", "Status: draft\n")
    about = "Title: About\nSlug: about\n\n![Chairs](images/chairs.svg)"
    Path("content/pages/about.md").write_text(about)
    done = site.build()
    yield site, Path.cwd(), done
    os.chdir(before)


@pytest.fixture
def full(first_build, monkeypatch):
    site, folder, done = first_build
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    monkeypatch.chdir(folder)
    return site


def names(tree):
    return {re.sub("-[0-9a-f]{12}", "", name.removeprefix("images/")) for name in tree}


def test_the_site_has_all_that_its_pages_show_and_nothing_else(full):
    published = {name: data for name, data in full.tree("output").items() if "images/" in name}
    assert names(published) == {
        "chairs.svg",
        "garden-path.jpg",
        "garden-path-200.avif",
        "share-on-listening.png",
        "share-about-path.png",
        "share-about-quotes.png",
    }
    for name, data in full.tree("output").items():
        assert SECRET.encode() not in data, name
    for name, data in published.items():
        if not name.endswith(".svg"):
            image = Image.open(io.BytesIO(data))
            assert not image.getexif(), name
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info), name
    page = full.page("path")
    shown = set(re.findall(r"https://example.com/(images/[^\s\"]+)", page))
    assert shown == {name for name in published if "path" in name}
    assert 'height="300"' in page
    assert "{static}" not in page


def test_the_feed_has_whole_addresses_and_an_img_for_simple_readers(full):
    entries = ElementTree.parse("output/feed.xml").iter("{http://www.w3.org/2005/Atom}content")
    content = "".join(entry.text for entry in entries)
    addresses = re.findall(r'(?:src|srcset)="([^" ]+)', content)
    assert len(addresses) == 3
    for address in addresses:
        assert Path("output", address.removeprefix("https://example.com/")).is_file()
    assert re.search(
        r'<img alt="A path" height="300" src="https://[^"]+.jpg" width="200">', content
    )


def test_a_second_build_encodes_nothing_and_makes_the_same_bytes(full):
    work = {path: path.stat().st_mtime_ns for path in made()}
    assert full.build("again").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in made()} == work
    assert full.tree("again/images") == full.tree("output/images")


@pytest.mark.brief
@pytest.mark.parametrize("damage", [pytest.param(b"", marks=pytest.mark.slow), b"null", None])
@pytest.mark.parametrize("what", ["the files", "the records"])
def test_what_is_damaged_is_made_anew_and_no_text_is_blamed(full, damage, what):
    """None: cut in the middle."""
    before = {path: path.read_bytes() for path in made()}
    assert len(before) == 14
    for path, raw in before.items():
        if is_record(path) == (what == "the records"):
            path.write_bytes(raw[: len(raw) // 2] if damage is None else damage)
    if what == "the records":  # which only a text goes by that is converted again
        os.utime("content/images/unused.jpg")
    done = full.build("anew")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert full.tree("anew/images") == full.tree("output/images")
    assert {path: path.read_bytes() for path in made()} == before


BOTH = pytest.mark.parametrize("settings", ["publishconf.py", "pelicanconf.py"])


@pytest.mark.brief
@BOTH
def test_what_no_text_shows_any_more_does_not_stay(site, settings):
    many = []
    for number in range(4):
        (IMAGES / "a.jpg").write_bytes(saved(photo(700 + number, 60), "JPEG"))
        site.post("a", f"![A](images/a.jpg)\n\nTitle {number}")
        text = Path("content/posts/a.md")
        text.write_text(text.read_text().replace("Title: ", f"Title: {number} "))
        grow_old()
        assert site.build(settings=settings).returncode == 0
        many.append(len(made()))
    assert many == [many[0]] * 4


@pytest.mark.brief
@BOTH
def test_what_only_the_other_site_shows_stays(site, settings):
    """The preview has no share pictures, and the public site shows no draft."""
    for name, status in (("public", ""), ("private", "Status: draft\n")):
        (IMAGES / f"{name}.jpg").write_bytes(saved(photo(90 + len(name), 60), "JPEG"))
        site.post(name, f"![A](images/{name}.jpg)", status)
    for each in ("publishconf.py", "pelicanconf.py"):
        site.build(f"by {each}", each)
    grow_old()
    before = {path: path.stat().st_mtime_ns for path in made()}
    assert site.build(f"by {settings}", settings).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in made()} == before


def test_all_of_a_picture_stays_that_a_link_alone_leads_to(site):
    """Else it would be made anew each time the text is."""
    (IMAGES / "a.jpg").write_bytes(saved(photo(90, 60), "JPEG"))
    site.post("a", "[See](images/a.jpg)")
    site.build()
    grow_old()
    before = {path: path.stat().st_mtime_ns for path in made()}
    assert site.build().returncode == 0
    assert {path: path.stat().st_mtime_ns for path in made()} == before
    assert names(site.tree("output/images")) >= {"a.jpg"}
    assert "a-90.avif" not in names(site.tree("output/images"))


def test_what_was_made_lately_stays(site):
    """A look at her unsaved words may have made it, and the desk show it."""
    site.build()
    lately = Path(".build/pictures/lately.jpg")
    lately.parent.mkdir(exist_ok=True)
    lately.touch()
    site.build()
    assert lately.exists()
    grow_old()
    site.build()
    assert not lately.exists()


def grow_old() -> None:
    """Let some time pass, for what was made."""
    for path in made():
        os.utime(path, (10**9, 10**9))


def made() -> list[Path]:
    return [path for name in ("pictures", "shares") for path in Path(".build", name).glob("*")]


def is_record(path: Path) -> bool:
    return path.suffix not in (".avif", ".jpg", ".png", ".svg", ".webp")


def test_all_problems_are_said_at_once_and_nothing_is_written(site):
    (IMAGES / "cut.jpg").write_bytes(saved(photo(300, 200), "JPEG")[:-900])
    (IMAGES / "run.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>'
    )
    site.post("one", "![](images/cut.jpg)")
    site.post("two", "Text.\n\n![Run](images/run.svg)\n\n<img src='cut.jpg'>")
    done = site.build()
    assert done.returncode == 1
    places = {line.rpartition("content/")[2][:15] for line in done.stderr.splitlines()}
    assert len(done.stderr.splitlines()) == 4
    assert places == {"posts/one.md:5:", "posts/two.md:7:", "posts/two.md:9:"}
    assert not Path("output").exists()


@pytest.mark.parametrize(
    "way",
    [
        "<a href='{static}../images/a.jpg'>me</a>",
        "<video poster='{attach}../images/a.jpg'></video>",
        "<a href='{filename}../images/a.jpg'>me</a>",
        "[me](../files/a.jpg)",
        "[me]({static}../files/e.bin)",
        "[me]({static}../files/f.svg)",
    ],
)
def test_no_way_leads_an_original_into_the_site(site, way):
    Path("content/files").mkdir()
    for path in ("images/a.jpg", "files/a.jpg", "files/e.bin", "files/f.svg"):
        Path("content", path).write_bytes(saved(photo(90, 60), "JPEG", exif=told()))
    site.post("me", way)
    assert any(problem.stops for problem in checked(Path("content").absolute()))


def test_where_no_reader_sees_a_link_it_brings_nothing_along(site):
    Path("content/images/a.jpg").write_bytes(saved(photo(90, 60), "JPEG", exif=told()))
    site.post("me", "<p cite='{static}../images/a.jpg'>me</p>")
    assert "../images/a.jpg" in site.build().stderr
    assert not [name for name in site.tree("output") if name.endswith("a.jpg")]


def test_no_setting_publishes_an_original(site):
    Path("content/images/a.jpg").write_bytes(saved(photo(90, 60), "JPEG", exif=told()))
    Path("theme").symlink_to(ROOT / "theme")
    said = (ROOT / "pelicanconf.py").read_text("utf-8")
    Path("conf.py").write_text(f'{said}\nSTATIC_PATHS = ["images"]\n', "utf-8")
    site.post("me", "Text.")
    assert site.build(settings=str(Path("conf.py").absolute())).returncode == 0
    assert not [name for name in site.tree("output") if name.endswith("a.jpg")]


def test_a_link_to_a_picture_that_is_typed_in_html_is_told_on_its_line(site):
    (IMAGES / "a.jpg").write_bytes(saved(photo(90, 60), "JPEG"))
    site.post("me", "<a href='{static}../images/a.jpg'>me</a>")
    assert site.build().stderr == (
        "content/posts/me.md:5: a link to a picture is typed in Markdown, not in HTML: "
        "[words]({static}../images/a.jpg)\n"
    )
    site.post("me", "[me]({static}../images/a.jpg)")
    assert site.build().returncode == 0


def test_a_link_leads_to_the_published_picture(full):
    (larger,) = re.findall(r'<a href="([^"]+)">Larger', full.page("path"))
    assert Path("output", larger.removeprefix("https://example.com/")).is_file()


def test_a_damaged_picture_that_is_linked_is_told_too(site):
    Path("content/images/cut.png").write_bytes(b"\x89PNG\r\n\x1a\njunkjunkjunkjunk")
    site.post("me", "[me]({static}../images/cut.png)")
    (said,) = site.build().stderr.splitlines()
    assert said.startswith('content/posts/me.md:5: the picture "cut.png" is damaged')


def test_a_preview_shows_the_pictures_of_drafts(full):
    assert full.build("preview", "pelicanconf.py").returncode == 0
    assert "private.png" in names(full.tree("preview"))
