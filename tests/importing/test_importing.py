"""`make import`: each format comes over whole, as drafts, and nothing that is there is touched."""

import datetime
import io
import json
import re
import zipfile
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from blog.importing import body
from blog.importing.export import Export
from exports import SAMPLES, bring, everything, pack, packed, start
from PIL import Image, ImageCms
from served import host

PRIVATE = ("pat@example.com", "somebody", "192.0.2", "written by a reader", "a client", "colleague")


def lamp() -> bytes:
    Image.new("RGB", (4, 3), "gold").save(file := io.BytesIO(), "PNG")
    return file.getvalue()


LAMP = lamp()


@pytest.fixture
def export(tmp_path):
    """A function from a sample's name to where its export is."""
    return lambda sample: packed(sample, tmp_path / "downloads")


@pytest.fixture(autouse=True)
def _project(tmp_path, monkeypatch):
    (tmp_path / "project").mkdir()
    start(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")


def written() -> dict[str, str]:
    posts = everything(Path("content/posts"))
    return {name: data.decode() for name, data in posts.items() if name != "here-already.md"}


def article(tmp_path, text: str, name: str = "article.txt") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


FEED = """<rss xmlns:wp="http://wordpress.org/export/1.2/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>"""
ITEM = """<item><title>A post</title><link>/post/p{}/</link><wp:post_type>post</wp:post_type>
    <wp:post_date>2019-05-04 10:00:00</wp:post_date>
    <content:encoded><![CDATA[{}]]></content:encoded></item>"""


def post(tmp_path, body: str, **more: str) -> Path:
    """WordPress's export of one post, with this text."""
    export = f"""<rss xmlns:wp="http://wordpress.org/export/1.2/"
        xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>
        <title>{more.get("title", "A post")}</title><link>{more.get("link", "/2019/a-post/")}</link>
        <content:encoded><![CDATA[{body}]]></content:encoded>
        <wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
        <wp:post_name>a-post</wp:post_name><wp:post_date>2019-05-04 10:00:00</wp:post_date>
        </item></channel></rss>"""
    return article(tmp_path, export, "one.xml")


def body_of(tmp_path, body: str) -> str:
    """The Markdown that this HTML becomes."""
    assert bring(post(tmp_path, body), WRITE="yes") == 0
    return written()["a-post.md"].partition("\n\n")[2].removesuffix("\n")


# Each format


@dataclass(frozen=True)
class Runs:
    """What three runs did: one to look, one with WRITE=yes, and that once more."""

    sample: str
    codes: list[int]
    said: list[str]
    files: list[dict[str, bytes]]  # before the first, and after each

    @property
    def posts(self) -> dict[str, str]:
        new = self.files[2].items() - self.files[0].items()
        names = ((Path(name).name, data) for name, data in new if name.endswith(".md"))
        return {name: data.decode() for name, data in names}


@pytest.fixture(scope="module", params=sorted(path.name for path in SAMPLES.iterdir()))
def runs(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    source = packed(request.param, folder / "downloads")
    (folder / "project").mkdir()
    start(folder / "project")
    with chdir(folder / "project"):
        runs = Runs(request.param, [], [], [everything()])
        for asked in ({}, {"WRITE": "yes"}, {"WRITE": "yes"}):
            with redirect_stdout(io.StringIO()) as said:
                runs.codes.append(bring(source, **asked))
            runs.said.append(said.getvalue())
            runs.files.append(everything())
    return runs


def test_an_export_becomes_the_markdown_that_stands_beside_it(runs):
    today = r"(?<=^Date: )\d{4}-\d\d-\d\d(?=\n(?:.*\n)*.*(?:this is today|had no year))"
    folder = SAMPLES / runs.sample / "posts"
    expected = {path.name: path.read_text() for path in folder.iterdir()}
    assert runs.codes == [0, 0, 0]
    assert {name: re.sub(today, "…", text, flags=re.M) for name, text in runs.posts.items()} == {
        name: re.sub(today, "…", text, flags=re.M) for name, text in expected.items()
    }


def test_every_word_is_there_and_said_to_be(runs):
    counted = re.findall(r"(\d+) of (\d+) words", runs.said[0])
    assert counted
    assert all(kept == all_of_them != "0" for kept, all_of_them in counted)


def test_a_run_without_write_writes_nothing(runs):
    assert runs.files[1] == runs.files[0]
    assert "Nothing is written yet" in runs.said[0]


def test_a_second_run_changes_no_byte(runs):
    assert runs.files[3] == runs.files[2]
    assert "is there already" in runs.said[2]


def test_all_come_as_drafts_with_their_date(runs):
    for text in runs.posts.values():
        header = text.partition("\n\n")[0]
        assert "\nStatus: draft" in header
        assert re.search(r"^Date: \d{4}-\d\d-\d\d$", header, re.MULTILINE)


def test_nothing_personal_comes_in(runs):
    everywhere = "".join(runs.posts.values()).lower()
    assert not [each for each in PRIVATE if each in everywhere]


def test_what_stays_out_is_counted(export, capsys):
    bring(export("wordpress"))
    said = capsys.readouterr().out
    for what in ("comments (1)", "contact-form messages (1)", "IP numbers (1)", "addresses (2)"):
        assert what in said


@pytest.mark.parametrize("comma", [";", "\t"])
def test_a_table_that_a_spreadsheet_has_saved_is_read(comma, tmp_path):
    table = "Title,Slug,Published Date,Plain Content\nA,a,2020-01-01,Some words\n"
    bring(article(tmp_path, table.replace(",", comma), "Posts.csv"), WRITE="yes")
    assert written()["a.md"].startswith("Title: A\nDate: 2020-01-01\n")
    assert "has only the plain words" in written()["a.md"]
    assert written()["a.md"].endswith("\n\nSome words\n")


def test_a_page_that_is_missing_in_substacks_zip_is_named(export, tmp_path, capsys):
    with zipfile.ZipFile(export("substack")) as archive:
        table = archive.read("posts.csv") + b"103.lost,2021-02-03,TRUE,,newsletter,all,Lost,,\n"
        files = {each: archive.read(each) for each in archive.namelist()} | {"posts.csv": table}
    assert bring(pack(tmp_path / "it.zip", files), WRITE="yes") == 1
    assert "\n  103.lost.html cannot be opened" in capsys.readouterr().out
    assert sorted(written()) == ["a-letter.md"]


def test_a_table_beside_the_one_that_is_given_is_not_looked_at(tmp_path, capsys):
    (tmp_path / "my-email.csv").write_text("a\n")
    bring(article(tmp_path, "Title,Slug,Plain Content\nA,a,Some words\n", "Posts.csv"))
    assert "Left out" not in capsys.readouterr().out


def test_a_formula_of_word_is_told(export, tmp_path, capsys):
    source = export("word")
    name = "word/document.xml"
    with zipfile.ZipFile(source) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    math = b'<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/></w:p>'
    files[name] = files[name].replace(b"<w:p>", math + b"<w:p>", 1)
    bring(pack(tmp_path / "it.docx", files))
    assert "what only Word can show, such as a formula (1)" in capsys.readouterr().out


def test_of_a_post_that_is_there_in_two_formats_the_better_one_is_taken(export, tmp_path):
    folder = export("wix-csv").parent
    feed = """<rss><channel><item><title>A walk</title><link>https://www.example.com/post/a-walk
        </link><description>A walk is…</description></item></channel></rss>"""
    (folder / "blog-feed.xml").write_text(feed)
    bring(folder, WRITE="yes")
    assert sorted(written()) == ["a-walk.md", "sleep-and-what-it-asks.md"]
    assert "A walk is a long sentence." in written()["a-walk.md"]


# What is there


def test_a_post_she_has_edited_since_stays_hers(tmp_path):
    source = post(tmp_path, "One two three four five six seven eight nine ten eleven twelve.")
    bring(source, WRITE="yes")
    path = Path("content/posts/a-post.md")
    path.write_text(path.read_text().replace("twelve", "a dozen"))
    before = everything()
    bring(source, WRITE="yes")
    assert everything() == before


def test_a_post_she_has_renamed_and_written_anew_is_still_known(tmp_path):
    source = post(tmp_path, "One two three four five six seven eight nine ten eleven twelve.")
    bring(source, WRITE="yes")
    path = Path("content/posts/a-post.md")
    header = path.read_text().partition("\n\n")[0].replace("Slug: a-post", "Slug: another")
    path.rename("content/posts/another.md").write_text(f"{header}\n\nNothing of it is left.\n")
    before = everything()
    bring(source, WRITE="yes")
    assert everything() == before


def test_a_picture_she_has_taken_out_since_stays_out(export):
    source = export("wordpress")
    bring(source, WRITE="yes")
    for path in Path("content/posts").glob("*.md"):
        path.write_text(path.read_text().replace("images/chairs.jpg", "images/mine.jpg"))
    Path("content/images/chairs.jpg").unlink()
    before = everything()
    bring(source, WRITE="yes")
    assert everything() == before


def test_two_posts_without_an_address_both_come(tmp_path):
    pasted = "The same title\n\nSome words of {}, and some more."
    (tmp_path / "texts").mkdir()
    for name in ("one", "two"):
        (tmp_path / "texts" / f"{name}.txt").write_text(pasted.format(name))
    bring(tmp_path / "texts", WRITE="yes")
    assert sorted(written()) == ["the-same-title-2.md", "the-same-title.md"]
    before = everything()
    bring(tmp_path / "texts", WRITE="yes")
    assert everything() == before


def test_texts_beside_others_that_may_be_about_them_are_named(tmp_path, capsys):
    (tmp_path / "blog").mkdir()
    article(tmp_path / "blog", "---\ntitle: A walk\n---\nSome words.\n", "walk.md")
    article(tmp_path / "blog", "On rain\n\nSome words of rain.\n", "rain.md")
    article(tmp_path / "blog", "What this is\n\nNotes on the folder.\n", "notes.txt")
    assert bring(tmp_path / "blog", WRITE="yes") == 0
    assert sorted(written()) == ["walk.md"]
    told = "Put those that are posts into a folder of their own:\n  notes.txt\n  rain.md\n"
    assert told in capsys.readouterr().out
    (tmp_path / "alone").mkdir()
    (tmp_path / "blog/rain.md").rename(tmp_path / "alone/rain.md")
    bring(tmp_path / "alone", WRITE="yes")
    assert "on-rain.md" in written()


@pytest.mark.parametrize("below", ["", "\n\nIt's a text: so be it.\n\n---\n\nMore, and 'more'.\n"])
def test_whatever_stands_in_a_header_of_this_blogs_own_and_below(tmp_path, below):
    header = "Title: It's \"so\": #1, and more\nTags:\nSlug: so\nSeries: A's"
    assert bring(article(tmp_path, header + below, "a.md"), WRITE="yes") == 0
    assert written()["so.md"].startswith('Title: It\'s "so": #1, and more\n')
    assert below.strip("\n") in written()["so.md"]


@pytest.mark.parametrize("name", ["anger.md", "anger.txt", "2020-anger.markdown"])
def test_a_text_with_this_blogs_own_header_comes_with_what_it_says(tmp_path, name):
    (tmp_path / "blog").mkdir()
    article(tmp_path / "blog", "---\ntitle: A walk\n---\nSome words.\n", "walk.md")
    header = "Date: 2020-03-04\nTitle: Anger is a messenger: so listen\nTags: anger, rage; fear\n"
    header += "Category: Feelings\nSummary: In short.\nAliases: old-anger\n"
    article(tmp_path / "blog", f"{header}\nSome *words*.\n\n## A heading\n\nMore.\n", name)
    bring(tmp_path / "blog", WRITE="yes")
    text = written()["anger-is-a-messenger-so-listen.md"]
    assert text == (
        "Title: Anger is a messenger: so listen\nDate: 2020-03-04\nCategory: Feelings\n"
        "Tags: anger, rage, fear\nSlug: anger-is-a-messenger-so-listen\nAliases: /post/old-anger/\n"
        f"Summary: In short.\nImported: {name}\nStatus: draft\n\n"
        "Some *words*.\n\n## A heading\n\nMore.\n"
    )
    assert "walk.md" in written()


def test_two_texts_of_one_name_in_two_folders_both_come(tmp_path):
    for folder, name in (("2019", "05-01-news"), ("2020", "05-01-news")):
        (tmp_path / "blog" / folder).mkdir(parents=True)
        text = f"---\ntitle: News\n---\nOf {folder}.\n"
        (tmp_path / "blog" / folder / f"{folder}-{name}.md").write_text(text)
    bring(tmp_path / "blog", WRITE="yes")
    assert sorted(written()) == ["news-2.md", "news.md"]


def test_an_index_goes_by_the_name_of_its_folder(tmp_path):
    (tmp_path / "blog/on-rain").mkdir(parents=True)
    (tmp_path / "blog/on-rain/index.md").write_text("---\ntitle: Rain\n---\nIt rains.\n")
    bring(tmp_path / "blog", WRITE="yes")
    assert sorted(written()) == ["on-rain.md"]


def test_a_folder_of_zips_is_unfolded(tmp_path):
    (tmp_path / "zips").mkdir()
    for name in ("one", "two"):
        pack(tmp_path / "zips" / f"{name}.zip", {f"{name}.txt": f"{name}\n\nSome words."})
    bring(tmp_path / "zips", WRITE="yes")
    assert sorted(written()) == ["one.md", "two.md"]


@pytest.mark.parametrize("posts", [1, 3, 20, pytest.param(500, marks=pytest.mark.slow)])
def test_the_report_is_a_page_and_the_file_has_it_all(posts, tmp_path, capsys):
    item = """<item><title>Post {0}</title><link>/post/post-{0}</link><description>
        &lt;p>Recently the word {0}. &lt;img src="/{0}.png"> &lt;iframe src="/{0}">&lt;/iframe>
        </description></item>"""
    items = "".join(map(item.format, range(posts)))
    bring(article(tmp_path, f"<rss><channel>{items}</channel></rss>", "feed.xml"))
    page, whole = capsys.readouterr().out, Path(".build/import.txt").read_text()
    assert page.count("\n") <= 50
    assert all(f"content/posts/post-{n}.md: " in whole for n in range(posts))
    assert f"{posts} post" in page


def test_an_address_that_another_text_has_is_kept_for_it(tmp_path, capsys):
    source = post(tmp_path, "Some other words of hers, from long ago.", link="/post/here-already")
    bring(source, WRITE="yes")
    assert "A text of hers." in Path("content/posts/here-already.md").read_text()
    assert "\nSlug: here-already-2\n" in written()["here-already-2.md"]
    assert "Another text has this address" in written()["here-already-2.md"]


# Addresses and links


@pytest.mark.parametrize(
    ("old", "slug", "aliases"),
    [
        ("https://www.example.com/post/a-good-ending", "a-good-ending", None),
        ("https://www.example.com/2018/05/an-ending/", "an-ending", "/2018/05/an-ending/"),
        ("/post/An_Ending.html", "an_ending", "/post/An_Ending.html"),
        ("/post/d%C3%A9j%C3%A0-vu", "deja-vu", "/post/déjà-vu/"),
        ("https://www.example.com/?p=12", "a-post", None),
    ],
)
def test_an_old_address_is_kept_as_slug_or_alias(old, slug, aliases, tmp_path):
    bring(post(tmp_path, "Words.", link=old), WRITE="yes")
    (text,) = written().values()
    assert f"\nSlug: {slug}\n" in text
    assert re.findall("^Aliases: (.*)$", text, re.MULTILINE) == ([aliases] if aliases else [])


def test_all_addresses_that_wordpress_remembers_are_kept(tmp_path):
    source = post(tmp_path, "Words.", link="https://www.example.com/2018/05/an-ending/")
    meta = """<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key>
        <wp:meta_value>{}</wp:meta_value></wp:postmeta>"""
    old = "".join(map(meta.format, ("endings", "the-end")))
    source.write_text(source.read_text().replace("<wp:post_type>", f"{old}<wp:post_type>"))
    bring(source, WRITE="yes")
    (text,) = written().values()
    assert "\nAliases: /2018/05/an-ending/, /2018/05/endings/, /2018/05/the-end/\n" in text


def test_a_line_that_begins_with_an_arrow_leaves_the_paragraphs_above_it(tmp_path):
    text = body_of(
        tmp_path, 'One.\n\nTwo.\n\n> three\n\n<a\nhref="https://example.com/"\n>four</a>'
    )
    assert text == "One.\n\nTwo.\n\n\\> three\n\n[four](https://example.com/)"


def test_what_was_private_is_asked_about_and_what_was_in_the_trash_counted(tmp_path, capsys):
    source = post(tmp_path, "Words.")
    private = source.read_text().replace(">publish<", ">private<")
    item = private[private.index("<item>") : private.index("</channel>")]
    trash = item.replace(">private<", ">trash<")
    source.write_text(private.replace("</channel>", f"{trash}</channel>"))
    bring(source, WRITE="yes")
    (text,) = written().values()
    assert "This was private on the old blog" in text
    assert "posts in the trash (1)" in capsys.readouterr().out


def test_an_old_address_that_cannot_be_one_here_is_told(tmp_path):
    bring(post(tmp_path, "Words.", link="https://www.example.com/post/a, b"), WRITE="yes")
    (text,) = written().values()
    assert "\nAliases" not in text
    assert "Links to the old address will be broken" in text
    assert text.count("https://www.example.com/post/a,%20b") == 1


@pytest.mark.brief(4)
@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("second.html", "{filename}second.md"),
        ("https://blog.example.com/2018/05/06/second/", "{filename}second.md"),
        ("/2018/05/06/second", "{filename}second.md"),
        ("https://blog.example.com/?p=2", "{filename}second.md"),
        ("https://blog.example.com/?p=99", None),
        ("https://elsewhere.example.org/?p=2", None),
        ("https://elsewhere.example.org/2018/05/06/second/", None),
        ("www.example.org", "https://www.example.org"),
        ("mailto:x@example.org", None),
    ],
)
def test_links_between_posts_lead_to_their_files(typed, becomes, export, tmp_path):
    folder = export("wordpress")
    path = next(folder.glob("*.xml"))
    path.write_text(
        path.read_text().replace('https://blog.example.com/2018/05/06/second/">', f'{typed}">')
    )
    bring(folder, WRITE="yes")
    assert f"[the second]({becomes or typed})" in written()["first.md"]


@pytest.mark.parametrize(
    "href",
    [
        "http://[your address]/",
        "http://a[1].example/",
        "javascript:alert(1)",
        "#a-heading",
        "",
        "data:text/html,x",
    ],
)
def test_a_link_that_leads_nowhere_leaves_its_words(href, tmp_path):
    assert body_of(tmp_path, f'<p>See <a href="{href}">this</a>.</p>') == "See this."


def two(tmp_path, first: str, second: str) -> tuple[str, str]:
    """The Markdown that two posts become, /post/p1/ and /post/p2/."""
    items = (ITEM.format(n, html) for n, html in ((1, first), (2, second)))
    bring(article(tmp_path, f"{FEED}{''.join(items)}</channel></rss>", "two.xml"), WRITE="yes")
    return tuple(written()[f"p{n}.md"].partition("\n\n")[2].strip() for n in (1, 2))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2 id='a.part'>A part</h2>", "## A part {#a.part}"),
        ("<h2>A <b>part</b><a name='a.part'></a></h2>", "## A part {#a.part}"),
        ("<p id=a.part># is a sign</p>", '<a id="a.part"></a># is a sign'),
        ("<ul><li id='a.part'>one</li></ul>", '- <a id="a.part"></a>one'),
        ("<p>A <span id='a.part'>word</span></p>", 'A <a id="a.part"></a>word'),
        ("<div id='a.part'><p>Words</p></div>", '<a id="a.part"></a>\n\nWords'),
    ],
)
def test_a_link_to_a_part_of_a_post_leads_there(html, markdown, tmp_path, capsys):
    links = "<a href='#a.part'>See</a> <a href='#top'>up</a><p id='unasked'>there</p>"
    others = "<a href='/post/p1#a.part'>See</a> <a href='/post/p1/#gone'>the other</a>"
    first, second = two(tmp_path, f"<p>{links}</p>{html}", f"<p>{others}</p>")
    assert first == f"[See](#a.part) up\n\nthere\n\n{markdown}"
    assert second == "[See]({filename}p1.md#a.part) [the other]({filename}p1.md)"
    said = capsys.readouterr().out
    assert "a.part" not in said
    assert "missing" not in said


def test_what_links_lead_to_in_a_post_that_came_before_is_known(tmp_path):
    first, _ = two(tmp_path, "<p><a href='#part'>See</a></p><h2 id='part'>A part</h2>", "Words.")
    Path("content/posts/p2.md").unlink()
    link = "<a href='/post/p1/#part'>See</a> <a href='/post/p1/#gone'>it</a>"
    assert two(tmp_path, "Words.", f"<p>{link}</p>") == (
        first,
        "[See]({filename}p1.md#part) [it]({filename}p1.md)",
    )


def test_the_name_of_a_heading_in_markdown_is_kept(tmp_path):
    text = "---\ntitle: T\ndate: 2020-01-01\n---\n[a](#own)\n\n## It {#own}\n"
    bring(article(tmp_path, text, "t.md"), WRITE="yes")
    assert written()["t.md"].endswith("\n[a](#own)\n\n## It {#own}\n")


def test_a_link_within_wixs_tree_leads_to_its_node(tmp_path):
    words = {"type": "TEXT", "id": "", "textData": {"text": "See"}}
    see = {"type": "LINK", "linkData": {"link": {"anchor": "ab1"}}}
    link = words | {"textData": {"text": "See", "decorations": [see]}}
    paragraph = {"type": "PARAGRAPH", "id": "ab0", "nodes": [link]}
    heading = {"type": "HEADING", "id": "ab1", "nodes": [words], "headingData": {"level": 2}}
    tree = json.dumps({"nodes": [paragraph, heading]}).replace('"', '""')
    table = f'Title,Slug,Published Date,Rich Content\nA,a,2020-01-01,"{tree}"\n'
    bring(article(tmp_path, table, "Posts.csv"), WRITE="yes")
    assert written()["a.md"].endswith("\n[See](#viewer-ab1)\n\n## See {#viewer-ab1}\n")


# Pictures


@pytest.mark.parametrize(
    ("src", "name"),
    {
        "data:image/svg+xml;base64,PHN2Zy8+": "picture-acb9fb49.svg",
        "data:image/svg+xml;utf8,<svg/>": "picture-acb9fb49.svg",
        "data:image/png;base64,AAAA": "picture-ff41d912.png",
    }.items(),
)
def test_a_picture_that_is_in_its_own_address_becomes_a_file(src, name, tmp_path):
    export = Export(tmp_path / "none", tmp_path)
    assert export.at(src) == f"{{static}}../images/{name}"
    assert name in export.coming


def test_a_picture_whose_own_address_is_broken_is_named(tmp_path):
    export = Export(tmp_path / "none", tmp_path)
    export.at("data:image/png;base64,AAA")
    assert not export.coming
    assert list(export.missing.values()) == ["data:image/png;base64,AAA"]


def test_the_original_comes_not_its_thumbnail(export):
    source = export("wordpress")
    bring(source, WRITE="yes")
    original = (source / "uploads/2018/05/chairs.jpg").read_bytes()
    assert everything()["images/chairs.jpg"] == original


def test_a_photo_comes_upright_in_its_colours_and_without_what_the_camera_wrote(tmp_path):
    exif, colours = Image.Exif(), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif[0x0110], exif[0x0112] = "Camera 1", 6  # it was held upright
    exif.get_ifd(0x8825)[1] = "N"
    photo = tmp_path / "export/uploads/2018/05/door.jpg"
    photo.parent.mkdir(parents=True)
    Image.new("RGB", (90, 60), "teal").save(photo, exif=exif, icc_profile=colours)
    item = ITEM.format(2018, "<img src='/w/uploads/2018/05/door.jpg'>")
    article(tmp_path / "export", f"{FEED}{item}</channel></rss>", "all.xml")
    for _ in range(2):  # the second time, it is known
        bring(tmp_path / "export", WRITE="yes")
        assert [name for name in everything() if "door" in name] == ["images/door.jpg"]
    made = everything()["images/door.jpg"]
    assert b"Camera 1" not in made
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, dict(image.getexif())) == ((60, 90), {})
        assert image.info["icc_profile"] == colours


def test_of_two_pictures_of_one_name_each_post_gets_its_own(tmp_path):
    for year in ("2018", "2019"):
        (tmp_path / "export/uploads" / year / "05").mkdir(parents=True)
        (tmp_path / "export/uploads" / year / "05/chair.png").write_bytes(year.encode())
    items = (ITEM.format(n, f"<img src='/w/uploads/{n}/05/chair.png'>") for n in (2018, 2019))
    article(tmp_path / "export", f"{FEED}{''.join(items)}</channel></rss>", "all.xml")
    bring(tmp_path / "export", WRITE="yes")
    assert everything()["images/chair.png"] == b"2018"
    assert everything()["images/chair-2.png"] == b"2019"
    assert "../images/chair-2.png" in written()["p2019.md"]


def test_pictures_may_lie_beside_the_export(export):
    source = export("wordpress")
    (source / "uploads").rename(source / "media")
    bring(next(source.glob("*.xml")), WRITE="yes")
    assert "images/chairs.jpg" in everything()


def test_a_picture_of_hers_is_not_written_over(export):
    Path("content/images").mkdir()
    Path("content/images/chairs.jpg").write_bytes(b"another")
    bring(export("wordpress"), WRITE="yes")
    assert everything()["images/chairs.jpg"] == b"another"
    assert "../images/chairs-2.jpg" in written()["first.md"]


def test_a_missing_alt_is_asked_for_on_its_line_and_never_invented(export, capsys):
    bring(export("wix-page"), WRITE="yes")
    lines = written()["a-first-hour.md"].split("\n")
    line = next(n for n, line in enumerate(lines, 1) if line.startswith("!["))
    assert lines[line - 1].startswith("![](")
    assert f"a-first-hour.md:{line}: this picture needs words" in capsys.readouterr().out


def test_pictures_at_the_old_host_are_listed_with_their_addresses(export, capsys):
    bring(export("wix-feed"))
    said = capsys.readouterr().out
    assert "https://static.wixstatic.com/media/ab12cd_0201~mv2.png" in said
    assert "PICTURES=yes" in said


@pytest.fixture
def old_host(tmp_path):
    """The address of a host that has one picture, and something that only says it is one."""
    with host() as here:
        here.folder = tmp_path / "nowhere"
        here.answers |= {"/lamp.png": (200, LAMP), "/fake.png": (200, b"<p>Not here")}
        yield here.url


def test_pictures_are_fetched_only_when_asked_and_each_is_told(old_host, tmp_path, capsys):
    source = post(tmp_path, f'<img src="{old_host}/lamp-300x200.png?w=9"> words of a post here')
    bring(source, WRITE="yes")
    assert not Path("content/images").exists()
    text = written()["a-post.md"]
    bring(source, WRITE="yes", PICTURES="yes")
    assert everything()["images/lamp.png"] == LAMP
    assert f"Fetched: {old_host}/lamp.png" in capsys.readouterr().out
    assert written()["a-post.md"] == text


@pytest.mark.parametrize("name", ["fake.png", "gone.png"])
def test_what_is_no_picture_is_not_fetched(name, old_host, tmp_path, capsys):
    source = post(tmp_path, f'<img src="{old_host}/{name}">')
    assert bring(source, WRITE="yes", PICTURES="yes") == 1
    said = capsys.readouterr().out
    assert said.startswith("Could not come, while the others can:")
    assert f"  {old_host}/{name} cannot be opened" in said
    assert not Path("content/images").exists()


@pytest.mark.parametrize("src", ["file:///etc/hostname", "/etc/hostname", "../../etc/hostname"])
def test_a_file_of_this_computer_is_never_taken_for_a_picture(src, tmp_path):
    bring(post(tmp_path, f'<img src="{src}">'), WRITE="yes", PICTURES="yes")
    assert not Path("content/images").exists()


# What cannot come


@pytest.mark.parametrize(
    ("html", "comment"),
    [
        (
            '<p>a</p><iframe src="https://v.example.com/1"></iframe>',
            "something of another website: https://v.example.com/1",
        ),
        (
            '<p>a</p><iframe width="9" src="https://www.youtube.com/embed/x"></iframe>',
            "a video: https://www.youtube.com/embed/x",
        ),
        ("<p>a</p><video><source src='/talk.mp4'></video>", "a video: /talk.mp4"),
        ("<p>a</p><audio src='/talk.mp3'></audio>", "a recording: /talk.mp3"),
        ("<p>a</p><form action='/x'><input name='q'></form>", "a form -->"),
        (
            "<p>a</p><object><param name='x' value='y'></param><embed src='/x.swf'></object>",
            "something of another website: /x.swf",
        ),
        ("a\n\n[gallery ids='1,2']", "[gallery ids='1,2']"),
        ("a\n\n[contact-form to='pat@example.com']", "a contact form"),
        (
            "a\n\n[contact-form to='pat@example.com'][contact-field /][/contact-form]",
            "a contact form",
        ),
    ],
)
def test_what_cannot_come_is_a_comment_on_its_line(html, comment, tmp_path, capsys):
    body = body_of(tmp_path, html)
    assert re.fullmatch(r"a\n\n<!-- Here stood .* -->", body)
    assert comment in body
    assert re.search(r"a-post\.md:\d+: the comment \"Here stood", capsys.readouterr().out)


# Markdown


MARKDOWN = [
    (
        "<p>5 * 3 * 2, a_b, _c_, `d`, [e](f) \\g</p>",
        r"5 \* 3 \* 2, a_b, \_c\_, \`d\`, \[e\](f) \\g",
    ),
    (
        "<p># one</p><p>- two</p><p>3. three</p><p>> four</p>",
        "\\# one\n\n\\- two\n\n3\\. three\n\n\\> four",
    ),
    ("<p>in 2019.</p><p>-5 degrees - cold</p>", "in 2019.\n\n-5 degrees - cold"),
    ("<p>a &lt; b &amp; c &amp;amp; d</p>", "a &lt; b & c &amp;amp; d"),
    ("<p>a&nbsp;b</p>", "a b"),
    ("<p>the<a href='https://example.org/'>&nbsp;</a>end</p>", "the end"),
    ("<p>&amp;#169 is a sign</p>", "&amp;#169 is a sign"),
    ("<h2><img src='/a.png' alt='A'></h2>", "![A]({static}../images/a.png)"),
    ("<p><span style='font-weight: 700'>a</span> b</p>", "**a** b"),
    ("<p>one<br>two</p>", "one  \ntwo"),
    ("<p>one<br><br>two</p>", "one\n\ntwo"),
    ("<p><b>a </b><b>b</b>c</p>", "<strong>a b</strong>c"),
    ("<p><b>a<br></b>b</p>", "**a**  \nb"),
    ("<p><b>a:</b> b <b>c:</b>d</p>", "**a:** b <strong>c:</strong>d"),
    ("<p>a<b>&nbsp;</b>b</p>", "a b"),
    ("<p>==a== and ~~b~~</p>", r"\==a\== and \~~b\~~"),
    ("<p><em><strong>A</strong>: b</em> c</p>", "***A**: b* c"),
    ("<p><em><strong>A</strong>: </em>b</p>", "***A**:* b"),
    ("<div>loose<p>tight</p>loose again</div>", "loose\n\ntight\n\nloose again"),
    ("<h1>a</h1><h4>b</h4><h1>c</h1><h2></h2>", "## a\n\n### b\n\n## c"),
    ("<h2><b>a</b></h2>", "## a"),
    ("<ul><li>a<ol start=3><li>b</li></ol></li></ul>", "- a\n  3. b"),
    ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n- c"),
    ("<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b"),
    ("<p class=MsoQuote>a</p><p class='MsoIntenseQuote'>b</p><p>c</p>", "> a\n\n> b\n\nc"),
    ("<p>H<sub>2</sub>O <del>gone</del></p>", "H<sub>2</sub>O <del>gone</del>"),
    ("<pre><code># no *sign*</code></pre>", "```\n# no *sign*\n```"),
    ("<script>x</script><style>y</style><p>a<!-- b --></p>", "a"),
    (
        "<ul class='lst-a-0'><li>a</li></ul><ul class=\"lst-a-1 start\"><li>b</li></ul>",
        "- a\n  - b",
    ),
    ("<ul><li>a<li>b<ol><li>c<LI>d</ol><li>e</ul>f", "- a\n- b\n  1. c\n  2. d\n- e\n\nf"),
    ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\n:   b\n\nc\n:   d"),
    ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |"),
    (
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
        "| a b c |\n| --- |",
    ),
    (
        "<table><tr><th colspan=2>a<th>b<tr><td>c<td>d<td>e</table>",
        "| a | | b |\n| --- | --- | --- |\n| c | d | e |",
    ),
    (
        "<table><tr><th>a<tr><td colspan=2>b<td colspan=x>c</table>",
        "| a |  |  |\n| --- | --- | --- |\n| b | | c |",
    ),
]


@pytest.fixture(scope="module")
def bodies(tmp_path_factory):
    """Of each of MARKDOWN its post's Markdown, and how many words of how many came; in one run."""
    folder = tmp_path_factory.mktemp("bodies")
    start(folder)
    items = (ITEM.format(n, f"<!-- wp:html -->{html}") for n, (html, _) in enumerate(MARKDOWN))
    source = article(folder, f"{FEED}{''.join(items)}</channel></rss>", "all.xml")
    with chdir(folder):
        bring(source, WRITE="yes")
        report = Path(".build/import.txt").read_text()
        texts = [Path(f"content/posts/p{n}.md").read_text() for n in range(len(MARKDOWN))]
    counted = (re.search(rf"/p{n}\.md: (\d+) of (\d+)", report).groups() for n in range(len(texts)))
    return [
        (text.partition("\n\n")[2][:-1], *count) for text, count in zip(texts, counted, strict=True)
    ]


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<h2>Grief {part two}</h2><p>x</p>", "## Grief \\{part two}\n\nx"),
        ("<h2>a {onclick=alert(1)}</h2><p>x</p>", "## a \\{onclick=alert(1)}\n\nx"),
        ("<p><em>One</em>{two three} four</p>", "*One*\\{two three} four"),
        ("<h2>In C#</h2><p>x</p>", "## In C\\#\n\nx"),
        ("<p>One {two} three.</p>", "One {two} three."),
    ],
)
def test_words_in_braces_say_nothing_of_the_heading_before_them(html, becomes):
    assert body.markdown(html) == becomes


@pytest.mark.parametrize("number", range(len(MARKDOWN)))
def test_html_becomes_markdown_that_says_the_same(number, bodies):
    body, kept, all_of_them = bodies[number]
    assert body == MARKDOWN[number][1]
    assert kept == all_of_them


def test_a_missing_word_is_named_and_marked(tmp_path, capsys, monkeypatch):
    source = post(tmp_path, "<p>a<table><tr><td>kept</td></tr></table></p>")
    monkeypatch.setattr("blog.importing.drafts.markdown", lambda *_: "kept")
    bring(source, WRITE="yes")
    assert "1 of 2 words" in capsys.readouterr().out
    assert "These words of the old post are missing: a" in written()["a-post.md"]


def test_a_bare_ampersand_in_an_export_is_one(tmp_path):
    """As Squarespace and Ghost have written them, though XML knows none."""
    bring(post(tmp_path, "<p>a&nbsp;b &amp; c</p>", title="Rest & more&mdash;today"), WRITE="yes")
    text = written()["a-post.md"]
    assert text.startswith("Title: Rest & more—today\n")
    assert text.endswith("\n\na b & c\n")


def test_a_tag_may_go_over_several_lines(tmp_path):
    """As those of Squarespace's pictures do, in a text whose lines are paragraphs."""
    image = '<p>a</p>\n<img class="x"\n data-src="/b.png"\n\n alt="B"\n>\nc\nd'
    assert body_of(tmp_path, image) == "a\n\n![B]({static}../images/b.png) c  \nd"


def test_footnotes_of_wordpress_stand_below_the_text(tmp_path):
    note = '<p>So<sup data-fn="a-1" class="fn"><a href="#a-1" id="a-1-link">1</a></sup>.</p>'
    meta = """<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[[{"id":
        "a-1", "content": "Or <em>so<\\/em>."}]]]></wp:meta_value></wp:postmeta><wp:post_type>"""
    source = post(tmp_path, note)
    source.write_text(source.read_text().replace("<wp:post_type>", meta))
    bring(source, WRITE="yes")
    assert written()["a-post.md"].endswith("\n\nSo[^1].\n\n[^1]: Or *so*.\n")


def test_footnotes_of_markdown_stay(tmp_path):
    text = (
        "---\ntitle: T\n---\nSo[^1] and[^other].\n\n[^1]: Or so.\n[^other]: https://example.org/\n"
    )
    bring(article(tmp_path, text, "t.md"), WRITE="yes")
    notes = "So[^1] and[^other].\n\n[^1]: Or so.\n\n[^other]: https://example.org/\n"
    assert written()["t.md"].endswith(f"\n\n{notes}")


# The header


@pytest.mark.parametrize("end", ["\n", "&#10;", "%0A", "&amp;#10;"])
def test_no_line_of_a_header_comes_from_elsewhere(end, tmp_path):
    said = f"a{end}Status: published"
    source = post(tmp_path, "Words.", title=said, link=f"/{said}/")
    more = f"<category>{said}</category><excerpt:encoded>{said}</excerpt:encoded><wp:post_type>"
    space = '<rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    export = source.read_text().replace("<wp:post_type>", more).replace("<rss ", space)
    source.write_text(export)
    bring(source, WRITE="yes")
    (text,) = written().values()
    assert "\nStatus: published" not in text
    assert "\nStatus: draft\n" in text


def test_what_a_title_cannot_have_is_told(tmp_path):
    bring(post(tmp_path, "<p>So.</p>", title="On waiting &amp; &lt;hoping&gt;"), WRITE="yes")
    text = written()["a-post.md"]
    assert text.startswith("Title: On waiting &\n")
    assert "left out: On waiting & <hoping>\n" in text


def test_a_tag_is_no_category_where_there_is_none(tmp_path):
    """As in Squarespace's exports."""
    source = post(tmp_path, "Words.")
    tag = '<category domain="post_tag">chairs</category><wp:post_type>'
    source.write_text(source.read_text().replace("<wp:post_type>", tag))
    bring(source, WRITE="yes")
    assert "\nTags: chairs\n" in written()["a-post.md"]
    assert "Category" not in written()["a-post.md"]


def test_a_tag_that_would_be_taken_for_two_is_written_so_that_it_is_one(tmp_path):
    source = post(tmp_path, "Words.")
    tag = '<category domain="post_tag">rest / sleep</category><wp:post_type>'
    source.write_text(source.read_text().replace("<wp:post_type>", tag))
    bring(source, WRITE="yes")
    assert "\nTags: rest/sleep\n" in written()["a-post.md"]


def test_a_summary_that_only_repeats_the_beginning_is_left_out(tmp_path):
    feed = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>
        <title>T</title><link>/post/t</link><pubDate>Mon, 09 Sep 2019 17:41:21 GMT</pubDate>
        <description>One two three four five six...</description>
        <content:encoded>&lt;p>One two three four five six seven.&lt;/p></content:encoded>
        </item></channel></rss>"""
    bring(article(tmp_path, feed, "blog-feed.xml"), WRITE="yes")
    assert "Summary" not in written()["t.md"]


def test_a_picture_at_the_top_makes_no_summary_of_the_beginning(tmp_path):
    text = "---\ntitle: T\nimage: /a.png\nsummary: One two three four five six...\n---\n\n"
    bring(article(tmp_path, f"{text}One two three four five six seven.\n", "t.md"), WRITE="yes")
    assert "Summary" not in written()["t.md"]
    assert "\n\n![]({static}../images/a.png)\n\nOne two" in written()["t.md"]


def test_a_header_with_tabs_in_it_is_read(tmp_path):
    """As Jekyll takes it, and YAML by itself does not."""
    text = "---\ntitle:\tA title\ndate: 2017-07-01\ntags: \t\n---\n\nSome words.\n"
    bring(article(tmp_path, text, "a-title.md"), WRITE="yes")
    assert "\nDate: 2017-07-01\n" in written()["a-title.md"]


@pytest.mark.parametrize(
    "header",
    [
        "---\ntitle: A title\n---",
        "---\ntitle: A title\ndate: 2020-02-30\n---",
        "---\ntitle: A title\ndate: 2020-13-01 10:00:00 +0100\n---",
        "+++\ntitle = 'A title'\ndate = 2020-02-30T10:00:00Z\n+++",
    ],
)
def test_a_post_without_a_date_that_there_is_asks_for_it(tmp_path, header):
    text = f"{header}\n\nSome words, and some more.\n"
    bring(article(tmp_path, text, "a-title.md"), WRITE="yes")
    assert "The old post had no date that can be read" in written()["a-title.md"]


@pytest.mark.parametrize("day", ["2017-07-01", "2017-07-01 10:00:00 +0100", "2017-07-01T10:00:00Z"])
def test_what_a_header_leaves_open_is_left_out_and_its_day_is_read(tmp_path, day):
    header = f"title: A title\ndate: {day}\ndescription: null\ncategory: ~\ntags:\n"
    bring(article(tmp_path, f"---\n{header}---\n\nSome words.\n", "a-title.md"), WRITE="yes")
    assert "\nDate: 2017-07-01\nSlug: a-title\nImported: " in written()["a-title.md"]


# What cannot be read


@pytest.mark.parametrize("name", ["blog.pdf", "blog.rtf", "blog.pages", "empty.txt", "data.csv"])
def test_an_unknown_file_gets_a_list_of_what_can_be_read(name, tmp_path, capsys):
    (tmp_path / name).write_text("" if name == "empty.txt" else "a,b\n1,2\n")
    assert bring(tmp_path / name, WRITE="yes") == 2
    said = capsys.readouterr().err
    assert said.startswith("Nothing was imported: ")
    assert all(word in said for word in ("Wix", "WordPress", "Word", "Substack", "Markdown"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.pdf", "no post in {} can be read: a PDF does not say what is a heading; open it"),
        ("IMG_1.JPG", "{} is a picture, and no post; put it into a text with the button Picture"),
        ("old.doc", "no post in {} can be read; open it in Word or Pages, and save it as .docx"),
        ("nowhere", "there is no {} on this computer; so type: make import FROM=export.csv"),
        ("folder", "there is no file in {}"),
    ],
)
def test_what_cannot_come_is_told_as_what_it_is(name, told, tmp_path, capsys):
    source = tmp_path / name
    if "." in name:
        source.write_bytes(b"%PDF")
    if name == "folder":
        source.mkdir()
    assert bring(source) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"Nothing was imported: {told.format(source)}")
    assert "**" not in said


def test_what_is_on_the_web_is_to_be_exported_first(capsys):
    assert bring("https://www.example.com/blog") == 2
    said = capsys.readouterr().err
    begins = "Nothing was imported: https://www.example.com/blog is on the web; export your posts"
    assert said.startswith(begins)


def test_yes_is_yes_in_any_case(tmp_path):
    bring(post(tmp_path, "Words."), WRITE="Yes")
    assert "a-post.md" in written()


@pytest.mark.parametrize("name", ["page.html", "ghost.json", "medium.zip"])
def test_what_another_site_exports_is_told_with_what_to_do_instead(name, tmp_path, capsys):
    source = article(tmp_path, "<article><h1>A walk</h1><p>Words.</p></article>", name)
    if name == "medium.zip":
        pack(source, {"posts/2020-01-01_A-walk.html": "<section class='e-content'>Words</section>"})
    assert bring(source) == 2
    said = capsys.readouterr().err.partition("\n")[0]
    assert said.startswith(f"Nothing was imported: no post in {source} can be read: of web pages")
    assert "only those of Wix, Google Docs and Substack" in said
    assert "Medium and Ghost" in said
    assert said.endswith("paste it into a new post at the desk (make desk).")


def test_a_table_of_something_else_is_told_which_columns_are_sought(tmp_path, capsys):
    assert bring(article(tmp_path, "Name,Paid\nA,1\n", "accounts.csv")) == 2
    said = capsys.readouterr().err.partition("\n")[0]
    assert "accounts.csv" in said
    assert "columns: Title, Slug, Published Date, Rich Content" in said


def test_without_a_file_it_says_how(capsys):
    assert bring("") == 2
    assert "make import FROM=" in capsys.readouterr().err


def test_a_text_file_beside_an_export_is_not_taken_for_a_post(export, capsys):
    folder = export("wix-csv").parent
    (folder / "notes.txt").write_text("Mine\n\nNot for anybody.")
    pack(folder.with_name("all.zip"), everything(folder))
    bring(folder.with_name("all.zip"), WRITE="yes")
    assert "mine.md" not in written()
    assert "own:\n  notes.txt\n" in capsys.readouterr().out


# A pasted text

META = """\
A title, and a few words more

{}
A first paragraph that is long enough to be one, with two sentences in it. Here is the second.
"""


@pytest.mark.parametrize(
    ("lines", "date", "modified", "asked"),
    [
        ("- Pat Example\n- Jun 9\n- 3 min read\nUpdated: Jun 12", "2026-06-09", "2026-06-12", True),
        ("Dec 24\n2 min read", "2025-12-24", None, True),
        ("Pat Example\nDec 30\nUpdated: Jan 2", "2025-12-30", "2026-01-02", True),
        ("9 June 2021\n2 min read", "2021-06-09", None, False),
        ("Jun 9, 2021\nUpdated: Feb 1, 2022", "2021-06-09", "2022-02-01", False),
    ],
)
def test_the_day_without_a_year_is_the_last_and_is_asked(
    lines, date, modified, asked, tmp_path, monkeypatch
):
    class Day(datetime.date):
        @classmethod
        def today(cls):
            return cls(2026, 11, 24)

    monkeypatch.setattr("blog.importing.date", Day)
    bring(article(tmp_path, META.format(lines)), WRITE="yes")
    (text,) = written().values()
    assert f"\nDate: {date}\n" in text
    assert (f"\nModified: {modified}\n" in text) == bool(modified)
    assert ("had no year" in text) == asked
    assert not [line for line in lines.split("\n") if f"\n{line}\n" in text.partition("-->")[2]]


LONG = (
    "A line that nobody would take for a heading or for an item of a list, as it goes on and on. "
    "Then it goes on."
)


@pytest.mark.brief(4)
@pytest.mark.parametrize(
    ("lines", "markdown"),
    [
        (
            ["They bring:", "Time: an hour.", "Room: two chairs."],
            "They bring:\n\n- Time: an hour.\n- Room: two chairs.",
        ),
        (["Try this:", "Sit down.", "Breathe."], "Try this:\n\n- Sit down.\n- Breathe."),
        (["• one", "• two"], "- one\n- two"),
        (["3. three", "4. four"], "3. three\n4. four"),
        (["A short line", LONG], f"## A short line\n\n{LONG}"),
        (["A short line.", LONG], f"A short line.\n\n{LONG}"),
        (["— a short line", LONG], f"— a short line\n\n{LONG}"),
        (["A short line", "Another"], "A short line\n\nAnother"),
        (["Note: only one."], "Note: only one."),
        (["# 1 *is* [a] sign_"], r"\# 1 \*is\* \[a\] sign\_"),
    ],
)
def test_lines_are_taken_for_what_they_look_like(lines, markdown, tmp_path):
    bring(article(tmp_path, "\n".join(["A title", LONG, *lines])), WRITE="yes")
    body = written()["a-title.md"].partition(f"{LONG}\n\n")[2]
    assert body.rstrip("\n") == markdown


@pytest.mark.parametrize(
    ("line", "title"), [("# A quiet room", "A quiet room"), ("#1 of two", "#1 of two")]
)
def test_the_sign_of_a_heading_is_no_part_of_the_title(line, title, tmp_path):
    bring(article(tmp_path, f"{line}\n\n{LONG}"), WRITE="yes")
    (said,) = written().values()
    assert f"Title: {title}\n" in said


def test_a_paragraph_is_no_title_but_its_first_words_are(tmp_path):
    first = "My father used to say that a kitchen is never quiet, and that is true. " * 3
    bring(article(tmp_path, f"{first.rstrip()}\n\n{LONG}"), WRITE="yes")
    said = written()["my-father-used-to-say-that-a-kitchen.md"]
    assert "Title: My father used to say that a kitchen\n" in said
    assert f"\n\n{first.rstrip()}\n\n{LONG}\n" in said


def test_what_was_guessed_stands_in_one_note_at_the_top(export, capsys):
    bring(export("pasted"), WRITE="yes")
    (text,) = written().values()
    note = text.partition("<!-- ")[2].partition("-->")[0]
    assert text.count("<!--") == 1
    said = capsys.readouterr().out
    for guess in ("had no year", "Is this a list", "were taken for headings"):
        assert guess in note
        assert guess in said
