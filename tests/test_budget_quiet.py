"""A visit is private and quick: what is asked for, kept, moved and weighed; no script needed."""

import re

import brotli
import pytest
from built import Site
from visiting import ARTICLES, OTHERWISE, PAGES, URL, file

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


@pytest.mark.brief(4)
def test_a_visit(visit, each):
    page = visit(*each)
    assert page.evaluate(SHIFTS) == 0
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert page.heard.complaints == []
    assert all(url.startswith(URL) for url in page.heard.urls)
    scripts, pictures = page.locator("script[src]").count(), page.locator("img").count()
    searching = page.url == f"{URL}search/"
    assert len(page.heard.asked) == 1 + scripts + pictures
    assert scripts == searching + page.locator(".exit").count()
    if not searching:
        plain = visit(*each, java_script_enabled=False)
        assert visible_text(plain) == visible_text(page)


def test_what_the_nearly_empty_site_has_otherwise_is_looked_at(full, nearly_empty):
    """Each line in the middle of its other pages is one of these pages, or of the full site."""

    def lines(site, address):
        main = re.search("<main.*</main>", site.read(file(address)), re.DOTALL)[0]
        return set(re.sub("(<data.*?>)?<time.*?</time>.*", "", main).splitlines())

    own = {name: lines(nearly_empty, page) - lines(full, page) for name, page in PAGES.items()}
    seen = set().union(*(own[name] for name in OTHERWISE))
    assert {name for name in PAGES if not own[name] <= seen} == set()


@pytest.mark.parametrize("address", ARTICLES.values(), ids=ARTICLES)
def test_all_but_the_text_of_an_article_is_light(full, nearly_empty, address):
    """In bytes over the wire: what is left of 6,000 for the text and its schema."""
    for site in (full, nearly_empty):
        page = site.read(f"{address}index.html")
        around = re.sub("<main.*</main>", "", page, flags=re.DOTALL)
        assert len(around) < len(page)
        assert len(brotli.compress(around.encode(), quality=11)) <= 4000


def test_it_would_be_found(visit, tmp_path):
    """A page that does all that ours must not."""
    (tmp_path / "index.html").write_text(
        """<link rel="icon" href="data:,"><body><p>Text</p>
        <img src="https://www.example.org/pixel.gif" alt="">
        <script>
        document.cookie = "a=b";
        localStorage.a = sessionStorage.a = 1;
        indexedDB.open("a"); caches.open("a");
        new PerformanceObserver((list, watch) => {  // once it is seen, however late that is
            watch.disconnect();
            setTimeout(() => document.querySelector("p").before(
                Object.assign(document.createElement("h1"), { textContent: "Late" })), 50);
        }).observe({ type: "paint", buffered: true });
        </script>"""
    )
    page = visit(Site(tmp_path), locale="en-IE")  # in a window of its own, for what it keeps
    page.wait_for_selector("h1")
    assert page.evaluate(SHIFTS) > 0
    assert page.evaluate(KEPT) == ["a=b", 1, 1, 1, 1, 0]
    assert len(page.context.cookies()) == 1
    assert page.heard.urls == [URL, "https://www.example.org/pixel.gif"]
    assert page.heard.complaints != []
    assert visible_text(page) != visible_text(visit(Site(tmp_path), java_script_enabled=False))
