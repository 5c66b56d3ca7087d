"""The search page in a real browser, on blogs of 100 and 1,000 posts."""

import re
import shutil
from functools import cache
from pathlib import Path

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from corpus import Text, texts
from pelican import Pelican
from pelican.settings import read_settings
from playwright.sync_api import expect
from search.words import words

ROOT = Path(__file__).parent.parent.parent
PRACTICE = ROOT / "tests" / "site" / "content" / "practice.toml"
HOST = "https://blog.example.com/"
SEARCH = f"{HOST}search/"
SHARE = {"url": f"{HOST}images/1234567890ab.png", "width": 1200, "height": 630, "alt": "A title"}
QUICK = {  # what is not the search's is not written, so that a build takes a moment
    "READERS": {},
    "TYPOGRIFY": False,
    "PLUGINS": ["practice", "search", "hosting"],
    "JINJA_GLOBALS": {"share": SHARE},
    "DIRECT_TEMPLATES": [],
    "ARTICLE_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
}

# What is asked, and the posts that must come first, as tests/search/corpus.py names them.
QUERIES = [
    # title over heading over text
    ("grief", ["grief", "chair"]),
    ("GRIEF", ["grief"]),
    # plurals, both ways
    ("boundary", ["boundaries"]),
    ("boundaries", ["boundaries"]),
    ("crisis", ["crises"]),
    ("child", ["children"]),
    ("losses", ["both"]),
    # beginnings
    ("counse", ["counselling"]),
    ("boundarie", ["boundaries"]),
    ("anx", ["anxiety"]),
    # one slip
    ("greif", ["grief", "chair"]),
    ("gref", ["grief", "chair"]),
    ("griief", ["grief", "chair"]),
    ("grirf", ["grief", "chair"]),
    ("boundries", ["boundaries"]),
    ("counseling", ["counselling"]),
    # accents, apostrophes, hyphens, capitals, digits, short words
    ("cafe", ["cafe"]),
    ("CAFÉ", ["cafe"]),
    ("things we dont say", ["unsaid"]),
    ("things we don't say", ["unsaid"]),
    ("Sarah's hobby", ["sarah"]),
    ("sarah knitting", ["sarah"]),
    ("self-harm", ["harm"]),
    ("selfharm", ["harm"]),
    ("self harm", ["harm"]),
    ("ai", ["ai"]),
    ("111", ["help"]),
    ("email a&e", ["help"]),
    # several words: all of them, or else some
    ("work loss", ["both"]),
    ("death of a child", ["children"]),
    ("okapi unheardof", ["okapi"]),
    # the newer of two equals
    ("sleep", ["new-sleep", "old-sleep"]),
]


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The public site with that many posts."""

    @cache
    def blog(number):
        folder = tmp_path_factory.mktemp("blog")
        posts = folder / "content" / "posts"
        posts.mkdir(parents=True)
        (folder / "content" / "images").mkdir()
        shutil.copy(PRACTICE, folder / "content")
        for slug, text in texts(number).items():
            text.write(posts, slug)
        for status in ("draft", "hidden"):
            page = f"<html><head><title>Zyzzyva</title><meta name='status' content='{status}'>"
            page += "<meta name='date' content='2020-01-01'></head><body>Zyzzyva</body></html>"
            (posts / f"{status}.html").write_text(page)
        Text("Zyzzyva", "<p>Zyzzyva</p>", "2999-01-01").write(posts, "future")
        return build(folder / "content", folder / "public")

    return blog


def build(content, output, settings="publishconf.py"):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.delenv("SITE_URL", raising=False)
        override = {**QUICK, "PATH": str(content), "OUTPUT_PATH": str(output)}
        Pelican(read_settings(settings, override=override)).run()
    return output


@pytest.fixture
def visit(browser):
    """Opens a page of a built site; its context has all that was `asked`, and all `complaints`."""
    contexts = []

    def visit(site, address=SEARCH, host=HOST, **options):
        context = browser.new_context(**options)
        context.set_default_timeout(5000)
        context.asked, context.complaints = [], []
        context.on("console", lambda message: context.complaints.append(message.text))
        context.on("weberror", lambda error: context.complaints.append(str(error.error)))

        def answer(route):
            context.asked.append(route.request)
            path = site / route.request.url.removeprefix(host).partition("#")[0]
            path = path / "index.html" if path.is_dir() else path
            lost = {"status": 404, "body": "This page is not here."}
            route.fulfill(**{"path": path} if path.is_file() else lost)

        context.route("**/*", answer)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()


def ask(page, query):
    """Type `query`, and wait for its answer."""
    field(page).fill(query)
    expect(status(page)).to_contain_text(f"“{query}”")


def field(page):
    return page.get_by_role("searchbox")


def status(page):
    return page.get_by_role("status")


def hits(page):
    return page.locator(".search__hits li")


def found(page):
    """The slugs of the hits."""
    links = page.locator(".search__hits a").evaluate_all("all => all.map(link => link.pathname)")
    return [link.strip("/").removeprefix("post/") for link in links]


def weight(site, requests):
    """What these requests weigh on the wire, compressed by brotli 11."""
    names = [request.url.removeprefix(HOST) for request in requests]
    paths = [site / (name + "index.html" if name.endswith("/") else name) for name in names]
    return sum(len(compressed(path)) for path in paths)


@cache
def compressed(path):
    return brotli.compress(path.read_bytes())


# Finding


@pytest.fixture(scope="module")
def thousand(blog):
    return blog(1000)


def test_among_a_thousand_posts_these_come_first(thousand, visit):
    page = visit(thousand)
    for query, first in QUERIES:
        ask(page, query)
        assert (query, found(page)[: len(first)]) == (query, first)
    assert page.context.complaints == []


@pytest.mark.parametrize(("posts", "budget"), [(100, 15_000), (1000, 30_000)])
@pytest.mark.parametrize("query", ["grief", "greif", "sea", "con", "self-harm", "death of a child"])
def test_the_first_query_costs_little(blog, visit, posts, budget, query):
    page = visit(blog(posts))
    ask(page, query)
    assert hits(page).count()
    assert weight(blog(posts), page.context.asked) <= budget


def test_a_stop_word_alone_is_a_beginning(thousand, visit):
    page = visit(thousand)
    ask(page, "the")
    marks = page.locator(".search__hits mark").all_text_contents()
    assert marks
    assert all(mark.lower().startswith("the") for mark in marks)


def test_a_slip_in_the_first_letter_is_not_forgiven_and_said_so(thousand, visit):
    page = visit(thousand)
    ask(page, "krief")
    expect(status(page)).to_contain_text("No results for “krief”. Please check the first letter")
    expect(hits(page)).to_have_count(0)
    expect(page.locator(".search__more")).to_be_hidden()


def test_the_hits_are_marked_and_nothing_else_is(thousand, visit):
    page = visit(thousand)
    ask(page, "boundaries parent")
    assert hits(page).first.locator("mark").all_text_contents() == ["boundaries", "parent"]
    ask(page, "cafe")
    assert hits(page).first.locator("mark").all_text_contents() == ["café"]


def test_the_count_is_announced(thousand, visit):
    page = visit(thousand)
    assert status(page).get_attribute("aria-live") == "polite"
    assert status(page).text_content() == ""
    ask(page, "unsaid okapi")
    assert status(page).text_content() == "1 result for “unsaid okapi”, none with all the words."
    ask(page, "sleep")
    assert re.fullmatch(r"\d+ results for “sleep”\.", status(page).text_content())
    ask(page, "counseling")
    assert status(page).text_content().endswith(" or words spelt nearly so.")


def test_words_typed_in_haste_show_the_last_answer(thousand, visit):
    page = visit(thousand)
    field(page).press_sequentially("sleep okapi", delay=5)
    expect(status(page)).to_contain_text("“sleep okapi”")
    field(page).fill("")
    expect(status(page)).to_be_empty()
    expect(hits(page)).to_have_count(0)
    expect(page.locator(".by-topic")).to_be_visible()


def test_what_is_typed_is_never_markup(thousand, visit):
    page = visit(thousand)
    ask(page, "<img src=x onerror=alert(1)> grief")
    assert page.locator("main img").count() == 0


# The keyboard and the history


def test_it_works_by_keyboard_alone(thousand, visit):
    page = visit(thousand)
    expect(field(page)).to_be_focused()
    page.keyboard.type("grief")
    expect(status(page)).to_contain_text("“grief”")
    page.keyboard.press("Tab")
    expect(hits(page).nth(0).get_by_role("link")).to_be_focused()
    more = page.get_by_role("button", name="More results")
    count = hits(page).count()
    more.focus()
    page.keyboard.press("Enter")
    expect(hits(page).nth(count).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{HOST}post/**")


def test_more_results_come_until_all_are_there(thousand, visit):
    page = visit(thousand)
    ask(page, "partner")
    total = int(status(page).text_content().split()[0])
    while page.locator(".search__more").is_visible():
        before = hits(page).count()
        page.locator(".search__more").click()
        expect(hits(page)).not_to_have_count(before)
    assert len(set(found(page))) == hits(page).count() == total


def test_the_query_is_in_the_fragment_and_steps_back_and_forward(thousand, visit):
    page = visit(thousand)
    ask(page, "grief & loss")
    assert page.url == f"{SEARCH}#q=grief+%26+loss"
    field(page).press("Enter")
    ask(page, "slee")
    ask(page, "sleep")
    page.go_back()
    expect(status(page)).to_contain_text("“grief & loss”")
    expect(field(page)).to_have_value("grief & loss")
    page.go_forward()
    expect(status(page)).to_contain_text("“sleep”")
    page.go_back()
    page.go_back()
    expect(status(page)).to_be_empty()
    assert page.url == SEARCH


def test_an_address_with_a_query_answers_it(thousand, visit):
    page = visit(thousand, f"{SEARCH}#q=Caf%C3%A9")
    expect(status(page)).to_contain_text("“Café”")
    assert found(page)[0] == "cafe"


def test_the_skip_link_leaves_the_query(thousand, visit):
    page = visit(thousand, f"{SEARCH}#q=okapi")
    expect(hits(page)).to_have_count(1)
    page.locator(".skip").press("Enter")
    expect(field(page)).to_have_value("okapi")
    expect(hits(page)).to_have_count(1)


# Privacy


def test_nothing_is_sent_or_kept(thousand, visit):
    page = visit(thousand)
    ask(page, "grief")
    ask(page, "okapi")
    field(page).press("Enter")
    index = re.compile(rf"{SEARCH}(\w{{12}}/(search\.js|(\d+|[a-z]+\d*)\.json))?")
    for request in page.context.asked:
        assert index.fullmatch(request.url)
        assert (request.method, request.post_data) == ("GET", None)
    assert page.context.cookies() == []
    kept = "[localStorage.length, sessionStorage.length, navigator.serviceWorker.controller]"
    assert page.evaluate(kept) == [0, 0, None]


def test_the_policy_is_strict_and_holds(thousand, visit):
    page = visit(thousand)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    ask(page, "grief")
    assert page.context.complaints == []


def test_what_is_not_published_is_in_no_file(thousand):
    for path in (thousand / "search").rglob("*.*"):
        assert "zyzzyva" not in path.read_text().lower(), path


# Without scripts, and when something is wrong


def test_without_scripts_it_is_the_archive_by_topic(blog, visit):
    page = visit(blog(100), java_script_enabled=False)
    expect(field(page)).to_be_hidden()
    links = page.locator("main li a").evaluate_all("all => all.map(link => link.pathname)")
    assert sorted(links) == sorted(f"/post/{slug}/" for slug in texts(100))
    topics = page.locator("main h2").all_text_contents()
    assert topics == sorted({text.topic for text in texts(100).values()})


def test_where_the_list_would_be_too_long_each_topic_leads_to_its_older_articles(thousand, visit):
    page = visit(thousand, java_script_enabled=False)
    assert page.locator("main li a[href*='/post/']").count() == 250
    topics = page.locator("main h2").all_text_contents()
    older = page.locator("main li a[href*='/category/']").all_text_contents()
    assert older == [f"Older articles: {topic}" for topic in topics]


def test_a_lost_file_is_said(thousand, visit):
    page = visit(thousand)
    page.context.route("**/g*.json", lambda route: route.abort())
    field(page).fill("grief")
    expect(status(page)).to_have_text("The search did not load. Please load this page again.")
    ask(page, "sleep")


def test_a_site_in_a_folder_is_searched_too(thousand, visit):
    host = f"{HOST}practice/blog/"
    page = visit(thousand, f"{host}search/#q=okapi", host)
    expect(hits(page)).to_have_count(1)
    assert hits(page).get_by_role("link").evaluate("link => link.href") == f"{host}post/okapi/"


def test_a_build_is_the_same_twice_and_a_change_has_another_address(blog, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(blog(100).parent / "content", content)
    again = build(content, tmp_path / "again")
    assert files(again / "search") == files(blog(100) / "search")
    texts(100)["grief"].write(content / "posts", "another")
    other = build(content, tmp_path / "other")
    assert not {*files(again / "search")} & {*files(other / "search")} - {"index.html"}


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


# The same words in both languages, and how it looks


def test_script_and_index_know_the_same_words(thousand, visit):
    page = visit(thousand)
    hard = """Don’t ‘quote’ the client’s clients’ crises; self-harm, state-of-the-art e-mails,
        A&E, R&D’s NAÏVE Zoë’s Straße ﬁrst İstanbul coun\u00adselling x\u200by ½ 2026’s
        buses boxes headaches lives movies analyses analysis _under_score 日本 Ελλάς’s"""
    hard = hard.split()
    hard += [word for text in list(texts(100).values())[:20] for word in text.content.split()]
    module = page.locator("script[type=module]").get_attribute("src")
    theirs = f"all => import('./{module}').then(search => all.map(search.words))"
    assert page.evaluate(theirs, hard) == [words(word) for word in hard]


def test_one_slip_is_near_and_two_are_not(thousand, visit):
    page = visit(thousand)
    module = page.locator("script[type=module]").get_attribute("src")
    script = f"all => import('./{module}').then(search => all.filter(a => search.near(a, 'grief')))"
    near = ["greif", "gref", "grie", "griief", "griefs", "grirf", "frief", "rgief"]
    assert page.evaluate(script, [*near, "gre", "gfier", "girfe", "gerif", "griefing"]) == near


LOOKS = [("", "light", 390), ("", "dark", 1280)]
LOOKS += [("grief", "light", 1280), ("grief", "dark", 390), ("krief", "light", 390)]


@pytest.mark.parametrize(("query", "colours", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_moves(blog, visit, query, colours, width):
    size = {"width": width, "height": 900}
    page = visit(blog(100), f"{SEARCH}#q={query}", color_scheme=colours, viewport=size)
    expect(status(page)).to_contain_text(query)
    rules = {"color-contrast-enhanced": {"enabled": True}}
    done = Axe().run(page, options={"rules": rules})
    assert [each["id"] for each in done.response["violations"]] == []
    moved = """new Promise(done => {
        new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(done, 200, []);
    })"""
    assert sum(page.evaluate(moved)) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
