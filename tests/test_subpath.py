"""A site in a folder of its host, as on GitHub Pages: whatever address it has leads into it."""

import json
import re
import xml.etree.ElementTree as etree
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urldefrag, urljoin
from urllib.request import urlopen

import pytest
from blog import html as markup
from blog.checks.written import links
from blog.live import smoke
from built import CONTENT, build
from playwright.sync_api import expect
from practice import facts
from served import host

# What nothing in the site leads to: it is asked for by its name, or by those who come by old links.
BY_NAME = {"404.html", "apple-touch-icon.png", "favicon.ico", "robots.txt"}
BY_NAME |= {".nginx.conf", ".nojekyll", "_headers", "_redirects"}  # for hosts
SEARCHED = re.compile(r"search/\w{12}/.*\.json")
SHARED = ("og:image", "og:url")


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The tests' site in the folder /blog of a host that has nothing else."""
    with host("/blog") as here:
        here.folder = tmp_path_factory.mktemp("blog")
        here.headers.clear()
        here.site = build(
            "publishconf.py", CONTENT, here.folder, SITEURL=here.url, DEFAULT_PAGINATION=3
        )
        yield here


def get(url: str) -> tuple[int, bytes]:
    try:
        with urlopen(url) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def addresses(url: str, body: bytes) -> list[str]:
    """Every address in a page, a feed or a sitemap, as it stands there."""
    if url.endswith(".xml"):
        root = etree.fromstring(body)
        found = [each.get("href") or each.text or "" for each in root.iter()]
        return [address for text in found for address in in_text(text)]
    text = body.decode(errors="ignore")  # a picture has none
    if url.endswith("robots.txt"):
        return re.findall(r"Sitemap: (\S+)", text)
    return in_page(text) if text.startswith("<!DOCTYPE html>") else []


def in_text(text: str) -> list[str]:
    """An address, or the HTML of an entry."""
    if "<" in text:
        return in_page(text)
    return [text.strip()] if re.match(r"https?:|/", text.strip()) else []


def in_page(text: str) -> list[str]:
    page = markup.Page(text)
    found = [address for _, address in links(page)]
    found += [
        each.attrs["content"] for each in page.all("meta") if each.attrs.get("property") in SHARED
    ]
    for script in page.all("script"):
        if script.attrs.get("type") == "application/ld+json":
            found += re.findall(r'"(https?://[^"]+)"', json.dumps(json.loads(page.text(script))))
    return found


def crawl(blog, *starts: str) -> tuple[dict[str, int], list[str]]:
    """The status of each own address that can be come by, and what leads to the host elsewhere."""
    root = blog.url.removesuffix("/blog")
    seen: dict[str, int] = {}
    beside = []
    waiting = [f"{blog.url}/{quote(start)}" for start in starts]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen[url], body = get(url)
        for address in addresses(url, body):
            there = urldefrag(urljoin(url, address)).url
            if there.startswith(f"{blog.url}/"):
                waiting.append(there)
            elif there.startswith(root):
                beside.append(f"{address} on {url}")
    return seen, beside


def test_every_address_leads_into_the_folder_and_to_something_that_is_there(blog):
    seen, beside = crawl(blog, "", "robots.txt", "404.html", *blog.site.old_pages)
    assert len(blog.site.old_pages) == 5
    assert beside == []
    assert {url: status for url, status in seen.items() if status != 200} == {}
    reached = {unquote(url).removeprefix(f"{blog.url}/") for url in seen}
    reached |= {f"{path}index.html" for path in reached if path == "" or path.endswith("/")}
    assert {file for file in blog.site.files if not SEARCHED.fullmatch(file)} - reached == (
        BY_NAME - {"robots.txt", "404.html"}
    )


def test_a_crawl_would_find_what_leads_beside_the_folder_or_nowhere(blog):
    blog.answers["/blog/about/"] = (
        200,
        b'<!DOCTYPE html><a href="/about/">x</a> <a href="/blog/nowhere/">y</a>',
    )
    seen, beside = crawl(blog, "about/")
    del blog.answers["/blog/about/"]
    assert beside == [f"/about/ on {blog.url}/about/"]
    assert seen[f"{blog.url}/nowhere/"] == 404


def test_the_smoke_check_misses_nothing_that_only_a_whole_host_can_have(blog):
    blog.headers["Server"] = "GitHub.com"
    assert smoke(f"{blog.url}/", facts.load(CONTENT / "practice.toml")[0], patience=0) == 0
    blog.headers.clear()


def test_the_rules_for_redirects_know_the_folder(blog):
    rules = [line.split() for line in blog.site.read("_redirects").splitlines()]
    assert all(old.startswith("/blog/") for old, _, _ in rules)
    for _, new, _ in rules:
        assert new.startswith(("/blog/", "https://www.example.com/"))


@pytest.fixture
def page(browser, blog):
    """A page whose every request, and whatever the browser complains of, is on record."""
    context = browser.new_context()
    page = context.new_page()
    page.lost, page.complaints = [], []
    page.on("response", lambda r: page.lost.append(r.url) if r.status != 200 else None)
    page.on("console", lambda message: page.complaints.append(message.text))
    yield page
    context.close()


def test_the_search_works_and_its_hits_lead_into_the_folder(page, blog):
    page.goto(f"{blog.url}/search/")
    page.get_by_label("Words to look for").fill("series")
    hit = page.locator(".search__hits a").first
    expect(hit).to_be_visible()
    assert hit.evaluate("a => a.href").startswith(f"{blog.url}/post/")
    hit.click()
    page.wait_for_url(f"{blog.url}/post/*/")
    assert (page.lost, page.complaints) == ([], [])


def test_an_old_address_leads_on_in_the_browser(page, blog):
    page.goto(f"{blog.url}/post/all-of-it/")
    page.wait_for_url(f"{blog.url}/post/everything/")
    assert page.lost == []


def test_the_404_page_works_at_a_missing_address_however_deep(page, blog):
    missing = f"{blog.url}/a/b/c/d"
    answer = page.goto(missing)
    assert answer.status == 404
    assert page.lost == [missing]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper != "rgba(0, 0, 0, 0)"
    for link in page.locator("a[href^=http], a[href^='/']").evaluate_all(
        "all => all.map(a => a.href)"
    ):
        if link.startswith("http://127"):
            assert get(link)[0] == 200, link
    page.get_by_role("link", name="all articles", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All articles")


def test_beside_the_folder_there_is_nothing(blog):
    root = blog.url.removesuffix("/blog")
    assert [get(f"{root}{path}")[0] for path in ("/", "/about/", "/blogger/")] == [404, 404, 404]
