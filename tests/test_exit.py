"""The link that leaves a page at once, where the page's header says `Exit: yes`."""

import shutil

import pytest
from built import CONTENT, SPARSE, run_to_writing, with_class
from visiting import URL

HELP = "getting-help-now/index.html"
AWAY = "https://weather.example.com/"


@pytest.fixture
def header(tmp_path):
    """Whether a post with this line in its header has the link, and what is wrong with it."""

    def header(line, practice=CONTENT):
        (tmp_path / "content" / "posts").mkdir(parents=True)
        shutil.copy(practice / "practice.toml", tmp_path / "content")
        post = f"Title: A post\nDate: 2026-01-02\n{line}\n\nText."
        (tmp_path / "content" / "posts" / "a.md").write_text(post)
        run = run_to_writing(tmp_path / "content")
        told = [(each.line, each.message) for each in run.problems if each.path.endswith("a.md")]
        return run.contents["posts/a.md"].exit, told

    return header


@pytest.mark.parametrize(
    ("line", "wished"),
    [("Exit: yes", True), ("Exit: YES", True), ("Exit: no", False), ("Exit:", False), ("", False)],
)
def test_the_author_wishes_for_it(header, line, wished):
    assert header(line) == (wished, [])


def test_anything_else_is_an_error_with_its_line(header):
    assert header("Exit: maybe") == (False, [(3, 'Exit is yes or no, not "maybe"')])


def test_without_a_place_to_go_it_is_an_error(header):
    wrong = "Exit needs [exit] in practice.toml, which says where the link leads"
    assert header("Exit: yes", SPARSE)[1] == [(3, wrong)]


def test_without_a_place_to_go_none_need_be_wished_for(header):
    assert header("Exit: no", SPARSE) == (False, [])


def test_it_is_only_on_the_pages_that_wish_for_it(site):
    assert [name for name in site.pages if with_class(site.tree(name), "exit")] == [HELP]
    assert [name for name in site.pages if "exit.js" in site.read(name)] == [HELP]


@pytest.fixture
def leave(visit, site):
    """Visits a page, then the help page, then leaves it; returns the browser's page."""

    def leave(**options):
        page = visit(site, "about/", **options)
        page.context.route(f"{AWAY}**", lambda route: route.fulfill(body="Sun, then rain."))
        page.goto(f"{URL}getting-help-now/")
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(AWAY)
        return page

    return leave


def test_it_does_not_come_back_with_the_back_button(leave):
    page = leave()
    page.go_back()
    assert page.url == f"{URL}about/"


def test_it_works_without_its_script(leave):
    """There, the Back button leads back, and the page says that it may."""
    page = leave(java_script_enabled=False)
    assert page.url == AWAY
    page.go_back()
    assert page.url == f"{URL}getting-help-now/"
    assert page.get_by_text("the Back button may still lead here").is_visible()


def test_it_stays_in_sight_and_is_the_second_stop_of_the_keyboard(visit, site):
    page = visit(site, "getting-help-now/", viewport={"width": 320, "height": 400})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    link = page.get_by_role("link", name="Leave this page")
    box = link.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 400
    page.evaluate("scrollTo(0, 0)")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert link.evaluate("it => it === document.activeElement")
