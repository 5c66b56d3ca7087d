"""The share picture: the whole title, in the site's look, the same on every machine."""

import io

import pytest
from blog import css
from blog.images import share, shelf
from making import ROOT
from PIL import Image

PALETTE = css.palette(ROOT / "theme")
LEFT, RIGHT, SPRIG = share.SET["left"], share.SET["right"], share.SET["sprig_at"][0]
TOP, BOTTOM = share.TITLE["top"], share.TITLE["bottom"]
TITLES = [
    "Endings",
    "Why AI tools cannot replace human connection in therapy",
    "W" * 90,
    "a " * 100,
    "Wwwwwwwwww " * 40,
    "Être là: “Šťastný” Łódź, Zoë’s ½ café – jgpqy",
    "Word " * 200,
]


def drawn(title: str, name: str = "A practice") -> Image.Image:
    return Image.open(io.BytesIO(share.draw(title, name, PALETTE)))


@pytest.mark.brief(2)
@pytest.mark.parametrize("title", TITLES)
def test_the_title_is_never_cut(title):
    """All its letters are in the lines; the lines, and what is really inked, are in their box."""
    size, lines = fitted(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert size * share.SET["leading"] * len(lines) <= BOTTOM - TOP
    left, top, right, bottom = inked(drawn(title).convert("RGB").crop((0, 0, SPRIG, 510)))
    assert (left >= LEFT - 4, right <= RIGHT + 4) == (True, True)
    assert (top >= TOP - 4, bottom <= BOTTOM + 4) == (True, True)


def fitted(title: str) -> tuple[int, tuple[str, ...]]:
    return share.fit(share.known(title), share.TITLE)


def inked(image) -> tuple[int, int, int, int]:
    """The box around all that is dark."""
    return image.convert("L").point(lambda value: 255 if value < 150 else 0).getbbox()


def test_a_word_is_split_only_where_the_title_would_be_too_small():
    assert fitted("Pneumonoultramicroscopicsilico")[1] == ("Pneumonoultramicroscopicsilico",)
    size, lines = fitted("Pneumonoultramicroscopicsilicovolcanoconiosis")
    assert lines == ("Pneumonoultramicroscopicsilico", "volcanoconiosis")
    assert size > 40


def test_lines_are_about_equally_long():
    _, lines = fitted("Why AI tools cannot replace human connection in therapy")
    assert lines == ("Why AI tools", "cannot replace", "human connection", "in therapy")


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Grief\u00a0and rest", "Grief and rest"),
        ("Rest 😀\ufe0f\u200d now ♥", "Rest now"),
        ("A\u2009thin space, a ﬁ ligature, e\u0301", "A thin space, a ﬁ ligature, é"),
        ("Θεραπεία, терапия", "Θεραπεία, терапия"),
        ("Ɛyɛ, schwa /ə/", "Ɛyɛ, schwa /ə/"),
        ("Ɛyɛ → love", "Ɛyɛ love"),
        ("心理療法 and me", ""),
    ],
)
def test_what_the_font_lacks_is_left_out_but_no_letter_of_a_title_is(title, known):
    assert share.known(title) == known


def test_a_letter_of_another_alphabet_is_drawn_as_itself():
    assert drawn("eɛ").tobytes() != drawn("ee").tobytes()


@pytest.mark.parametrize("title", ["", "😀", "心理療法"])
def test_without_a_title_the_name_stands_in_its_place(title):
    assert share.draw(title, "A practice", PALETTE) == share.draw("A practice", "", PALETTE)


@pytest.mark.parametrize("name", ["N" * 200, "心", ""])
def test_any_name_can_be_drawn(name):
    image = drawn("A title", name).crop((0, 510, SPRIG, 630))
    assert (inked(image) or (LEFT, 0, 0, 0))[2] <= RIGHT + 4


def test_it_has_the_looks_of_the_site():
    image = drawn("A title")
    assert (image.size, image.format) == ((1200, 630), "PNG")
    colours = {colour for _, colour in image.convert("RGB").getcolors()}
    assert {PALETTE.paper, PALETTE.ink, PALETTE.accent} <= colours
    css = (ROOT / "theme" / "static" / "css" / "every" / "tokens.css").read_text()
    for name in ("paper", "ink", "accent"):
        assert f"--{name}: #{bytes(getattr(PALETTE, name)).hex()};" in css


@pytest.mark.brief(2)
@pytest.mark.parametrize("title", TITLES)
def test_it_is_small_and_always_the_same(title):
    data = share.draw(title, "A practice", PALETTE)
    assert len(data) < 50_000
    assert data == share.draw(title, "A practice", PALETTE)


def test_it_is_drawn_once(tmp_path, monkeypatch):
    args = ("A “title”", "A practice", PALETTE, tmp_path, "https://example.com/images/")
    first = share.picture(*args)
    assert first["url"] == f"https://example.com/images/{first['name']}"
    assert first["alt"] == 'A "title" – A practice, and a drawing of a sprig in a vase'
    assert [path.name for path in tmp_path.glob("*.png")] == [first["name"]]
    monkeypatch.delattr(share, "draw")
    assert share.picture(*args) == first


@pytest.mark.parametrize("damage", [b"", b"null", None])
def test_what_is_damaged_is_drawn_again(tmp_path, damage):
    """None: cut in the middle."""
    first = share.picture("A", "A practice", PALETTE, tmp_path, "/")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path, raw in before.items():
        path.write_bytes(raw[: len(raw) // 2] if damage is None else damage)
        assert share.picture("A", "A practice", PALETTE, tmp_path, "/") == first
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_another_program_draws_it_anew(tmp_path, monkeypatch):
    share.picture("A", "A practice", PALETTE, tmp_path, "/")
    monkeypatch.setattr(shelf, "PROGRAM", "another")
    monkeypatch.setattr(share, "draw", lambda *args: b"drawn anew")
    shown = share.picture("A", "A practice", PALETTE, tmp_path, "/")
    assert (tmp_path / shown["name"]).read_bytes() == b"drawn anew"


def test_its_words_for_those_who_cannot_see_it_are_those_that_are_drawn(tmp_path):
    shown = share.picture("愛", "A practice", PALETTE, tmp_path, "/")
    assert shown["alt"] == "A practice, and a drawing of a sprig in a vase"


def test_another_title_is_another_picture(tmp_path):
    one, two = (share.picture(t, "A practice", PALETTE, tmp_path, "/") for t in ("One.", "One!"))
    assert one["name"] != two["name"]


def test_its_quotes_are_those_of_the_page_and_plain_for_machines(tmp_path):
    shown = share.picture("It’s “so”", "A practice", PALETTE, tmp_path, "/")
    assert shown["alt"] == 'It\'s "so" – A practice, and a drawing of a sprig in a vase'
    assert Image.open(tmp_path / shown["name"]).tobytes() == drawn("It’s “so”").tobytes()
    assert drawn("It’s “so”").tobytes() != drawn('It\'s "so"').tobytes()


def test_what_was_drawn_before_is_no_part_of_it(tmp_path):
    pictures = [share.picture("One", "A", PALETTE, tmp_path / n, "/") for n in ("a", "b")]
    assert pictures[0] == pictures[1]
