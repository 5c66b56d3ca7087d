"""Exports that could do harm: a clear sentence, and nothing written."""

import zipfile

import pytest
from blog.importing.body import markdown
from blog.importing.export import LIMITS
from exports import bring, everything, pack, start

WXR = """<rss xmlns:wp="http://wordpress.org/export/1.2/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{}</channel></rss>"""
ITEM = """<item><title>T</title><link>/t/</link><wp:post_type>post</wp:post_type>
    <content:encoded><![CDATA[{}]]></content:encoded></item>"""
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha">]>'
CSV = "Title,Slug,Rich Content,Plain Content\n"


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


TEXTS = {
    "entities.xml": (f"<!-- <rss -->{DOCTYPE}<rss>&a;</rss>", "entities"),
    "wide.xml": (f"{DOCTYPE}<rss>&a;</rss>".encode("utf-16"), "is not in UTF-8"),
    "crowd.xml": (WXR.format("<a/>" * 1_000_001), "a million tags"),
    "deep.xml": (WXR.format(ITEM.format("<div>" * 10_000)), "deeper in one another"),
    "unclosed.xml": (WXR.format(ITEM.format("<b>" * 10_000)), "deeper in one another"),
    "many.xml": (WXR.format(ITEM.format("<b>x</b>" * 100_000)), "more tags"),
    "cut.xml": (WXR.format(ITEM.format("x"))[:-20], "is not whole"),
    "deep.csv": (f'{CSV}A,a,"{{""nodes"":{"[" * 100_000}",x\n', "more in one another"),
    "other.csv": (f'{CSV}A,a,"{{""nodes"":[{{""a"":1}}]}}",x\n', "not as Wix writes it"),
    "list.csv": (f'{CSV}A,a,"[1, 2]",x\n', "not as Wix writes it"),
    "cell.csv": (f'{CSV}A,a,,"{"word " * 1_500_000}"\n', "not as Wix writes it"),
    "large.txt": ("word " * 4_200_000, "20 can be read"),
    "latin.txt": ("Title\n\ncafé\n".encode("latin-1"), "latin.txt is not in UTF-8"),
    "page.html": (f'<p data-hook="post-description">{"<i>" * 10_000}', "deeper in one another"),
    "code.md": ("---\ntitle: !!python/name:os.system\n---\nx\n", "a header that cannot be read"),
    "deep.md": (f"---\ntitle: {'[' * 2_000}\n---\nx\n", "more in one another"),
    "list.md": ("---\n- a\n---\nx\n", "a header that cannot be read"),
    "none.docx": ("no zip", "cannot be unfolded"),
    "none.zip": ("no zip", "cannot be unfolded"),
}
ZIPS = {
    "up.zip": ({"../../up.md": "x"}, "lead out of it"),
    "windows.zip": ({"..\\up.md": "x"}, "lead out of it"),
    "root.zip": ({"/etc/up.md": "x"}, "lead out of it"),
    "disk.zip": ({"C:/up.md": "x"}, "lead out of it"),
    "nested.zip": ({"a.txt": "x", "b.ZIP": "x"}, "has zips in it"),
    "link.zip": ({link(): "/etc/passwd"}, "lead out of it"),
    "large.zip": ({"a.txt": b"0" * 31_000_000}, "20 can be read"),
    "entities.docx": ({"word/document.xml": f"{DOCTYPE}<a/>"}, "entities"),
    "large.docx": ({"word/document.xml": b"<a>" + b"0" * 31_000_000}, "20 can be read"),
    "other.docx": ({"a.xml": "<a/>"}, "cannot be opened"),
}


@pytest.fixture(autouse=True)
def _project(tmp_path, monkeypatch):
    (tmp_path / "project").mkdir()
    start(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")


def refused(source, capsys) -> str:
    """What is said, once it is sure that nothing was written."""
    before = everything(source.parent)
    assert bring(source, WRITE="yes") == 2
    assert everything(source.parent) == before
    return capsys.readouterr().err


@pytest.mark.brief(5)
@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_could_do_harm_is_refused(name, tmp_path, capsys):
    data, why = TEXTS[name]
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    assert why in refused(tmp_path / name, capsys)


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_that_could_do_harm_is_refused(name, tmp_path, capsys):
    files, why = ZIPS[name]
    assert why in refused(pack(tmp_path / name, files), capsys)


def test_a_zip_that_says_it_is_small_and_is_not_is_refused(tmp_path, capsys):
    """A bomb as such things are made: its sizes are lies."""
    path = pack(tmp_path / "liar.zip", {"a.txt": b"0" * 40_000_000})
    size = (40_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1_000).to_bytes(4, "little")))
    assert "cannot be unfolded" in refused(path, capsys)


@pytest.mark.parametrize("what", ["unfolded", "files"])
def test_what_would_unfold_without_end_is_refused_unopened(what, tmp_path, capsys, monkeypatch):
    files = {f"{n}.txt": "0" * 400 for n in range(3)}
    monkeypatch.setitem(LIMITS, what, 1_000 if what == "unfolded" else 2)
    assert "more than a blog can have" in refused(pack(tmp_path / "bomb.zip", files), capsys)


def test_of_posts_without_end_only_the_first_come(tmp_path, capsys, monkeypatch):
    """Each takes memory, and thousands fit into a small table."""
    monkeypatch.setitem(LIMITS, "posts", 2)
    (tmp_path / "rows.csv").write_text(CSV + "".join(f"{n},{n},,x\n" for n in range(9)))
    assert bring(tmp_path / "rows.csv", WRITE="yes") == 1
    assert "\n  rows.csv has more posts than a blog can have" in capsys.readouterr().out
    assert len(everything()) == 4


@pytest.mark.slow
def test_a_zip_of_too_many_files_is_refused(tmp_path, capsys):
    path = pack(tmp_path / "many.zip", {f"{n}.txt": "" for n in range(20_001)})
    assert "more than a blog can have" in refused(path, capsys)


def test_a_folder_with_a_link_in_it_is_refused(tmp_path, capsys):
    (tmp_path / "export").mkdir()
    (tmp_path / "export/a.txt").symlink_to("/etc/hostname")
    assert "a.txt is a link" in refused(tmp_path / "export", capsys)


def test_a_row_of_a_million_blanks_takes_no_time(tmp_path):
    export = WXR.format(ITEM.format(f"<p>a{' ' * 1_000_000}b</p>"))
    (tmp_path / "blanks.xml").write_text(export)
    assert bring(tmp_path / "blanks.xml", WRITE="yes") == 0
    assert everything()["posts/t.md"].endswith(b"\na b\n")


@pytest.mark.brief
@pytest.mark.timeout(20)
@pytest.mark.parametrize("open_", ["[caption ", "[contact-form ", "[gallery "])
def test_shortcodes_that_never_close_take_no_time(open_, tmp_path):
    (tmp_path / "open.xml").write_text(WXR.format(ITEM.format(f"<p>a {open_ * 20_000}")))
    bring(tmp_path / "open.xml")


@pytest.mark.brief(2)
@pytest.mark.timeout(20)
@pytest.mark.parametrize("number", [9_000, 20_000])
@pytest.mark.parametrize("open_", ["<img ", "<img src='a' ", '<img src="a ', "<a href='", '<a b="'])
def test_tags_that_never_close_take_no_time(open_, number, tmp_path):
    (tmp_path / "open.xml").write_text(WXR.format(ITEM.format(f"<p>a {open_ * number}")))
    bring(tmp_path / "open.xml")


@pytest.mark.parametrize("number", [1, 300])
def test_a_bracket_that_is_no_tag_stays_as_a_word(number):
    said = markdown(f"<p>before {'<img ' * number}</p><p>after</p>", "it")
    assert said == f"before{' &lt;img' * number}\n\nafter"


@pytest.mark.slow
@pytest.mark.timeout(20)
def test_a_paragraph_that_the_site_would_take_minutes_for_comes_to_be_parted(tmp_path, capsys):
    (tmp_path / "stars.md").write_text(f"---\ntitle: x\ndate: 2020-01-01\n---\n{'*a ' * 50_000}\n")
    assert bring(tmp_path / "stars.md", WRITE="yes") == 0
    said = capsys.readouterr().out
    assert "stars.md: 50000 of 50000 words" in said
    assert "stars.md:7: this paragraph is too long, with 200,000 characters; part it" in said


@pytest.mark.timeout(20)
def test_bold_words_without_end_are_refused(tmp_path, capsys):
    body = f'<section data-hook="post-description">{"<b>x</b>" * 74_000}</section>'
    (tmp_path / "bold.html").write_text(body)
    assert "more tags" in refused(tmp_path / "bold.html", capsys)


@pytest.mark.slow
def test_a_long_honest_post_comes_over(tmp_path):
    """20,000 words, in paragraphs of 100, with what people put in them."""
    words = "It is *hard* to [say](https://www.example.com) **this**, and so on, for a while. "
    text = "\n\n".join([words * 7] * 200)
    (tmp_path / "long.md").write_text(f"---\ntitle: Long\n---\n\n{text}\n")
    assert bring(tmp_path / "long.md", WRITE="yes") == 0
    assert everything()["posts/long.md"].decode().count("**this**") == 1400


@pytest.mark.parametrize("broken", ["readers.soup", "drafts.markdown"])
def test_a_fault_of_the_program_is_told_as_one(broken, tmp_path, capsys, monkeypatch):
    def fails(*_):
        raise TypeError("nobody thought of this")

    monkeypatch.setattr(f"blog.importing.{broken}", fails)
    (tmp_path / "mine.txt").write_text("Mine\n\nSome words, and some more.\n")
    said = refused(tmp_path / "mine.txt", capsys)
    assert said.startswith("Nothing was imported: mine.txt ")
    assert "was too much for this program. The fault is the program's" in said
    assert "TypeError('nobody thought of this')." in said
    assert "is not as" not in said.partition("\n\n")[0]


DEEP = WXR.format(ITEM.format("<div>" * 200) + ITEM.format("Some words.").replace("/t/", "/u/"))
TREE = '"{""nodes"":[{""type"":""TEXT"",""textData"":{""text"":""Hello""}}]}"'


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        (
            "deep.xml",
            DEEP,
            "t (T) has more tags, open or deeper in one another, than a post can have",
        ),
        ("one.csv", f"{CSV}A,a,{{,x\nB,b,{TREE},x\n", "one.csv (A) is not as Wix writes it"),
    ],
)
def test_a_post_that_cannot_come_is_named_and_the_others_come(name, data, why, tmp_path, capsys):
    (tmp_path / name).write_text(data)
    assert bring(tmp_path / name, WRITE="yes") == 1
    said = capsys.readouterr().out
    assert said.startswith(f"Could not come, while the others can:\n  {why}")
    assert "1 post, as drafts" in said
    assert len(everything()) == 3


@pytest.mark.parametrize("name", ["latin.txt", "code.md", "none.docx", "entities.xml"])
def test_a_file_that_cannot_be_read_is_named_and_the_others_come(name, tmp_path, capsys):
    (tmp_path / "blog").mkdir()
    data = TEXTS[name][0]
    (tmp_path / "blog" / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "blog/good.txt").write_text("Good\n\nSome words, and some more.\n")
    assert bring(tmp_path / "blog", WRITE="yes") == 1
    said = capsys.readouterr().out
    assert said.startswith(f"Could not come, while the others can:\n  {name} ")
    assert TEXTS[name][1] in said
    assert "posts/good.md" in everything()


def test_a_header_that_unfolds_without_end_says_little(tmp_path):
    levels = "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(9)
    )
    text = f"---\ntitle: T\na: &a [x]\n{levels}tags: *j\n---\n\nWords.\n"
    (tmp_path / "t.md").write_text(text)
    assert bring(tmp_path / "t.md", WRITE="yes") == 0
    assert len(everything()["posts/t.md"]) < 500
