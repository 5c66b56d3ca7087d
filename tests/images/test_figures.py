"""How an image is typed, and what it becomes."""

import re

import pytest
from blog.images.figures import Figures
from blog.reading.document import Document
from making import drawing, photo
from markdown import Markdown

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320"/>'
ALT = "![What it shows]"


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """Converts what is typed; returns the page and the problems."""
    folder = tmp_path_factory.mktemp("content") / "images"
    (folder / "walks").mkdir(parents=True)
    photo(1400, 175).save(folder / "photo.jpg")
    photo(90, 60).save(folder / "walks" / "a small one.jpg")
    drawing().save(folder / "drawing.png")
    (folder / "chairs.svg").write_text(SVG)
    (folder / "fu\u0308r.svg").write_text(SVG)  # as a Mac stores it
    (folder / "caf\u00e9.svg").write_text(SVG)
    (folder / "cut.jpg").write_bytes((folder / "photo.jpg").read_bytes()[:9000])
    (folder.parent / "outside.svg").write_text(SVG)
    (folder / "link.svg").symlink_to(folder.parent / "outside.svg")
    (folder / "junk.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"junk" * 10)

    settings = {"PATH": folder.parent, "WORK_PATH": folder.parent / "work", "SITEURL": ""}
    figures = Figures(settings, (251, 248, 243))
    figures.url = "/i/"

    def typed(text: str) -> tuple[str, list[tuple[int, str]]]:
        page = Markdown(extensions=["extra", figures], output_format="html5").convert(text)
        document = Document("post.md", "post.md", ("Title: A", "", *text.split("\n")))
        found = [(line - 2, message) for line, message in figures.told(document)]
        return re.sub(r"-[0-9a-f]{12}", "", page), found

    return typed


def page(typed, text):
    html, problems = typed(text)
    assert problems == []
    return html


# The markup


def test_a_photo_alone_with_a_title_is_a_figure_with_a_caption(typed):
    offered = "/i/photo-656.avif 656w, /i/photo-984.avif 984w, /i/photo-1312.avif 1312w"
    sizes = "(min-width: 45.5rem) 41rem, 90vw"
    assert page(typed, f'{ALT}({{static}}../images/photo.jpg "The *path* & gate")') == (
        "<figure><picture>"
        f'<source sizes="{sizes}" srcset="{offered}" type="image/avif">'
        '<img alt="What it shows" height="164" src="/i/photo.jpg" width="1312">'
        "</picture><figcaption>The *path* &amp; gate</figcaption></figure>"
    )


def test_without_a_title_there_is_no_caption(typed):
    html = page(typed, f"{ALT}(images/chairs.svg)")
    assert html == (
        '<figure><img alt="What it shows" height="320" src="/i/chairs.svg" width="640"></figure>'
    )


def test_a_small_picture_and_a_drawing_are_shown_in_their_one_size(typed):
    html = page(typed, f"{ALT}(<images/walks/a small one.jpg>)")
    assert 'sizes="90px" srcset="/i/a-small-one-90.avif 90w" type' in html
    html = page(typed, f"{ALT}(images/drawing.png)")
    assert 'srcset="/i/drawing-400.webp 400w" type="image/webp"' in html
    assert 'src="/i/drawing.png"' in html


def test_pictures_below_each_other_are_figures_of_their_own(typed):
    html = page(typed, f'{ALT}(images/chairs.svg "One")  \n{ALT}(images/chairs.svg "Two")')
    assert re.findall("<figcaption>(.*?)</figcaption></figure>", html) == ["One", "Two"]
    assert "<p>" not in html


def test_a_picture_in_a_sentence_is_no_figure(typed):
    assert "<figure>" not in page(typed, f"See {ALT}(images/chairs.svg) here.")


def test_a_linked_picture_is_a_figure_too(typed):
    html = page(typed, f'[{ALT}(images/photo.jpg "Caption")](https://example.com)')
    assert html.startswith('<figure><a href="https://example.com"><picture>')
    assert html.endswith("</a><figcaption>Caption</figcaption></figure>")


def test_a_link_to_an_original_leads_to_the_published_picture(typed):
    assert (
        page(typed, "[See]({static}../images/photo.jpg)") == '<p><a href="/i/photo.jpg">See</a></p>'
    )


def test_other_links_are_left_alone(typed):
    assert '"{static}../files/a.pdf"' in page(typed, "[a]({static}../files/a.pdf)")


@pytest.mark.parametrize("place", ["> {}", "- text\n\n    {}", "| a |\n| - |\n| {} |"])
def test_pictures_are_found_everywhere(typed, place):
    assert 'src="/i/chairs.svg"' in page(typed, place.format(f"{ALT}(images/chairs.svg)"))


@pytest.mark.parametrize(
    "address",
    [
        "{static}../images/",
        "{static}/images/",
        "{attach}../images/",
        "../images/",
        "/images/",
        "./images/",
    ],
)
def test_every_usual_way_to_write_the_address_is_understood(typed, address):
    assert 'src="/i/chairs.svg"' in page(typed, f"{ALT}({address}chairs.svg)")


@pytest.mark.parametrize("name", ["f\u00fcr", "fu\u0308r", "f%C3%BCr", "cafe\u0301", "caf\u00e9"])
def test_a_name_with_an_accent_is_found_in_whichever_way_it_is_stored(typed, name):
    assert "<img" in page(typed, f"{ALT}(images/{name}.svg)")


def test_own_attributes_stay_but_the_size_is_measured(typed):
    html = page(typed, f"{ALT}(images/chairs.svg){{width=1 height=1 .wide}}")
    assert 'class="wide" height="320"' in html
    assert 'width="640"' in html


def test_code_is_no_picture(typed):
    assert "<img" not in page(typed, "`![](images/nowhere.jpg)`\n\n    ![](images/nowhere.jpg)")


# Loading


def test_only_the_first_picture_is_loaded_at_once(typed):
    html = page(typed, f"Text.\n\n{ALT}(images/chairs.svg)\n\n{ALT}(images/chairs.svg)")
    assert re.findall(r'loading="lazy"|<img', html) == ["<img", "<img", 'loading="lazy"']


# Words for those who cannot see it


def test_decoration_is_said_in_a_word(typed):
    assert "<img alt height" in page(typed, "![Decoration](images/chairs.svg)")


@pytest.mark.parametrize("alt", ["", " ", "chairs.svg"])
def test_missing_words_are_a_problem_with_its_line(typed, alt):
    text = f"{ALT}(images/chairs.svg)\n\n![{alt}](images/chairs.svg)\n\n![{alt}](images/chairs.svg)"
    _, problems = typed(text)
    assert [line for line, _ in problems] == [3, 5]
    assert "needs words for those who cannot see it" in problems[0][1]


# Problems


@pytest.mark.parametrize(
    ("src", "message"),
    [
        (
            "images/chair.svg",
            'there is no picture "images/chair.svg" in content/images/; '
            "write {static}../images/chairs.svg",
        ),
        ("images/CHAIR.svg", "write {static}../images/chairs.svg"),
        ("images/a_small_one.jpg", "write {static}../images/walks/a%20small%20one.jpg"),
        ("chairs.svg", "write {static}../images/chairs.svg"),
        ("../Chairs.SVG", "write {static}../images/chairs.svg"),
        ("images/chairs.svg Two chairs", 'write {static}../images/chairs.svg "Two chairs"'),
        ('images/chairs.svg "Two and/or', 'write {static}../images/chairs.svg "Two and/or"'),
        ("..\\images\\chairs.svg", "write {static}../images/chairs.svg"),
        ("images/zebra.gif", '"images/zebra.gif" in content/images/; put it there'),
        (
            "https://example.com/b.jpg",
            'there is no picture "https://example.com/b.jpg" in content/images/; put it there',
        ),
        ("data:image/png;base64,AA", "in content/images/; put it there"),
        ("{static}../images/../outside.svg", "in content/images/; put it there"),
        ("images/link.svg", "there is no picture"),
        ("images/hat.jpg", '"images/hat.jpg" in content/images/; put it there'),  # and not cut.jpg
        ("", "there is no picture"),
        ("<>", "there is no picture"),
        ("images/cut.jpg", 'the picture "cut.jpg" is damaged or of another kind'),
        ("images/junk.png", 'the picture "junk.png" is damaged or of another kind'),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_problem_with_its_line(typed, src, message):
    _, [(line, said)] = typed(f"Text.\n\nMore. {ALT}({src})")
    assert line == 3
    assert message in said


def test_a_size_behind_the_address_is_taken_for_no_caption(typed):
    _, [(_, said)] = typed(f"{ALT}(images/chairs.svg =300x200)")
    assert said.endswith("write {static}../images/chairs.svg")


@pytest.mark.parametrize("src", ["content/images/chairs.svg", "../content/images/chairs.svg"])
def test_a_picture_may_be_named_from_the_projects_folder(typed, src):
    assert "<img" in page(typed, f"{ALT}({src})")


def test_the_line_is_that_of_the_one_that_is_wrong(typed):
    """The same picture is shown four times, and once named in code."""
    good, bad = f"{ALT}(images/chairs.svg)", "![](images/chairs.svg)"
    _, problems = typed(f"{good}\n\n`images/chairs.svg`\n\n{bad}\n\n[{bad}](images/chairs.svg)")
    assert [line for line, _ in problems] == [5, 7]
