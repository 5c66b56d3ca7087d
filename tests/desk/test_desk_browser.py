"""The desk as she sees it, in a real browser: nothing is lost, and everyone can use it."""

import json
import re
import shutil
import tomllib
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from built import ROOT
from PIL import Image
from playwright.sync_api import expect
from running import Desk, git, having, until, went_out, write
from visiting import ALL, COLOURS, COMPUTER, PHONE, sheets, sideways, stops, unseen, violations

WORDS = tomllib.loads((ROOT / "plugins/blog/desk/words.toml").read_text(encoding="utf-8"))
CLIPBOARDS = tomllib.loads(Path(__file__).with_name("clipboards.toml").read_text(encoding="utf-8"))
ADVICE = "He committed suicide in spring.\n\n> [!crisis]"  # a wording that a colleague would better
KEPT = """async () => [localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""
# What any live region says from now on
LISTEN = """() => {
    window.spoken = [];
    const live = document.querySelectorAll("[role=status], [role=alert], [role=log], [aria-live]");
    for (const region of live) new MutationObserver(() => spoken.push(region.textContent))
        .observe(region, { childList: true, characterData: true, subtree: true });
    return live.length;
}"""
PASTE = """(area, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "plain");
    const event = { clipboardData, bubbles: true, cancelable: true };
    area.dispatchEvent(new ClipboardEvent("paste", event));
}"""


@contextmanager
def at(desk, browser, **options):
    """A window of her browser, at the desk."""
    context = browser.new_context(**{"viewport": COMPUTER, **options})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda it: it.type == "info" or page.complaints.append(it.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(json.loads(desk.opener.read_bytes()))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.desk = desk
    yield page
    context.close()


PICTURE = "**/picture?name=*"


@contextmanager
def held(page, address="**/paste"):
    """What is sent there next takes as long as what is done meanwhile."""
    waiting = []
    page.route(address, lambda route: waiting.append(route), times=1)
    yield
    while not waiting:
        page.wait_for_timeout(10)
    waiting[0].continue_()


@pytest.fixture(scope="module")
def window(desk, browser):
    with at(desk, browser) as page:
        yield page


@pytest.fixture
def page(window):
    """The same window for all tests, in which nothing is open yet."""
    window.complaints.clear()
    yield window
    window.goto("about:blank")
    assert window.complaints == []


@pytest.fixture(scope="module")
def sheet(desk, browser):
    """A window of its own with a text that is open, for tests that only type into it.

    Nothing of it is looked at, and so kept: it would be put away after a test while it is written.
    """
    with at(desk, browser) as page:
        seen = {"findings": [], "html": "", "page": "", "typed": "", "other": None}
        page.route("**/look", lambda route: route.fulfill(json=seen))
        go(page, "text/posts/grief.md")
        yield page
        assert page.complaints == []


def writing(page, name: str, body: str = "Rest well.", more: str = "") -> Path:
    """A text of that name, open at the desk; it is this file."""
    path = write(page.desk.folder, name, body, more)
    go(page, f"text/posts/{name}.md")
    expect(body_of(page)).to_have_value(f"{body}\n")
    return path


def go(page, screen: str) -> None:
    page.goto(f"{page.desk.address}/{screen}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def body_of(page):
    return page.get_by_label("Text", exact=True)


def said(page):
    return page.locator("#said")


def is_look_at(words: str, answer) -> bool:
    return words in (answer.request.post_data or "")


def save(page) -> None:
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("Saved at")


def about(page) -> None:
    """What stands in the header is seen, all of it."""
    for words in ("About this text", "More about it"):
        page.get_by_text(words, exact=words[0] == "M").first.click()


def bring_back(page, words: str) -> None:
    """The latest of the earlier versions, which has these words."""
    if not page.get_by_role("button", name="Earlier versions").is_visible():
        about(page)
    press(page, "Earlier versions")
    page.get_by_role("dialog").get_by_role("button").first.click()
    press(page, "Bring it back")
    expect(body_of(page)).to_have_value(words)


def findings(page):
    """What a colleague would say, which is looked at."""
    page.get_by_text("What a colleague would say").first.click()
    return page.locator("#findings li")


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def select(page, words: str) -> None:
    body_of(page).evaluate(
        """(area, words) => {
            const from = area.value.indexOf(words);
            area.focus();
            area.setSelectionRange(from, from + words.length);
        }""",
        words,
    )


def selected(page) -> str:
    return body_of(page).evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")


@pytest.fixture
def photo(tmp_path):
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x0110] = "Secret camera 4711"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    path = tmp_path / "IMG 1.jpg"
    Image.new("RGB", (900, 600), "teal").save(path, exif=exif)
    return path


# From nothing to published


def test_a_post_from_nothing_to_published(page, photo):
    desk = page.desk
    go(page, "posts")
    page.get_by_label("A new post").fill("On a quiet room")
    press(page, "Begin")
    expect(page).to_have_title("On a quiet room – Your desk")
    expect(body_of(page)).to_have_value(re.compile(r"^\s*$"))
    body_of(page).fill("A room has sounds of its own.\n\nListen for them.")
    select(page, "sounds")
    press(page, "Bold")
    body_of(page).press("Control+End")
    press(page, "Note box")
    page.keyboard.type("They are never the same twice.")
    body_of(page).press("Control+End")
    press(page, "Picture")
    page.get_by_label("Choose a picture").set_input_files(photo)
    page.get_by_label("What would you tell a friend").fill("A teal room")
    page.get_by_label("Caption").fill("Mine")
    press(page, "Put it in")
    expect(said(page)).to_contain_text("The picture is in the text, without")
    page.get_by_text("About this text").click()
    page.get_by_label("Topic").fill("Nights")
    page.get_by_label("Summary").fill("What a room says when nobody speaks.")
    page.get_by_label("Who sees it").select_option("Everybody, from its day on")
    save(page)
    text = (desk.folder / "content/posts/on-a-quiet-room.md").read_text(encoding="utf-8")
    assert "Status" not in text
    assert "Category: Nights\n" in text
    assert "**sounds**" in text
    assert "> [!note]\n> They are never the same twice.\n" in text
    name = re.search(r'!\[A teal room\]\(\{static\}\.\./(images/\S+) "Mine"\)', text)[1]
    assert b"4711" not in (desk.folder / "content" / name).read_bytes()
    page.get_by_role("link", name="Publish").click()
    expect(page.get_by_role("listitem").filter(has_text="On a quiet room")).to_be_visible()
    press(page, "Publish now")
    expect(said(page)).to_contain_text("ready to be uploaded", timeout=60_000)
    site = (desk.folder / ".desk/site/post/on-a-quiet-room/index.html").read_text(encoding="utf-8")
    assert "A teal room" in site


def test_a_title_that_is_there_already_is_refused_in_words(page):
    go(page, "posts")
    page.get_by_label("A new post").fill("Sleep")
    press(page, "Begin")
    expect(said(page)).to_contain_text("Please choose another title")
    page.complaints.clear()  # the browser tells of the refusal


def test_the_list_finds_a_text_by_its_title(page):
    go(page, "posts")
    page.get_by_label("Find a text").fill("abo GRIEF")
    expect(page.locator(".texts a:visible")).to_have_text(["About grief"])


# Writing


@pytest.mark.slow
def test_what_she_does_not_change_stays_as_it_was_typed(page):
    path = writing(page, "odd", more="Author:  Somebody\nmodified: 2026-02-03\nPart:\n")
    before = path.read_text(encoding="utf-8")
    body_of(page).press("Control+End")
    page.keyboard.type("More.")
    save(page)
    assert path.read_text(encoding="utf-8") == f"{before}More.\n"


def test_another_address_leads_on_from_the_old_one(page):
    path = writing(page, "moved")
    went_out(page.desk.folder)
    about(page)
    page.get_by_label("End of its address").fill("moved-on")
    save(page)
    expect(page.get_by_label("Old addresses")).to_have_value("moved")
    assert "Slug: moved-on\n" in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_address_that_is_none_yet_gets_no_old_one(page):
    writing(page, "still")
    went_out(page.desk.folder)
    about(page)
    page.get_by_label("End of its address").fill("moved on")
    save(page)
    expect(page.get_by_label("Old addresses")).to_have_value("")
    page.get_by_label("End of its address").fill("moved-on")
    save(page)
    expect(page.get_by_label("Old addresses")).to_have_value("still")


@pytest.mark.slow
def test_a_text_whose_file_has_an_odd_name_is_renamed_by_its_address(page):
    path = write(page.desk.folder, "what now?")
    go(page, "text/posts/what%20now%3F.md")
    about(page)
    page.get_by_label("End of its address").fill("what-now")
    save(page)
    assert page.url.endswith("/text/posts/what-now.md")
    assert not path.exists()
    body_of(page).fill("And on.")
    save(page)
    assert "And on." in path.with_name("what-now.md").read_text(encoding="utf-8")
    expect(page.locator(".notice")).to_be_hidden()


@pytest.mark.slow
def test_the_end_of_an_address_that_is_made_of_the_title_is_shown(page):
    path = writing(page, "untold")
    path.write_text("Title: On a long night\n\nRest.\n", encoding="utf-8")
    expect(body_of(page)).to_have_value("Rest.\n")
    about(page)
    expect(page.get_by_label("End of its address")).to_have_attribute(
        "placeholder", "on-a-long-night"
    )


def test_a_text_is_thrown_away_and_brought_back(page):
    path = writing(page, "thrown")
    about(page)
    press(page, "Throw it away")
    expect(page.get_by_role("dialog")).to_contain_text("you can bring it back")
    press(page, "Cancel")
    assert path.exists()
    press(page, "Throw it away")
    page.get_by_role("dialog").get_by_role("button", name="Throw it away").click()
    expect(page.get_by_role("heading", name="Thrown away")).to_be_visible()
    expect(page.get_by_role("link", name="About thrown")).to_have_count(0)
    assert not path.exists()
    press(page, "Bring it back: About thrown")
    expect(body_of(page)).to_have_value("Rest well.\n")
    assert path.exists()


def test_a_public_text_is_not_thrown_away_and_she_reads_what_to_do(page):
    path = writing(page, "thrown-public")
    went_out(page.desk.folder)
    about(page)
    press(page, "Throw it away")
    page.get_by_role("dialog").get_by_role("button", name="Throw it away").click()
    expect(said(page)).to_contain_text("Visitors see this text. First take it back")
    assert path.exists()
    page.complaints.clear()  # that it was refused


@pytest.mark.slow
def test_what_was_said_of_her_words_is_gone_once_she_changes_them(page):
    writing(page, "outdated", "One.")
    body_of(page).press("Control+End")
    page.keyboard.type("Two.")
    save(page)
    body_of(page).press_sequentially("Three.")
    expect(said(page)).to_be_empty()


@pytest.mark.slow
def test_what_no_field_can_show_is_there_to_be_read_and_stays(page):
    more = "Date: 2026-02-30\nTags: nights\n"
    path = writing(page, "odd", more=more)
    before = path.read_text("utf-8").replace("Date: 2026-01-02\n", "")
    path.write_text(before, "utf-8")
    go(page, "text/posts/odd.md")
    about(page)
    expect(page.get_by_label("Visible from")).to_have_value("2026-02-30")
    expect(page.get_by_label("Other lines")).to_have_value("Tags: nights")
    body_of(page).press("Control+End")
    page.keyboard.type("More.")
    save(page)
    assert sorted(path.read_text("utf-8").split()) == sorted(f"{before}More.\n".split())


@pytest.mark.slow
def test_keys_for_the_text_do_nothing_elsewhere_and_caps_lock_is_no_other_key(page):
    writing(page, "keys")
    about(page)
    page.get_by_label("Summary").press("Control+b")
    expect(body_of(page)).to_have_value("Rest well.\n")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        body_of(page).dispatch_event("keydown", {"key": "S", "ctrlKey": True})


@pytest.mark.slow
def test_a_day_is_not_drawn_larger_as_a_text_is(page):
    """In Safari it would have the grip of a text in its corner."""
    writing(page, "drawn")
    resize = "it => getComputedStyle(it).resize"
    assert page.get_by_label("Visible from").evaluate(resize) == "none"
    assert body_of(page).evaluate(resize) == "vertical"


def test_tags_in_use_are_offered_behind_those_that_stand_there(page):
    writing(page, "tagged")
    page.get_by_text("About this text").click()
    page.get_by_label("Tags").fill("new, ")
    assert "new, rest" in page.eval_on_selector_all("#tags option", "all => all.map(o => o.value)")


@pytest.mark.brief
@pytest.mark.parametrize(
    ("button", "now"),
    [
        ("Heading", "One.\n\n## Two three.\n"),
        ("Bold", "One.\n\n**Two** three.\n"),
        ("Italic", "One.\n\n*Two* three.\n"),
        ("List", "One.\n\n- Two three.\n"),
        ("Quote", "One.\n\n> Two three.\n"),
        ("Note box", "One.\n\nTwo\n\n> [!note]\n> \n\n three.\n"),
        ("AI box", "One.\n\nTwo\n\n> [!supplement]\n\n\n\n three.\n"),
        ("Help lines", "One.\n\nTwo\n\n> [!crisis]\n\n\n\n three.\n"),
    ],
)
def test_the_toolbar_puts_in_what_one_undo_or_the_same_again_takes_away(sheet, button, now):
    before = "One.\n\nTwo three.\n"
    body_of(sheet).fill(before)
    select(sheet, "Two")
    press(sheet, button)
    expect(body_of(sheet)).to_have_value(now)
    expect(body_of(sheet)).to_be_focused()
    sheet.keyboard.press("Control+z")
    expect(body_of(sheet)).to_have_value(before)
    if "[!" not in now:
        select(sheet, "Two")
        press(sheet, button)
        press(sheet, button)
        expect(body_of(sheet)).to_have_value(before)


@pytest.mark.parametrize(
    ("button", "typed", "now"),
    [
        ("AI box", "After.", "One.\n\n> [!supplement]\n\nAfter."),  # not the title of the box
        ("Note box", "Two.", "One.\n\n> [!note]\n> Two."),
        ("Bold", "two", "One.**two**"),
    ],
)
def test_she_types_on_where_she_means_to(sheet, button, typed, now):
    body_of(sheet).fill("One.")
    body_of(sheet).press("Control+End")
    press(sheet, button)
    sheet.keyboard.type(typed)
    expect(body_of(sheet)).to_have_value(now)


def test_bold_a_second_time_steps_out_of_it(sheet):
    body_of(sheet).fill("One ")
    body_of(sheet).press("Control+End")
    sheet.keyboard.press("Control+b")
    sheet.keyboard.type("two")
    sheet.keyboard.press("Control+b")
    sheet.keyboard.type(" three")
    expect(body_of(sheet)).to_have_value("One **two** three")


@pytest.mark.brief
@pytest.mark.parametrize(
    ("line", "typed", "now"),
    [
        ("- one", "two", "- one\n- two"),
        ("> one", "two", "> one\n> two"),
        ("9. one", "two", "9. one\n10. two"),
        ("1957. One", "two", "1957. One\ntwo"),
        ("1. one\n2. ", "two", "1. one\n\ntwo"),
        ("- one\n- ", "two", "- one\n\ntwo"),  # an empty one ends the list, and two is outside
        ("> one\n> ", "two", "> one\n\ntwo"),
        ("one\n\n- ", "two", "one\n\ntwo"),
        ("- ", "two", "two"),
        ("> [!supplement]", "two", "> [!supplement]\ntwo"),
        ("one - ", "two", "one - \ntwo"),
    ],
)
def test_enter_begins_the_next_line_of_a_list_or_a_box(sheet, line, typed, now):
    body_of(sheet).fill(line)
    body_of(sheet).press("Control+End")
    body_of(sheet).press("Enter")
    sheet.keyboard.type(typed)
    expect(body_of(sheet)).to_have_value(now)


@pytest.mark.slow
def test_a_line_of_the_header_without_a_colon_is_not_lost(page):
    path = writing(page, "colon", more="Author: Somebody\n")
    about(page)
    others = page.get_by_label("Other lines")
    others.fill("Author: Somebody\nReviewed yesterday\nRead on: tomorrow")
    save(page)
    text = path.read_text(encoding="utf-8")
    assert "Author: Somebody\nLine: Reviewed yesterday\nLine: Read on: tomorrow\n" in text
    finding = findings(page).filter(has_text='unknown key "Line"').first
    expect(finding).to_contain_text("begin it with a name and a colon")
    finding.get_by_role("button").first.click()
    expect(others).to_be_focused()


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["zoe's café", "Zoë’s cafe", "zoes"])
def test_a_text_is_found_however_its_signs_are_typed(page, typed):
    path = write(page.desk.folder, "signs", more="")
    head = "Title: Zoë’s café\nDate: 2026-01-02\nCategory: Nights\nSlug: signs\n"
    path.write_text(f"{head}\nRest well.\n", encoding="utf-8")
    go(page, "posts")
    page.get_by_label("Find a text").fill(typed)
    expect(said(page)).to_have_text("Texts found: 1")
    expect(page.get_by_role("link", name="Zoë’s café")).to_be_visible()


@pytest.mark.brief
@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.nhs.uk", "https://www.nhs.uk"),
        (" example.com/a ", "https://example.com/a"),
        ("http://example.com", "http://example.com"),
        ("me@example.com", "mailto:me@example.com"),
        ("/contact/", "/contact/"),
        ("https://example.org/a_(b)c", "https://example.org/a_%28b%29c"),  # or the link would end
    ],
)
def test_an_address_is_completed_as_she_means_it_and_enter_puts_it_in(sheet, typed, address):
    body_of(sheet).fill("Words.")
    select(sheet, "Words")
    press(sheet, "Link")
    sheet.get_by_label("Or to another address").fill(typed)
    sheet.keyboard.press("Enter")
    expect(body_of(sheet)).to_have_value(f"[Words]({address}).")


@pytest.mark.slow
def test_a_link_to_a_text_of_hers_is_one_that_the_site_knows(page):
    path = writing(page, "linking", "Read what helps.")
    select(page, "what helps")
    press(page, "Link")
    page.get_by_label("To one of your texts").select_option("About grief")
    press(page, "Put it in")
    expect(body_of(page)).to_have_value(re.compile(r"Read \[what helps\]\(\S+grief\.md\)\."))
    save(page)
    expect(said(page)).to_contain_text("Nothing to mend")
    assert "grief.md" in path.read_text(encoding="utf-8")


@pytest.mark.brief
@pytest.mark.parametrize("program", CLIPBOARDS)
def test_a_paste_becomes_markdown_that_one_undo_takes_back(sheet, program):
    body_of(sheet).fill("Before.\n")
    expect(said(sheet)).to_be_empty()
    body_of(sheet).press("Control+End")
    body_of(sheet).evaluate(PASTE, CLIPBOARDS[program]["html"])
    expect(said(sheet)).to_have_text("Pasted.")
    pasted = body_of(sheet).input_value()
    assert pasted.startswith("Before.\n")
    for line in CLIPBOARDS[program]["has"]:
        assert line in pasted.split("\n")
    assert "<" not in pasted
    sheet.keyboard.press("Control+z")
    expect(body_of(sheet)).to_have_value("Before.\n")


@pytest.mark.slow
def test_a_paste_that_takes_long_leaves_her_where_she_is_by_then(page):
    writing(page, "slow", "")
    with held(page):
        body_of(page).evaluate(PASTE, "<p>Pasted words.</p>")
        expect(said(page)).to_have_text("Just a moment …")
        page.get_by_label("Title").press("End")
    expect(said(page)).to_have_text("Pasted.")
    page.keyboard.type(", once more")
    expect(page.get_by_label("Title")).to_have_value("About slow, once more")
    assert "Pasted words." in body_of(page).input_value()


@pytest.mark.slow
def test_two_quick_pastes_come_in_their_order(page):
    writing(page, "quick", "Before.")
    body_of(page).press("Control+End")
    with held(page):
        for words in ("One.", "Two."):
            body_of(page).evaluate(PASTE, f"<p>{words}</p>")
    expect(body_of(page)).to_have_value("Before.\nOne.Two.")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chosen", "keys", "now"),
    [
        ("", " and", "Alpha omega.**New** and!"),
        ("omega", "delta", "Alpha **New**delta!."),
        ("omega", "End and", "Alpha **New**. and!"),
        ("omega", "HomeSo ", "So !Alpha **New**."),
    ],
)
def test_a_paste_that_takes_long_comes_where_it_was_meant_for(sheet, chosen, keys, now):
    body_of(sheet).fill("Alpha omega.")
    body_of(sheet).press("Control+End")
    if chosen:
        select(sheet, chosen)
    with held(sheet):
        body_of(sheet).evaluate(PASTE, "<b>New</b>")
        for key in re.findall("Home|End|.", keys):
            sheet.keyboard.press(key)
    expect(said(sheet)).to_have_text("Pasted.")
    sheet.keyboard.type("!")
    expect(body_of(sheet)).to_have_value(now)


@pytest.mark.slow
def test_a_paste_does_not_come_into_a_question(page):
    writing(page, "asked", "Alpha.")
    body_of(page).press("Control+End")
    with page.expect_response("**/paste"), held(page):
        body_of(page).evaluate(PASTE, "<b>New</b>")
        press(page, "Picture")
        page.get_by_label("What would you tell").fill("A room")
    page.wait_for_timeout(100)
    expect(page.get_by_label("What would you tell")).to_have_value("A room")
    press(page, "Cancel")
    expect(body_of(page)).to_have_value("Alpha.\n**New**")


@pytest.mark.slow
def test_what_leads_away_waits_for_a_paste(page):
    writing(page, "away", "Before.")
    body_of(page).press("Control+End")
    with held(page):
        body_of(page).evaluate(PASTE, "<p>Pasted words.</p>")
        page.get_by_role("link", name="Texts").click()
    page.wait_for_url("**/posts")
    assert "Pasted words." in (page.desk.folder / ".desk/kept/posts/away.md").read_text()


@pytest.mark.slow
def test_who_reloads_before_a_paste_is_in_is_asked(page):
    writing(page, "stays", "Before.")
    body_of(page).press("Control+End")
    page.once("dialog", lambda it: it.dismiss())
    with held(page), page.expect_event("dialog") as asked:
        body_of(page).evaluate(PASTE, "<p>Pasted words.</p>")
        page.evaluate("setTimeout(() => location.reload())")
    expect(body_of(page)).to_have_value(re.compile("Pasted words."))
    assert asked.value.type == "beforeunload"


def test_of_a_paste_is_said_what_could_not_come(page):
    writing(page, "paste-picture")
    body_of(page).evaluate(PASTE, '<p>See: <img src="https://www.example.org/room.jpg"></p>')
    expect(said(page)).to_contain_text("Pictures do not come along")


@pytest.mark.slow
def test_a_paste_of_nothing_that_can_come_takes_nothing_away(page):
    writing(page, "nothing", "The cat sat.")
    for chosen in ("", "cat"):
        select(page, chosen) if chosen else body_of(page).press("Control+End")
        body_of(page).evaluate(PASTE, '<img src="https://www.example.org/room.jpg">')
        expect(said(page)).to_contain_text("There is nothing in it that can come. Pictures do not")
        expect(body_of(page)).to_have_value("The cat sat.\n")


@pytest.mark.slow
def test_what_is_pasted_into_a_box_stays_in_it(page):
    writing(page, "boxed", "> [!note]\n> Say: ")
    select(page, "Say: ")
    body_of(page).press("ArrowRight")
    body_of(page).evaluate(PASTE, "<p>One.</p><p>Two.</p>")
    expect(body_of(page)).to_have_value("> [!note]\n> Say: One.\n> \n> Two.\n")


# What a browser copies of a picture, and of words that Word shows a picture of, too
COPIED = """(area, plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["x"], "image.png", { type: "image/png" }));
    clipboardData.setData("text/html", plain ? `<p>${plain}</p>` : "<img src=x>");
    if (plain) clipboardData.setData("text/plain", plain);
    const event = { clipboardData, bubbles: true, cancelable: true };
    area.dispatchEvent(new ClipboardEvent("paste", event));
}"""


@pytest.mark.slow
def test_a_copied_picture_opens_the_question_and_copied_words_do_not(page):
    writing(page, "copied", "")
    body_of(page).evaluate(COPIED, "Words.")
    expect(body_of(page)).to_have_value("Words.\n")
    body_of(page).evaluate(COPIED, "")
    expect(page.get_by_role("dialog", name="A picture")).to_be_visible()
    press(page, "Cancel")


@pytest.mark.slow
def test_a_picture_stays_though_the_browser_takes_away_what_was_pasted(page, photo):
    """Firefox empties that list once it has told of it; so does a field for files."""
    writing(page, "taken-away")
    page.evaluate("""() => {
        const given = Object.assign(document.createElement("input"), { id: "given", type: "file" });
        document.querySelector("main").append(given);
    }""")
    page.locator("#given").set_input_files(photo)
    body_of(page).evaluate("""area => {
        const given = document.querySelector("#given");
        const data = { files: given.files, types: ["Files"], getData: () => "" };
        const event = new Event("paste", { bubbles: true, cancelable: true });
        area.dispatchEvent(Object.assign(event, { clipboardData: data }));
        given.value = "";
    }""")
    press(page, "It is only decoration")
    expect(body_of(page)).to_have_value(re.compile(r"!\[decoration\]\(\{static\}"))


@pytest.mark.slow
def test_of_several_pictures_at_once_she_is_told_that_one_is_in_the_text(page):
    writing(page, "several")
    two = """area => {
        const svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path/></svg>";
        const dataTransfer = new DataTransfer();
        for (const name of ["a.svg", "b.svg"]) dataTransfer.items.add(new File([svg], name));
        const event = { dataTransfer, bubbles: true, cancelable: true };
        area.dispatchEvent(new DragEvent("drop", event));
    }"""
    body_of(page).evaluate(two)
    press(page, "It is only decoration")
    expect(said(page)).to_contain_text("The first of these pictures is in the text")
    assert body_of(page).input_value().count("![decoration]") == 1


@pytest.mark.slow
def test_the_question_of_a_picture_stays_till_it_is_stored(page, photo):
    writing(page, "slow-picture", "I went")
    body_of(page).evaluate("area => area.focus(area.setSelectionRange(6, 6))")
    with held(page, PICTURE):
        drop(page, photo, body_of(page))
        press(page, "It is only decoration")
        expect(page.get_by_role("dialog")).to_contain_text("Just a moment")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.type("And so on")
    expect(body_of(page)).to_have_value(
        re.compile(r"^I went\n\n!\[decoration\]\(\S+\)\n\nAnd so on")
    )


@pytest.mark.slow
def test_who_leaves_the_question_of_a_picture_meanwhile_has_none_in_the_text(page, photo):
    writing(page, "no-more", "I went")
    drop(page, photo, body_of(page))
    with page.expect_response(PICTURE), held(page, PICTURE):
        press(page, "It is only decoration")
        press(page, "Cancel")
    page.wait_for_timeout(100)
    expect(body_of(page)).to_have_value("I went\n")


def test_a_picture_needs_its_words_unless_it_only_decorates(page, photo):
    writing(page, "decorated")
    press(page, "Picture")
    page.get_by_label("Choose a picture").set_input_files(photo)
    expect(page.get_by_role("dialog").locator("img")).to_be_visible()
    press(page, "Put it in")
    assert page.get_by_label("What would you tell").evaluate("it => it.validity.valueMissing")
    press(page, "It is only decoration")
    expect(body_of(page)).to_have_value(re.compile(r"!\[decoration\]\(\{static\}\.\./images/"))


@pytest.mark.slow
def test_a_picture_comes_in_place_of_the_one_that_is_selected_or_has_the_cursor(page, photo):
    missing = "One.\n\n![]({static}../images/none.jpg)\n\nTwo.\n"
    writing(page, "lost", missing)
    findings(page).get_by_text("there is no picture").click()
    press(page, "Picture")
    page.get_by_label("Choose a picture").set_input_files(photo)
    page.get_by_label("What would you tell").fill("A [bright] room ")
    press(page, "Put it in")
    made = r"One\.\n\n!\[A bright room\]\(\{static\}\.\./images/[\w-]+\.\w+\)"
    expect(body_of(page)).to_have_value(re.compile(rf"^{made}\n\nTwo\.\s*$"))
    press(page, "Picture")  # behind it: one more
    page.get_by_label("Choose a picture").set_input_files(photo)
    press(page, "It is only decoration")
    expect(body_of(page)).to_have_value(
        re.compile(rf"^{made}\n\n!\[decoration\].*\n\n\s*Two\.\s*$")
    )
    body_of(page).press("Control+z")
    body_of(page).press("Control+z")
    expect(body_of(page)).to_have_value(
        re.compile(r"^One\.\n\n!\[\]\(\{static\}\.\./images/none\.jpg\)")
    )


def drop(page, file, place) -> None:
    """A file from her folders, at the upper left corner of what is seen of a place."""
    box, mouse = place.bounding_box(), page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    at = {"x": box["x"] + 20, "y": max(box["y"], 100) + 20, "data": data}
    for kind in ("dragEnter", "dragOver", "drop"):
        mouse.send("Input.dispatchDragEvent", {"type": kind, **at})


@pytest.mark.slow
def test_without_a_file_there_is_no_picture_and_that_is_said(page):
    writing(page, "no-file")
    press(page, "Picture")
    press(page, "It is only decoration")
    expect(page.get_by_role("dialog")).to_contain_text("Choose a file first.")
    press(page, "Cancel")
    expect(body_of(page)).to_have_value("Rest well.\n")


@pytest.mark.brief
@pytest.mark.parametrize(
    ("tool", "now"),
    [
        ("Bold", "**One.**\n\n**Two\nlines.**\n"),
        ("List", "- One.\n\n- Two\n- lines.\n"),
        ("Quote", "> One.\n> \n> Two\n> lines.\n"),
    ],
)
def test_a_tool_signs_each_paragraph_by_itself(sheet, tool, now):
    body_of(sheet).fill("One.\n\nTwo\nlines.\n")
    select(sheet, "One.\n\nTwo\nlines.")
    press(sheet, tool)
    expect(body_of(sheet)).to_have_value(now)
    press(sheet, tool)
    expect(body_of(sheet)).to_have_value("One.\n\nTwo\nlines.\n")


@pytest.mark.brief
@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("- One.\n- Two\nlines.\n", "- **One.**\n- **Two\nlines.**\n"),
        ("1. a\n\n   * b\n", "1. **a**\n\n   * **b**\n"),
        ("> a\n>\n> b\n", "> **a**\n>\n> **b**\n"),
        ("# One\n\na - b\n", "# **One**\n\n**a - b**\n"),
    ],
)
def test_of_a_list_the_words_are_bold_and_not_its_signs(sheet, words, now):
    body_of(sheet).fill(words)
    select(sheet, words.strip())
    press(sheet, "Bold")
    expect(body_of(sheet)).to_have_value(now)
    press(sheet, "Bold")
    expect(body_of(sheet)).to_have_value(words)


def test_bold_and_italic_are_two_things(sheet):
    body_of(sheet).fill("Rest well.")
    select(sheet, "Rest")
    for key, now in (("b", "**Rest**"), ("i", "***Rest***"), ("b", "*Rest*"), ("i", "Rest")):
        body_of(sheet).press(f"Control+{key}")
        expect(body_of(sheet)).to_have_value(f"{now} well.")


@pytest.mark.parametrize("words", ["It also misses.", "One.\n\nTwo."])
def test_what_a_tool_put_in_goes_and_the_cursor_is_bare_again(sheet, words):
    body_of(sheet).fill(words)
    at = words.index(" m") + 1 if " m" in words else 4
    body_of(sheet).evaluate("(area, at) => area.focus(area.setSelectionRange(at, at))", at)
    press(sheet, "AI box")
    expect(body_of(sheet)).to_have_value(re.compile(r"\S ?\n\n> \[!supplement\]\n\n\s*\S"))
    body_of(sheet).press("Control+z")
    sheet.keyboard.type("X")
    expect(body_of(sheet)).to_have_value(f"{words[:at]}X{words[at:]}")


def test_a_photo_from_her_folders_is_dropped_onto_the_text(page, photo):
    writing(page, "dropped")
    drop(page, photo, body_of(page))
    expect(page.get_by_role("dialog", name="A picture")).to_be_visible()
    press(page, "It is only decoration")
    expect(body_of(page)).to_have_value(re.compile(r"!\[decoration\]\(\{static\}"))


@pytest.mark.slow
def test_where_a_file_is_dragged_over_the_text_it_says_that_it_takes_it(page):
    writing(page, "over")
    takes = """(area, words) => {
        const dataTransfer = new DataTransfer();
        if (words) dataTransfer.setData("text/plain", words);
        else dataTransfer.items.add(new File([], "x"));
        const event = { dataTransfer, bubbles: true, cancelable: true };
        return !area.dispatchEvent(new DragEvent("dragover", event));
    }"""
    assert body_of(page).evaluate(takes, "")
    assert not body_of(page).evaluate(takes, "words, which the browser drops by itself")


@pytest.mark.slow
def test_a_photo_dropped_beside_the_text_comes_into_it_and_opens_nothing(page, photo):
    writing(page, "beside")
    body_of(page).press("Control+End")
    drop(page, photo, page.locator(".masthead"))
    press(page, "It is only decoration")
    expect(body_of(page)).to_have_value(re.compile(r"Rest well\.\n\n!\[decoration\]"))
    press(page, "Picture")
    drop(page, photo, page.locator(".masthead"))
    assert page.get_by_label("Choose a picture").input_value() == ""  # and asks nothing twice
    drop(page, photo, page.locator(".drop:visible"))
    expect(page.get_by_label("Choose a picture")).to_have_value(re.compile("IMG 1.jpg$"))
    press(page, "Cancel")


@pytest.mark.slow
def test_a_file_may_be_dropped_anywhere_in_the_box_that_says_so(page, photo):
    go(page, "import")
    drop(page, photo, page.locator(".drop"))
    expect(page.get_by_label("Choose the file")).to_have_value(re.compile("IMG 1.jpg$"))


@pytest.mark.slow
def test_in_a_narrow_window_the_box_says_so_above_its_button(desk, browser):
    with at(desk, browser, viewport={"width": 320, "height": 640}) as page:
        writing(page, "small")
        press(page, "Picture")
        label, button = page.locator(".drop label"), page.locator(".drop input")
        inside = button.evaluate("it => parseFloat(getComputedStyle(it).paddingTop)")
        box, said = button.bounding_box(), label.bounding_box()
        assert said["y"] + said["height"] <= box["y"] + inside


@pytest.mark.slow
def test_what_a_caption_has_in_quotation_marks_is_between_two(page, photo):
    writing(page, "captioned")
    press(page, "Picture")
    page.get_by_label("Choose a picture").set_input_files(photo)
    page.get_by_label("What would you tell a friend").fill("A [teal] room\\")
    page.get_by_label("Caption").fill('My "quiet" room, 6" wide\\')
    press(page, "Put it in")
    expect(body_of(page)).to_have_value(re.compile(r"!\[A {1,2}teal {1,2}room *\]\("))
    expect(body_of(page)).to_have_value(re.compile('"My “quiet” room, 6” wide"'))


@pytest.mark.slow
def test_a_picture_that_is_none_is_refused_and_what_she_wrote_stays(page, photo, tmp_path):
    writing(page, "no-picture")
    press(page, "Picture")
    (tmp_path / "it.jpg").write_text("no picture")
    page.get_by_label("Choose a picture").set_input_files(tmp_path / "it.jpg")
    page.get_by_label("What would you tell").fill("A room")
    press(page, "Put it in")
    expect(page.get_by_role("dialog")).to_contain_text("This picture")
    expect(page.get_by_label("What would you tell")).to_have_value("A room")
    page.get_by_label("Choose a picture").set_input_files(photo)
    expect(page.get_by_role("dialog")).not_to_contain_text("This picture")  # it is another one
    press(page, "Cancel")
    expect(body_of(page)).to_have_value("Rest well.\n")
    page.complaints.clear()  # the browser tells of the refusal


@pytest.mark.slow
def test_what_puts_a_picture_in_is_seen_below_it_on_a_small_laptop(page, photo):
    writing(page, "laptop")
    page.set_viewport_size({"width": 1280, "height": 650})
    press(page, "Picture")
    page.get_by_label("Choose a picture").set_input_files(photo)
    expect(page.get_by_role("button", name="Put it in")).to_be_in_viewport(ratio=1)
    press(page, "Cancel")
    page.set_viewport_size(COMPUTER)


# Beside the text


def test_the_page_is_the_real_one_and_follows_what_she_types_and_where(page):
    parts = "\n\n".join(f"Part {n} begins.\n\n{'And on. ' * 80}" for n in range(9))
    writing(page, "followed", parts)
    shown = page.frame_locator("iframe")
    expect(shown.get_by_role("heading", name="About followed")).to_be_visible()
    expect(shown.get_by_text("Part 7 begins.")).not_to_be_in_viewport()
    select(page, "7 begins")
    expect(shown.get_by_text("Part 7 begins.")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    body_of(page).press_sequentially(" Here we are")
    expect(shown.get_by_text(re.compile(r"Part 7 begins Here we\sare"))).to_be_in_viewport()
    assert page.frames[1].url.startswith(page.desk.beside)


@pytest.mark.slow
def test_she_sees_it_as_on_a_phone_or_on_a_computer(page):
    writing(page, "widths")
    frame = page.locator("iframe")
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert frame.evaluate("it => it.clientWidth") <= 390
    page.get_by_label("Computer").check()
    assert frame.evaluate("it => it.clientWidth") >= 800
    assert sideways(page) == 0


def test_a_finding_is_clicked_mended_and_gone(page):
    writing(page, "found", ADVICE)
    finding = findings(page).filter(has_text="suicide")
    expect(finding).to_contain_text("Could be better")
    expect(finding).to_contain_text("Samaritans")
    finding.get_by_role("button").first.click()
    assert selected(page) == "committed suicide"
    expect(body_of(page)).to_be_focused()
    page.keyboard.type("died by suicide")
    expect(finding).to_have_count(0)


@pytest.mark.slow
def test_what_stops_the_website_leads_to_where_it_stands(page):
    def stops():
        return any(
            "broken.md" in each["path"] for each in page.desk.ask("GET", "/posts").json["stops"]
        )

    write(page.desk.folder, "broken", "See [this]({filename}gone.md).")
    until(stops)
    go(page, "posts")
    stopping = page.locator(".stops li").filter(has_text="About broken")
    expect(stopping).to_contain_text('About broken: there is no file "gone.md"')
    stopping.get_by_role("link").click()
    expect(body_of(page)).to_have_value("See [this]({filename}gone.md).\n")
    write(page.desk.folder, "broken")
    expect(body_of(page)).to_have_value("Rest well.\n")  # the page has loaded itself again
    until(lambda: not stops())


@pytest.mark.slow
def test_what_is_wrong_in_the_practice_leads_to_its_field(page):
    def stops():
        stopping = page.desk.ask("GET", "/posts").json["stops"]
        return "content/practice.toml" in [each["path"] for each in stopping]

    file = page.desk.folder / "content/practice.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace('"https://weather', '"weather'), encoding="utf-8")
    until(stops)
    go(page, "posts")
    page.locator(".stops").get_by_role("link", name="The practice").click()
    expect(page.get_by_label("Its address")).to_be_focused()
    for words in ("Its address needed", "“Its address” is not a web address"):
        expect(page.get_by_text(words)).to_be_in_viewport()
    file.write_text(before, encoding="utf-8")
    until(lambda: not stops())


@pytest.mark.slow
def test_that_there_is_no_text_yet_is_said_of_the_text_and_not_of_its_header(page):
    writing(page, "nothing", "")
    finding = findings(page).filter(has_text="there is no text")
    expect(finding).to_contain_text("line 1")
    finding.get_by_role("button").click()
    expect(body_of(page)).to_be_focused()


@pytest.mark.slow
def test_what_must_be_mended_comes_first(page):
    writing(page, "first", "He committed suicide.\n\nSee [the page]({filename}gone.md).")
    expect(findings(page).first).to_contain_text("Must be mended")
    kinds = [each.partition(",")[0] for each in page.locator(".kind").all_text_contents()]
    assert kinds == sorted(kinds, reverse=True)
    assert {"Must be mended", "Could be better"} == set(kinds)
    expect(page.locator("#findings")).not_to_contain_text("line 0")


@pytest.mark.slow
def test_a_finding_in_the_header_leads_to_its_field(page):
    writing(page, "dated", more="Modified: 2025-01-01\n")
    finding = findings(page).filter(has_text="Modified")
    finding.get_by_role("button").first.click()
    expect(page.get_by_label("You changed it on")).to_be_focused()


@pytest.mark.slow
def test_a_finding_is_kept_for_a_reason_which_stands_in_the_header(page):
    path = writing(page, "kept", ADVICE)
    finding = findings(page).filter(has_text="suicide")
    finding.get_by_text("Keep it, because").click()
    finding.get_by_label("Why it is right here").fill("it is a quotation")
    finding.get_by_role("button", name="Keep it").click()
    expect(finding).to_have_count(0)
    save(page)
    assert re.search(
        r"^Allow: [\w-]+ because it is a quotation$",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    body_of(page).fill("He died.")  # and the words are gone for which it stands there
    needless = findings(page).filter(has_text="this line can go")
    needless.get_by_role("button").first.click()
    expect(page.get_by_label("Other lines of the header")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(needless).to_have_count(0)


@pytest.mark.slow
def test_nothing_is_announced_while_she_types(page):
    writing(page, "silent", "Rest.")
    assert page.evaluate(LISTEN) == 1
    body_of(page).press("Control+End")
    body_of(page).press_sequentially(f"\n{ADVICE}\n", delay=20)
    expect(page.locator("#count")).not_to_be_empty()
    assert page.evaluate("spoken") == []


# Nothing is lost


LONG = "One more paragraph, so that the text is longer than its window.\n\n" * 50


@pytest.mark.slow
@pytest.mark.parametrize("mouse", [True, False])
def test_a_picture_comes_where_the_cursor_is_however_she_answers(page, photo, mouse):
    writing(page, f"where-{mouse}", f"{LONG}The end.")
    body_of(page).press("Control+End")
    drop(page, photo, body_of(page))
    page.get_by_label("What would you tell").fill("A room")
    put_in = page.get_by_role("button", name="Put it in")
    put_in.click() if mouse else put_in.press("Enter")
    expect(body_of(page)).to_have_value(re.compile(r"The end\.\n\n!\[A room\]\(.*\)\n\n$"))


@pytest.mark.slow
def test_after_a_question_she_types_on_where_she_was(page):
    writing(page, "after", LONG)
    body_of(page).press("Control+End")
    body_of(page).press_sequentially("One")
    body_of(page).press("Control+k")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(body_of(page)).to_be_focused()
    page.keyboard.type(", two.")
    expect(body_of(page)).to_have_value(re.compile(r"One, two\.$"))


@pytest.mark.slow
def test_what_she_types_into_the_practice_while_it_is_saved_stays(page):
    go(page, "practice")
    page.get_by_label("Fees").fill("60 pounds")
    with held(page, f"{page.desk.address}/practice"):
        page.get_by_label("Fees").press("Control+s")
        page.keyboard.type(" for 50")
    expect(said(page)).to_contain_text("Saved")
    page.keyboard.type(" minutes")
    expect(page.get_by_label("Fees")).to_have_value("60 pounds for 50 minutes")
    page.get_by_label("Fees").press("Control+s")
    facts = page.desk.folder / "content/practice.toml"
    until(lambda: 'fees = "60 pounds for 50 minutes"' in facts.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_practice_whose_button_was_pressed_twice_was_not_changed_elsewhere(page):
    go(page, "practice")
    page.get_by_label("Fees").fill("65 pounds")
    answers = []
    page.on("response", lambda it: it.request.method == "PUT" and answers.append(it.status))
    with held(page, f"{page.desk.address}/practice"):
        page.get_by_role("button", name="Save").dblclick()
        expect(said(page)).to_have_text("Just a moment …")
    while len(answers) < 2:
        page.wait_for_timeout(50)
    expect(said(page)).to_have_text("Saved.")
    assert answers == [200, 200]


@pytest.mark.slow
def test_a_change_elsewhere_waits_while_she_is_in_the_text_or_answers_a_question(page, photo):
    path = writing(page, "meanwhile")
    body_of(page).press("Control+End")
    drop(page, photo, body_of(page))
    page.get_by_label("What would you tell").fill("A room")
    write(page.desk.folder, path.stem, "Elsewhere.")
    expect(page.locator(".notice")).to_contain_text("changed elsewhere meanwhile")
    press(page, "Put it in")
    expect(body_of(page)).to_have_value(re.compile(r"Rest well\.\n\n!\[A room\]"))
    assert "Elsewhere." in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_change_elsewhere_of_a_text_that_she_only_reads_is_told_as_that(page):
    path = writing(page, "reads")
    body_of(page).press("Control+End")
    write(page.desk.folder, path.stem, "Elsewhere.")
    expect(page.locator(".notice")).to_contain_text("Here it stands as it was before")
    expect(said(page)).to_contain_text("changed elsewhere")  # where she may have scrolled to
    press(page, "See both")
    press(page, "Take it as it is now")
    expect(body_of(page)).to_have_value("Elsewhere.\n")


def test_what_is_hidden_is_not_hidden_for_being_empty_within():
    """WebKit does not see it again once it is filled."""
    css = (ROOT / "plugins/blog/desk/static/desk.css").read_text(encoding="utf-8")
    assert not re.findall(r"\n\S*:has\([^{]*:empty[^{]*\{[^}]*(?:display: none|hidden)", css)


@pytest.mark.slow
def test_words_typed_just_before_the_page_is_loaded_again_are_there(page):
    writing(page, "again")
    body_of(page).press("Control+End")
    page.keyboard.type("Just now.")
    kept = page.desk.folder / ".desk/kept"
    # Whether she will leave
    page.once("dialog", lambda it: (until(lambda: having(kept, b"Just now.")), it.accept()))
    page.reload()
    expect(body_of(page)).to_have_value("Rest well.\nJust now.\n")
    expect(page.locator(".notice")).to_contain_text("They are not what is saved")


@pytest.mark.slow
def test_a_page_that_safari_goes_back_to_with_what_its_fields_had_at_first_is_loaded_anew(page):
    writing(page, "went-back")
    body_of(page).press("Control+End")
    with page.expect_response(lambda it: "Just now." in (it.request.post_data or "")):
        page.keyboard.type("Just now.")
    page.wait_for_timeout(100)  # by then she knows that they are kept
    page.evaluate("document.getElementById('text').reset()")  # as WebKit does
    asked = []
    page.on("dialog", asking := lambda it: (asked.append(it.type), it.accept()))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(body_of(page)).to_have_value("Rest well.\nJust now.\n")
    page.remove_listener("dialog", asking)
    assert not asked  # whether she will leave: meanwhile what stands there would be kept
    expect(page.locator(".notice")).to_contain_text("They are not what is saved")


@pytest.mark.slow
def test_what_is_short_is_sent_whole_though_she_leaves_at_once(page):
    """Safari ends all that is on its way with the page, but for this (Fetch, keepalive)."""
    writing(page, "outlasts")
    page.evaluate("""() => {
        const real = window.fetch;
        window.fetch = (to, how) => {
            if (to === "/look") window.lasts = how.keepalive;
            return real(to, how);
        };
    }""")
    for words, lasts in (("Short.", True), ("There is room for no more. " * 400, False)):
        with page.expect_request(lambda it, words=words: words in (it.post_data or "")):
            body_of(page).fill(words)
        assert page.evaluate("lasts") is lasts


@pytest.mark.slow
def test_a_text_that_is_only_opened_has_no_words_to_be_saved(page):
    path = writing(page, "blank")
    path.write_bytes(b"")
    with page.expect_response("**/look"):
        go(page, "text/posts/blank.md")
    expect(body_of(page)).to_have_value("")
    page.wait_for_timeout(300)
    assert not (page.desk.folder / ".desk/kept/posts/blank.md").exists()


def test_two_editors_at_once_see_both_texts_and_hers_is_kept(page):
    path = writing(page, "both", "Ours.")
    body_of(page).fill("Mine.")
    theirs = path.read_text(encoding="utf-8").replace("Ours.", "Theirs.")
    path.write_text(theirs, encoding="utf-8")
    press(page, "Save")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=2)).to_be_focused()  # a screen reader begins there
    expect(dialog.get_by_role("region", name="Yours")).to_contain_text("Mine.")
    expect(dialog.get_by_role("region", name="The other one")).to_contain_text("Theirs.")
    marked = dialog.locator("mark").all_text_contents()
    assert marked == ["Differs: Mine.", "Differs: Theirs."]  # the first word is heard, not seen
    expect(dialog).to_contain_text("About both")
    assert path.read_text(encoding="utf-8") == theirs
    page.keyboard.press("Escape")
    expect(body_of(page)).to_have_value("Mine.")
    press(page, "See both")
    press(page, "Save yours")
    expect(said(page)).to_contain_text("Saved at")
    expect(body_of(page)).to_be_focused()
    assert "Mine." in path.read_text(encoding="utf-8")
    page.complaints.clear()  # the browser tells of the 412


@pytest.mark.slow
def test_of_two_long_texts_the_first_that_differs_is_in_view(page):
    long = "\n\n".join(f"Part {n} is long." for n in range(90))
    writing(page, "long", long)
    body_of(page).fill(long.replace("Part 60", "Another part 60").replace("Part 80 is long.\n", ""))
    save(page)
    page.get_by_text("About this text").click()
    press(page, "Earlier versions")
    page.get_by_role("dialog").get_by_role("button").first.click()
    marks = page.get_by_role("dialog").locator("mark")
    expect(marks).to_have_count(4)
    assert [each.strip() for each in marks.all_text_contents()] == [
        "Differs: Another part 60 is long.",
        "Nothing stands here.",
        "Differs: Part 60 is long.",
        "Differs: Part 80 is long.",
    ]
    for at in (0, 2):
        expect(marks.nth(at)).to_be_in_viewport()
    page.keyboard.press("Escape")


@pytest.mark.slow
def test_two_windows_with_one_text_say_so_and_lose_nothing(desk, page, browser):
    path = writing(page, "windows", "Ours.")
    with at(desk, browser) as second:
        go(second, "text/posts/windows.md")
        for window, words in ((second, "Second."), (page, "First.")):
            sent = partial(is_look_at, words)  # and not at what it opened with
            with window.expect_response(sent):
                body_of(window).fill(words)
        expect(page.locator(".notice")).to_contain_text("open in another window")
        press(page, "See both")
        press(page, "Cancel")
        press(page, "See both")
        expect(page.get_by_role("region", name="The other one")).to_contain_text("Second.")
        press(page, "Save this one")
        expect(said(page)).to_contain_text("Saved at")
        expect(second.locator(".notice")).to_contain_text("in another window, has changed")
        expect(body_of(second)).to_have_value("Second.")
    assert "First." in path.read_text(encoding="utf-8")
    kept = page.desk.folder.glob(".desk/versions/posts/windows.md/*")
    assert any("Second." in version.read_text(encoding="utf-8") for version in kept)


@pytest.mark.slow
def test_a_window_that_saves_while_its_words_are_looked_at_is_no_other_one(page):
    writing(page, "quick")

    def slowly(route):
        answer = route.fetch()
        page.wait_for_timeout(500)
        route.fulfill(response=answer)

    page.route("**/look", slowly)
    with page.expect_request("**/look"):
        body_of(page).fill("Some words.")
    page.wait_for_timeout(200)
    body_of(page).fill("Some words, and more.")
    save(page)
    page.unroute_all(behavior="wait")
    expect(page.locator(".notice")).to_be_hidden()
    assert len([*page.desk.folder.glob(".desk/versions/posts/quick.md/*typed.md")]) == 0


@pytest.mark.slow
def test_there_may_be_more_windows_than_a_browser_opens_lines_to_one_address(page):
    windows = [page.context.new_page() for _ in range(7)]
    for each in windows:
        each.goto(f"{page.desk.address}/posts")
        expect(each.get_by_role("heading", level=1)).to_be_visible()
    for each in windows:
        each.close()


@pytest.mark.slow
def test_a_window_goes_on_once_the_desk_was_started_again(folder, browser):
    desk = Desk(folder)
    with at(desk, browser) as page:
        writing(page, "again", "Before.")
        desk.kill()
        expect(said(page)).to_contain_text("does not answer")
        body_of(page).fill("After.")
        page.get_by_role("link", name="Texts").click()
        expect(body_of(page)).to_have_value("After.")  # and not a page that cannot be reached
        desk.opener.unlink()
        desk.process = desk.start()
        until(desk.opener.exists)
        page.context.new_page().goto(json.loads(desk.opener.read_bytes()))  # as the launcher does
        expect(said(page)).to_contain_text("answers again")
        until(lambda: having(folder / ".desk/kept", b"After."))  # what she typed meanwhile
        save(page)
    desk.end()


@pytest.mark.slow
def test_the_other_text_can_be_taken_and_hers_is_an_earlier_version(page):
    path = writing(page, "theirs", "Ours.")
    body_of(page).fill("Mine.")
    theirs = path.read_text(encoding="utf-8").replace("Ours.", "Theirs.")
    path.write_text(theirs, encoding="utf-8")
    press(page, "See both")  # what the desk hears of the disk is said above the text
    press(page, "Take the other one")
    expect(body_of(page)).to_have_value("Theirs.\n")
    expect(page.get_by_text("Not saved yet")).to_be_hidden()
    bring_back(page, "Mine.\n")


@pytest.mark.slow
def test_a_text_that_is_renamed_elsewhere_is_told_at_once_and_hers_is_kept(page):
    path = writing(page, "gone", "Before.")
    body_of(page).fill("After.")
    path.rename(path.with_name("else.md"))
    expect(page.locator(".notice")).to_contain_text("This text is no longer here")
    body_of(page).press_sequentially("And on.")
    expect(page.locator(".notice")).to_contain_text("This text is no longer here")
    expect(page.get_by_role("button", name="See both")).to_be_hidden()
    until(lambda: having(page.desk.folder / ".desk/kept", b"After.And on."))
    assert not path.exists()
    save(page)
    assert "After.And on." in path.read_text(encoding="utf-8")
    expect(page.locator(".notice")).to_be_hidden()


@pytest.mark.slow
def test_what_was_typed_into_a_text_that_is_gone_can_be_brought_back(page):
    path = writing(page, "orphan", "Before.")
    body_of(page).fill("After.")
    until(lambda: having(page.desk.folder / ".desk/kept", b"After."))
    path.unlink()
    expect(page.locator(".notice")).to_contain_text("This text is no longer here")
    page.get_by_role("link", name="Texts", exact=True).click()
    press(page, "Bring it back: About orphan")
    expect(body_of(page)).to_have_value("After.\n")


@pytest.mark.slow
def test_what_she_typed_when_the_desk_was_killed_is_offered_again(folder, browser):
    desk = Desk(folder)
    with at(desk, browser) as page:
        path = writing(page, "killed", "Before.")
        body_of(page).press("Control+End")
        body_of(page).press_sequentially("And then")
        until(
            lambda: any(
                "And then" in kept.read_text() for kept in folder.glob(".desk/kept/**/*.md")
            )
        )
        desk.kill()
        expect(said(page)).to_contain_text("does not answer")
        expect(body_of(page)).to_have_value("Before.\nAnd then")
    desk = Desk(folder)
    try:
        with at(desk, browser) as page:
            expect(page.get_by_text("not saved yet")).to_be_visible()
            page.get_by_role("link", name="About killed").click()
            expect(body_of(page)).to_have_value("Before.\nAnd then\n")
            expect(page.locator(".notice")).to_contain_text("They are not what is saved")
            assert "And then" not in path.read_text(encoding="utf-8")
            press(page, "See both")
            press(page, "Back to what is saved")
            expect(body_of(page)).to_have_value("Before.\n")
    finally:
        desk.end()


@pytest.mark.slow
def test_an_earlier_version_changes_nothing_until_she_saves_and_makes_nothing_public_again(page):
    path = writing(page, "earlier", "First.")
    page.get_by_text("About this text").click()
    page.get_by_label("Who sees it").select_option("draft")
    body_of(page).fill("Second.")
    save(page)
    bring_back(page, "First.\n")
    assert "Second." in path.read_text(encoding="utf-8")
    expect(page.get_by_label("Who sees it")).to_have_value("draft")
    save(page)
    assert "First." in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_another_screen_takes_nothing_away(page):
    writing(page, "left", "Before.")
    body_of(page).fill("After.")
    page.get_by_role("link", name="Texts").click()
    expect(page.get_by_role("listitem").filter(has_text="About left")).to_contain_text("not saved")
    page.get_by_role("link", name="About left").click()
    expect(body_of(page)).to_have_value("After.\n")


def test_the_browser_stores_nothing_and_asks_nobody_else(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    writing(page, "private", "Of a client.")
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert page.evaluate(KEPT) == [0, 0, 0, 0]
    assert {url.partition("/")[2][1:].partition(":")[0] for url in asked} == {"127.0.0.1"}


# The other screens


def test_the_practice_is_a_form_that_says_what_is_wrong(page):
    file = page.desk.folder / "content/practice.toml"
    before = file.read_text(encoding="utf-8")
    go(page, "practice")
    page.get_by_label("Hours").fill("Mondays")
    page.get_by_label("E-mail address", exact=True).fill("nowhere")
    save_practice(page)
    field = page.get_by_label("E-mail address", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("wren@example.com")
    save_practice(page)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    now = before.replace('hours = "Tuesday to Friday, 10am to 6pm"', 'hours = "Mondays"')
    assert file.read_text(encoding="utf-8") == now


@pytest.mark.slow
def test_what_the_form_cannot_see_and_stops_the_website_is_marked_too(page):
    go(page, "practice")
    page.get_by_role("heading", name="The website").click()
    page.get_by_label("Language", exact=True).fill("xx")
    save_practice(page)
    expect(page.get_by_label("Language", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Language", exact=True).fill("en-GB")
    save_practice(page)
    expect(said(page)).to_have_text("Saved.")


@pytest.mark.slow
def test_what_the_practice_was_is_shown_before_it_is_brought_back(page):
    file = page.desk.folder / "content/practice.toml"
    go(page, "practice")
    before = file.read_text(encoding="utf-8")
    page.get_by_label("Hours").fill("On Sundays")
    save_practice(page)
    press(page, "Earlier versions")
    page.get_by_role("dialog").get_by_role("button").first.click()
    expect(page.get_by_role("dialog").locator("mark").first).to_contain_text("On Sundays")
    press(page, "Leave it as it is now")
    assert "On Sundays" in file.read_text(encoding="utf-8")
    press(page, "Earlier versions")
    page.get_by_role("dialog").get_by_role("button").first.click()
    press(page, "Bring it back")
    expect(page.get_by_label("Hours")).not_to_have_value("On Sundays")
    assert file.read_text(encoding="utf-8") == before


def save_practice(page) -> None:
    press(page, "Save")
    expect(said(page)).to_contain_text("Saved.")


@pytest.mark.slow
def test_each_fact_of_the_practice_is_in_a_group_and_what_she_opened_stays_open(page):
    go(page, "practice")
    form = page.desk.ask("GET", "/practice").json
    every = {f"{part['name']}.{fact['key']}" for part in form["sections"] for fact in part["facts"]}
    fields = page.locator("form :is(input:not([type=file]), textarea)")
    assert every == set(fields.evaluate_all("all => all.map(it => it.id)"))
    expect(page.get_by_label("Time zone")).to_be_hidden()
    page.get_by_role("heading", name="The website").click()
    page.get_by_label("Time zone").fill("nowhere")
    save_practice(page)
    expect(page.get_by_label("Time zone")).to_be_focused()
    expect(page.get_by_text("“Time zone” is not a time zone")).to_be_visible()
    page.get_by_label("Time zone").fill("Europe/London")
    save_practice(page)
    expect(page.get_by_label("Time zone")).to_be_visible()


@pytest.mark.slow
def test_her_photo_is_chosen_and_its_name_is_filled_in(page, photo):
    go(page, "practice")
    page.get_by_role("heading", name="Your professional body").click()
    page.get_by_label("Choose a picture").set_input_files(photo)
    name = page.get_by_label("Name of its file")
    expect(name).to_have_value(re.compile("img-1"))  # another test may have brought the same
    page.get_by_label("What it shows").fill("A teal door")
    save_practice(page)
    file = page.desk.folder / "content/practice.toml"
    assert tomllib.loads(file.read_text("utf-8"))["contact"]["photo"]["file"] == name.input_value()
    stored = page.desk.folder / f"content/{name.input_value()}"
    assert b"Secret" not in stored.read_bytes()
    shutil.copy(ROOT / "tests/site/content/practice.toml", file)


@pytest.mark.slow
def test_a_list_of_the_practice_has_one_on_each_line(page):
    go(page, "practice")
    expect(page.get_by_label("Languages you work in")).to_have_value("English\nWelsh")
    page.get_by_label("Languages you work in").fill("English\nWelsh\nIrish")
    page.get_by_label("Hours").press("Enter")  # as the button: Save
    expect(said(page)).to_contain_text("Saved.")
    expect(page.get_by_label("Hours")).to_be_focused()  # where she was
    facts = tomllib.loads((page.desk.folder / "content/practice.toml").read_text(encoding="utf-8"))
    assert facts["contact"]["languages"] == ["English", "Welsh", "Irish"]


@pytest.mark.slow
def test_an_old_post_is_brought_over_after_a_look_at_it(page):
    go(page, "import")
    export = ROOT / "tests/importing/samples/google-docs/export/TheStairs.html"
    page.get_by_label("Choose the file").set_input_files(export)
    press(page, "See what would come")
    expect(said(page)).to_contain_text("Nothing was written yet", timeout=60_000)
    post = page.desk.folder / "content/posts/the-stairs.md"
    assert not post.exists()
    page.get_by_label("Choose the file").set_input_files([])  # which is another choice
    expect(page.locator("#report")).to_be_empty()
    page.get_by_label("Choose the file").set_input_files(export)
    press(page, "See what would come")
    press(page, "Bring them over, as drafts")
    expect(said(page)).to_contain_text("as drafts", timeout=60_000)
    assert post.exists()
    assert not re.search(r"\.build|\bmake\b|FROM", page.locator("main").inner_text())
    page.locator("#report").get_by_role("link", name="The stairs").first.click()
    expect(page).to_have_title("The stairs – Your desk")


@pytest.mark.slow
def test_what_cannot_be_brought_over_is_said_without_a_terminal(page, tmp_path):
    go(page, "import")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    page.get_by_label("Choose the file").set_input_files(tmp_path / "notes.csv")
    press(page, "See what would come")
    expect(said(page)).to_contain_text("Nothing was brought over", timeout=60_000)
    assert not re.search(r"\.build|\bmake\b|FROM", said(page).inner_text())
    page.complaints.clear()  # the browser tells of the refusal


@pytest.mark.slow
def test_what_somebody_else_published_of_her_text_is_shown_and_she_chooses(
    in_git, elsewhere, browser
):
    desk, remote = in_git
    elsewhere("sleep", "Theirs.")
    write(desk.folder, "sleep", "Hers.")
    with at(desk, browser) as page:
        go(page, "publish")
        press(page, "Publish now")
        expect(said(page)).to_contain_text("Nothing was published yet")
        page.get_by_role("link", name="About sleep").click()
        expect(page.locator(".notice")).to_contain_text("Somebody else, or you in another")
        press(page, "Save")  # she has not looked at theirs
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("region", name="Yours")).to_contain_text("Hers.")
        expect(dialog.get_by_role("region", name="The other one")).to_contain_text("Theirs.")
        press(page, "Save yours")
        expect(said(page)).to_contain_text("Saved at")
        go(page, "publish")
        press(page, "Publish now")
        expect(said(page)).to_contain_text("Sent.")
        expect(page.get_by_text("There is nothing new to send.")).to_be_visible()
    assert "Hers." in git(remote, "show", "main:content/posts/sleep.md")


@pytest.mark.slow
def test_a_desk_that_is_closed_says_so(folder, browser):
    desk = Desk(folder)
    with at(desk, browser) as page:
        press(page, "Close the desk")
        expect(said(page)).to_have_text(WORDS["desk"]["closed"])
        expect(page.get_by_role("link")).to_have_count(0)
        expect(page.get_by_role("button")).to_have_count(0)
        desk.process.wait(timeout=30)
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        assert page.complaints == []


@pytest.mark.slow
def test_an_address_where_nothing_is_says_so(page):
    go(page, "text/posts/nowhere.md")
    expect(page.get_by_text("There is no such text")).to_be_visible()
    page.get_by_role("link", name="To your texts").click()
    expect(page.get_by_role("heading", name="Your texts")).to_be_focused()
    page.complaints.clear()  # the browser tells of the 404


# Everyone can use it


def everything(page):
    """Each screen, and each question that may stand on it."""
    for screen in ("posts", "text/posts/nowhere.md", "practice", "import", "publish"):
        go(page, screen)
        for closed in page.locator("main details:not([open]) > summary").all()[::-1]:
            closed.click()
        yield screen
    go(page, "practice")
    page.get_by_label("E-mail address", exact=True).fill("nowhere")
    save_practice(page)
    yield "practice, with something wrong"
    page.get_by_label("E-mail address", exact=True).fill("wren@example.com")
    save_practice(page)
    writing(page, "seen", ADVICE)
    about(page)
    expect(page.locator("#count")).not_to_be_empty()
    yield "writing"
    findings(page)
    page.get_by_text("Keep it, because").first.click()
    yield "findings"
    for name in ("Picture", "Link", "Earlier versions", "Throw it away"):
        press(page, name)
        expect(page.get_by_role("dialog")).to_be_visible()
        yield name
        page.keyboard.press("Escape")
    body_of(page).fill("Mine.")
    page.desk.folder.joinpath("content/posts/seen.md").write_text("Title: Theirs\n\nTheirs.\n")
    press(page, "See both")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "both"


@pytest.fixture(scope="module")
def seen(desk, browser):
    """Of each screen, what axe finds in light and dark, and how much wider it is than windows."""
    found = {}
    with at(desk, browser, bypass_csp=True) as page:
        for name in everything(page):
            for colours, rules in (("light", ALL), ("dark", COLOURS)):
                page.emulate_media(color_scheme=colours)
                found[name, colours] = violations(page, rules)
            for width in (320, 640):  # 640: a window of 1280 at 200 %
                page.set_viewport_size({"width": width, "height": 512})
                found[name, width] = sideways(page)
            page.set_viewport_size(COMPUTER)
    write(desk.folder, "seen")  # in which everything() left what the site cannot be made of
    return found


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(seen, colours):
    """WCAG 2.2 AA, contrast by AAA."""
    assert {name: found for (name, how), found in seen.items() if how == colours and found} == {}


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 640])
def test_no_screen_is_wider_than_its_window(seen, width):
    assert {name: more for (name, how), more in seen.items() if how == width and more} == {}


@pytest.mark.slow
def test_where_there_is_room_for_one_thing_the_three_are_a_press_away(desk, browser):
    with at(desk, browser, viewport=PHONE) as page:
        writing(page, "narrow", ADVICE)
        tabs = page.locator(".tabs")
        assert tabs.bounding_box()["y"] < 250
        expect(page.locator("#findings")).to_be_hidden()
        expect(page.locator("#count")).not_to_be_empty()
        tabs.get_by_text("A colleague", exact=True).click()
        expect(body_of(page)).to_be_hidden()
        page.locator("#findings .words").filter(has_text="committed").click()
        expect(body_of(page)).to_be_focused()
        assert selected(page) == "committed suicide"
        tabs.get_by_text("How it looks").click()
        expect(page.frame_locator("iframe").locator("h1")).to_be_visible()


@pytest.mark.slow
def test_the_toolbar_is_one_stop_and_the_arrows_lead_on(page):
    writing(page, "arrows")
    bar = page.get_by_role("toolbar")
    boxes = [each.bounding_box() for each in bar.get_by_role("button").all()]
    assert len({box["y"] for box in boxes}) == 1  # in one row
    assert (
        max(box["x"] + box["width"] for box in boxes)
        <= body_of(page).bounding_box()["x"] + (body_of(page).bounding_box()["width"])
    )
    bar.get_by_role("button", name="Heading").focus()
    for key, now in [
        ("ArrowRight", "Bold"),
        ("ArrowLeft", "Heading"),
        ("ArrowLeft", "Help lines"),
        ("ArrowRight", "Heading"),
        ("ArrowRight", "Bold"),
    ]:
        page.keyboard.press(key)
        expect(bar.get_by_role("button", name=now)).to_be_focused()
    page.keyboard.press("Tab")
    expect(body_of(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(bar.get_by_role("button", name="Bold")).to_be_focused()


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390])
def test_the_three_of_a_narrow_window_stand_in_one_row(page, width):
    writing(page, "tabs", ADVICE)
    expect(page.locator("#count")).not_to_be_empty()
    page.set_viewport_size({"width": width, "height": 700})
    labels = page.locator(".tabs label").all()
    assert len({each.bounding_box()["y"] for each in labels}) == 1
    page.set_viewport_size(COMPUTER)


def test_each_stop_of_the_keyboard_is_seen_in_the_order_of_reading(page):
    writing(page, "stops", ADVICE)
    found = stops(page)
    assert unseen(found) == []
    marks = (re.search(r'id="([^"]*)"|(words|tool|frame)', stop["html"]) for stop in found)
    order = [mark[1] or mark[2] for mark in marks if mark]
    assert order == [
        "close",
        "to-look",
        "Title",
        "gist",
        "tool",
        "body",
        "frame",
    ]


def test_a_post_can_be_written_with_the_keyboard_alone(page):
    go(page, "posts")
    page.get_by_label("A new post").focus()
    page.keyboard.type("By hand")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Writing")).to_be_focused()
    page.get_by_label("Title").wait_for()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # about this text
    expect(page.get_by_label("Topic")).to_be_visible()
    page.get_by_role("button", name="Help lines").focus()
    page.keyboard.press("Tab")
    expect(body_of(page)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("A kettle.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    expect(body_of(page)).to_have_value("**A kettle.**")
    page.keyboard.press("Control+s")
    expect(said(page)).to_contain_text("Saved at")
    page.get_by_label("How it looks").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#findings")).to_be_visible()


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(COMPUTER, marks=pytest.mark.slow),
        {"width": 1280, "height": 720},
        pytest.param(PHONE, marks=pytest.mark.slow),
    ],
)
def test_the_line_in_which_she_types_is_never_behind_a_bar(page, size):
    writing(page, "long", "A line.\n\n" * 60)
    page.set_viewport_size(size)
    area = body_of(page)
    bars = """() => [".toolbar", ".bar"]
        .map((one) => document.querySelector(one).getBoundingClientRect())
        .map((it) => [it.top, it.bottom])"""
    inside = "it => [it.getBoundingClientRect().top + 20, it.getBoundingClientRect().bottom - 20]"
    expect(area).to_be_visible()
    area.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("Here.\n\nAnd here.")
    (_, above), (below, _) = page.evaluate(bars)
    assert area.evaluate(inside)[1] <= below
    page.keyboard.press("Control+Home")
    page.keyboard.type("First.")
    (_, above), (below, _) = page.evaluate(bars)
    assert above <= area.evaluate(inside)[0] <= below
    page.set_viewport_size(COMPUTER)


@pytest.mark.slow
def test_no_field_that_has_the_focus_is_behind_the_bar(page):
    """WCAG 2.2, 2.4.11."""
    go(page, "practice")
    page.set_viewport_size({"width": 1280, "height": 720})
    hidden = """() => {
        const { id, offsetParent } = document.activeElement;
        const { top } = document.activeElement.getBoundingClientRect();
        const bar = document.querySelector(".bar"), below = bar.getBoundingClientRect().top;
        return !bar.contains(document.activeElement) && top >= below && id;
    }"""
    said = [page.keyboard.press("Tab") or page.evaluate(hidden) for _ in range(40)]
    page.set_viewport_size(COMPUTER)
    assert [each for each in said if each is not False] == []


def test_made_narrow_her_text_stays_and_made_wide_both_are_a_key_away(page):
    writing(page, "zoom")
    body_of(page).focus()
    page.set_viewport_size({"width": 640, "height": 450})  # a computer at twice the size
    expect(body_of(page)).to_be_focused()
    expect(body_of(page)).to_be_visible()
    page.set_viewport_size(COMPUTER)
    expect(page.get_by_label("How it looks")).to_be_checked()
    page.set_viewport_size({"width": 768, "height": 1024})  # a tablet, which she turns
    page.get_by_text("What a colleague would say").click()
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.get_by_role("radio", name="What a colleague")).to_be_checked()


@pytest.mark.slow
def test_the_page_beside_is_one_stop_where_the_keys_scroll_it(page):
    writing(page, "beside", "A [link](https://www.example.com).\n\n" + "A line.\n\n" * 60)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="link")).to_be_attached()
    body_of(page).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    until(lambda: frame.locator("body").evaluate("() => scrollY") > 100)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "IFRAME"


@pytest.mark.slow
def test_on_paper_her_words_stand_and_what_she_presses_does_not(desk, browser):
    """A sheet is narrower than her window, and has the text whatever she looks at."""
    with at(desk, browser) as page:
        writing(page, "paper", "A line.\n\n" * 100 + "The last one.")
        assert sheets(page) > 2
        page.set_viewport_size(PHONE)
        page.locator("label:has(#to-look)").click()
        page.emulate_media(media="print")
        expect(body_of(page)).to_be_visible()
        for each in (".menu", ".toolbar", ".tabs", ".beside", ".bar"):
            expect(page.locator(each)).to_be_hidden()


@pytest.mark.slow
def test_a_field_of_the_header_that_must_be_mended_is_told_as_that(page):
    writing(page, "day", more="Reviewed: some day\n")
    about(page)
    day = page.locator("#Reviewed")
    expect(day).to_have_attribute("aria-invalid", "true")
    day.fill("2026-01-02")
    expect(day).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.slow
def test_the_window_has_the_title_that_she_typed(page):
    writing(page, "named")
    for title in ("Nights", "", "Days"):
        page.get_by_label("Title").fill(title)
        expect(page).to_have_title(f"{title} – Your desk".strip())


@pytest.mark.slow
def test_a_reason_half_typed_stays_when_there_is_more_to_say(page):
    writing(page, "reason", ADVICE)
    findings(page).get_by_text("Keep it").first.click()
    reason = page.get_by_label("Why it is right here").first
    reason.fill("a quotation")
    body_of(page).fill(f"{ADVICE}\n\nSee [this]({{filename}}not-there.md).")
    expect(page.locator("#findings")).to_contain_text("not-there.md")
    expect(reason).to_have_value("a quotation")


@pytest.mark.slow
def test_words_of_a_finding_far_away_are_seen_once_it_is_pressed(page):
    writing(page, "far", "A line.\n\n" * 90 + "He committed suicide.\n\n" + "A line.\n\n" * 9)
    found = findings(page).get_by_role("button").filter(has_text="committed suicide")
    body_of(page).focus()
    page.keyboard.press("Control+Home")
    found.first.click()
    expect(body_of(page)).to_be_focused()
    until(lambda: page.evaluate("scrollY") > 1500)


@pytest.mark.slow
def test_the_second_link_is_the_one_that_she_means(page):
    writing(page, "links", "")
    for words, address in (("", "https://www.example.com"), ("Sleep", "")):
        press(page, "Link")
        if words:
            page.get_by_label("To one of your texts").select_option(index=1)
        page.get_by_label("Or to another address").fill(address)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).not_to_be_visible()
    assert "](https://www.example.com)" in body_of(page).input_value()
    press(page, "Link")
    expect(page.get_by_label("To one of your texts")).to_have_value("")
    page.keyboard.press("Escape")


@pytest.mark.slow
def test_saved_a_second_time_it_is_told_again(page):
    writing(page, "twice")
    page.evaluate(LISTEN)
    for n in (1, 2):
        save(page)
        until(lambda n=n: len([it for it in page.evaluate("spoken") if "Saved at" in it]) >= n)


@pytest.mark.slow
def test_a_desk_with_unsaved_facts_does_not_close(page):
    go(page, "practice")
    page.get_by_label("What you call your work").fill("Supervisor")
    press(page, "Close the desk")
    expect(said(page)).to_contain_text("is not saved yet")
    expect(page.get_by_label("What you call your work")).to_have_value("Supervisor")
    page.once("dialog", lambda it: it.accept())


@pytest.mark.slow
def test_of_a_file_and_a_path_the_last_one_counts(page, photo):
    go(page, "import")
    page.locator("#export").set_input_files(photo)
    page.get_by_text("It is a folder").click()
    page.locator("#from").fill("Downloads/none")
    press(page, "See what would come")
    expect(said(page)).to_contain_text("none")
    page.complaints.clear()


@pytest.mark.slow
def test_the_first_stop_leads_to_the_text(page):
    writing(page, "skip")
    page.locator("body").evaluate("it => { it.tabIndex = -1; it.focus(); }")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(body_of(page)).to_be_focused()


def test_all_that_the_desk_says_is_in_one_file():
    """No sentence stands in a template or a module."""
    for path in ROOT.glob("plugins/blog/desk/templates/*.html"):
        bare = re.sub(
            r"\{[{%#].*?[}%#]\}|<[^>]*>|[a-z-]+=\"[^\"]*\"",
            "",
            path.read_text(encoding="utf-8"),
            flags=re.S,
        )
        assert not re.findall(r"[A-Za-z]{3,}", bare), path.name
