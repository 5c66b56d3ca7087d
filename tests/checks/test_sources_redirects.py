"""Old addresses, in headers and in practice.toml: each mistake is named by its line."""

import pytest
from written import FACTS, OTHER, said

POST = "Title: A post\nDate: 2026-06-09\nAliases: {}\n\nText."
FIRST = FACTS.decode().count("\n") + 3  # the line of the first old address that is added

NO_ADDRESS = "is no old address here; one has letters, digits and hyphens, like /blog/old-name"
NO_ALIAS = (
    "is no old address here; one has letters, digits and hyphens, and several have commas between: "
    "Aliases: an-old-name, /blog/another-old-name"
)
IN_A_HEADER = {
    "old one": f'"old one" {NO_ALIAS}',
    "blog/old": f'"blog/old" {NO_ALIAS}',
    "https://www.example.net/x": f'"https://www.example.net/x" {NO_ALIAS}',
    "www.example.net/x": f'"www.example.net/x" {NO_ALIAS}',
    "a; b": f'"a; b" {NO_ALIAS}',
    '"old"': f'""old"" {NO_ALIAS}',
    "/blog/Ä b": f'"/blog/Ä b" {NO_ALIAS}',
    "[old]": f'"[old]" {NO_ALIAS}',
    "old\u200b": f'"old\\u200b" {NO_ALIAS}',
    "a-post": '"a-post" is the address it has now; take it out',
    "/post/a-post/": '"/post/a-post/" is the address it has now; take it out',
    "another-post": '"another-post" is that of content/posts/other.md; take it out here',
    "Another-Post": '"Another-Post" is that of content/posts/other.md; take it out here',
    "/about": '"/about" is that of content/pages/about.md; take it out here, or give',
    "/tag/endings/": '"/tag/endings/" is one that the site has; take it out here, or give',
    "/category/thoughts": '"/category/thoughts" is one that the site has; take it out',
    "/feed.xml": '"/feed.xml" is one that the site has; take it out here, or give',
    "/favicon.ico": '"/favicon.ico" is one that the site has; take it out here, or give',
    "/search": '"/search" is one that the site has; take it out here, or give',
    "old, /post/old": '"/post/old" leads to /post/a-post/ already, by content/posts/x.md; keep one',
    "old, Old": '"Old" leads to /post/a-post/ already, by content/posts/x.md; keep one of the two',
}
ALLOWED = [
    "",
    "old",
    "an-old-name, /blog/another-old-name",
    "old, /blog/old-name, https://blog.example.com/post/older, /2024/old.html, /caf%C3%A9",
    "blog.example.com/post/older, www.blog.example.com/post/oldest",
    "/post/",
    "/tag/old-tag/",
    "/about/old",
    "draft",
]
IN_THE_FACTS = {
    ("a", "/about/"): (0, 'old should begin with / ("a"); write it like "/post/old-name/"'),
    ("/a", "about"): (1, 'new is not an address ("about"); write it like "/post/new-name/", or'),
    ("/a", "http://www.example.com"): (1, 'new is not an address ("http://www.example.com")'),
    ("https://www.example.net/a", "/about/"): (0, f'"https://www.example.net/a" {NO_ADDRESS}'),
    ("/a?b", "/about/"): (0, f'"/a?b" {NO_ADDRESS}'),
    ("/about/", "/"): (
        0,
        '"/about/" is that of content/pages/about.md; take it out here',
    ),
    ("/a", "/about"): (
        1,
        'this site has no "/about"; did you mean /about/?',
    ),
    ("/a", "/zzzzzz/"): (
        1,
        'this site has no "/zzzzzz/"; name a page',
    ),
    ("/a", "https://blog.example.com/zzzzzz/"): (1, 'this site has no "/zzzzzz/"; name a page'),
    ("/a", "/post/a-draft/"): (
        1,
        'this site has no "/post/a-draft/";',
    ),
    ("/a", "/post/another-post/#hed"): (1, '"#hed" is no heading on content/posts/other.md'),
    ("/a", "/a/"): (1, 'this site has no "/a/"'),
    ("/who-we-are/", "/about/"): (0, '"/who-we-are/" leads to /about/ already, by practice.toml;'),
}


def facts(*redirects: tuple[str, str], removed: str = "") -> bytes:
    text = FACTS.decode()
    if removed:
        text = text.replace("[site]", f"[site]\nremoved = {removed}")
    return (
        text + "".join(f'\n[[redirects]]\nold = "{old}"\nnew = "{new}"\n' for old, new in redirects)
    ).encode()


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("aliases", "message"), IN_A_HEADER.items())
def test_spots_in_a_header(tmp_path, aliases, message):
    (found,) = said(tmp_path, {"posts/x.md": POST.format(aliases)})
    assert found.startswith(f"posts/x.md:3: {message}")


@pytest.mark.parametrize("aliases", ALLOWED)
def test_allows_in_a_header(tmp_path, aliases):
    assert said(tmp_path, {"posts/x.md": POST.format(aliases)}) == []


@pytest.mark.parametrize("key", ["alias", "redirect_from", "old_url"])
def test_what_others_call_it_is_recognised(tmp_path, key):
    (found,) = said(tmp_path, {"posts/x.md": POST.format("old").replace("Aliases", key)})
    assert found == f'posts/x.md:3: unknown key "{key}"; did you mean "Aliases"?'


def test_every_wrong_alias_of_a_line_is_told(tmp_path):
    found = said(tmp_path, {"posts/x.md": POST.format("one two, a?b, another-post")})
    assert len(found) == 3


def test_a_page_has_aliases_at_the_top_of_the_site(tmp_path):
    page = "Title: Us\nAliases: {}\n\nText."
    assert said(tmp_path, {"pages/x.md": page.format("a-post, team")}) == []
    (found,) = said(tmp_path, {"pages/x.md": page.format("about")})
    assert found.startswith('pages/x.md:2: "about" is that of content/pages/about.md')


def test_two_texts_cannot_have_the_same_old_address(tmp_path):
    other = OTHER.replace("Category", "Aliases: old\nCategory")
    found = said(tmp_path, {"posts/x.md": POST.format("old"), "posts/other.md": other})
    assert found == [
        'posts/x.md:3: "old" leads to /post/another-post/ already, by content/posts/other.md; '
        "keep one of the two"
    ]


def test_a_draft_may_wait_for_an_address_that_is_still_taken(tmp_path):
    draft = POST.replace("Aliases", "Status: draft\nAliases")
    assert said(tmp_path, {"posts/x.md": draft.format("another-post")}) == []
    (found,) = said(tmp_path, {"posts/x.md": draft.format("a?b")})
    assert found.startswith(f'posts/x.md:4: "a?b" {NO_ALIAS}')


@pytest.mark.parametrize("name", ["a.md", "x.md"])
def test_and_for_an_old_one_that_leads_elsewhere_yet(tmp_path, name):
    draft = POST.replace("Aliases", "Status: draft\nAliases").format("old")
    other = OTHER.replace("Category", "Aliases: old\nCategory")
    assert said(tmp_path, {f"posts/{name}": draft, "posts/other.md": other}) == []


@pytest.mark.parametrize(("redirect", "problem"), IN_THE_FACTS.items())
def test_spots_in_the_facts(tmp_path, redirect, problem):
    below, message = problem
    (found,) = said(tmp_path, {"practice.toml": facts(redirect)})
    assert found.startswith(f"practice.toml:{FIRST + below}: {message}")


@pytest.mark.parametrize(
    "redirect",
    [
        ("/a", "/"),
        ("/a", "/about/"),
        ("/a", "/tag/endings/"),
        ("/a", "/feed.xml"),
        ("/a", "/post/another-post/#a-heading"),
        ("/a", "https://blog.example.com/about/"),
        ("/a", "https://www.example.com/book?now#here"),
        ("https://blog.example.com/a", "/about/"),
    ],
)
def test_allows_in_the_facts(tmp_path, redirect):
    assert said(tmp_path, {"practice.toml": facts(redirect)}) == []


@pytest.mark.parametrize("last", ["/about/", "/a/"])
def test_an_old_address_is_nothing_to_lead_to(tmp_path, last):
    found = said(tmp_path, {"practice.toml": facts(("/a", "/b/"), ("/b", last))})
    assert found[0].startswith(f'practice.toml:{FIRST + 1}: this site has no "/b/"; ')
    assert len(found) == (1 if last == "/about/" else 2)


def test_an_alias_is_none_either(tmp_path):
    files = {"posts/x.md": POST.format("old"), "practice.toml": facts(("/a", "/post/old/"))}
    (found,) = said(tmp_path, files)
    assert found.startswith(f'practice.toml:{FIRST + 1}: this site has no "/post/old/"; ')


@pytest.mark.parametrize(
    ("removed", "message"),
    [
        ('["/about/"]', '"/about/" is that of content/pages/about.md; take it out here, or give'),
        ('["/who-we-are"]', '"/who-we-are" leads to /about/ already, by practice.toml; keep one'),
        ('["/a/", "/a"]', '"/a" leads to nothing already, by practice.toml; keep one of the two'),
        ('["/a?b"]', f'"/a?b" {NO_ADDRESS}'),
        ('["a"]', 'removed should begin with / ("a")'),
        ('"/a/"', "removed should be a list, like"),
    ],
)
def test_spots_in_what_was_taken_down(tmp_path, removed, message):
    line = FACTS.decode().split("\n").index("[site]") + 2
    (found,) = said(tmp_path, {"practice.toml": facts(removed=removed)})
    assert found.startswith(f"practice.toml:{line}: {message}")


def test_of_several_taken_down_the_wrong_one_is_named(tmp_path):
    line = FACTS.decode().split("\n").index("[site]") + 2
    (found,) = said(tmp_path, {"practice.toml": facts(removed='[\n  "/a/",\n  "/b c",\n]')})
    assert found == f'practice.toml:{line + 2}: "/b c" {NO_ADDRESS}'


def test_allows_what_was_taken_down(tmp_path):
    removed = '["/post/old/", "https://blog.example.com/older"]'
    assert said(tmp_path, {"practice.toml": facts(removed=removed)}) == []
