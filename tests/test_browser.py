"""The public site in a real browser: for every reader, on every screen, in any light."""


import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

URL = "https://blog.example.com/"
POST = f"{URL}post/everything/"
PAGES = {  # one of each sort
    "home": "",
    "home, page 2": "page/2/",
    "post": "post/everything/",
    "post with its standard box": "post/ai/",
    "archive": "archive/",
    "topic": "category/series/",
    "tag": "tag/t1/",
    "page": "about/",
    "contact": "contact/",
    "help": "getting-help-now/",
    "not found": "404.html",
}
CONTRAST = {"color-contrast": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}}
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": CONTRAST,
}
COLOURS = {"runOnly": {"type": "rule", "values": list(CONTRAST)}}
FOCUS = "document.activeElement"


@pytest.fixture(scope="module")
def visit(browser, site):
    """Opens the public site at its own address, from its files: nothing goes out to the network.

    Each context has a list of what was asked for, and of what the browser complained of.
    """
    contexts = []

    def visit(url, **options):
        context = browser.new_context(**options)
        context.asked, context.complaints = [], []

        def answer(route):
            address = route.request.url
            context.asked.append(address)
            name = address.removeprefix(URL).partition("#")[0]
            name += "index.html" if name.endswith("/") or not name else ""
            if address.startswith(URL) and name in site.files:
                route.fulfill(path=site.files[name])
            else:
                route.fulfill(status=404)

        context.route("**/*", answer)
        context.on("console", lambda message: context.complaints.append(message.text))
        context.on("weberror", lambda error: context.complaints.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES)
def page(request, visit):
    """One page of each sort, opened once for all tests that ask for it."""
    return visit(URL + request.param)


@pytest.fixture
def post(visit):
    """The post with everything, freshly opened on a computer."""
    page = visit(POST)
    yield page
    page.context.close()


def violations(page, rules=ALL) -> list[str]:
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{v['id']}: {node['html']}" for v in found for node in v["nodes"]]


def style(page, element: str, name: str) -> str:
    return page.evaluate(f"getComputedStyle({element}).getPropertyValue('{name}')")


# Everybody


def test_axe_finds_nothing(page):
    """WCAG 2.2 AA, contrast by AAA: in light and dark, on a phone and on a computer."""
    found = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for colours, rules in {"light": ALL, "dark": COLOURS}.items():
            page.emulate_media(color_scheme=colours)
            found += [f"{colours}, {width}: {each}" for each in violations(page, rules)]
    assert found == []


def test_axe_would_find_something(browser):
    page = browser.new_page()
    page.set_content(
        '<html lang="en"><title>A</title><main><h1>A</h1><p style="color: #767676">AA, not AAA</p>'
        '<img width="9" height="9" src="data:,"></main><p>In no landmark</p>'
    )
    rules = {each.partition(":")[0] for each in violations(page)}
    page.close()
    assert rules == {"color-contrast-enhanced", "image-alt", "region"}


def test_nothing_scrolls_sideways_on_a_narrow_phone(page):
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_callout_is_announced_by_its_name_and_shows_its_title(post):
    for name, title in {
        "Please note": "Please note",
        "A supplement, not a replacement": "A supplement, not a replacement: In other words",
        "If you need help now": "If you need help now",
    }.items():
        note = post.get_by_role("note", name=name, exact=True)
        shown = note.locator(".callout__title")
        assert shown.is_visible()
        assert " ".join(shown.inner_text().split()) == title


def test_the_crisis_box_calls_and_texts(post):
    box = post.get_by_role("note", name="If you need help now")
    assert [link.get_attribute("href") for link in box.get_by_role("link").all()] == [
        "tel:999",
        "tel:+448081570123",
        "sms:85258?body=HELLO%20THERE",
    ]


# The keyboard


def test_the_first_stop_skips_to_the_text(post):
    skip = post.locator(".skip")
    above = skip.bounding_box()
    assert above["y"] + above["height"] <= 0
    post.keyboard.press("Tab")
    assert post.evaluate(f"{FOCUS}.className") == "skip"
    assert skip.bounding_box()["y"] >= 0
    post.keyboard.press("Enter")
    assert post.evaluate(f"{FOCUS}.id") == "main"
    post.keyboard.press("Tab")
    assert post.evaluate(f"document.getElementById('main').contains({FOCUS})")


@pytest.mark.parametrize("address", ["", "post/everything/", "contact/"])
def test_every_stop_has_a_visible_outline(visit, address):
    page = visit(URL + address)
    stops = []
    for _ in range(100):
        page.keyboard.press("Tab")
        tag, line, width, colour, seen = page.evaluate(
            f"""() => {{
                const {{outlineStyle, outlineWidth, outlineColor}} = getComputedStyle({FOCUS});
                const {{width, height}} = {FOCUS}.getBoundingClientRect();
                return [{FOCUS}.outerHTML.slice(0, 80), outlineStyle, parseFloat(outlineWidth),
                        outlineColor, width > 0 && height > 0];
            }}"""
        )
        if tag.startswith("<body"):
            break
        stops.append(tag)
        assert (line, width >= 2, seen) == ("solid", True, True), tag
        assert colour == "rgb(11, 59, 140)", tag
    assert len(stops) >= page.locator("a[href]").count()


def test_a_wide_table_scrolls_by_keyboard_in_its_own_region(visit):
    page = visit(POST, viewport={"width": 390, "height": 800})
    region = page.get_by_role("region", name="Table 1")
    assert region.evaluate("it => it.scrollWidth > it.clientWidth")
    for _ in range(40):
        page.keyboard.press("Tab")
        if region.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)


# Light, dark, paper


def test_dark_mode_changes_the_colours(post):
    def colours():
        return style(post, "document.body", "background-color"), style(
            post, "document.body", "color"
        )

    post.emulate_media(color_scheme="light")
    light = colours()
    post.emulate_media(color_scheme="dark")
    assert all(a != b for a, b in zip(light, colours(), strict=True))


def test_paper_has_the_boxes_and_no_navigation(post):
    post.emulate_media(media="print", color_scheme="dark")
    assert not any(each.is_visible() for each in post.locator("nav, .skip, .tagged").all())
    kept = post.locator(".callout, .callout a, address, .signature, .not-emergency").all()
    assert len(kept) > 8
    assert all(each.is_visible() for each in kept)
    assert style(post, "document.body", "background-color") == "rgb(255, 255, 255)"
    assert style(post, "document.querySelector('.callout')", "border-style") == "solid"


# One request


def test_a_post_is_one_request_and_no_complaint(visit):
    page = visit(f"{URL}post/no-tags/")
    page.wait_for_load_state("networkidle")
    assert page.context.asked == [f"{URL}post/no-tags/"]
    assert page.context.complaints == []


def test_no_page_asks_anybody_else_or_complains(page):
    assert all(each.startswith(URL) for each in page.context.asked)
    assert page.context.complaints == []
    assert page.context.cookies() == []


def test_the_page_is_whole_without_javascript(visit):
    page = visit(POST, java_script_enabled=False)
    assert page.locator(".callout").count() == 3
    assert all(each.is_visible() for each in page.locator("h1, .callout, table, address").all())
    assert page.locator("h1").inner_text() == "Everything that a post may\u00a0have"
