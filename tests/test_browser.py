"""What is special about the post with everything, in a real browser; see test_budget_*.py too."""

import pytest
from playwright.sync_api import expect
from visiting import PHONE, style

POST = "post/everything/"


@pytest.fixture
def post(visit, site):
    """The post with everything, freshly opened on a computer."""
    return visit(site, POST)


def test_a_callout_is_announced_by_its_name_and_shows_its_title(post):
    """Where there is help is a place to go to; the others are notes."""
    for role, name, title in [
        ("note", "Please note", "Please note"),
        (
            *("note", "A supplement, not a replacement"),
            "A supplement, not a replacement: In other words",
        ),
        ("region", "If you need help now", "If you need help now"),
    ]:
        note = post.get_by_role(role, name=name, exact=True)
        shown = note.locator(".callout__title")
        assert shown.is_visible()
        assert " ".join(shown.inner_text().split()) == title


def test_a_wide_table_scrolls_by_keyboard_in_its_own_region(visit, site):
    page = visit(site, POST, viewport=PHONE)
    region = page.get_by_role("region", name="Table: A part")
    assert region.evaluate("it => it.scrollWidth > it.clientWidth")
    for _ in range(40):
        page.keyboard.press("Tab")
        if region.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)


@pytest.mark.parametrize("kind", ["note", "supplement", "crisis"])
def test_a_table_in_a_box_lies_on_the_ground_of_the_box(post, kind):
    box = f".callout--{kind}"
    post.evaluate(
        "box => document.querySelector(box).append(document.querySelector('.table'))", box
    )
    ground = style(post, f"document.querySelector('{box}')", "background-color")
    below = style(post, f"document.querySelector('{box} .table')", "background-image")
    assert below.count(ground) == 2  # one at each end


def test_dark_mode_changes_the_colours(post):
    def colours():
        return [style(post, "document.body", name) for name in ("background-color", "color")]

    post.emulate_media(color_scheme="light")
    light = colours()
    post.emulate_media(color_scheme="dark")
    assert all(a != b for a, b in zip(light, colours(), strict=True))
