"""The search page in a real browser, on blogs of 100 and 1,000 posts."""

import gzip
import re
import shutil
from functools import cache

import brotli
import pytest
from blog import hooks, theme
from blog.search import SearchGenerator
from blog.search.words import stem, words
from built import CONTENT, build
from corpus import Text, asked, known, slips, texts, wrong
from pelican import signals
from playwright.sync_api import expect
from visiting import URL, file, violations

SEARCH = f"{URL}search/"
SHARE = {"url": f"{URL}images/1234567890ab.png", "width": 1200, "height": 630, "alt": "A title"}


class Searched:
    """The blog's plugin without its pictures and checks."""

    @staticmethod
    def register():
        signals.initialized.connect(hooks.prepare)
        signals.article_generator_finalized.connect(hooks.withhold)
        signals.get_generators.connect(generator)
        signals.all_generators_finalized.connect(describe)


def generator(pelican):
    return SearchGenerator


def describe(generators):
    run = generators[0].settings["RUN"]
    run.context = generators[0].context
    theme.describe(run)


QUICK = {  # what is not the search's is not written, so that a build takes a moment
    "READERS": {},
    "TYPOGRIFY": False,
    "PLUGINS": [Searched],
    "JINJA_GLOBALS": {"share": SHARE, "schema": lambda text=None: {}},
    "DIRECT_TEMPLATES": [],
    "ARTICLE_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
}

# What is asked, and the posts that must come first, as tests/search/corpus.py names them.
QUERIES = {
    # title over heading over text
    "grief": ["grief", "chair"],
    "GRIEF": ["grief"],
    # plurals, both ways
    "boundary": ["boundaries"],
    "boundaries": ["boundaries"],
    "crisis": ["crises"],
    "child": ["children"],
    "losses": ["both"],
    # beginnings
    "counse": ["counselling"],
    "boundarie": ["boundaries"],
    "anx": ["anxiety"],
    "childr": ["children"],
    "boundari": ["boundaries"],
    # one slip, at any place
    "krief": ["grief", "chair"],
    "agrief": ["grief", "chair"],
    "rgief": ["grief", "chair"],
    "childern": ["children"],
    "conselling": ["counselling"],
    "greif": ["grief", "chair"],
    "gref": ["grief", "chair"],
    "griief": ["grief", "chair"],
    "grirf": ["grief", "chair"],
    "boundries": ["boundaries"],
    "counseling": ["counselling"],
    # accents, apostrophes, hyphens, capitals, digits, short words
    "cafe": ["cafe"],
    "CAFÉ": ["cafe"],
    "things we dont say": ["unsaid"],
    "things we don't say": ["unsaid"],
    "Sarah's hobby": ["sarah"],
    "sarah knitting": ["sarah"],
    "self-harm": ["harm"],
    "selfharm": ["harm"],
    "self harm": ["harm"],
    "ai": ["ai"],
    "111": ["help"],
    "email a&e": ["help"],
    # several words: all of them, or else some
    "work loss": ["both"],
    "death of a child": ["children"],
    "okapi unheardof": ["okapi"],
    # the newer of two equals
    "sleep": ["new-sleep", "old-sleep"],
}


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The public site with that many posts."""

    @cache
    def blog(number):
        folder = tmp_path_factory.mktemp("blog")
        posts = folder / "content" / "posts"
        posts.mkdir(parents=True)
        (folder / "content" / "images").mkdir()
        shutil.copy(CONTENT / "practice.toml", folder / "content")
        for slug, text in texts(number).items():
            text.write(posts, slug)
        for status in ("draft", "hidden"):
            page = f"<html><head><title>Zyzzyva</title><meta name='status' content='{status}'>"
            page += "<meta name='date' content='2020-01-01'></head><body>Zyzzyva</body></html>"
            (posts / f"{status}.html").write_text(page)
        Text("Zyzzyva", "<p>Zyzzyva</p>", "2999-01-01").write(posts, "future")
        return publish(folder / "content", folder / "public")

    return blog


def publish(content, output):
    return build("publishconf.py", content, output, **QUICK)


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


# How a host sends a file: GitHub Pages knows gzip alone.
SENT = {"brotli": brotli.compress, "gzip": lambda text: gzip.compress(text, 9)}
HEADERS = 200  # bytes of each answer, about; they come on top


@cache
def sent(path, encoding):
    """The bytes of a file on the wire."""
    return len(SENT[encoding](path.read_bytes()))


def fetched(site, page):
    """The files that this page has asked for."""
    return [site.folder / file(url.removeprefix(URL)) for url in page.heard.urls]


# Each query as if it were the first, in one go: a file that was fetched for one of them stays.
IN_ONE_GO = """async ([script, queries]) => {
    const { files, search, shown } = await import(new URL(script, location));
    const [fetched, fetch] = [new Map(), window.fetch];
    window.fetch = async url => {
        if (!fetched.has(url.href)) fetched.set(url.href, await (await fetch(url)).text());
        return new Response(fetched.get(url.href));
    };
    const answers = [];
    for (const query of queries) {
        Object.keys(files).forEach(name => delete files[name]);
        const { hits, ...answer } = await search(query);
        const found = (await shown(hits, 0)).map(([, url]) => url.split("/").at(-2));
        answers.push({ query, found, names: Object.keys(files), ...answer });
    }
    window.fetch = fetch;
    return answers;
}"""


def first_queries(site, page, queries):
    """What each finds, and the files it would have asked for, if it were the first on this page."""
    script = page.locator("script[type=module]").get_attribute("src")
    answers = page.evaluate(IN_ONE_GO, [script, list(queries)])
    folder = site.folder / "search"
    for answer in answers:
        index = [(folder / script).with_name(f"{name}.json") for name in answer["names"]]
        answer["files"] = [folder / "index.html", folder / script, *index]
    return answers


# Finding


BUDGET = {100: 15_000, 1000: 30_000}  # bytes, by the number of posts
POSTS = [100, pytest.param(1000, marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def hundred(blog):
    return blog(100)


@pytest.fixture
def page(hundred, visit):
    return visit(hundred, "search/")


@pytest.mark.slow
def test_among_so_many_posts_these_come_first(blog, visit):
    for answer in first_queries(blog(1000), visit(blog(1000), "search/"), QUERIES):
        first = QUERIES[answer["query"]]
        assert answer["found"][: len(first)] == first, answer["query"]


@pytest.mark.slow
@pytest.mark.parametrize("posts", POSTS)
def test_the_first_query_costs_little(blog, visit, posts):
    """All that is fetched until its hits are there: by gzip, or by brotli with the headers too."""
    site = blog(posts)
    for answer in first_queries(site, visit(site, "search/"), [*QUERIES, *asked(posts, 60)]):
        files = answer["files"]
        assert sum(sent(each, "gzip") for each in files) <= BUDGET[posts], answer["query"]
        weight = sum(sent(each, "brotli") + HEADERS for each in files)
        assert weight <= BUDGET[posts], answer["query"]


@pytest.mark.slow
@pytest.mark.parametrize("posts", POSTS)
def test_a_query_that_is_typed_slowly_costs_little_too(blog, visit, posts):
    """Then each letter is a query."""
    page = visit(blog(posts), "search/")
    for length in range(2, len("boundaries") + 1):
        ask(page, "boundaries"[:length])
    files = set(fetched(blog(posts), page))
    (answer,) = first_queries(blog(posts), page, ["boundaries"])
    assert len(files) > len(answer["files"])
    assert sum(sent(each, "gzip") for each in files) <= BUDGET[posts]


@pytest.mark.brief
@pytest.mark.parametrize("query", ["grief", "greif", "krief", "death of a child"])
def test_a_query_fetches_what_was_weighed(page, hundred, visit, query):
    (answer,) = first_queries(hundred, page, [query])
    page = visit(hundred, f"search/#q={query}")
    expect(hits(page)).not_to_have_count(0)
    assert sorted(fetched(hundred, page)) == sorted(answer["files"])
    assert len(answer["files"]) <= 15
    assert found(page) == answer["found"]


@pytest.mark.slow
def test_the_archive_of_a_large_blog_would_break_the_budget(blog):
    assert sent(blog(1000).folder / "search" / "topics" / "index.html", "gzip") > BUDGET[1000]


@pytest.mark.slow
def test_a_beginning_finds_every_word_that_begins_so(page, hundred):
    for answer in first_queries(hundred, page, {word[:3] for word, _ in slips(100, 60)}):
        start = answer["query"]
        terms = {word for word in known(100) if word.startswith(start)}
        assert terms == {term for term in answer["terms"] if term.startswith(start)}


def not_forgiven(site, page, pairs):
    """The words with the slips that do not find them.

    What is a word too, or the beginning of one, is no slip; what is too short is not forgiven one.
    """
    pairs = [(word, slip) for word, slip in pairs if len(stem(slip)) > 3]
    answers = first_queries(site, page, [slip for _, slip in pairs])
    return [
        (word, slip)
        for (word, slip), answer in zip(pairs, answers, strict=True)
        if not answer["found"] or (answer["guessed"] and word not in answer["terms"])
    ]


@pytest.mark.slow
def test_one_slip_anywhere_is_forgiven(blog, visit):
    page = visit(blog(1000), "search/")
    assert not_forgiven(blog(1000), page, slips(1000, 200)) == []


@pytest.mark.slow
def test_letters_swapped_anywhere_are_forgiven(blog, visit):
    hard = ["beack", "feshu", "foack"]  # of five letters: near them stand short words and long ones
    every = known(1000)[5::500] + hard
    pairs = [(word, wrong(word, at, "")[-1]) for word in every for at in range(len(word))]
    assert not_forgiven(blog(1000), visit(blog(1000), "search/"), pairs) == []


@pytest.mark.slow
def test_a_slip_in_what_looks_like_an_ending_is_forgiven(blog, visit):
    plurals = [word for word in known(1000) if word.endswith("s")][7::100]
    pairs = [
        (word, slip)
        for word in plurals
        for at in (-3, -2)
        for slip in wrong(word, len(word) + at, "t")
    ]
    assert not_forgiven(blog(1000), visit(blog(1000), "search/"), pairs) == []


def test_a_stop_word_alone_is_a_beginning(page, hundred):
    (answer,) = first_queries(hundred, page, ["the"])
    assert answer["terms"]
    assert all(term.startswith("the") for term in answer["terms"])


def test_two_slips_are_not_forgiven(page):
    ask(page, "krieff")
    expect(status(page)).to_contain_text("No results for “krieff”. Please check the spelling")
    expect(hits(page)).to_have_count(0)
    expect(page.locator(".search__more")).to_be_hidden()


def test_the_hits_are_marked_and_nothing_else_is(page):
    ask(page, "boundaries parent")
    assert hits(page).first.locator("mark").all_text_contents() == ["boundaries", "parent"]
    ask(page, "cafe")
    assert hits(page).first.locator("mark").all_text_contents() == ["café"]


@pytest.mark.slow
def test_the_count_is_announced(page):
    assert status(page).get_attribute("aria-live") == "polite"
    assert status(page).text_content() == ""
    ask(page, "unsaid okapi")
    assert status(page).text_content() == "1 result for “unsaid okapi”, none with all the words."
    ask(page, "sleep")
    assert re.fullmatch(r"\d+ results for “sleep”\.", status(page).text_content())
    ask(page, "counseling")
    assert status(page).text_content().endswith(" or words spelt nearly so.")


@pytest.mark.slow
def test_what_is_no_word_is_asked_for(page):
    for query in ("a", "?!", "😀", "愛", "<>", "-"):
        ask(page, "grief")
        field(page).fill(query)
        expect(status(page)).to_have_text("Please type a word of two letters or more.")
        expect(hits(page)).to_have_count(0)
    assert page.heard.complaints == []


@pytest.mark.slow
def test_what_no_text_has_is_not_found(page):
    for query in ("日本語", "постель", "constructor", "__proto__", "x" * 100):
        ask(page, query)
        expect(status(page)).to_contain_text("No results for")
        expect(page.locator(".by-topic")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.heard.complaints == []


@pytest.mark.slow
def test_a_query_is_no_longer_than_its_field(page):
    field(page).press_sequentially("grief " * 20)
    assert len(field(page).input_value()) == 100
    page.goto("about:blank")
    page.goto(f"{SEARCH}#q={'grief+' * 999}")
    expect(hits(page)).not_to_have_count(0)
    assert len(field(page).input_value()) == 100


@pytest.mark.slow
def test_words_typed_in_haste_show_the_last_answer(page):
    field(page).press_sequentially("sleep okapi", delay=5)
    expect(status(page)).to_contain_text("“sleep okapi”")
    for nothing in ("", "   "):
        field(page).fill(nothing)
        expect(status(page)).to_be_empty()
        expect(hits(page)).to_have_count(0)
        expect(page.locator(".by-topic")).to_be_visible()


def test_what_is_not_marked_is_one_piece_of_text(page):
    ask(page, "boundaries parent")
    pieces = "it => [...it.childNodes].map((each) => each.nodeName)"
    assert hits(page).first.locator("a").evaluate(pieces) == ["#text", "MARK", "#text", "MARK"]


def test_what_is_typed_is_never_markup(page):
    ask(page, "<img src=x onerror=alert(1)> grief")
    assert page.locator("main img").count() == 0
    assert page.heard.complaints == []


# The keyboard and the history


def test_it_works_by_keyboard_alone(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
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
    page.wait_for_url(f"{URL}post/**")


@pytest.mark.slow
def test_more_results_come_until_all_are_there(page):
    ask(page, "sash")
    total = int(status(page).text_content().split()[0])
    while page.locator(".search__more").is_visible():
        before = hits(page).count()
        page.locator(".search__more").click()
        expect(hits(page)).not_to_have_count(before)
    assert len(set(found(page))) == hits(page).count() == total


def test_the_query_is_in_the_fragment_and_steps_back_and_forward(page):
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


@pytest.mark.brief
@pytest.mark.parametrize("query", ["footnote", "footnoet", "footn"])
def test_the_preview_finds_as_well(preview, visit, query):
    """Though all of its index is in one file of each sort."""
    page = visit(preview, f"search/#q={query}")
    expect(page.get_by_role("link", name="Everything that")).to_be_visible()


def test_an_address_with_a_query_answers_it(hundred, visit):
    page = visit(hundred, "search/#q=Caf%C3%A9")
    expect(status(page)).to_contain_text("“Café”")
    assert found(page)[0] == "cafe"


@pytest.mark.slow
def test_the_way_back_from_an_article_leads_to_its_hits(page):
    ask(page, "okapi")
    hits(page).get_by_role("link").click()
    page.wait_for_url(f"{URL}post/**")
    page.go_back()
    expect(field(page)).to_have_value("okapi")
    expect(hits(page)).to_have_count(1)
    page.reload()
    expect(hits(page)).to_have_count(1)


@pytest.mark.slow
def test_a_page_that_safari_kept_has_the_query_in_its_field(page):
    """Safari gives such a field what it had at first: its autocomplete is off."""
    ask(page, "okapi")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    field(page).evaluate("it => (it.value = it.defaultValue)")
    expect(field(page)).to_have_value("okapi")


def test_the_skip_link_leaves_the_query(hundred, visit):
    page = visit(hundred, "search/#q=okapi")
    expect(hits(page)).to_have_count(1)
    page.locator(".skip").press("Enter")
    expect(field(page)).to_have_value("okapi")
    expect(hits(page)).to_have_count(1)


# Privacy


def test_nothing_is_sent_or_kept(page):
    ask(page, "grief")
    ask(page, "okapi")
    field(page).press("Enter")
    index = re.compile(rf"{SEARCH}(\w{{12}}/(search\.js|(start|end|hits)\d+\.json))?")
    for request in page.heard.asked:
        assert index.fullmatch(request.url)
        assert (request.method, request.post_data) == ("GET", None)
    assert page.context.cookies() == []
    kept = "[localStorage.length, sessionStorage.length, navigator.serviceWorker.controller]"
    assert page.evaluate(kept) == [0, 0, None]


def test_the_policy_is_strict_and_holds(page):
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    ask(page, "grief")
    assert page.heard.complaints == []


def test_what_is_not_published_is_in_no_file(hundred):
    for path in (hundred.folder / "search").rglob("*.*"):
        assert "zyzzyva" not in path.read_text().lower(), path


# Without scripts, and when something is wrong


def archive(page):
    """The topics of this page, and the addresses of its articles."""
    links = page.locator("main li a").evaluate_all("all => all.map(link => link.pathname)")
    return page.locator("main h2").all_text_contents(), sorted(links)


def whole_archive(number):
    topics = {text.topic for text in texts(number).values()}
    return sorted(topics), sorted(f"/post/{slug}/" for slug in texts(number))


def test_without_scripts_it_is_the_archive_by_topic(blog, visit):
    page = visit(blog(30), "search/", java_script_enabled=False)
    expect(field(page)).to_be_hidden()
    assert archive(page) == whole_archive(30)
    assert not (blog(30).folder / "search" / "topics").exists()


def test_without_scripts_a_large_archive_comes_by_itself(hundred, visit):
    page = visit(hundred, "search/", java_script_enabled=False)
    page.wait_for_url(f"{SEARCH}topics/")
    assert archive(page) == whole_archive(100)
    expect(page.locator("noscript p")).to_be_visible()


@pytest.mark.slow
def test_with_scripts_the_large_archive_is_a_link_away(page):
    link = page.get_by_role("link", name="All 100 articles by topic")
    expect(link).to_be_visible()
    assert len(page.heard.asked) == 2
    ask(page, "grief")
    expect(link).to_be_hidden()
    page.go_back()
    link.click()
    page.wait_for_url(f"{SEARCH}topics/")
    expect(page.get_by_text("JavaScript")).to_have_count(0)


FAILED = "The search did not load. Are you online? To try again, press Enter."


@pytest.mark.slow
def test_what_did_not_load_is_said_and_tried_again(page):
    ask(page, "sleep")
    page.context.route("**/*.json", lambda route: route.abort())
    field(page).fill("grief")
    expect(status(page)).to_have_text(FAILED)
    expect(hits(page)).to_have_count(0)
    page.context.unroute("**/*.json")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("“grief”")
    expect(hits(page)).not_to_have_count(0)


@pytest.mark.slow
def test_more_results_that_do_not_load_are_said_and_tried_again(page):
    ask(page, "sash")
    count = hits(page).count()
    page.context.route("**/*.json", lambda route: route.abort())
    page.locator(".search__more").press("Enter")
    expect(status(page)).to_have_text(FAILED)
    expect(hits(page)).to_have_count(count)
    page.context.unroute("**/*.json")
    page.keyboard.press("Enter")
    expect(hits(page)).to_have_count(2 * count)


class Slow:
    """Holds the answers whose address has `part` in it until they are let go, or refused."""

    def __init__(self, context, part):
        self.held = []
        context.route(f"**/{part}", lambda route: self.held.append(route))

    def wait(self, page):
        while not self.held:
            page.wait_for_timeout(10)

    def let_go(self):
        for route in self.held:
            route.fallback()

    def refuse(self):
        for route in self.held:
            route.abort()


@pytest.mark.slow
@pytest.mark.parametrize("end", [Slow.let_go, Slow.refuse])
def test_a_late_answer_is_not_shown_over_a_later_one(page, hundred, end):
    (answer,) = first_queries(hundred, page, ["okapi"])
    slow = Slow(page.context, f"{answer['names'][0]}.json")
    page.reload()
    field(page).fill("okapi")
    slow.wait(page)
    ask(page, "sleep")
    end(slow)
    page.wait_for_timeout(1200)  # longer than it takes to say that the search goes on
    assert "“sleep”" in status(page).text_content()
    assert found(page)[0] == "new-sleep"


@pytest.mark.slow
def test_more_of_an_answer_is_not_added_to_the_next(page):
    ask(page, "sash")
    slow = Slow(page.context, "*.json")
    page.locator(".search__more").click()
    slow.wait(page)
    page.context.unroute("**/*.json")
    ask(page, "okapi")
    first = found(page)
    slow.let_go()
    page.wait_for_timeout(200)
    assert found(page) == first


@pytest.mark.slow
def test_a_slow_search_says_that_it_goes_on(page):
    slow = Slow(page.context, "*.json")
    field(page).fill("okapi")
    expect(status(page)).to_have_text("Searching…")
    page.context.unroute("**/*.json")
    slow.let_go()
    expect(status(page)).to_contain_text("“okapi”")


def test_a_site_in_a_folder_is_searched_too(hundred, visit):
    host = f"{URL}practice/blog/"
    page = visit(hundred, "search/#q=okapi", host)
    expect(hits(page)).to_have_count(1)
    assert hits(page).get_by_role("link").evaluate("link => link.href") == f"{host}post/okapi/"


@pytest.mark.slow
def test_a_build_is_the_same_twice_and_a_change_has_another_address(blog, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(blog(100).folder.parent / "content", content)
    first, again = (index(site) for site in (blog(100), publish(content, tmp_path / "again")))
    assert first == again
    texts(100)["grief"].write(content / "posts", "another")
    other = index(publish(content, tmp_path / "other"))
    assert again.keys() & other.keys() == {"search/index.html", "search/topics/index.html"}


def index(site):
    """The files of the search, with their bytes."""
    search = {name: path for name, path in site.files.items() if name.startswith("search/")}
    return {name: path.read_bytes() for name, path in search.items()}


# The same words in both languages, and how it looks


def test_script_and_index_know_the_same_words(page):
    hard = """Don’t ‘quote’ the client’s clients’ crises; self-harm, state-of-the-art e-mails,
        A&E, R&D’s NAÏVE Zoë’s Straße ﬁrst İstanbul coun\u00adselling x\u200by ½ 2026’s
        buses boxes headaches lives movies analyses analysis _under_score 日本 𠮷野家
        Ελλάς’s constructor"""
    hard = hard.split()
    hard += [word for text in list(texts(100).values())[:20] for word in text.content.split()]
    module = page.locator("script[type=module]").get_attribute("src")
    theirs = f"all => import('./{module}').then(search => all.map(search.words))"
    assert page.evaluate(theirs, hard) == [list(words(word).elements()) for word in hard]


def test_one_slip_is_near_and_two_are_not(page):
    module = page.locator("script[type=module]").get_attribute("src")
    script = f"all => import('./{module}').then(search => all.filter(a => search.near(a, 'grief')))"
    near = ["greif", "gref", "grie", "griief", "griefs", "grirf", "frief", "rgief"]
    assert page.evaluate(script, [*near, "gre", "gfier", "girfe", "gerif", "griefing"]) == near


LOOKS = [("", "light", 390), ("", "dark", 1280)]
LOOKS += [("grief", "light", 1280), ("grief", "dark", 390), ("krief", "light", 390)]


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_the_large_archive(blog, visit, colours):
    page = visit(blog(100), "search/topics/", color_scheme=colours)
    assert violations(page) == []


@pytest.mark.brief
@pytest.mark.parametrize(("query", "colours", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_moves(blog, visit, query, colours, width):
    size = {"width": width, "height": 900}
    page = visit(blog(100), f"search/#q={query}", color_scheme=colours, viewport=size)
    expect(status(page)).to_contain_text(query)
    assert violations(page) == []
    moved = """new Promise(done => {
        new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(done, 200, []);
    })"""
    assert sum(page.evaluate(moved)) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
