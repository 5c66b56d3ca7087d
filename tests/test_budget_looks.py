"""Seen by everyone: contrast, forced colours, reduced motion, the keyboard, and paper."""

import pytest
from visiting import (
    ALL,
    COLOURS,
    FOCUS,
    URL,
    stops,
    stops_at_once,
    style,
    to_the_top,
    unseen,
    violations,
)

# The elements whose edge is gone: no line, no width, or no colour
NO_EDGE = """its => its.filter(it => {
    const style = getComputedStyle(it);
    return !["Top", "Right", "Bottom", "Left"].some(side =>
        style[`border${side}Style`] === "solid" &&
        parseFloat(style[`border${side}Width`]) >= 1 &&
        !/^rgba.*, 0\\)$/.test(style[`border${side}Color`]));
}).map(it => it.outerHTML.slice(0, 80))"""
# The elements that move, or that would on some event
MOVING = """() => [...document.querySelectorAll("*")].filter(it =>
    ["", "::before", "::after"].some(part => {
        const style = getComputedStyle(it, part);
        const long = times => times.split(",").some(time => parseFloat(time) > 0);
        return long(style.transitionDuration) || long(style.animationDuration) ||
            style.scrollBehavior === "smooth";
    })
).map(it => it.outerHTML.slice(0, 80))"""
# The links on paper whose address is neither in their words nor beside them
NO_ADDRESS = """its => its.filter(it => it.checkVisibility() &&
    !it.href.includes(it.textContent) &&
    !getComputedStyle(it, "::after").content.includes(it.getAttribute("href"))
).map(it => it.outerHTML.slice(0, 80))"""


def no_edge(page) -> list[str]:
    return page.eval_on_selector_all(".callout, .exit__link", NO_EDGE)


def breaking(page) -> list[str]:
    """The boxes that two sheets of paper may share."""
    return page.eval_on_selector_all(
        ".callout, blockquote, figure",
        "its => its.filter(it => getComputedStyle(it).breakInside !== 'avoid')"
        ".map(it => it.outerHTML.slice(0, 80))",
    )


def shown(page, selector: str) -> list[str]:
    """What of `selector` is on the page, or on paper."""
    return [it.text_content() for it in page.locator(selector).all() if it.is_visible()]


@pytest.mark.brief(6)
@pytest.mark.parametrize(
    ("colours", "width", "rules"),
    [
        ("light", 390, ALL),
        ("dark", 1280, ALL),
        pytest.param("dark", 390, COLOURS, marks=pytest.mark.slow),
        pytest.param("light", 1280, COLOURS, marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(page, colours, width, rules):
    """WCAG 2.2 AA, contrast by AAA: in light and dark, on a phone and on a computer."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=colours)
    assert violations(page, rules) == []


@pytest.mark.brief(3)
def test_the_keyboard_shows_each_stop_and_first_the_way_to_the_text(page):
    found = stops(page)
    assert unseen(found) == []
    assert {stop["colour"] for stop in found} == {"rgb(11, 59, 140)"}
    assert len(found) >= page.locator("a[href]:visible").count()
    ways_out = [name for name in ("skip", "exit__link") if page.locator(f".{name}").count()]
    assert [stop["name"] for stop in found[: len(ways_out)]] == ways_out


@pytest.mark.brief(3)
def test_forced_colours_keep_the_edges_and_the_focus(page):
    page.emulate_media(forced_colors="active")
    assert no_edge(page) == []
    assert unseen(stops_at_once(page)) == []


@pytest.mark.brief(5)
def test_nothing_moves_for_those_who_want_no_motion(page):
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


@pytest.mark.brief(5)
def test_paper_has_the_text_and_the_help_but_no_way_around(page):
    lasting = ".callout, .not-emergency, .signature, address"
    on_screen = shown(page, lasting)
    page.emulate_media(media="print", color_scheme="dark")
    assert shown(page, "nav, .skip, .contents summary, .tagged, .exit, .exit__note") == []
    assert shown(page, lasting) == on_screen
    assert page.eval_on_selector_all(".prose a[href^=http]", NO_ADDRESS) == []
    assert breaking(page) == []
    assert page.eval_on_selector_all(".callout", NO_EDGE) == []
    assert style(page, "document.body", "background-color") == "rgb(255, 255, 255)"
    assert style(page, "document.body", "color") == "rgb(0, 0, 0)"


@pytest.mark.brief(3)
def test_the_first_stop_moves_to_the_text(page):
    skip = page.locator(".skip")
    to_the_top(page)
    assert skip.bounding_box()["y"] + skip.bounding_box()["height"] <= 0
    page.keyboard.press("Tab")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUS}.id") == "main"
    assert page.url.startswith(URL)


# Each of these would find something


def test_axe_would_find_something(browser):
    page = browser.new_page()
    page.set_content(
        '<html lang="en"><title>A</title><main><h1>A</h1><p style="color: #767676">AA, not AAA</p>'
        '<img width="9" height="9" src="data:,"></main><p>In no landmark</p>'
    )
    rules = {each.partition(":")[0] for each in violations(page)}
    page.close()
    assert rules == {"color-contrast-enhanced", "image-alt", "region"}


def test_the_others_would_find_something(browser):
    page = browser.new_page()
    page.set_content(
        """<style>a { outline: 0 } b { transition: color 1s } p::after { animation: x 2s }</style>
        <p class="callout">A <a class="exit__link" href="https://www.example.org">Link</a></p>
        <b class="callout" style="border: 1px solid transparent; break-inside: avoid">B</b>
        <button>Stop</button><button style="outline: 3px solid transparent">Unseen</button>"""
    )
    assert len(unseen(stops(page))) == 3  # a button of the browser's own has a thinner line
    assert len(unseen(stops_at_once(page))) == 3
    assert [each[:2] for each in no_edge(page)] == ["<p", "<a", "<b"]
    page.emulate_media(forced_colors="active")
    assert [each[:2] for each in no_edge(page)] == ["<p", "<a"]
    assert [each[:2] for each in page.evaluate(MOVING)] == ["<p", "<b"]
    page.emulate_media(media="print")
    assert len(shown(page, "p, b")) == 2
    assert len(page.eval_on_selector_all("a", NO_ADDRESS)) == 1
    assert [each[:2] for each in breaking(page)] == ["<p"]
    page.close()
