"""Nothing scrolls sideways: on a narrow phone, zoomed, with more room or larger letters."""

import pytest
from visiting import COMPUTER, PHONE, Windows, sideways, style

# WCAG 2.2, 1.4.12
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                 word-spacing: 0.16em !important }
             p { margin-block-end: 2em !important }"""


def restyle(page, css: str):
    """Add `css` as a reader's own; the page's policy has no say in it."""
    page.evaluate(
        """css => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets = css ? [sheet] : [];
        }""",
        css,
    )


@pytest.mark.brief(4)
def test_on_a_narrow_phone(page):
    page.set_viewport_size({"width": 320, "height": 600})
    assert sideways(page) == 0


@pytest.mark.brief(5)
def test_at_twice_the_size(page):
    """WCAG 2.2, 1.4.4: a window of 1280 pixels is one of 640, each twice as large."""
    zoom = page.context.new_cdp_session(page)
    window = {"width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": False}
    zoom.send("Emulation.setDeviceMetricsOverride", window)
    found = page.evaluate("[innerWidth, devicePixelRatio]"), sideways(page)
    zoom.send("Emulation.clearDeviceMetricsOverride")
    zoom.detach()
    assert found == ([640, 2], 0)


@pytest.mark.brief(9)
@pytest.mark.parametrize("width", [320, 1280])
def test_with_more_space_between_letters_and_lines(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    restyle(page, SPACING)
    found = style(page, "document.querySelector('h1')", "letter-spacing"), sideways(page)
    restyle(page, "")
    assert found[0] != "normal"
    assert found[1] == 0


@pytest.mark.brief(5)
def test_a_wide_table_moves_in_a_named_region_that_takes_the_focus(page):
    page.set_viewport_size(PHONE)
    moving = page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter(it =>
            it.scrollWidth > it.clientWidth &&
            ["auto", "scroll"].includes(getComputedStyle(it).overflowX)
        ).map(it => [it.localName, it.tabIndex, !!it.ariaLabel])"""
    )
    assert all(each == ["section", 0, True] for each in moving)
    assert len(moving) == page.locator(".table").count()


@pytest.fixture(scope="module")
def large(playwright, launching):
    """A browser whose reader has set its text to 32 px, as in chrome://settings/fonts."""
    set_so = [*launching["args"], "--blink-settings=defaultFontSize=32"]
    browser = playwright.chromium.launch(**launching | {"args": set_so})
    yield Windows(browser.new_page)
    browser.close()


@pytest.mark.brief(3)
def test_with_the_readers_own_text_twice_as_large(large, each):
    page = large.visit(*each)
    found = {}
    for window in (PHONE, COMPUTER):
        page.set_viewport_size(window)
        found[window["width"]] = sideways(page)
    assert found == {390: 0, 1280: 0}
    assert style(page, "document.body", "font-size") == "38px"
    assert style(page, "document.querySelector('.menu a')", "font-size") == "32px"


def test_it_would_be_found(browser, large):
    narrow = browser.new_page()
    for page, size in ((narrow, "16px"), (large.open(), "32px")):
        page.goto("about:blank")
        page.set_viewport_size(PHONE)
        page.set_content('<body style="margin: 0"><h1>A</h1><p style="width: 400px">Wide</p>')
        assert style(page, "document.body", "font-size") == size
        assert sideways(page) == 10
        restyle(page, "p { width: auto !important }")
        assert sideways(page) == 0
        page.set_content(f'<body style="margin: 0"><h1>A</h1><p>{"i" * (1200 // int(size[:-2]))}')
        before = sideways(page)
        restyle(page, SPACING)
        assert before == 0 < sideways(page)
    narrow.close()
