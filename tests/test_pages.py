"""The built site: what stands on its pages, which files there are, and that they hold together."""

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as etree
from itertools import pairwise
from pathlib import Path

import pytest
import vobject
from built import ROOT, SPARSE, build, text, with_class
from jinja2 import Environment, FileSystemLoader
from practice.values import Number

URL = "https://blog.example.com/"
NOT_EMERGENCY = (
    "This practice is not an emergency service. If someone's life is at risk, call 999 now."
)
FILES = {
    ".nginx.conf",
    ".nojekyll",
    "2024/everything/index.html",
    "404.html",
    "_headers",
    "_redirects",
    "about/index.html",
    "accessibility/index.html",
    "apple-touch-icon.png",
    "archive/index.html",
    "blog-feed.xml",
    "blog/Café.html",
    "book-online/index.html",
    "category/bothand/index.html",
    "category/plain/index.html",
    "category/series/index.html",
    "category/series/page/2/index.html",
    "contact.vcf",
    "contact/index.html",
    "exit.js",
    "favicon.ico",
    "feed.xml",
    "getting-help-now/index.html",
    "index.html",
    "page/2/index.html",
    "page/3/index.html",
    "post/ai/index.html",
    "post/all-of-it/index.html",
    "post/everything/index.html",
    "post/no-tags/index.html",
    "post/odd-title/index.html",
    "post/t1-01/index.html",
    "post/t1-02/index.html",
    "post/t1-03/index.html",
    "post/t1-04/index.html",
    "post/t1-05/index.html",
    "privacy/index.html",
    "robots.txt",
    "sitemap.xml",
    "tag/ai/index.html",
    "tag/c/index.html",
    "tag/everything/index.html",
    "tag/quotes-co/index.html",
    "tag/t1/index.html",
    "tag/t1/page/2/index.html",
    "tag/t12/index.html",
    "who-we-are/index.html",
}
POST = "post/everything/index.html"


def posts(site) -> list[str]:
    return [name for name in site.pages if name.startswith("post/")]


def links(element) -> list[str]:
    return [a.get("href") for a in element.iter("a")]


def main(site, name):
    return site.tree(name).find(".//main")


# Files


def test_the_public_site_is_these_files(site):
    made = re.compile(r"images/|search/\w{12}/")  # pictures, and the index for searching
    assert {name for name in site.files if not made.match(name)} == FILES | {"search/index.html"}


def test_each_post_has_a_share_picture_and_its_own_pictures_are_there(site):
    images = sorted(name for name in site.files if name.startswith("images/"))
    posts = [name for name in site.pages if name.startswith("post/")]
    assert len([name for name in images if "/share-" in name]) == len(posts) + 1
    assert len([name for name in images if "/line-" in name]) == 1


def test_the_icons_are_icons(site):
    assert site.files["favicon.ico"].read_bytes().startswith(b"\0\0\1\0")
    assert site.files["apple-touch-icon.png"].read_bytes().startswith(b"\x89PNG")


def test_robots_may_read_everything_and_find_the_sitemap(site, preview):
    assert site.read("robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"
    assert preview.read("robots.txt") == "User-agent: *\nAllow: /\n"


def test_what_is_not_published_is_in_no_public_file(site):
    """Drafts, hidden posts and pages, posts from the future: all of them are about herons."""
    told = [name for name, path in site.files.items() if b"heron" in path.read_bytes().lower()]
    assert told == []
    assert not any("heron" in name for name in site.files)


def test_the_preview_shows_its_author_what_is_not_published(preview):
    for name, told in {
        "drafts/heron-draft/index.html": "This has the status “draft”. Visitors cannot see it.",
        "drafts/heron-future/index.html": "Visitors will see this from 1 January 2099.",
        "post/heron-hidden/index.html": "This has the status “hidden”. Visitors cannot see it.",
    }.items():
        (notice,) = with_class(preview.tree(name), "unpublished")
        assert text(notice) == told
        assert '<meta name="robots" content="noindex">' in preview.read(name)
    for name in ("drafts/pages/heron-draft-page/index.html", "heron-hidden-page/index.html"):
        assert '<meta name="robots" content="noindex">' in preview.read(name)
    assert with_class(preview.tree(POST), "unpublished") == []
    assert "noindex" not in preview.read(POST)


def test_the_home_page_of_the_preview_begins_with_what_visitors_do_not_see(preview, site):
    (listed,) = with_class(preview.tree("index.html"), "unpublished")
    assert {
        (link.get("href"), text(item))
        for item in listed.iter("li")
        for link in item.iter("a")
        if "future" in link.get("href")
    } == {
        (
            "/drafts/heron-future/",
            "Heron post from the future. Visitors will see this from 1 January 2099.",
        )
    }
    links = [link.get("href") for link in listed.iter("a")]
    assert all(preview.tree(f"{link[1:]}index.html") is not None for link in links)
    assert len(links) == 5
    assert with_class(site.tree("index.html"), "unpublished") == []


def test_what_is_not_published_is_in_no_other_list_of_the_preview(preview):
    lists = [name for name in preview.files if not re.search(r"heron|\.png|\.ico", name)]
    lists.remove("index.html")
    assert [name for name in lists if "heron" in preview.read(name).lower()] == []


def test_the_sitemap_lists_every_page_and_nothing_else(site):
    root = etree.fromstring(site.read("sitemap.xml"))
    found = [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = [p for p in site.pages if p != "404.html" and "page/" not in p]
    assert sorted(found) == sorted(URL + name.removesuffix("index.html") for name in pages)


def test_each_page_names_its_own_address(site):
    for name in site.pages:
        (canonical,) = site.tree(name).findall(".//link[@rel='canonical']")
        assert canonical.get("href") == URL + re.sub(r"(?<![^/])index\.html$", "", name)


def test_a_tag_does_not_collide_with_the_pages_of_another(site):
    """Were the second page of t1 at tag/t12/, one of the two would be gone."""
    names = ["tag/t1/index.html", "tag/t1/page/2/index.html", "tag/t12/index.html"]
    titles = [[text(h2) for h2 in site.tree(name).iter("h2")] for name in names]
    assert titles == [
        ["Number 05 of a series", "Number 04 of a series", "Number 03 of a series"],
        ["Number 02 of a series", "Number 01 of a series"],
        ["Everything that a post may have"],
    ]


def lychee(folder: Path) -> subprocess.CompletedProcess:
    command = [Path(sys.executable).with_name("lychee"), "--offline", "--include-fragments"]
    command += ["--index-files", "index.html", "--no-progress", "--root-dir", folder]
    command += ["--remap", f"{URL} file://{folder}/", f"{folder}/**/*.html"]
    return subprocess.run(command, capture_output=True, text=True)


def test_every_link_anchor_and_image_leads_somewhere(site):
    done = lychee(site.folder)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("link", ["nowhere/", "#nowhere"])
def test_a_link_that_leads_nowhere_is_spotted(tmp_path, link):
    (tmp_path / "index.html").write_text(f'<p id="here"><a href="{URL}{link}">A link</a></p>')
    assert lychee(tmp_path).returncode == 2


# The contact block

CONTACT = [
    "Wren O'Hara-Example (they/them)",
    "Counsellor & supervisor",
    "Little Example",
    "1 Example Street, Little Example, EX1 1EX, Wales",
    "Website: www.example.com",
    "E-mail: wren@example.com",
    "Phone: 01632 960123",
    "Hours: Tuesday to Friday, 10am to 6pm",
    "Reply time: within two working days",
    "Member of Example Association, number EX 123",
]
CONTACT_LINKS = [
    "https://www.example.com",
    "https://www.example.com",
    "mailto:wren@example.com",
    "tel:+441632960123",
    "https://register.example.com/wren",
]
SHORT = re.compile(r"post/|contact/")  # pages that end with their text: it has the block


def test_every_page_ends_with_the_contact_block(site):
    for name in filter(lambda name: not SHORT.match(name), site.pages):
        (footer,) = site.tree(name).findall(".//footer")
        (address,) = footer.iter("address")
        assert [text(line) for line in address] == CONTACT, name
        assert links(address) == CONTACT_LINKS, name


def test_the_contact_block_is_a_card_for_machines(site):
    (footer,) = re.findall(r"<footer.*</footer>", site.read("about/index.html"), re.DOTALL)
    import mf2py  # it takes half a second to load, in each process that collects

    (card,) = mf2py.parse(doc=footer)["items"]
    assert card == {
        "type": ["h-card"],
        "properties": {
            "name": ["Wren O'Hara-Example"],
            "job-title": ["Counsellor & supervisor"],
            "locality": ["Little Example", "Little Example"],
            "street-address": ["1 Example Street"],
            "postal-code": ["EX1 1EX"],
            "country-name": ["Wales"],
            "pronouns": ["they/them"],
            "url": ["https://www.example.com"],
            "email": ["mailto:wren@example.com"],
            "tel": ["01632\u00a0960123"],
            "org": ["Example Association"],
        },
    }


def test_every_page_says_once_that_it_is_no_emergency_service(site):
    for name in site.pages:
        (said,) = with_class(site.tree(name), "not-emergency")
        assert (text(said), links(said)) == (NOT_EMERGENCY, ["tel:999"]), name


def test_no_page_has_the_contact_block_twice(site, sparse):
    for built in (site, sparse):
        for name in built.pages:
            tree = built.tree(name)
            assert len([*tree.iter("address"), *with_class(tree, "signature")]) == 1, name


def test_what_is_not_set_has_no_label(sparse):
    labels = r"Phone|E-mail|Hours|Reply|Member|None|emergency|undefined"
    for name in sparse.pages:
        for address in sparse.tree(name).iter("address"):
            assert text(address) == "Wren Example Website: www.example.com"
        body = text(sparse.tree(name).find("body"))
        assert re.findall(labels, body) == [], name


def test_what_is_not_set_leaves_nothing_empty(site, sparse):
    may_be_empty = {"hr", "img", "path", "meta", "link"}
    for built in (site, sparse):
        for name in built.still_pages:
            empty = [e.tag for e in built.tree(name).iter() if not len(e) and not text(e)]
            assert {tag.rpartition("}")[2] for tag in empty} <= may_be_empty, name


def test_each_post_ends_with_the_signature(site):
    for name in posts(site):
        prose = with_class(site.tree(name), "e-content")[0]
        signature, not_emergency = list(prose)[-2:]
        assert text(signature) == (
            "Wren O'Hara-Example, Counsellor & supervisor"
            " · www.example.com · wren@example.com · 01632 960123"
        )
        assert links(signature) == CONTACT_LINKS[1:4]
        assert text(not_emergency) == NOT_EMERGENCY


def test_the_signature_says_only_what_is_set(sparse):
    prose = with_class(sparse.tree("post/only/index.html"), "e-content")[0]
    assert text(list(prose)[-1]) == "Wren Example · www.example.com"


def test_the_contact_page_has_her_words_then_one_step_then_all_details_in_groups(site):
    page = main(site, "contact/index.html")
    said = text(page)
    (step,) = with_class(page, "action__link")
    assert (text(step), step.get("href")) == ("Book a time", "https://book.example.com/wren")
    (address,) = page.iter("address")
    assert said.index("You are welcome") < said.index(text(step)) < said.index(text(address))
    groups = [[(text(row[0]), text(row[1])) for row in group] for group in address.iter("dl")]
    assert groups == [
        [
            ("E-mail", "wren@example.com"),
            ("Phone", "01632 960123"),
            ("Booking", "book.example.com/wren"),
            ("Website", "www.example.com"),
            ("Hours", "Tuesday to Friday, 10am to 6pm"),
            ("Reply time", "within two working days"),
        ],
        [
            ("Where", "Little Example"),
            ("Address", "1 Example Street, Little Example, EX1 1EX, Wales"),
            ("Languages", "English, Welsh"),
            ("Fees", "60 pounds; some places at 30"),
        ],
        [
            ("Register", "Member of Example Association, number EX 123"),
            ("Newsletter", "news.example.com/wren"),
            ("Elsewhere", "social.example.com/@wren"),
        ],
    ]
    assert links(address)[-1] == f"{URL}contact.vcf"
    assert said.endswith(NOT_EMERGENCY)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"booking": "https://b.example", "email": "a@b.example"}, "https://b.example"),
        ({"email": "a@b.example", "phone": Number("01632 960123")}, "mailto:a@b.example"),
        ({"phone": Number("01632 960123")}, "tel:+441632960123"),
    ],
)
def test_the_one_step_is_the_surest_way_that_is_set(facts, step):
    contact = {"booking": "", "email": "", "phone": ""} | facts
    theme = Environment(loader=FileSystemLoader(ROOT / "theme/templates"))
    printed = theme.get_template("partials/action.html").render(practice={"contact": contact})
    assert re.findall('href="(.*?)"', printed) == [step]


def test_where_nobody_can_be_reached_the_contact_page_says_so_and_names_the_website(nearly_empty):
    page = main(nearly_empty, "contact/index.html")
    assert with_class(page, "action") == []
    (address,) = page.iter("address")
    assert text(address) == (
        "Wren Example There is no e-mail address or phone number here yet:"
        " the way to the practice is its website. Websitewww.example.com"
    )


def test_a_website_that_is_this_site_is_not_named_on_it(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(SPARSE, content)
    facts = content / "practice.toml"
    facts.write_text(facts.read_text().replace("https://www.", "https://blog."))
    tree = build("publishconf.py", content, tmp_path / "output").tree("index.html")
    (address,) = tree.iter("address")
    assert text(address) == "Wren Example"
    assert links(address) == ["https://blog.example.com"]


def test_the_card_can_be_saved_on_a_phone(site):
    raw = (site.folder / "contact.vcf").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 0
    card = vobject.readOne(raw.decode())
    assert (card.fn.value, card.title.value) == ("Wren O'Hara-Example", "Counsellor & supervisor")
    assert (card.n.value.given, card.n.value.family) == ("Wren", "O'Hara-Example")
    assert (card.tel.value, card.email.value) == ("+441632960123", "wren@example.com")
    assert card.url.value == "https://www.example.com"
    place = card.adr.value
    assert (place.street, place.city, place.code, place.country) == (
        *("1 Example Street", "Little Example", "EX1 1EX", "Wales"),
    )


def test_the_card_has_only_what_is_set(sparse):
    card = vobject.readOne((sparse.folder / "contact.vcf").read_bytes().decode())
    assert set(card.contents) == {"version", "fn", "n", "url"}


# Callouts, excerpts, text


def test_a_callout_reads_as_one_without_any_style(site):
    """Typed in everything.md as `> [!supplement] In other words`, and two items."""
    assert (
        '<div aria-label="A supplement, not a replacement" class="callout callout--supplement"'
        ' role="note">\n<hr>\n<p class="callout__title"><strong><span class="callout__kind">'
        "A supplement, not a replacement:</span> In other\u00a0words</strong></p>\n"
        "<p>Bring it to <strong>someone</strong> you trust.</p>\n"
        "<ul>\n<li>first</li>\n<li>second</li>\n</ul>\n<hr>\n</div>\n"
    ) in site.read(POST)


def test_a_callout_that_is_none_stops_every_build_before_it_writes(tmp_path, capsys):
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SPARSE, content)
    post = content / "posts" / "only.md"
    post.write_text(f"{post.read_text()}\n> [!suplement]\n> Text.\n\n> [!crisis]\n")
    with pytest.raises(SystemExit) as stop:
        build("pelicanconf.py", content, output)
    assert stop.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        'content/posts/only.md:7: unknown callout "suplement"; did you mean "supplement"?',
        "content/posts/only.md:10: a crisis callout needs [[help_lines]] in practice.toml",
    ]
    assert not output.exists()


def test_a_crisis_box_has_every_help_line(site):
    for name in (POST, "getting-help-now/index.html"):
        (box,) = with_class(site.tree(name), "callout--crisis")
        assert text(box) == (
            "If you need help now You do not have to wait."
            " If someone’s life is at risk, call 999 now."
            " To talk to someone, call the Example Line on 0808 157 0123; it is free."
            " If it is easier to type, text HELLO THERE to 85258."
        )
        assert links(box) == ["tel:999", "tel:+448081570123", "sms:85258?body=HELLO%20THERE"]


def test_a_post_about_ai_gets_its_box_before_the_last_part(site):
    prose = with_class(site.tree("post/ai/index.html"), "e-content")[0]
    ids = [each.get("id") or each.get("class") for each in prose]
    assert [each for each in ids if each][:3] == ["first", "callout callout--supplement", "last"]
    assert with_class(site.tree("post/no-tags/index.html"), "callout") == []


def test_an_excerpt_is_no_callout(site):
    summaries = {
        summary
        for name in site.pages
        if not name.startswith("post/")
        for summary in map(text, with_class(site.tree(name), "p-summary"))
    }
    assert summaries == {
        "A summary that the author wrote herself.",
        "The excerpt of the post without tags.",
        "Fish & chips – “that’s it”, as they say.",
        "It is tagged, and its author placed no box.",
        *(f"The excerpt of number 0{n}." for n in range(1, 6)),
    }


def test_only_a_summary_of_her_own_stands_above_the_text(site):
    def ledes(name):
        return [text(lede) for lede in with_class(site.tree(name), "lede")]

    assert ledes(POST) == ["A summary that the author wrote herself."]
    assert ledes("post/no-tags/index.html") == []


def test_the_description_for_search_engines_is_the_excerpt(site):
    for name, description in {
        POST: "A summary that the author wrote herself.",
        "post/odd-title/index.html": 'Fish & chips – "that\'s it", as they say.',
        "index.html": "Notes from a made-up practice",
        "about/index.html": "About this made-up practice.",
    }.items():
        meta = site.tree(name).find(".//meta[@name='description']")
        assert meta.get("content") == description


def test_an_odd_title_is_set_for_the_eye_and_plain_for_machines(site):
    title = "“Quotes”, an ampersand & an apostrophe: it’s odd"
    plain = '"Quotes", an ampersand & an apostrophe: it\'s odd'
    tree = site.tree("post/odd-title/index.html")
    assert tree.find(".//title").text == f"{plain} – Wren's notes & thoughts"
    data = json.loads(tree.find(".//script[@type='application/ld+json']").text)
    assert data["@graph"][-1]["headline"] == plain
    assert text(tree.find(".//h1")) == title
    listed = {text(a) for a in main(site, "archive/index.html").iter("a")}
    assert title in listed


def test_a_post_without_tags_is_filed_under_none(site):
    assert with_class(site.tree("post/no-tags/index.html"), "tagged") == []
    (tagged,) = with_class(site.tree(POST), "tagged")
    assert text(tagged) == "Filed under t12, everything"


def test_a_table_is_aligned_without_style_attributes(site):
    (region,) = with_class(site.tree(POST), "table")
    assert (region.tag, region.get("aria-label"), region.get("tabindex")) == (
        "section",
        "Table: A part",
        "0",
    )
    kinds = [cell.get("class", "").rpartition("--")[2] for cell in region.iter("td")]
    assert kinds[:4] == ["left", "right", "center", ""]


# Structure


def test_each_page_has_one_h1_and_no_gap_in_its_headings(site):
    for name in site.pages:
        levels = [int(e.tag[1]) for e in site.tree(name).iter() if re.fullmatch(r"h\d", str(e.tag))]
        assert (levels[0], levels.count(1)) == (1, 1), name
        assert all(below - above <= 1 for above, below in pairwise(levels)), name


def test_each_id_and_each_title_is_given_once(site):
    for name in site.pages:
        ids = [element.get("id") for element in site.tree(name).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name
    titles = [site.tree(name).find(".//title").text for name in site.pages]
    assert len(titles) == len(set(titles))


def test_help_comes_first_at_the_foot_of_every_page(site):
    for name in site.pages:
        menu = site.tree(name).findall(".//footer//nav//a")
        assert menu[0].get("href") == f"{URL}getting-help-now/", name


def test_the_menu_marks_the_page_that_is_open(site):
    for name in site.pages:
        current = [a.get("href") for a in site.tree(name).findall(".//a[@aria-current='page']")]
        assert all(href == URL + name.removesuffix("index.html") for href in current)
    assert f'href="{URL}about/" aria-current="page"' in site.read("about/index.html")


DELETED = re.compile(  # words in a class or an id by which Readability knows what is no article
    r"-ad-|banner|combx|comment|community|contact|disqus|extra|footer|gdpr|header|hidden|legends"
    r"|masthead|media|menu|meta|pager|pagination|popup|promo|related|remark|replies|rss|scroll"
    r"|share|shopping|shoutbox|sidebar|social|sponsor|supplemental|tags|widget",
    re.IGNORECASE,
)
DELETED_ROLES = {"alert", "alertdialog", "complementary", "dialog", "menu", "menubar", "navigation"}


def test_a_reader_mode_keeps_the_whole_post(site):
    for name in posts(site):
        for element in with_class(site.tree(name), "e-content")[0].iter():
            assert element.tag not in {"aside", "footer", "nav", "form"}, name
            assert element.get("role") not in DELETED_ROLES, name
            names = f"{element.get('class', '')} {element.get('id', '')}"
            assert not DELETED.search(names), (name, names)


def test_a_reader_mode_keeps_a_list_because_it_is_sentences(site):
    """A list that is mostly links is thrown away; the help lines are more words than links."""
    (box,) = with_class(site.tree(POST), "callout--crisis")
    for item in box.iter("li"):
        assert len("".join(map(text, item.iter("a")))) < len(text(item)) / 2
