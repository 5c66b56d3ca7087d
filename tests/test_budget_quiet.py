"""A visit is private and quick: what is asked for, kept, moved and weighed; no script needed."""

import re

import brotli
import pytest
from visiting import ARTICLES, PAGES, URL, Heard, serve

KEPT = """async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
]"""
# What has moved since the page began, after a look at its end
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    const watch = new PerformanceObserver(
        list => list.getEntries().forEach(it => { sum += it.value }));
    watch.observe({ type: "layout-shift", buffered: true });
    scrollTo(0, document.body.scrollHeight);
    setTimeout(() => done(sum), 150);
})"""


def visible_text(page) -> str:
    return page.locator("body").inner_text()


@pytest.fixture
def visit(browser):
    """Opens a page of a site in a browser of its own: what it heard, and the page."""
    contexts = []

    def visit(site, address, **options) -> tuple[Heard, object]:
        context = browser.new_context(**options)
        contexts.append(context)
        heard = serve(context, site)
        page = context.new_page()
        page.goto(URL + address)
        return heard, page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_visit(visit, whole_site, address):
    heard, page = visit(whole_site, address)
    assert page.evaluate(SHIFTS) == 0
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert heard.complaints == []
    assert all(each.startswith(URL) for each in heard.asked)
    scripts, pictures = page.locator("script[src]").count(), page.locator("img").count()
    searching = "search" in address
    assert len(heard.asked) == 1 + scripts + pictures
    assert scripts == searching + page.locator(".exit").count()
    if not searching:
        plain = visit(whole_site, address, java_script_enabled=False)[1]
        assert visible_text(plain) == visible_text(page)


@pytest.mark.parametrize("address", ARTICLES.values(), ids=ARTICLES)
def test_all_but_the_text_of_an_article_is_light(whole_site, address):
    """In bytes over the wire: what is left of 6,000 for the text and its schema."""
    page = whole_site.read(f"{address}index.html")
    around = re.sub("<main.*</main>", "", page, flags=re.DOTALL)
    assert len(around) < len(page)
    assert len(brotli.compress(around.encode(), quality=11)) <= 4000


def test_it_would_be_found(visit, tmp_path):
    """A page that does all that ours must not."""

    class Site:
        folder = tmp_path

    (tmp_path / "index.html").write_text(
        """<link rel="icon" href="data:,"><body><p>Text</p>
        <img src="https://www.example.org/pixel.gif" alt="">
        <script>
        document.cookie = "a=b";
        localStorage.a = sessionStorage.a = 1;
        indexedDB.open("a"); caches.open("a");
        setTimeout(() => document.querySelector("p").before(
            Object.assign(document.createElement("h1"), { textContent: "Late" })), 50);
        </script>"""
    )
    heard, page = visit(Site, "")
    page.wait_for_selector("h1")
    assert page.evaluate(SHIFTS) > 0
    assert page.evaluate(KEPT) == ["a=b", 1, 1, 1, 1, 0]
    assert len(page.context.cookies()) == 1
    assert heard.asked == [URL, "https://www.example.org/pixel.gif"]
    assert heard.complaints != []
    assert visible_text(page) != visible_text(visit(Site, "", java_script_enabled=False)[1])
