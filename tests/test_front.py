"""The practice's front: home page, an article's end, menus, lists, tables, paper, other tools."""

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from blog import theme
from blog.related import connect_parts
from built import CONTENT, HARD, ROOT, SPARSE, build, checked, text, with_class
from visiting import COMPUTER, PHONE, sheets, style

URL = "https://blog.example.com/"
A4 = {"width": 688, "height": 1017}  # CSS pixels, without 14 mm of margin


def main(site, name):
    return site.tree(name).find(".//main")


def rows(page, selector: str) -> list[list[str]]:
    """The texts of the elements by the row on which they stand."""
    return page.eval_on_selector_all(
        selector,
        """its => Object.values(Object.groupBy(its, it => it.getBoundingClientRect().top | 0))
            .map(row => row.map(it => it.textContent))""",
    )


# The home page


def test_home_begins_with_her_words_her_picture_and_one_way_to_her(full):
    (home,) = with_class(full.tree("index.html"), "home")
    assert text(home.find("h1")) == "Therapy for people who read tests"
    assert text(home.find("p")) == "It is for people who read tests. More about it."
    image = home.find("picture/img")
    assert image.get("alt") == "Wren beside a window"
    assert image.get("src").removeprefix(URL) in full.files
    (way,) = with_class(home, "action__link")
    assert (text(way), way.get("href")) == ("Get in touch", f"{URL}contact/")


def test_without_a_contact_page_home_has_the_way_that_is_set(tmp_path):
    content = copy_of(CONTENT, tmp_path)
    (content / "pages" / "contact.md").unlink()
    shutil.copy(HARD / "home.md", content / "pages")
    for path in content.rglob("*.md"):
        words = path.read_text()
        path.write_text(re.sub(r"\{filename\}\S*contact\.md", "https://example.com", words))
    site = build("publishconf.py", content, tmp_path / "site")
    (way,) = with_class(site.tree("index.html"), "action__link")
    assert way.get("href").startswith(("https:", "mailto:", "tel:"))
    assert way.get("href") != f"{URL}contact/"


def test_home_md_is_no_page_of_its_own(full):
    assert not [name for name in full.files if name.startswith("home")]
    assert "/home/" not in full.read("sitemap.xml") + full.read("index.html")
    description = full.tree("index.html").find(".//meta[@name='description']").get("content")
    assert description == "Whom this made-up practice is for."


def test_home_sets_the_newest_article_apart_only_below_her_words(visit, full, site):
    newest, *others = with_class(full.tree("index.html"), "posts__item")
    assert text(newest).startswith("Newest article · ")
    others += with_class(full.tree("page/2/index.html"), "posts__item")
    others += with_class(site.tree("index.html"), "posts__item")
    assert not any("Newest" in text(other) for other in others)
    page = visit(full, "")
    grounds = page.eval_on_selector_all(
        ".posts__item", "its => its.map(it => getComputedStyle(it).backgroundColor)"
    )
    assert grounds[0] not in grounds[1:]
    assert text(main(site, "index.html").find(".//h1")) == "Notes from a made-up practice"


def test_home_has_what_to_begin_with_and_the_topics(site, sparse):
    start, topics = (
        main(site, "index.html").find(f".//section[@aria-labelledby='{name}']")
        for name in ("start", "topics")
    )
    assert [text(item) for item in start.iter("li")] == ["Number 01 of a series"]
    assert [text(item) for item in topics.iter("li")] == ["Both/and (2)", "Plain (2)", "Series (5)"]
    assert with_class(sparse.tree("index.html"), "start") == []


# An article's end


def test_an_article_invites_in_her_words_and_not_without_them(site, full, nearly_empty):
    for built, link in (site, "https://www.example.com/write"), (full, f"{URL}contact/"):
        (invitation,) = with_class(built.tree("post/ai/index.html"), "invitation")
        assert text(invitation) == "If this speaks to you, write to me."
        assert invitation.find("a").get("href") == link
    assert with_class(nearly_empty.tree("post/ai/index.html"), "invitation") == []


def test_a_part_of_a_series_says_which_and_lists_them_all(site):
    tree = site.tree("post/t1-02/index.html")
    (eyebrow,) = with_class(tree, "eyebrow")
    assert text(eyebrow) == "Series · On numbers: part 2 of 3"
    series = tree.find(".//section[@aria-labelledby='series']")
    listed = {text(item): item.find("a") is not None for item in series.iter("li")}
    assert listed == {
        "Number 01 of a series": True,
        "Number 02 of a series": False,
        "Number 03 of a series": True,
    }


def test_no_article_is_named_twice_at_the_end_of_another_unless_it_is_its_neighbour(site):
    for name in site.pages:
        for related in site.tree(name).findall(".//section[@aria-labelledby='related']"):
            beside = {
                link.get("href")
                for link in site.tree(name).iter("a")
                if link.get("rel") in ("prev", "next")
            }
            assert beside.isdisjoint(link.get("href") for link in related.iter("a")), name


def test_a_neighbour_that_its_series_lists_is_not_named_again(site):
    """Those beside the second part are the first and the third."""
    for name, beside in ("t1-02", 0), ("ai", 1):
        tree = site.tree(f"post/{name}/index.html")
        assert len(with_class(tree, "pages")) == beside, name
        links = [link.get("href") for way in with_class(tree, "onward") for link in way.iter("a")]
        assert len(links) == len(set(links)), name


# Menus and lists


@pytest.mark.parametrize("window", [PHONE, COMPUTER])
def test_no_entry_of_a_menu_stands_alone_on_its_row(visit, full, window):
    page = visit(full, "about/", viewport=window)
    for menu in (".masthead", ".colophon"):
        found = rows(page, f"{menu} .menu a")
        assert all(len(row) > 1 for row in found), found


def test_six_entries_and_the_name_stand_on_one_row(visit, full):
    page = visit(full, "about/", viewport=COMPUTER)
    page.evaluate("document.querySelector('.menu__list').innerHTML += '<li><a>Fees</a></li>'")
    assert len(rows(page, ".masthead .menu a")) == 1
    name, menu = (page.locator(f".masthead {each}").bounding_box() for each in ("p", "nav"))
    assert name["x"] + name["width"] < menu["x"]
    assert name["y"] < menu["y"] + menu["height"]


def test_a_list_without_bullets_is_still_a_list_for_webkit(visit, full):
    for address, lists in {
        "": ".posts, .topics, .menu__list",
        "archive/": ".year__posts",
        "getting-help-now/": ".callout--crisis ul",
        "search/": ".search__hits",
    }.items():
        page = visit(full, address)
        kinds = "its => its.map(it => getComputedStyle(it).listStyleType)"
        found = page.eval_on_selector_all(lists, kinds)
        assert set(found) == {'""'}, address


def test_a_page_of_a_topic_does_not_repeat_it_and_a_tag_begins_with_a_capital(site):
    for meta in with_class(main(site, "category/series/index.html"), "posts__meta"):
        assert "Series" not in text(meta)
    assert text(main(site, "tag/everything/index.html").find("h1")) == "Everything"


@pytest.mark.parametrize("address", ["404.html", "contact/", "about/"])
def test_a_short_page_fills_the_window_to_its_foot(visit, nearly_empty, address):
    page = visit(nearly_empty, address, viewport={"width": 1280, "height": 1500})
    foot = page.locator(".colophon").bounding_box()
    assert foot["y"] + foot["height"] == 1500


def test_a_text_that_begins_with_a_heading_has_its_space(visit, full):
    page = visit(full, "questions/")
    title, heading = (page.locator(each).first.bounding_box() for each in ("h1", "h2"))
    assert heading["y"] - (title["y"] + title["height"]) > 30


# Tables


def test_a_wide_table_shows_that_it_scrolls(visit, full):
    page = visit(full, "post/everything/", viewport=PHONE)
    background = style(page, "document.querySelector('.table')", "background-attachment")
    assert background == "local, local, scroll, scroll"


def test_a_row_keeps_a_sensible_height_on_a_phone(visit, full):
    page = visit(full, "post/everything/", viewport=PHONE)
    heights = page.eval_on_selector_all("tr", "its => its.map(it => it.offsetHeight)")
    assert max(heights) < 6 * 32  # lines


# Paper


def test_paper_loses_no_column_of_a_table(visit, full):
    for address in ("post/torture/", "post/everything/"):
        page = visit(full, address, viewport=A4)
        page.emulate_media(media="print")
        wide = page.eval_on_selector_all(
            "table", "its => its.map(it => it.getBoundingClientRect().right)"
        )
        assert all(right <= A4["width"] for right in wide), address


def test_paper_says_nothing_twice_and_prints_the_address_of_an_article_of_ours(visit, full):
    page = visit(full, "post/everything/", viewport=A4)
    page.emulate_media(media="print")
    link = "document.querySelector('.prose a[href$=\"no-tags/#part\"]')"
    after = page.evaluate(f"getComputedStyle({link}, '::after').content")
    assert "post/no-tags/" in json.dumps(after) or "attr(href)" in after
    assert not page.locator(".colophon").is_visible()
    signature = page.locator(".signature a").first
    assert signature.evaluate("it => getComputedStyle(it, '::after').content") == "none"


def test_400_words_take_two_sheets_at_most_and_the_end_stands_with_the_text(browser, full):
    words = "<p>" + "Some days are long, and words come slowly then. " * 8 + "</p>\n"
    page = browser.new_page()
    html = full.read("post/no-tags/index.html")
    start = html.index('<div class="prose e-content">') + len('<div class="prose e-content">')
    page.set_content(html[:start] + words * 6 + html[start:])
    assert sheets(page) <= 2
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "last", "end"),
    [
        ("about/", ".prose > :last-child", ".colophon"),
        ("archive/", ".topics:nth-last-of-type(1) > :last-child", ".colophon"),
        ("post/no-tags/", ".prose > :has(+ .invitation)", ".not-emergency"),
        ("post/ai/", ".prose > :has(+ .invitation)", ".not-emergency"),
    ],
)
def test_on_paper_the_last_lines_keep_room_for_what_ends_the_page(visit, full, address, last, end):
    """So that they go to the next sheet together."""
    page = visit(full, address, viewport=A4)
    page.emulate_media(media="print")
    its_end = "it => it.getBoundingClientRect().bottom"
    assert page.eval_on_selector(end, its_end) <= page.eval_on_selector(last, its_end)
    avoid = page.eval_on_selector(last, "it => getComputedStyle(it).breakInside")
    assert avoid == "avoid"


def test_on_paper_what_stands_beside_its_term_needs_no_room_below_it(visit, full):
    """In Firefox each row of the page Contact would be as high as that room."""
    page = visit(full, "contact/", viewport=A4)
    page.emulate_media(media="print")
    term = page.locator(".practice__group dt").first
    assert term.evaluate("it => getComputedStyle(it).paddingBlockEnd") == "0px"


def test_on_paper_a_heading_and_a_term_keep_room_for_what_follows(visit, full):
    page = visit(full, "post/everything/", viewport=A4)
    page.emulate_media(media="print")
    for name in ("h2", "dt"):
        first = page.locator(f".prose {name}").first
        room, inside = (
            first.evaluate(f"it => getComputedStyle(it).{name}")
            for name in ("paddingBlockEnd", "breakInside")
        )
        assert float(room.removesuffix("px")) > 50, name
        assert inside == "avoid"
        gap = first.evaluate(
            "it => it.nextElementSibling.getBoundingClientRect().top"
            " - it.getBoundingClientRect().bottom + parseFloat(getComputedStyle(it).paddingBottom)"
        )
        assert gap < 40, name


# Found by tools


def test_a_note_and_the_way_back_say_where_they_lead(site):
    tree = site.tree("post/everything/index.html")
    (there,), (back,) = (with_class(tree, f"footnote-{way}") for way in ("ref", "backref"))
    assert (there.get("aria-label"), text(there)) == ("Note 1", "1")
    assert back.get("aria-label") == "Back to the text of note 1"


def test_a_browser_takes_the_colour_of_the_paper(site):
    metas = site.tree("index.html").findall(".//meta[@name='theme-color']")
    found = {meta.get("media"): meta.get("content") for meta in metas}
    assert found == {"(prefers-color-scheme:dark)": "#1a1c1b", None: "#fbf8f3"}


def test_where_a_link_is_shared_it_says_its_language_and_what_the_picture_shows(site):
    def said(name):
        return (
            site.tree("post/ai/index.html").find(f".//meta[@property='og:{name}']").get("content")
        )

    assert said("locale") == "en_GB"
    assert said("image:alt") == (
        "A tool that writes – Wren's notes & thoughts, and a drawing of a sprig in a vase"
    )


def test_an_entry_for_machines_has_its_own_address(site):
    (entry,) = with_class(site.tree("post/ai/index.html"), "h-entry")
    addresses = [each.get("value") for each in with_class(entry, "u-url") if each.tag == "data"]
    assert addresses == [f"{URL}post/ai/"]


# Headers


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        ("Start: yes", ""),
        ("Start: perhaps", "Start is yes or no"),
        ("Series: Endings\nPart: 2", ""),
        ("Series: Endings\nPart: two", "Part is the number of a post in its series"),
    ],
)
def test_what_a_header_may_say_of_start_and_series(tmp_path, header, wrong):
    content = copy_of(CONTENT, tmp_path)
    post = content / "posts" / "no-tags.md"
    post.write_text(post.read_text().replace("Slug:", f"{header}\nSlug:"))
    found = [problem.message for problem in checked(content) if problem.stops]
    assert [wrong in message for message in found] == [True] * bool(wrong)


def test_a_series_is_one_however_its_capitals_were_typed():
    """Else both posts would say nothing of it, and nobody would be told."""
    posts = [SimpleNamespace(series=f"On {it}", tags=(), category="") for it in ("Loss", "loss")]
    connect_parts(posts)
    assert posts[0].parts == posts[1].parts == posts[::-1]


@pytest.mark.parametrize(
    ("numbers", "places"),  # of the parts, the newest first
    [
        (["", "", ""], [2, 1, 0]),
        (["1", "", ""], [0, 2, 1]),
        (["", "3", ""], [1, 2, 0]),
        (["10", "20", "5"], [1, 2, 0]),
        (["2", "2", "1"], [2, 1, 0]),
    ],
)
def test_a_part_has_the_place_that_its_number_says_and_the_rest_go_by_their_day(numbers, places):
    said = ({"part": number} if number else {} for number in numbers)
    posts = [SimpleNamespace(series="Loss", slug=n, **each) for n, each in enumerate(said)]
    connect_parts(posts)
    assert [posts[0].parts.index(post) for post in posts] == places


def test_the_parts_of_a_series_stand_in_the_order_of_their_numbers():
    first, second = (SimpleNamespace(series="A", part=n, tags=(), category="") for n in "12")
    alone = SimpleNamespace(series="B", tags=(), category="")
    connect_parts([first, alone, second])
    assert first.parts == second.parts == [first, second]
    assert alone.parts == []


def copy_of(content: Path, folder: Path) -> Path:
    return Path(shutil.copytree(content, folder / "content"))


# Writing in the browser


def test_a_menu_has_pages_by_their_number_then_those_without_by_title_and_no_others():
    def page(title: str, **header: str):
        slug = title.lower()[::-1]
        return SimpleNamespace(
            title=title, slug=slug, url=f"{slug}/", save_as=f"{slug}/index.html", **header
        )

    wanted = [page("Fees", menu="Yes"), page("Zen", menu="2"), page("Ask", menu="10")]
    entries = theme.menu(
        [page("About"), *wanted, page("Books", menu="yes"), page("Ways", menu="No")]
    )
    assert [title for title, *_ in entries["hers"]] == ["Zen", "Ask", "Books", "Fees"]
    assert {key: each for key, each in entries.items() if key != "hers"} == {
        "tuoba": [("About", "tuoba/", "tuoba/index.html")],
        "syaw": [("Ways", "syaw/", "syaw/index.html")],
    }


def test_the_address_for_a_new_post_fills_in_a_header_that_is_understood(tmp_path):
    (address,) = re.findall(r"https://github\S+value=\S+", (ROOT / "docs/github.md").read_text())
    asked = parse_qs(urlsplit(address).query)
    content = copy_of(SPARSE, tmp_path)
    (content / "posts" / asked["filename"][0]).write_text(asked["value"][0])
    assert [problem.message for problem in checked(content) if problem.stops] == []
    assert "\nStatus: draft\n" in asked["value"][0]
