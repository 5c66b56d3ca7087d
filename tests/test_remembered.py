"""What was published is remembered, here or by the live site, and missed where it would be gone."""

import json
import os
import shutil
from pathlib import Path

import pytest
from blog.redirects import published
from blog.web import Unreachable
from built import ROOT, make, project
from served import host

URL = "https://blog.example.com"
LEDGER = Path(".published.json")
ADD = (
    "content/posts/sleep.md:3: old links to /post/sleep/ would break; to lead them here, write the "
    'line "Aliases: /post/sleep/"; to let them go, add "/post/sleep/" to removed = [ ] below '
    "[site] in content/practice.toml\n"
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of one post and one page; it is the current folder, as it is for `make`."""
    monkeypatch.chdir(project(tmp_path, content=None))
    for name in ("posts", "pages", "images"):
        Path("content", name).mkdir(parents=True)
    shutil.copy(ROOT / "tests/site/content/practice.toml", "content")
    Path("content/pages/about.md").write_text("Title: About\n\nA practice.\n")
    post("sleep")


def post(slug, extra=""):
    header = f"Title: About sleep\nDate: 2026-01-02\nSlug: {slug}\n{extra}"
    Path("content/posts/sleep.md").write_text(f"{header}\nRest well.\n")


def test_publishing_remembers_and_a_slug_that_changed_stops_the_next(site):
    assert make("publish").returncode == 0
    before = LEDGER.read_text()
    assert json.loads(before)[URL]["/post/sleep/"] == "content/posts/sleep.md"

    post("rest")
    done = make("publish")
    assert (done.returncode, done.stderr) == (1, f"{ADD}Nothing was changed in output/.\n")
    assert LEDGER.read_text() == before

    post("rest", "Aliases: sleep\n")
    assert make("publish").returncode == 0
    assert {"/post/rest/", "/post/sleep/"} < set(json.loads(LEDGER.read_text())[URL])


def test_what_is_known_already_is_not_written_again(site):
    """Else each publication would look like a change to the next."""
    published.remember(URL, {"/old/": "", "/post/sleep/": ""})
    os.utime(LEDGER, (0, 0))
    published.remember(URL, {"/post/sleep/": ""})
    assert LEDGER.stat().st_mtime == 0
    published.remember(URL, {"/post/rest/": ""})
    assert set(json.loads(LEDGER.read_text())[URL]) == {"/old/", "/post/sleep/", "/post/rest/"}


@pytest.mark.slow
def test_the_preview_goes_on_and_says_it_as_advice(site):
    assert make("publish").returncode == 0
    post("rest")
    done = make()
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 piece of advice" in done.stdout
    done = make("check")
    assert done.returncode == 1
    assert 'write the line "Aliases: /post/sleep/"' in " ".join(done.stdout.split())


@pytest.mark.parametrize("facts", [None, b"\xff", b"[[redirects]]\nold = 3\n"])
def test_a_practice_toml_that_cannot_be_read_is_the_only_thing_told_of_it(site, monkeypatch, facts):
    """What leads on is not known then, so nothing is missed."""
    monkeypatch.setenv("SITE_URL", URL)
    published.remember(URL, {"/old/": "", "/post/gone/": ""})
    path = Path("content/practice.toml")
    path.unlink() if facts is None else path.write_bytes(facts)
    post("sleep", "Staus: draft\n")
    done = make("publish")
    places = {line.split(":")[0] for line in done.stderr.splitlines()[:-1]}
    assert places == {"content/practice.toml", "content/posts/sleep.md"}
    assert "/old/" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("mode", ["preview", "check"])
def test_only_publishing_remembers(site, mode):
    assert make(mode).returncode == 0
    assert not LEDGER.exists()


def test_each_address_of_a_site_has_a_memory_of_its_own(site, monkeypatch):
    """A branch shown elsewhere for a while is no promise to the readers of the site."""
    monkeypatch.setenv("SITE_URL", "https://preview.example.com")
    assert make("publish").returncode == 0
    post("rest")
    monkeypatch.delenv("SITE_URL")
    assert make("publish").returncode == 0
    assert set(json.loads(LEDGER.read_text())) == {URL, "https://preview.example.com"}


def test_a_ledger_that_was_cut_short_is_as_good_as_none(site):
    LEDGER.write_text('{"https')
    assert published.ledger() == {}
    published.remember(URL, {"/about/": ""})
    assert published.ledger() == {URL: {"/about/": ""}}


# The live site


def sitemap(*addresses: str, index: bool = False) -> bytes:
    inner, outer = ("sitemap", "sitemapindex") if index else ("url", "urlset")
    each = "".join(f"<{inner}><loc>{address}</loc></{inner}>" for address in addresses)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f"<{outer} {space}>{each}</{outer}>".encode()


@pytest.fixture
def live():
    with host() as here:
        here.folder = Path("nowhere")
        yield here


@pytest.mark.slow
def test_where_nothing_is_remembered_the_live_sitemap_stands_in(site, live, monkeypatch):
    pages = ("/", "/about/", "/post/sleep/", "/tag/gone/")
    live.answers["/sitemap.xml"] = (200, sitemap(*(f"{live.url}{page}" for page in pages)))
    monkeypatch.setenv("LIVE_URL", live.url)
    assert make("publish").returncode == 0

    LEDGER.unlink()
    post("sleep-well")
    done = make("publish")
    assert done.returncode == 1
    assert done.stderr.startswith(ADD)


def test_of_what_the_live_site_names_it_is_remembered_which_file_it_was(site, live, monkeypatch):
    published.remember(URL, {"/post/sleep/": "content/posts/sleep.md"})
    live.answers["/sitemap.xml"] = (200, sitemap(f"{live.url}/post/sleep/"))
    monkeypatch.setenv("LIVE_URL", live.url)
    post("rest")
    assert make("publish").stderr.startswith(ADD)


def test_the_live_site_is_read_only_where_it_is_named_and_in_public(site, live, monkeypatch):
    assert make("publish").returncode == 0
    monkeypatch.setenv("LIVE_URL", live.url)
    assert make().returncode == 0
    assert live.asked == []


def test_offline_it_says_that_it_could_not_compare_and_goes_on(site, live, monkeypatch):
    monkeypatch.setenv("LIVE_URL", live.url)  # which has no sitemap
    done = make("publish")
    assert done.returncode == 0
    assert done.stderr == (
        f"The sitemap could not be read: {live.url}/sitemap.xml answers with 404, not 200, "
        "so it is not known which old links would break.\n"
    )


def test_offline_it_goes_by_what_it_remembers(site, live, monkeypatch):
    assert make("publish").returncode == 0
    post("rest")
    monkeypatch.setenv("LIVE_URL", live.url)
    assert ADD in make("publish").stderr


def test_an_index_of_sitemaps_is_followed_as_wix_has_one(live):
    live.answers["/sitemap.xml"] = (
        200,
        sitemap(f"{live.url}/blog-posts.xml", f"{live.url}/pages.xml", index=True),
    )
    live.answers["/blog-posts.xml"] = (200, sitemap(f"{live.url}/post/sleep"))
    live.answers["/pages.xml"] = (200, sitemap(live.url, f"{live.url}/caf%C3%A9", f"{live.url}/?p"))
    assert published.live(live.url) == ["/post/sleep/", "/café/"]


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff", sitemap("file:///etc/x.xml", index=True)]
)
def test_what_is_no_sitemap_is_not_compared(live, body):
    live.answers["/sitemap.xml"] = (200, body)
    with pytest.raises(Unreachable):
        published.live(live.url)
