"""Redirects: how an old address may be written, and what stands at it on each host."""

import re
import shutil

import pytest
from blog import hosting
from blog.redirects import old_path, within
from built import CONTENT, build, text
from pelican import signals

SITE = "https://blog.example.com"

UNDERSTOOD = {
    "old": "post/old/",
    "old/": "post/old/",
    "2024": "post/2024/",
    "/blog/old-name": "blog/old-name/",
    "/blog/old-name/": "blog/old-name/",
    "/blog/old-name/index.html": "blog/old-name/",
    "/blog/old.html": "blog/old.html",
    "/blog/Old.HTM": "blog/Old.HTM",
    "/old.php": "old.php/",
    "/v1.2/wren~x_1": "v1.2/wren~x_1/",
    f"/{'x' * 150}": f"{'x' * 150}/",
    "/blog/old-name/index.htm": "blog/old-name/",
    "/caf%C3%A9": "café/",
    "/cafe\u0301": "café/",
    "https://blog.example.com/post/old": "post/old/",
    "http://www.blog.example.com/old.html": "old.html",
    "https://BLOG.example.com/old/": "old/",
}
REFUSED = [
    *("one two", "blog/old", "/", "https://blog.example.com", "/index.html", "old?p=1"),
    *("/old#part", "https://www.example.com/old", "ftp://blog.example.com/old", "//old"),
    "https://blog-example.com/old",
    *("mailto:wren@example.com", "http://[old", "/blog//old", "/../old", "/.well-known/x"),
    *("/_redirects", "/" + "x" * 151, "/blog/*", "/:name", "/a%2Fb%20c", "/100%", "/caf%E9"),
]


@pytest.mark.parametrize(("said", "path"), UNDERSTOOD.items())
def test_an_old_address_is_understood_as_slug_path_or_whole(said, path):
    assert old_path(said, "post/{slug}/", SITE) == f"/{path}"


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_an_old_address_is_none(said):
    assert old_path(said, "post/{slug}/", SITE) == ""


def test_the_slug_of_a_page_stands_at_the_top():
    assert old_path("who-we-are", "{slug}/", SITE) == "/who-we-are/"


def test_a_whole_address_is_seen_from_the_folder_of_the_site():
    folder = f"{SITE}/blog/"
    assert old_path(f"{SITE}/blog/post/old", "", folder) == "/post/old/"
    for said in (f"{SITE}/blogger/old", f"{SITE}/old"):
        assert old_path(said, "", folder) == ""


@pytest.mark.parametrize(
    "said", ["https://example.com/old", "www.example.com/old", "example.com/old"]
)
def test_a_site_with_www_is_one_with_it_without(said):
    assert old_path(said, "", "https://www.example.com") == "/old/"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("/about/", "/about/"),
        ("/", "/"),
        ("/about/#who", "/about/#who"),
        (f"{SITE}/about/#who", "/about/#who"),
        ("https://www.example.com/x?y#z", "https://www.example.com/x?y#z"),
    ],
)
def test_a_redirect_leads_into_the_site_or_elsewhere(said, path):
    assert within(said, SITE) == path


def test_each_rule_stands_with_its_last_slash_and_without():
    """Cloudflare compares letter by letter; 301! is Netlify's alone and fails a deploy there."""
    redirects = (("a/b/", "c/"), ("é.html", ""), ("x/", "https://www.example.com/"))
    assert rules(redirects) == (
        "/a/b/ /c/ 301\n"
        "/a/b /c/ 301\n"
        "/%C3%A9.html / 301\n"
        "/x/ https://www.example.com/ 301\n"
        "/x https://www.example.com/ 301\n"
    )
    assert rules(redirects[:1], "/blog") == "/blog/a/b/ /blog/c/ 301\n/blog/a/b /blog/c/ 301\n"


# On the site

REDIRECTS = (
    ("2024/everything/", "post/everything/"),
    ("blog/Café.html", "post/everything/"),
    ("book-online/", "https://www.example.com/book"),
    ("post/all-of-it/", "post/everything/"),
    ("who-we-are/", "about/"),
)
PAGES = {
    "2024/everything/index.html": "/post/everything/",
    "blog/Café.html": "/post/everything/",
    "book-online/index.html": "https://www.example.com/book",
    "post/all-of-it/index.html": "/post/everything/",
    "who-we-are/index.html": "/about/",
}


def rules(redirects, folder: str = "") -> str:
    text = hosting.TEMPLATES.get_template("_redirects").render(prefix=folder, redirects=redirects)
    return text.lstrip("\n")


def whole(address: str) -> str:
    return address if "://" in address else f"{SITE}{address}"


def test_aliases_and_facts_become_one_list_in_order(tmp_path):
    """For other plugins too: the context has it as REDIRECTS."""
    seen = []

    def look(path, context):
        seen.append(context["REDIRECTS"])

    with signals.content_written.connected_to(look):
        build("publishconf.py", CONTENT, tmp_path)
    assert set(seen) == {REDIRECTS}


def test_the_rules_are_in_a_file_for_the_host(site, preview, sparse):
    assert site.read("_redirects") == rules(REDIRECTS)
    assert "_redirects" not in {*sparse.files, *preview.files}


def test_a_page_stands_at_each_old_address(site, preview):
    assert set(site.old_pages) == set(preview.old_pages) == set(PAGES)


@pytest.mark.parametrize(("name", "to"), PAGES.items())
def test_it_leads_on_at_once_without_a_script_and_says_what_it_stands_for(site, name, to):
    tree = site.tree(name)
    (refresh,) = tree.findall(".//meta[@http-equiv='refresh']")
    (canonical,) = tree.findall(".//link[@rel='canonical']")
    assert refresh.get("content") == f"0; url={whole(to)}"
    assert canonical.get("href") == whole(to)
    assert tree.findall(".//meta[@name='robots']") == []  # it would be said of the new address
    assert not any("og:" in (meta.get("property") or "") for meta in tree.iter("meta"))
    assert [s for s in tree.iter("script") if s.get("type") != "application/ld+json"] == []


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("post/all-of-it", "Everything that a post may have"),
        ("who-we-are", "About"),
        ("book-online", "www.example.com/book"),
    ],
)
def test_its_link_has_words(site, old, words):
    tree = site.tree(f"{old}/index.html")
    assert text(tree.find(".//h1")) == "This page has moved"
    assert text(tree.find(".//main//p")) == f"You will find it here: {words}."


def test_one_to_a_heading_has_the_title_above_it(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    with (content / "practice.toml").open("a") as facts:
        facts.write('\n[[redirects]]\nold = "/old"\nnew = "/post/everything/#another-part"\n')
    page = build("publishconf.py", content, tmp_path / "public").tree("old/index.html")
    link = page.find(".//main//a")
    assert link.get("href") == f"{SITE}/post/everything/#another-part"
    assert text(link) == "Everything that a post may have"


def test_help_stands_below(site):
    footer = site.tree("post/all-of-it/index.html").find(".//footer")
    assert "tel:999" in [link.get("href") for link in footer.iter("a")]


def test_the_preview_leads_on_within_itself(preview):
    refresh = preview.tree("who-we-are/index.html").find(".//meta[@http-equiv='refresh']")
    assert refresh.get("content") == "0; url=/about/"


def test_an_old_address_is_in_no_list(site):
    """Neither in the sitemap, nor in a feed, nor in the index for searching."""
    old = re.compile(r"all-of-it|2024/everything|Caf|book-online|who-we-are|has moved")
    pages = {"_redirects", *site.old_pages}
    lists = [name for name in site.files if re.search(r"\.(html|xml|json|txt)$", name)]
    assert [name for name in lists if name not in pages and old.search(site.read(name))] == []


def test_no_old_address_of_a_draft_is_public(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    for name in ("draft.md", "future.md", "hidden.md"):
        path = content / "posts" / name
        path.write_text(f"Aliases: heron-old-{path.stem}\n{path.read_text()}")
    public = build("publishconf.py", content, tmp_path / "public")
    assert not any("heron-old" in name for name in public.files)
    assert public.read("_redirects") == rules(REDIRECTS)


def test_at_netlify_no_page_stands_before_a_rule(tmp_path, monkeypatch):
    """There a page that exists wins over a rule that is not forced."""
    monkeypatch.setenv("NETLIFY", "true")
    public = build("publishconf.py", CONTENT, tmp_path)
    assert public.old_pages == []
    assert public.read("_redirects") == rules(REDIRECTS)


# In the browser


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_reader_with_an_old_link_arrives(browser, site, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()

    def answer(route):
        name = route.request.url.removeprefix(f"{SITE}/")
        route.fulfill(path=site.files[f"{name}index.html" if name.endswith("/") else name])

    context.route("**/*", answer)
    page.goto(f"{SITE}/post/all-of-it/")
    page.wait_for_url(f"{SITE}/post/everything/")
    page.go_back()  # the old address is no step in the history: one gets out again
    assert page.url == "about:blank"
    context.close()
