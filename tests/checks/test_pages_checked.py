"""The finished pages: each check spots what is wrong, and leaves alone what is not."""

from pathlib import Path
from types import SimpleNamespace

import html5lib
import pytest
from blog.checks import written
from blog.reading.document import Document
from practice import facts

URL = "https://blog.example"
PRACTICE = facts.load(Path(__file__).parent.parent / "site/content/practice.toml")[0]
BEFORE, HELP, NUMBER, AFTER = PRACTICE.help_lines[0].parts
POST = "post/sleep/index.html"
GOOD = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>On sleep</title>
<link rel="canonical" href="{URL}/post/sleep/">
<link rel="icon" href="data:image/svg+xml,%3Csvg/%3E">
<style>body{{color:black}}</style>
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": []}}</script>
</head>
<body>
<a href="#main">Skip</a>
<main id="main">
<h1>On sleep</h1>
<p>Rest <em>well</em>.<br>
<img src="/images/bed.svg" alt="A bed" width="640" height="320"></p>
<h2 id="how">How</h2>
<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
<p>And 5 &lt; 6 &amp; 7.</p>
<p>See <a href="/about/">about</a>, <a href="{URL}/about/#who">who</a>,
<a href="../../index.html">home</a>, <a href="#how">how</a>, <a href="/images/bed.svg">a bed</a>,
<a href="https://www.example.com/x#y">elsewhere</a>, <a href="mailto:a@example.com">write</a>.</p>
<h3>At last</h3>
</main>
<footer>
<p>{PRACTICE.contact.name}, <a href="{PRACTICE.contact.website}">website</a></p>
<p>{BEFORE}<a href="{HELP}">{NUMBER}</a>{AFTER}</p>
</footer>
</body>
</html>
"""
SOURCE = Document(
    "content/posts/sleep.md",
    "posts/sleep.md",
    ("Title: On sleep", "Date: 2026-01-02", "Slug: sleep", "", "Rest *well*.", "", "<div>x</div>"),
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A good site of three pages; it is the folder site/ below the current one."""
    monkeypatch.chdir(tmp_path)
    put(POST, GOOD)
    put("index.html", GOOD)
    put("about/index.html", GOOD.replace('id="how"', 'id="who"').replace('"#how"', '"#who"'))
    put("images/bed.svg", "<svg/>")
    put("_redirects", "/who-we-are/ /about/ 301\n")


def put(file, text):
    path = Path("site", file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def check(url=URL, practice=PRACTICE, save_as=POST, status="published"):
    """The problems of the site as they are printed; the post is at `save_as`."""
    folder = Path("site")
    run = SimpleNamespace(
        url=url,
        public=bool(url),
        facts=practice,
        documents={SOURCE.place: SOURCE},
        contents={SOURCE.place: SimpleNamespace(save_as=save_as, status=status)},
        **{"pages": {}, "kept": {}, "marks": {}, "only": ""},
        looked_at=SimpleNamespace(recall=lambda raw, find: find()),
    )
    for path in folder.rglob("*"):
        written.look(path, {"RUN": run, "output_file": path.relative_to(folder).as_posix()})
    return [str(each) for each in sorted(written.check(run, folder))]


def test_a_good_site_has_no_problem_in_public_or_in_the_preview(site):
    assert check() == []
    assert check("") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # Well-formed
        ("<h2 id=", "<div><h2 id=", "<div> is opened here and not closed before </main>"),
        ("</main>", "</main></div>", "</div> closes nothing"),
        ("</html>", "", "<html> is opened here and never closed"),
        ("</body>", "<script>", "<script> is opened here and never closed"),
        ("<em>well</em>", "<em><b>w</em></b>", "<b> is opened here and not closed before </em>"),
        ("Rest <em>", "<div>Rest</div> <em>", "<div> stands in the middle of a paragraph"),
        ("See <a href", "<a href='/'>See <a href", "a link stands inside another link"),
        ('<path d="M0 0"/>', "<path>", "<path> is opened here and not closed before </svg>"),
        ("<br>", "<span/>", "<span> is opened here and not closed before </p>"),
        ("<h1>", "<!-- PRIVATE --><h1>", 'the comment "PRIVATE" would be published'),
        # Pictures
        ("/images/bed.svg", "/images/cot.svg", '"/images/cot.svg" leads nowhere on this site'),
        # The foot
        (PRACTICE.contact.name, "Somebody", "the contact details are missing"),
        (f'"{PRACTICE.contact.website}"', '"/about/"', "the contact details are missing"),
        (f'"{HELP}"', '"/about/"', f"the help line ({NUMBER}) is missing"),
        # Links
        ('"/about/"', '"/abuot/"', 'leads nowhere on this site; did you mean "/about/"?'),
        ('"/about/"', '"/zzz"', "leads nowhere on this site; check its address"),
        (f'"{URL}/about/#who"', f'"{URL}/abuot/#who"', "leads nowhere on this site"),
    ],
)
def test_spots(site, old, new, said):
    assert old in GOOD
    put(POST, GOOD.replace(old, new, 1))
    said_of = [each for each in check() if said in each]
    assert said_of
    assert all(each.startswith("site/post/sleep/index.html:") for each in said_of)


def test_spots_a_page_that_is_cut_off(site):
    """As by a full disk: whatever is lost, something is missed."""
    for size in range(0, len(GOOD) - 10, 97):
        put(POST, GOOD[:size])
        assert check()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<em>well</em>", '<img src="/images/bed.svg" alt="" width="1" height="1" />'),
        (
            "<em>well</em>",
            '<a href="/about/?x=1">about</a> <a href="#top">up</a> <a href="?x=1">x</a>',
        ),
        ("<em>well</em>", '<a href="/about/#:~:text=who">about</a>'),
        ("<em>well</em>", '<a href="/images/bed%2Esvg">x</a>'),
        ("</h3>", "</h3><h2>Up again</h2>"),
        ("</h3>", "</h3><template><h2></h2><img></template>"),
        ("</head>", '<link rel="me" href="https://elsewhere.example"></head>'),
        ("</head>", '<script src="/images/bed.svg"></script></head>'),
        ("<br>", '<time datetime="2026-01-02">now</time><wbr>'),
    ],
)
def test_allows(site, old, new):
    put(POST, GOOD.replace(old, new, 1))
    assert check() == []


# Sources and their pages


def test_a_draft_may_be_unfinished_in_the_preview(site):
    put(POST, GOOD.replace('"/about/"', '"/category/none-yet/"'))
    assert check("") != []
    assert check("", status="draft") == []


# Where a problem is told


def test_what_is_wrong_on_many_pages_is_told_once(site):
    for file in (POST, "index.html", "about/index.html"):
        put(file, Path("site", file).read_text().replace(f'"{HELP}"', '"/"'))
    (said,) = check()
    assert said.startswith("site/about/index.html:1: the help line")
    assert "(and on 2 more; it comes from the theme or a plugin)" in said


def test_a_page_without_a_source_is_named_itself(site):
    put("about/index.html", GOOD.replace("</html>", ""))
    assert "site/about/index.html:2: <html> is opened here and never closed" in check()


# As others see it


def test_what_is_well_formed_here_is_so_for_a_strict_parser(site):
    html5lib.HTMLParser(strict=True).parse(GOOD)


WICKED = """<html>
<head><title></title>
<style>body{background:url(//cdn.example/x)}</style>
<script>alert(1)</script>
</head>
<body onload="x()">
<h2>Notes</h2>
<p><a href="/nowhere/">here</a>
<div style="color:red">
<img src="/images/bed.svg">
</div>
</body>
</html>
"""


def test_one_wicked_page_has_all_its_problems_told_in_one_run(site):
    put("wicked.html", WICKED)
    assert "\n".join(check()) == SAID_OF_WICKED.strip()


SAID_OF_WICKED = """
site/wicked.html:1: the contact details are missing on the page; does \
theme/templates/base.html still have them?
site/wicked.html:1: the help line (999) is missing on the page
site/wicked.html:8: "/nowhere/" leads nowhere on this site; check its address
site/wicked.html:8: <p> is opened here and not closed before </body>
site/wicked.html:9: <div> stands in the middle of a paragraph; put an empty line before it
"""
