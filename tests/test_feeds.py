"""The feeds: the whole text of every post, and how to reach somebody at its end."""

import re

import feedparser
import pytest
from built import text

URL = "https://blog.example.com/"
TITLES = [
    "Everything that a post may have",
    "A post without tags",
    "“Quotes”, an ampersand & an apostrophe: it’s odd",
    "A tool that writes",
    *(f"Number 0{n} of a series" for n in (5, 4, 3, 2, 1)),
]


@pytest.fixture(scope="module", params=["feed.xml", "blog-feed.xml"], ids=["Atom", "RSS"])
def feed(request, site):
    raw = site.files[request.param].read_bytes()
    return feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)


def content(entry) -> str:
    return entry.content[0].value if "content" in entry else entry.description


def test_a_feed_is_well_formed(feed):
    assert not feed.bozo
    assert feed.feed.title == "Wren's notes & thoughts"
    assert feed.feed.link == URL
    (own,) = (link.href for link in feed.feed.links if link.rel == "self")
    assert own in (f"{URL}feed.xml", f"{URL}blog-feed.xml")


def test_a_feed_has_every_published_post_newest_first(feed):
    assert [entry.title.replace("\u00a0", " ") for entry in feed.entries] == TITLES
    assert feed.entries[0].link == f"{URL}post/everything/"
    assert len({entry.id for entry in feed.entries}) == len(TITLES)


def test_a_feed_has_the_whole_text(feed):
    for part in ("The first paragraph", "A part", "<table>", "The text of the footnote"):
        assert part in content(feed.entries[0])


def test_a_callout_in_a_feed_is_the_one_of_the_page(feed, site):
    page = site.read("post/everything/index.html")
    boxes = [
        found[0]
        for found in re.finditer(r'<(div|section) [^>]*class="callout.*?</\1>', page, re.DOTALL)
    ]
    assert len(boxes) == 3
    assert all(box in content(feed.entries[0]) for box in boxes)
    assert "callout--supplement" in content(feed.entries[3])


def test_each_entry_ends_with_the_signature_of_its_page(feed, site):
    page = site.read("post/no-tags/index.html")
    signature = page[page.index('<p class="signature">') :].partition("\n</div>")[0]
    assert 'href="tel:+441632960123"' in signature
    assert "This practice is not an emergency service." in signature
    for entry in feed.entries:
        assert content(entry).rstrip().endswith(signature.rstrip())


def test_every_address_in_a_feed_is_whole(feed):
    whole = re.compile(r"https?://|mailto:|tel:|sms:")
    for entry in feed.entries:
        for address in re.findall(r'(?:href|src)="([^"]*)"', content(entry)):
            assert whole.match(address), (entry.title, address)
    assert f'href="{URL}post/everything/#fn-1"' in content(feed.entries[0])


def test_an_entry_keeps_its_id_and_is_of_noon_on_its_day_where_the_practice_is(feed):
    newest = feed.entries[0]
    assert newest.id == "tag:blog.example.com,2025-06-09:/post/everything/"
    assert newest.published_parsed[:4] == (2025, 6, 9, 11)  # UTC: it is summer in London


def test_an_id_in_rss_is_no_link_and_both_feeds_say_their_language(site):
    rss, atom = site.read("blog-feed.xml"), site.read("feed.xml")
    assert set(re.findall("<guid[^>]*>", rss)) == {'<guid isPermaLink="false">'}
    assert "<language>en-GB</language>" in rss
    assert 'xml:lang="en-GB"' in atom


def test_each_list_of_posts_leads_to_the_feeds_by_two_names(site):
    for name in ("index.html", "archive/index.html"):
        links = {text(a): a.get("href") for a in site.tree(name).find(".//main").iter("a")}
        assert links["Articles (Atom)"] == f"{URL}feed.xml"
        assert links["Articles (RSS)"] == f"{URL}blog-feed.xml"
        assert links["by e-mail"] == "https://news.example.com/wren"
    named = site.tree("about/index.html").findall(".//link[@rel='alternate']")
    assert [link.get("title") for link in named] == ["Articles (Atom)", "Articles (RSS)"]


def test_a_summary_in_a_feed_is_no_callout(site):
    feed = feedparser.parse(site.files["feed.xml"].read_bytes())
    assert feed.entries[2].summary.startswith("Fish &amp; chips")


def test_a_signature_in_a_feed_says_only_what_is_set(sparse):
    feed = feedparser.parse(sparse.files["blog-feed.xml"].read_bytes())
    assert not feed.bozo
    end = re.sub(r"<[^>]*>", "", content(feed.entries[0])).strip().splitlines()[-1]
    assert end == "Wren Example&nbsp;· www.example.com"
