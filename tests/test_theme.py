"""The theme: well-formed pages, no script, nothing from anybody else, and no borrowed template."""

import base64
import hashlib
import re
import shutil

import jinja2
import pytest
from built import CONTENT, ROOT, build
from html5lib.html5parser import ParseError
from jinja2 import meta
from pelican.settings import read_settings
from PIL import Image

LAYERS = ["tokens", "base", "layout", "components", "print"]
URL = "https://blog.example.com/"
POST = "post/everything/index.html"  # of all posts, the one with more than words
TEMPLATES = ROOT / "theme" / "templates"


def test_every_page_is_well_formed(site, preview, sparse):
    for built in (site, preview, sparse):
        for name in built.pages:
            try:
                built.tree(name)
            except ParseError as error:
                pytest.fail(f"{name}: {error}")


def test_the_policy_allows_just_the_style_of_the_page(site):
    for name in site.still_pages:
        tree = site.tree(name)
        (style,) = tree.iter("style")
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy == (
            f"default-src 'none'; connect-src 'self'; style-src 'sha256-{digest}';"
            " img-src 'self' data:; base-uri 'none'; form-action 'none'"
        )


def test_what_follows_a_hash_is_the_name_of_something_on_the_page(full, preview):
    for built in (full, preview):
        for name in built.pages:
            tree = built.tree(name)
            ids = {"top"} | {element.get("id") for element in tree.iter()}
            places = {link.get("href", "") for link in tree.iter("a")}
            assert {place[1:] for place in places if place.startswith("#")} <= ids, name


def test_the_stylesheet_is_small_and_sends_for_nothing(site):
    for name, most in {
        "post/ai/index.html": 6_000,
        "about/index.html": 8_000,
        "index.html": 10_500,
    }.items():
        style = site.tree(name).find(".//style").text
        assert len(style) < most
        assert not re.search(r"@import|url\(|@font-face|!important|/\*", style)
        assert re.findall(r"@layer (\w+)", style) == LAYERS


def test_a_kind_of_page_has_only_the_styles_that_it_needs(site):
    def style(name):
        return site.tree(name).find(".//style").text

    def have(part):
        return {name for name in site.pages if part in style(name)}

    texts = {name for name in site.pages if list(site.tree(name).iter("article"))}
    home = {"index.html", "page/2/index.html", "page/3/index.html"}
    articles = {name for name in texts if name.startswith("post/")}
    assert have(".callout__title") == have(".byline") == texts | home
    assert have(".posts__item") == set(site.pages) - texts
    assert have("figcaption") == texts - articles | home | {POST}
    assert have(".practice") == set(site.pages) - articles
    assert have(".exit") == {"getting-help-now/index.html", "contact/index.html"}
    assert have(".search__field") == {"search/index.html"}


def test_an_article_with_more_than_words_has_the_styles_of_that(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    texts = {
        "words": "*Some* words and [a link](/about/).",
        "picture": "![A chair]({static}../images/chair.png)",
        "table": "A | B\n--- | ---\n1 | 2",
        "code": "Type `make`.",
        "block": "```\nmake\n```",
        "verse": "<pre>A line\n  set in</pre>",
    }
    Image.new("RGB", (640, 400)).save(content / "images/chair.png")
    for name, text in texts.items():
        header = f"Title: Of {name}\nSlug: {name}\nDate: 2025-01-02\nSupplement: no\n"
        (content / f"posts/{name}.md").write_text(f"{header}\n{text}\n")
    site = build("publishconf.py", content, tmp_path / "public")
    rich = [name for name in texts if "figcaption" in site.read(f"post/{name}/index.html")]
    assert rich == [name for name in texts if name != "words"]


def test_no_page_has_a_script_or_a_style_of_its_own(site):
    for name in site.still_pages:
        for element in site.tree(name).iter():
            if element.tag == "script":
                assert element.get("type") == "application/ld+json", name
            attributes = {key for key in element.attrib if key == "style" or key.startswith("on")}
            assert attributes == set(), (name, element.tag)
            assert not element.get("href", "").startswith("javascript:"), name


def test_no_page_sends_for_anything_of_somebody_else(site):
    own = (URL, "data:")
    for name in site.still_pages:
        for element in site.tree(name).iter():
            assert element.tag not in {"iframe", "object", "embed", "video", "audio", "form"}
            loaded = [element.get(key) for key in ("src", "srcset", "poster", "data", "background")]
            if element.tag == "link":
                loaded.append(element.get("href"))
            assert all(each.startswith(own) for each in loaded if each), (name, element.tag)


def test_no_template_of_another_theme_is_used():
    """Pelican would take what is missing here from its own theme, in silence."""
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    wanted = {f"{name}.html" for name in settings["DIRECT_TEMPLATES"]}
    wanted |= {"article.html", "page.html", "category.html", "tag.html"}
    for source in CONTENT.rglob("*.md"):
        found = re.findall(r"^Template: (\w+)", source.read_text(encoding="utf-8"), re.MULTILINE)
        wanted |= {f"{name}.html" for name in found}
    environment = jinja2.Environment()
    for path in TEMPLATES.rglob("*.html"):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        wanted |= {name for name in meta.find_referenced_templates(tree) if name}
    assert {name for name in wanted if not (TEMPLATES / name).is_file()} == set()


@pytest.mark.parametrize("kind", ["AUTHOR", "AUTHORS", "CATEGORIES", "TAGS"])
def test_what_the_theme_has_no_template_for_is_off(kind):
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    assert settings[f"{kind}_SAVE_AS"] == ""
    assert not (TEMPLATES / f"{kind.lower()}.html").exists()


def test_the_missing_page_is_not_for_search_engines(site):
    assert '<meta name="robots" content="noindex">' in site.read("404.html")
    assert [name for name in site.pages if "noindex" in site.read(name)] == ["404.html"]
