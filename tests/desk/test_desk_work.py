"""What she does at the desk, as its answers show it."""

import io
import os
import re
import shutil
import signal
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from blog.build import build, facts_file
from blog.desk import bringing, looking, practice, printed, publishing, texts
from blog.desk.practice import placed
from blog.desk.texts import Refused
from blog.problem import Problem
from blog.reading.document import Document
from blog.redirects import check
from built import ROOT, put_back
from PIL import Image
from practice.details import DETAILS
from running import Desk, git, having, until, went_out, write

FRESH = "About fresh (dated 2 January 2026)"  # as the page Publish names a text that is new

# Posts


def listed(desk) -> dict:
    return {each["path"]: each for each in desk.ask("GET", "/posts").json["texts"]}


def stopped(desk, name, screen="/posts") -> bool:
    """Whether something in this text stops the website, as this screen has it."""
    stops = desk.ask("GET", screen).json["stops"]
    return f"content/posts/{name}.md" in [each["path"] for each in stops]


def told(desk, name) -> str:
    """What the list of her texts says of this one."""
    page = desk.ask("GET", "/posts", Accept="text/html").text
    return page.partition(f"/text/posts/{name}.md")[2].partition("<span>")[2].partition("<")[0]


@pytest.mark.brief
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("Status: draft\n", "draft"),
        ("Status: hidden\n", "draft"),  # no public site has its page
        ("Status: odd\n", "draft"),
        ("", "public, dated 2 January 2026"),
    ],
)
def test_how_far_a_text_is(desk, more, said):
    write(desk.folder, "far", more=more)
    went_out(desk.folder)
    assert told(desk, "far") == said


def test_who_takes_a_text_back_is_told_that_visitors_see_it_until_she_publishes(desk):
    write(desk.folder, "back")
    went_out(desk.folder)
    write(desk.folder, "back", more="Status: draft\n")
    assert told(desk, "back") == "draft: visitors see it until you publish"


@pytest.mark.parametrize("key", ["Date", "Category", "Supplement"])
def test_a_page_has_no_field_for_what_only_posts_have(desk, key):
    post, page = (
        desk.ask("GET", f"/text/{place}.md", Accept="text/html").text
        for place in ("posts/sleep", "pages/about")
    )
    assert (f'name="{key}"' in post, f'name="{key}"' in page) == (True, False)


def test_what_has_never_been_published_is_not_public(desk):
    write(desk.folder, "never")
    assert told(desk, "never") == "not published yet: goes out when you publish"
    went_out(desk.folder)
    assert told(desk, "never") == "public, dated 2 January 2026"
    write(desk.folder, "never", "Otherwise.")
    assert told(desk, "never") == "public, changed since"


@pytest.mark.slow
def test_whose_day_lies_ahead_goes_out_by_itself_only_where_the_website_is_made_each_night(
    desk, in_git
):
    by_git, _ = in_git
    went_out(desk.folder)
    for at in (desk, by_git):
        ahead = write(at.folder, "ahead")
        ahead.write_text(ahead.read_text().replace("2026-01-02", "2999-12-03"))
    on_that_day = "for 3 December 2999: goes out when you publish on that day or later"
    assert told(desk, "ahead") == on_that_day
    plan = desk.ask("GET", "/publish").json
    assert (plan["new"], plan["later"]) == ([], ["About ahead (for 3 December 2999)"])
    assert told(by_git, "ahead") == "out on 3 December 2999, once you have published it"
    by_itself = "About ahead (comes out by itself on 3 December 2999)"
    assert by_git.ask("GET", "/publish").json["new"] == [by_itself]
    assert by_git.ask("POST", "/publish", {}).status == 200
    assert told(by_git, "ahead") == "out on 3 December 2999"


def test_drafts_come_first_and_then_the_newest(desk):
    for name, day, more in [("a-old", "01", ""), ("b-draft", "02", "draft"), ("c-new", "03", "")]:
        path = write(desk.folder, f"by-{name}", more=f"Status: {more}\n" if more else "")
        path.write_text(path.read_text().replace("2026-01-02", f"2001-02-{day}"))
    order = [place for place in listed(desk) if "/by-" in place]
    assert order == ["posts/by-b-draft.md", "posts/by-c-new.md", "posts/by-a-old.md"]


@pytest.mark.parametrize("name", ["What now?", "1st #2", "50%41 off", " blank", "-x", "(old) one"])
def test_a_file_with_an_odd_name_can_be_opened_from_the_list(desk, name):
    write(desk.folder, name, more="Status: draft\n")
    page = desk.ask("GET", "/posts", Accept="text/html").text
    address = f"/text/posts/{quote(name)}.md"
    opened = desk.ask("GET", address)
    assert f'href="{address}"' in page
    assert opened.json["path"] == f"posts/{name}.md"


@pytest.mark.slow
def test_what_there_is_to_mend_is_counted(desk):
    write(desk.folder, "mend", "He committed suicide.\n\n> [!crisis]")
    until(lambda: listed(desk)["posts/mend.md"]["advice"] == 1)
    write(desk.folder, "mend", "See [this]({filename}gone.md).")
    until(lambda: listed(desk)["posts/mend.md"]["stops"] == 1)
    assert any("gone.md" in each["message"] for each in desk.ask("GET", "/posts").json["stops"])
    write(desk.folder, "mend")
    until(lambda: not desk.ask("GET", "/posts").json["stops"])


@pytest.mark.parametrize(("above", "added"), [("callouts", "exercise"), ("practice", "insurance")])
def test_a_table_that_is_new_in_details_toml_is_in_the_form(monkeypatch, above, added):
    known = {**DETAILS[above], added: DETAILS["callouts"]["note"]}
    monkeypatch.setattr(practice, "DETAILS", {**DETAILS, above: known})
    name = f"{above}.{added}".removeprefix("practice.")
    found = [*practice.sections(practice.said(f'[{name}]\ntitle = "To try out"\n'))]
    facts = {"mark": "", "findings": [], "sections": found, "what": "practice", "whole": False}
    page = printed("practice", facts)
    assert f'<label for="{name}.title">title' in page
    assert 'value="To try out"' in page


def test_what_is_wrong_in_the_facts_leads_to_their_form_and_elsewhere_to_no_screen(
    folder, monkeypatch
):
    monkeypatch.chdir(folder)
    lines = practice.FILE.read_text(encoding="utf-8").split("\n")
    line = lines.index('email = "wren@example.com"') + 1
    problem = Problem("content/practice.toml", line, "email is not an e-mail address")
    said = "“E-mail address” is not an e-mail address"
    assert placed(problem._asdict()) == ("practice", "The practice", said)
    problem = Problem("theme/templates/base.html", 3, "this is none")
    assert placed(problem._asdict()) == ("", "", "theme/templates/base.html:3: this is none")


def test_what_is_said_of_a_text_names_a_fact_as_the_form_does(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/posts").mkdir(parents=True)
    said = {"missed": "/post/a/", "aliases": "a", "removed": '"/post/a/"'}
    message = check.SAYS["moved"].format(toml=f"content/{texts.FACTS}", **said)
    problem = Problem("content/posts/b.md", 1, message)
    beside = looking.finding(problem, Document("", "", ("",)))["message"]
    for sentence in (placed(problem._asdict())[2], beside):
        assert 'add "/post/a/" to “Addresses that you took down” in “The practice”' in sentence
        assert texts.FACTS not in sentence


@pytest.mark.slow
def test_much_that_stops_the_website_is_folded_above_her_texts(desk):
    before = facts(desk)
    (desk.folder / "content/practice.toml").write_bytes(before.replace(b'"wren@', b'"wren'))
    write(desk.folder, "much", "".join(f"[{n}]({{filename}}gone-{n}.md)\n\n" for n in range(7)))
    until(lambda: len(desk.ask("GET", "/posts").json["stops"]) == 8)
    shown = desk.ask("GET", "/posts", Accept="text/html").text.partition('<div class="stops">')[2]
    (desk.folder / "content/practice.toml").write_bytes(before)
    (desk.folder / "content/posts/much.md").unlink()
    until(lambda: not desk.ask("GET", "/posts").json["stops"])
    first, more, folded = shown.partition("</div>")[0].partition("<summary>and 3 more</summary>")
    assert (first.count("About much"), more != "", folded.count("About much")) == (4, True, 3)
    assert "“E-mail address” is not" in first


def test_tags_and_topics_in_use_are_offered(desk):
    write(desk.folder, "tagged", more="")
    page = desk.ask("GET", "/text/posts/sleep.md", Accept="text/html").text
    assert page.count('<option value="Nights">') == page.count('<option label="rest">') == 1


def test_a_new_post_is_a_draft(desk):
    answer = desk.ask("POST", "/new", {"title": "A good ending"})
    assert answer.json == {"path": "posts/a-good-ending.md"}
    assert listed(desk)["posts/a-good-ending.md"]["state"] == "draft"
    again = desk.ask("POST", "/new", {"title": "A good ending"})
    assert again.status == 400
    assert "is there already" in again.json["error"]
    empty = desk.ask("POST", "/new", {"title": "😀 …"})
    assert empty.status == 400
    assert empty.json["error"].endswith("a number in it, as its address is made of them.")


# What a colleague would say


def test_a_finding_selects_its_words_and_says_why(desk):
    body = "All is well 😀.\n\nThen he committed suicide.\n\n> [!crisis]\n"
    seen = desk.look("posts/sleep.md", body)
    (found,) = seen["findings"]
    assert found["line"] == 3  # of what she sees: below the header
    in_utf_16 = body.encode("utf-16-le")
    words = in_utf_16[2 * found["start"] : 2 * found["end"]].decode("utf-16-le")
    assert (words, found["rule"], found["key"]) == ("committed suicide", "suicide-words", None)
    assert '<p class="source">' in seen["html"]
    assert found["stops"] is False


def test_a_finding_selects_what_its_message_quotes(desk):
    body = "First.\n\n> [!suplement]\n\nLast.\n"
    found = desk.look("posts/sleep.md", body)["findings"]
    stopping = [body[each["start"] : each["end"]] for each in found if each["stops"]]
    assert stopping == ["suplement"]


@pytest.mark.parametrize("day", ["yesterday", ""])
def test_a_finding_in_the_header_names_its_key_be_it_there_or_not(desk, day):
    header = [["Title", "About sleep"], ["Date", day], ["Slug", "sleep"]]
    found = desk.look("posts/sleep.md", "Rest well.\n", header)["findings"]
    assert {each["key"] for each in found if each["stops"]} == {"Date"}


def test_that_there_is_no_text_yet_is_said_where_it_would_be(desk):
    found = desk.look("posts/sleep.md", "")["findings"]
    assert [(each["key"], each["line"]) for each in found if each["stops"]] == [(None, 1)]


def test_what_stops_only_the_public_site_is_shown_as_that(desk):
    found = desk.look("posts/sleep.md", "She thinks of suicide.\n")["findings"]
    assert {each["rule"]: each["stops"] for each in found}["crisis-box"] is True


@pytest.mark.slow
def test_what_a_draft_from_an_old_blog_lacks_must_be_mended_though_it_stops_nothing_yet(desk):
    words = "![A lake]({static}../images/none.jpg)\n\n<!-- Here stood a form -->"
    write(desk.folder, "lacks", words, more="Imported: post/lacks\nStatus: draft\n")
    until(lambda: listed(desk)["posts/lacks.md"]["stops"] == 2)
    assert desk.ask("GET", "/posts").json["stops"] == []
    found = desk.look("posts/lacks.md", words)["findings"]
    assert [each["stops"] for each in found] == [True, True]


def test_what_stops_only_the_public_site_must_be_mended_in_the_list_as_well(desk):
    write(desk.folder, "unwise", "I can cure anxiety in six sessions.")
    until(lambda: (it := listed(desk)["posts/unwise.md"])["stops"] + it["advice"])
    shown = desk.ask("GET", "/posts", Accept="text/html").text
    about = shown.partition("About unwise")[2].partition("</li>")[0]
    assert "1 thing must be mended" in about


def test_a_look_writes_nothing_that_visitors_or_builds_see(desk):
    before = (desk.folder / "content/posts/sleep.md").read_bytes()
    desk.look("posts/sleep.md", "Only looked at.\n")
    assert (desk.folder / "content/posts/sleep.md").read_bytes() == before
    found = having(desk.folder, b"Only looked at")
    assert not [path for path in found if path.startswith(("output/", "content/"))]


@pytest.mark.slow
def test_looks_at_one_text_at_the_same_moment_are_all_answered(desk):
    """Of two windows, say."""
    write(desk.folder, "at-once")
    with ThreadPoolExecutor(8) as windows:
        words = [f"Typed in window {n}.\n" for n in range(8)]
        made = list(windows.map(lambda each: desk.look("posts/at-once.md", each), words))
    assert all(each.split(".")[0] in look["page"] for each, look in zip(words, made, strict=True))


def test_what_stops_a_text_that_is_thrown_away_is_said_no_more(desk):
    write(desk.folder, "stale", "A [link]({filename}nowhere.md).")
    until(lambda: stopped(desk, "stale"))
    assert desk.throw("posts/stale.md").status == 200
    assert not stopped(desk, "stale")


def test_the_page_is_the_real_one_in_the_real_theme(desk):
    made = desk.look("posts/sleep.md", "Made of *these* words.\n")["page"]
    assert "Made of <em>these</em> words." in made
    assert "<header" in made
    assert "<style" in made


@pytest.mark.parametrize("body", ["See [this]({filename}gone.md).\n", "> [!nonsense]\n> Words.\n"])
def test_there_is_a_page_whatever_is_wrong(desk, body):
    made = desk.look("posts/sleep.md", f"Words.\n\n{body}")
    assert [each for each in made["findings"] if each["stops"]]
    assert "Words." in made["page"]


@pytest.mark.parametrize("only", [["Title", "About sleep"], ["Date", "2026-01-02"]])
def test_there_is_a_page_before_all_of_the_header_is_there(desk, only):
    made = desk.look("posts/sleep.md", "Words.\n", [only])
    assert [each for each in made["findings"] if each["stops"]]
    assert "Words." in made["page"]


def test_a_picture_shows_in_the_page_before_anything_is_saved(desk):
    name = taken(desk)["name"]
    made = desk.look("posts/sleep.md", f"![A field]({{static}}../{name})\n")
    source = made["page"].partition('src="/images/')[2].partition('"')[0]
    cookie = {"Cookie": desk.headers["Cookie"]}
    assert desk.send("GET", f"/images/{source}", None, cookie, host=desk.beside).status == 200


def test_what_cannot_be_read_is_a_finding_and_no_page(desk):
    made = desk.look("posts/sleep.md", "A letter was lost\ufffd.\n")
    assert made["page"] == ""
    assert [each["line"] for each in made["findings"]] == [1]


def test_a_text_in_an_old_encoding_is_told_until_it_is_saved(desk):
    path = write(desk.folder, "old-encoding")
    path.write_bytes(path.read_bytes() + "\nA café 😀.\n".encode("cp1252", "ignore"))
    text = desk.ask("GET", "/text/posts/old-encoding.md").json
    assert "café" in text["body"]
    (found,) = desk.look("posts/old-encoding.md", text["body"], saved=True)["findings"]
    assert "not plain text in UTF-8" in found["message"]
    desk.ask("PUT", "/text/posts/old-encoding.md", text)
    assert "café" in path.read_text(encoding="utf-8")
    assert desk.look("posts/old-encoding.md", text["body"], saved=True)["findings"] == []


def test_in_a_text_with_the_ends_of_lines_of_windows_a_finding_selects_its_words(desk):
    path = write(desk.folder, "windows-lines")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    body = "One.\n\nTwo.\n\n> [!suplement]\n"
    found = desk.look("posts/windows-lines.md", body)["findings"]
    assert [body[each["start"] : each["end"]] for each in found if each["stops"]] == ["suplement"]


def looked_at(folder) -> dict:
    """What comes of a look at a text that is as it was saved, without a desk."""
    with put_back(folder):
        return looking.look("content/posts/sleep.md", Path("content/posts/sleep.md").read_text())


def test_what_is_wrong_elsewhere_is_not_said_of_this_text(folder):
    (folder / "content/practice.toml").write_bytes(b"")
    write(folder, "grief", "![]({static}../images/none.png)")
    found = looked_at(folder)
    assert not [each["message"] for each in found["findings"] if each["stops"]]
    assert found["page"]


@pytest.mark.parametrize("broken", ["pelicanconf.py", "theme/templates/article.html"])
def test_what_lets_no_page_be_made_is_said(folder, broken):
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / broken).write_text("{% nonsense")
    made = looked_at(folder)
    assert made["page"] == ""
    (found,) = made["findings"]
    assert (broken in found["message"], found["stops"], found["key"]) == (True, True, None)


# Pasting


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hello <b>you</b></p>", "Hello **you**"),
        ("<h1>Big</h1><p>One</p><ul><li>a</li></ul>", "## Big\n\nOne\n\n- a"),
        ("<h2># One</h2>", "## # One"),
        (
            '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> plain'
            "</p></b>",
            "**Bold** plain",
        ),
        ('<p class="MsoNormal">Word<o:p></o:p></p>', "Word"),
        ("<p class=MsoQuote>Word</p>", "> Word"),
        (
            '<p style="mso-list:none"><span style="mso-list:Ignore">·</span> in no list</p>',
            "in no list",
        ),
        (  # as Google Docs has it, of three levels
            "<ul><li>a</li><ul><li>b</li><ol><li>c</li></ol></ul><li>d</li></ul>",
            "- a\n  - b\n    1. c\n- d",
        ),
        (
            '<p>A <a href="https://www.example.org/x">link</a></p>',
            "A [link](https://www.example.org/x)",
        ),
        *(  # past who counts clicks, and names in it whom the letter was for
            (
                f'<p><a href="https://{way}=https%3A%2F%2Fx.example%2Fa%3Fb%3D1&data=she">It</a></p>',
                "[It](https://x.example/a?b=1)",
            )
            for way in (
                "www.google.com/url?sa=D&q",
                "eur01.safelinks.protection.outlook.com/?url",
                "nam02.safelinks.protection.outlook.com/ap/w-59584e83/?url",
                "l.facebook.com/l.php?u",
            )
        ),
        ('<p>A <a href="javascript:x">link</a></p>', "A link"),
        ('<p>Well <img alt="☀️" src="data:,"><img alt="👩‍👧" src="x.png"></p>', "Well ☀️👩‍👧"),
        *(  # heads as Outlook and Excel write them
            (f"<!--[if {of}]>{it}<![endif]--><style><!--p {{}}--></style><p>Words</p>", "Words")
            for of, it in {"!mso": "<style>v</style>", "gte mso 9": "<xml>1</xml>"}.items()
        ),
        (  # as LibreOffice has it
            '<p>Word<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1'
            '</sup></a></p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" '
            'name="sdfootnote1sym" href="#sdfootnote1anc">1</a>The note.</p></div>',
            "Word[^1]\n\n[^1]: The note.",
        ),
    ],
)
def test_what_is_pasted_becomes_markdown(desk, html, text):
    answer = desk.ask("POST", "/paste", {"html": html}).json
    assert answer == {"markdown": text, "report": []}


@pytest.mark.parametrize(
    ("line", "html", "text"),
    [
        ("> some ", "<p>One.</p><p>Two.</p>", "One.\n> \n> Two."),
        ("- some ", "<p>One.</p><p>Two.</p>", "One.\n  \n  Two."),
        ("12. ", "<p>One.</p><p>Two.</p>", "One.\n    \n    Two."),
        ("The cat sat. ", "<ul><li>one</li><li>two</li></ul>", "\n\n- one\n- two"),
        ("> The cat sat. ", "<ul><li>one</li></ul>", "\n> \n> - one"),
        ("> ", "<ul><li>one</li><li>two</li></ul>", "- one\n> - two"),
        ("- ", "<ul><li>one</li><li>two</li></ul>", "one\n- two"),
        ("  - ", "<ul><li>one</li><li>two</li></ul>", "one\n  - two"),
        ("> - ", "<ul><li>one</li><li>two</li></ul>", "one\n> - two"),
        ("- ", "<ol><li>one</li><li>two</li></ol>", "1. one\n  2. two"),
        ("- ", "<table><tr><td>a</td><td>b</td></tr></table>", "| a | b |\n  | --- | --- |"),
        ("## ", "<p>One</p><p>Two.</p>", "One\n\nTwo."),
        ("## ", "<h2>One</h2><p>Two.</p>", "One\n\nTwo."),
        ("", "<h2>One</h2><p>Two.</p>", "## One\n\nTwo."),
        ("  ", "<ul><li>one</li></ul>", "- one"),
        ("The cat ", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    ],
)
def test_what_is_pasted_goes_on_as_its_line_began(desk, line, html, text):
    answer = desk.ask("POST", "/paste", {"html": html, "plain": "", "line": line}).json
    assert answer["markdown"] == text


def test_words_keep_the_blanks_that_were_copied_with_them(desk):
    sent = {"html": "<b>bold</b>", "plain": " bold "}
    assert desk.ask("POST", "/paste", sent).json["markdown"] == " **bold** "


def test_footnotes_that_are_pasted_have_none_of_the_names_that_are_taken(desk):
    """As where a long text of Word comes in two parts, each of which begins at 1."""
    html = """<p>Two<a href="#_ftn1" name="_ftnref1">[1]</a></p>
        <div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Of two.</p></div>"""
    sent = {"html": html, "value": "One[^1] and[^2].\n\n[^1]: Of one.\n\n[^2]: Of one, too."}
    found = desk.ask("POST", "/paste", sent).json
    assert found == {"markdown": "Two[^3]\n\n[^3]: Of two.", "report": []}


@pytest.mark.parametrize("host", ["blog.example.com", "www.example.com"])
def test_a_link_to_a_text_of_this_blog_leads_to_its_file(folder, monkeypatch, host):
    monkeypatch.chdir(folder)
    facts = practice.FILE.read_text(encoding="utf-8")
    practice.FILE.write_text(facts.replace("blog.example.com", host), encoding="utf-8")
    for at, way in ((host, "{filename}sleep.md"), ("x.example", "https://x.example/post/sleep/")):
        pasted = bringing.markdown(f'<a href="https://{at}/post/sleep/">This</a>')
        assert pasted["markdown"] == f"[This]({way})"


def test_remarks_in_the_margin_and_crossed_out_words_of_word_stay_out_and_that_is_said(desk):
    html = """<p>Kept <del cite="mailto:x" datetime="2026-01-02">gone</del>words
        <span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[J1]</a></span></p>
        <div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'>
        <p class=MsoCommentText><a class=msocomoff>[J1]</a>A client's name</p></div></div>"""
    answer = desk.ask("POST", "/paste", {"html": html}).json
    assert answer["markdown"] == "Kept words"
    assert answer["report"] == [
        "Remarks in the margin, and words that are crossed out, do not come along."
    ]


def test_a_list_of_word_that_leaves_out_a_level_goes_one_deeper(desk):
    levels = {"One": 1, "Two": 3, "Three": 3, "Four": 1, "Five": 2}
    sign = '<span style="mso-list:Ignore">·</span>'
    items = (f'<p style="mso-list:l0 level{n} lfo1">{sign}{it}</p>' for it, n in levels.items())
    text = desk.ask("POST", "/paste", {"html": "".join(items)}).json["markdown"]
    assert text == "- One\n  - Two\n  - Three\n- Four\n  - Five"


def test_a_numbered_list_of_word_right_below_one_of_bullets_keeps_its_numbers(desk):
    signs = [("·", 1), ("1.", 1), ("2.", 1), ("o", 2), ("a)", 2), ("·", 1)]
    items = (
        f'<p style="mso-list:l0 level{n} lfo1"><span style="mso-list:Ignore">{sign}</span>Item</p>'
        for sign, n in signs
    )
    text = desk.ask("POST", "/paste", {"html": "".join(items)}).json["markdown"]
    found = [line.partition(" Item")[0] for line in text.splitlines() if line.strip()]
    assert found == ["-", "1.", "2.", "   -", "   1.", "-"]


def test_what_could_not_come_is_said(desk):
    html = '<p>A<img src="x.png"></p><iframe src="https://film.example"></iframe>'
    report = desk.ask("POST", "/paste", {"html": html}).json["report"]
    assert any(line.endswith("film.example.") for line in report)
    assert any(line.startswith("Pictures") for line in report)


def test_of_too_much_at_once_the_plain_words_come(desk):
    for html in ("<b>" * 5000, "<" * 300_000):
        answer = desk.ask("POST", "/paste", {"html": html, "plain": "b"}).json
        assert answer["markdown"] == "b"  # which can come
        assert "has more tags" in answer["report"][0]


def test_markdown_from_an_editor_of_code_is_pasted_as_it_is(desk):
    style = "color: #d4d4d4;font-family: Consolas, monospace;white-space: pre;"
    html = (
        f"<meta charset='utf-8'><div style=\"{style}\"><div><span>## A heading</span></div></div>"
    )
    answer = desk.ask("POST", "/paste", {"html": html, "plain": "## A heading\n"}).json
    assert answer == {"markdown": "## A heading\n", "report": []}


# Pictures


def photo(kind="JPEG") -> bytes:
    exif = Image.Exif()
    exif[272], exif[315] = "Camera 1", "Somebody"
    exif.get_ifd(34853)[1] = "N"
    file = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(file, kind, exif=exif)
    return file.getvalue()


def taken(desk, data=None, name="My photo.JPG"):
    return desk.ask("POST", f"/picture?name={name.replace(' ', '%20')}", data or photo()).json


def test_what_the_camera_wrote_is_taken_out_before_a_picture_is_stored(desk):
    found = taken(desk)
    assert found["name"].startswith("images/my-photo")
    stored = (desk.folder / "content" / found["name"]).read_bytes()
    assert b"Camera 1" not in stored
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert Image.open(io.BytesIO(stored)).size == (300, 200)


def test_no_picture_is_stored_over_another(desk):
    one, same, other = taken(desk, data := photo()), taken(desk, data), taken(desk)
    assert one == same
    assert one["name"] != other["name"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"nonsense", "x.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><script/></svg>', "x.svg"),
        (b"\0\0\0\x18ftypheic", "x.heic"),
    ],
)
def test_what_is_no_picture_for_the_site_is_refused_with_the_reason(desk, data, name):
    answer = desk.ask("POST", f"/picture?name={name}", data)
    assert answer.status == 400
    assert answer.json["error"].startswith("This picture ")


# Bringing over


@pytest.mark.slow
def test_an_export_is_looked_at_first_and_then_written(desk):
    sent = b"My old post\n\nThis is what I wrote, long ago.\n"
    dry = desk.ask("POST", "/import?name=old.txt", sent).json
    assert "<p>1 post would come, as a draft:</p>" in dry["report"]
    assert "My old post: 7 words" in dry["report"]
    one = desk.ask("POST", "/import?name=old.txt", b"My old post\n\nHello.\n").json
    assert "My old post: 1 word</li>" in one["report"]
    for word in ("make ", "WRITE", ".md", "content/"):  # which are said in a terminal
        assert word not in dry["report"]
    assert not (desk.folder / "content/posts/my-old-post.md").exists()
    done = desk.ask("POST", "/import?name=old.txt&write=yes", sent).json
    assert "<p>1 post has come, as a draft:</p>" in done["report"]
    assert (desk.folder / "content/posts/my-old-post.md").exists()
    assert not having(desk.folder / ".build", sent)  # what she sent is not kept


@pytest.mark.slow
def test_an_export_of_her_computer_is_looked_at_where_it_is(desk, tmp_path):
    there = tmp_path / "older.txt"
    there.write_text("An older post\n\nThis is what I wrote.\n")
    # From her own folder, and as Windows copies a path
    for said in (there, os.path.relpath(there, Path.home()), f'"{there}"'):
        answer = desk.ask("POST", "/import", {"from": str(said)})
        assert "An older post: " in answer.json["report"]
    assert not (desk.folder / "content/posts/an-older-post.md").exists()
    assert (tmp_path / "older.txt").exists()


@pytest.mark.slow
def test_a_post_that_never_had_a_title_is_named_by_the_one_that_it_gets(desk):
    words = b"<description>&lt;p&gt;It was about the sea.&lt;/p&gt;</description>"
    item = b"<item><link>https://old.example/a/</link>%s</item>" % words
    sent = b"<rss xmlns:wp='w'><channel>%s</channel></rss>" % item
    done = desk.ask("POST", "/import?name=feed.xml&write=yes", sent).json
    (desk.folder / "content/posts/a.md").unlink()
    assert ">It was about the sea.</a>: 5 words" in done["report"]


def test_a_picture_that_did_not_come_is_a_link_to_where_it_is(desk):
    ways = "https://old.example/a.jpg", "file:///home/a/b.jpg", "javascript://old.example/c.jpg"
    words = "".join(f"&lt;img alt='A' src='{way}'>" for way in ways).encode()
    item = b"<item><title>A</title><description>%s</description></item>" % words
    sent = b"<rss xmlns:wp='w'><channel>%s</channel></rss>" % item
    report = desk.ask("POST", "/import?name=feed.xml", sent).json["report"]
    assert re.findall("href=[^>]*", report) == [
        'href="https://old.example/a.jpg" target="_blank" rel="noreferrer"'
    ]
    assert "<li>b.jpg</li>" in report
    assert "there is no picture" not in report  # which is said
    sent = sent.replace(b"alt='A' ", b"")
    report = desk.ask("POST", "/import?name=feed.xml", sent).json["report"]
    assert "this picture needs words" in report


def test_without_a_file_nothing_is_looked_at(desk):
    for given in ({}, {"from": ""}):
        answer = desk.ask("POST", "/import", given)
        assert (answer.status, "Choose a file first" in answer.text) == (400, True)


def test_a_file_in_which_nothing_is_was_chosen_all_the_same(desk):
    answer = desk.ask("POST", "/import?name=old.csv", b"")
    assert answer.status == 400
    assert "Nothing was brought over" in answer.json["error"]


@pytest.mark.slow
def test_what_cannot_be_brought_is_said(desk):
    answer = desk.ask("POST", "/import", {"from": "nowhere.csv"})
    assert answer.status == 400
    assert answer.json["error"] == (
        "Nothing was brought over: there is no nowhere.csv on this computer."
    )


# The practice


def facts(desk) -> bytes:
    return (desk.folder / "content/practice.toml").read_bytes()


def test_the_form_has_each_fact_that_there_may_be_in_words(monkeypatch):
    monkeypatch.chdir(ROOT)
    form = practice.form([])
    found = {s["name"]: {f["key"]: f for f in s["facts"]} for s in form["sections"]}
    assert found["contact"]["name"]["needed"]
    assert not found["contact"]["hours"]["needed"]
    assert found["contact"]["languages"]["kind"] == "list"
    for section, key in (("membership", "expires"), ("help_lines.0", "checked_on")):
        assert found[section][key]["kind"] == "date"
    assert found["security"]["expires"]["kind"] == "date"  # else it would be written in quotes
    assert found["callouts.crisis"]["text"]["kind"] == "long"
    assert "street" in found["contact.address"]
    shown = printed("practice", form)
    assert "<legend>Help line 1</legend>" in shown
    assert "<legend>One more: Old address 1</legend>" in shown
    assert 'for="contact.reply_time">How soon you answer</label>' in shown
    raw = [key for facts in found.values() for key in facts if f">{key}</label>" in shown]
    assert raw == []


PRACTICE = """# All about it.
[contact]
name = "Robin Vale"   # her name
# fees = "…"          # what it costs
list = [
  "a", # one
  "b",
]

# [contact.address]   # if it may be known
# street = "…"

[[help_lines]]
number = "1 # 2" # behind
# The end.
"""


@pytest.mark.parametrize(
    ("section", "key", "value", "line"),
    [
        ("contact", "name", "Rø “V” \\ \x7f", 'name = "Rø “V” \\\\ \\u007f"   # her name'),
        ("contact", "fees", "£60", 'fees = "£60"          # what it costs'),
        ("contact", "list", ["c"], 'list = ["c"]'),
        ("contact", "name", "", '# name = "…"   # her name'),
        ("contact", "hours", "9–5", '[contact]\nhours = "9–5"\nname = "Robin Vale"   # her name'),
        (
            "contact.address",
            "street",
            "1 Rd",
            '[contact.address]   # if it may be known\nstreet = "1 Rd"',
        ),
        ("help_lines.0", "number", "3", 'number = "3" # behind'),
        ("help_lines.0", "number", "", '# [[help_lines]]\n# number = "…" # behind'),
        ("help_lines.1", "number", "3", '# The end.\n\n[[help_lines]]\nnumber = "3"\n'),
        ("site", "url", "x", '# The end.\n\n[site]\nurl = "x"\n'),
    ],
)
def test_a_fact_is_set_where_it_stands_and_all_else_stays(section, key, value, line):
    after = facts_file.put(PRACTICE, section, key, value)
    assert line in after
    tomllib.loads(after)
    before, now = PRACTICE.split("\n"), after.split("\n")
    stays = [each for each in before if each in now]
    assert len(before) - len(stays) <= (4 if key == "list" else 2)
    in_order = iter(now)
    assert all(each in in_order for each in stays)


def test_saving_the_practice_changes_only_what_she_changed(desk):
    form, before = desk.ask("GET", "/practice").json, facts(desk).decode().split("\n")
    values = {"contact.hours": "Monday, 9 to 5", "contact.area": "Online “only”"}
    answer = desk.ask("PUT", "/practice", {"mark": form["mark"], "values": values})
    assert answer.status == 200
    now = facts(desk).decode().split("\n")
    assert {'hours = "Monday, 9 to 5"', 'area = "Online “only”"'} <= {
        line.partition(" #")[0].rstrip() for line in now
    }
    assert len([line for line in before if line not in now]) <= 2
    assert desk.ask("GET", "/practice").json["mark"] != form["mark"]


def test_a_practice_that_was_changed_elsewhere_is_not_overwritten(desk):
    form = desk.ask("GET", "/practice").json
    path = desk.folder / "content/practice.toml"
    path.write_bytes(facts(desk) + b"\n# Theirs\n")
    sent = {"mark": form["mark"], "values": {"contact.hours": "Never"}}
    answer = desk.ask("PUT", "/practice", sent)
    assert answer.status == 412
    assert facts(desk).endswith(b"# Theirs\n")


@pytest.mark.slow
def test_what_the_practice_said_before_can_be_brought_back(desk):
    before = facts(desk)
    set_fact(desk, "contact.hours", "At noon")
    assert b"At noon" in facts(desk)
    latest = desk.ask("GET", "/versions/practice.toml").json["ids"][0]
    back = desk.ask("POST", "/back", {"place": "practice.toml", "id": latest})
    assert back.status == 200
    assert facts(desk) == before
    known = desk.ask("GET", "/versions/practice.toml").json["ids"]
    assert len(known) > 1  # "At noon", too
    form = desk.ask("GET", "/practice").json
    every = {it["id"]: it["value"] for section in form["sections"] for it in section["facts"]}
    set_fact(desk, "contact.hours", every["contact.hours"])
    assert desk.ask("GET", "/versions/practice.toml").json["ids"] == known  # nothing is new


@pytest.mark.brief
@pytest.mark.parametrize("values", [{"x.y": "z"}, {"contact.name": 1}, {"contact": "x"}, {"": ""}])
def test_what_is_no_fact_is_refused(desk, values):
    mark = desk.ask("GET", "/practice").json["mark"]
    assert desk.ask("PUT", "/practice", {"mark": mark, "values": values}).status == 400


@pytest.mark.slow
def test_the_form_says_what_is_wrong_as_the_build_does(desk):
    file, before = desk.folder / "content/practice.toml", facts(desk)

    def found() -> dict:
        form = desk.ask("GET", "/practice").json
        return {(each["section"], each["key"]): each["message"] for each in form["findings"]}

    set_fact(desk, "contact.email", "nobody")
    set_fact(desk, "site.title", "")
    said = found()
    assert "is not an e-mail address" in said["contact", "email"]
    assert said["site", "title"] == "“Title of the blog” is missing"
    lines = before.decode().split("\n")
    file.write_text("\n".join(line for line in lines if not line.startswith("expires")))
    said = found()["membership", "checked_on"]
    assert "needs one date: “You checked it on”, the day" in said
    assert said.endswith("or “It ends on”")
    file.write_text(re.sub(r"(expires = )\d+", r"\g<1>2001", before.decode()))
    assert "expired on 2001" in found()["membership", "expires"]  # which visitors may not see
    file.write_text("[contact\n")
    (said,) = found().items()
    page = desk.ask("GET", "/practice", Accept="text/html").text
    file.write_bytes(before)
    assert said[0][0] == ""  # it has no field, and stands above them
    assert said[1] in page


@pytest.mark.slow
def test_what_must_soon_be_renewed_is_told_above_her_texts_and_in_its_field(desk):
    file, before = desk.folder / "content/practice.toml", facts(desk)
    soon = str(date.today() + timedelta(days=9)).encode()
    file.write_bytes(before.replace(b"expires = 2099-01-31", b"expires = " + soon, 1))
    until(lambda: "ends on" in str(desk.ask("GET", "/posts").json["rest"]))
    posts, form = (desk.ask("GET", at, Accept="text/html").text for at in ("/posts", "/practice"))
    (found,) = desk.ask("GET", "/practice").json["findings"]
    file.write_bytes(before)
    until(lambda: not desk.ask("GET", "/posts").json["rest"])
    assert (found["section"], found["key"], found["stops"]) == ("membership", "expires", False)
    assert "<bdi>The practice</bdi></a>: this membership ends on" in posts
    assert "<strong>this membership ends on" in form
    assert "<strong>1 thing could be better</strong>" in form
    assert "aria-invalid" not in form  # nothing is wrong yet


@pytest.mark.parametrize(
    "said",
    [
        *(b'contact = "x"\nhelp_lines = "y"\n', b"[site]\nremoved = 5\n"),
        *(b"help_lines = [1]\ncallouts = []\n", '[contact]\nname = "René"\n'.encode("cp1252"), b""),
    ],
)
def test_whatever_the_practice_says_there_is_a_form_of_it(folder, monkeypatch, said):
    monkeypatch.chdir(folder)
    practice.FILE.write_bytes(said)
    form = practice.form([])
    assert form["sections"]
    assert "\ufffd" not in printed("practice", form)


def test_a_practice_that_cannot_be_read_shows_what_can_be_and_is_not_made_worse(
    folder, monkeypatch
):
    monkeypatch.chdir(folder)
    practice.FILE.write_bytes(b'[contact]\nname = "Robin"\nemail = "x\n')
    contact = practice.form([])["sections"][0]
    assert {each["key"]: each["value"] for each in contact["facts"]}["name"] == "Robin"
    mark = practice.form([])["mark"]
    with pytest.raises(Refused):
        practice.save(mark, {"contact.area": "Online"})
    assert practice.form([])["mark"] == mark


@pytest.mark.parametrize("wrong", ['"Robin', "“Robin”", "Robin # who", '"Robin" Vale', "", "'"])
def test_a_value_that_cannot_be_read_is_mended_in_its_field(folder, monkeypatch, wrong):
    monkeypatch.chdir(folder)
    before = practice.FILE.read_text(encoding="utf-8")
    broken = re.sub(r"(?m)^name = .*", f"name = {wrong}", before, count=1)
    practice.FILE.write_text(broken, encoding="utf-8")
    with put_back(folder):
        (found,) = practice.form(build.stopping())["findings"]
    assert (found["section"], found["key"]) == ("contact", "name")
    practice.save(practice.form([])["mark"], {"contact.name": "Wren O'Hara-Example"})
    now = practice.FILE.read_text(encoding="utf-8")
    assert tomllib.loads(now) == tomllib.loads(before)


def test_a_practice_with_the_line_ends_of_windows_has_its_form_and_keeps_them(desk):
    before = facts(desk)
    (desk.folder / "content/practice.toml").write_bytes(before.replace(b"\n", b"\r\n"))
    sections = desk.ask("GET", "/practice").json["sections"]
    assert next(f["value"] for f in sections[0]["facts"] if f["key"] == "name")
    set_fact(desk, "contact.name", "Robin Vale")
    now = facts(desk)
    assert b'name = "Robin Vale"\r\n' in now
    assert now.count(b"\r\n") == before.count(b"\n")


@pytest.mark.slow
def test_what_a_message_says_to_add_to_a_list_can_be_put_into_it_as_it_stands_there(desk):
    for typed in ('"/post/a/", "/post/b/"', '["/post/a/",\n"/post/b/"]', "/post/a/\n/post/b/"):
        set_fact(desk, "site.removed", typed)
        assert b'removed = ["/post/a/", "/post/b/"]' in facts(desk)


def test_of_two_texts_side_by_side_only_what_differs_is_marked(desk):
    other = {"header": [["Title", "Sleep"], ["Slug", "sleep"], ["Tags", "rest"]], "body": "Rest.\n"}
    mine = {"header": [["tags", "rest"], ["Part", ""], ["title", "Sleep"], ["slug", "sleep"]]}
    sent = {"name": "kept", "mine": {**mine, "body": "Sleep.\n"}, "other": other}
    page = desk.ask("POST", "/both", sent, Accept="text/html").text
    assert page.count("<mark>") == 2
    assert '<mark><span class="unseen">Differs: </span>Sleep.</mark>' in page


# Publishing


def test_for_the_days_of_all_that_is_new_the_facts_are_read_once(folder, monkeypatch):
    """Each time takes two thousandths of a second, and an import brings a thousand texts."""
    monkeypatch.chdir(folder)
    read, written = [], publishing.written
    monkeypatch.setattr(publishing, "written", lambda: read.append("once") or written())
    new = [title for kind, title in publishing.changes().values() if kind == "new"]
    assert "About sleep (dated 2 January 2026)" in new
    assert (len(new) > 1, read) == (True, ["once"])


def test_the_plan_says_in_words_what_changes_for_visitors(in_git):
    desk, _ = in_git
    plan = desk.ask("GET", "/publish").json
    assert not any(plan[kind] for kind in ("new", "changed", "gone", "moved", "stops"))
    assert plan["way"] == "git"
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "Visitors see what was sent once" in page  # and nobody knows here when that is
    write(desk.folder, "sleep", "Otherwise.")
    write(desk.folder, "fresh")
    write(desk.folder, "draft", more="Status: draft\n")
    write(desk.folder, "grief", more="Status: draft\n")
    plan = desk.ask("GET", "/publish").json
    assert plan["changed"] == ["About sleep"]
    assert plan["new"] == [FRESH]
    assert plan["gone"] == ["About grief"]
    assert plan["drafts"] == ["About draft"]  # which goes to where the files are kept
    assert told(desk, "sleep") == "public, changed since"


def test_git_gets_one_commit_of_the_content_alone(in_git):
    desk, remote = in_git
    write(desk.folder, "fresh")
    (desk.folder / "notes.txt").write_text("not for publishing")
    answer = desk.ask("POST", "/publish", {})
    assert answer.status == 200
    assert answer.json["said"].startswith("Sent. What changes for visitors")
    assert git(remote, "log", "--format=%s", "-1", "main") == f"New: {FRESH}\n"
    files = git(remote, "ls-tree", "-r", "--name-only", "main")
    assert "content/posts/fresh.md" in files
    assert "notes.txt" not in files
    assert desk.ask("GET", "/publish").json["new"] == []


def test_who_takes_back_a_text_is_told_which_of_hers_leads_to_it(in_git):
    desk, _ = in_git
    write(desk.folder, "grief", "See [this]({filename}sleep.md).")
    write(desk.folder, "sleep", more="Status: draft\n")
    page = desk.ask("GET", "/publish", Accept="text/html").text
    led = '<a href="/text/posts/grief.md"><bdi>About grief</bdi></a>: content/posts/sleep.md is not'
    assert led in page


@pytest.mark.slow
def test_who_throws_away_what_was_ever_public_is_told_what_to_do_about_old_links(in_git):
    desk, _ = in_git
    for more in ("", "Status: draft\n"):  # taken back first
        write(desk.folder, "once", more=more)
        assert desk.ask("POST", "/publish", {}).status == 200
    assert desk.throw("posts/once.md").status == 200
    (stops,) = desk.ask("GET", "/publish").json["stops"]
    assert "/post/once/" in stops["message"]
    assert stops["path"] == "content/practice.toml"
    (found,) = desk.ask("GET", "/practice").json["findings"]
    assert found["message"] == (
        "old links to /post/once/ would break; to lead them to another page, add an old address, "
        'or to let them go, add "/post/once/" to “Addresses that you took down”'
    )
    set_fact(desk, "site.removed", "/post/once/")
    assert desk.ask("POST", "/publish", {}).status == 200


@pytest.mark.slow
def test_who_has_told_git_no_name_can_publish(in_git):
    desk, remote = in_git
    write(desk.folder, "fresh")
    git(desk.folder, "config", "--unset", "user.email")
    answer = desk.ask("POST", "/publish", {})
    git(desk.folder, "config", "user.email", "robin@example.com")
    assert answer.status == 200
    assert published(remote, "fresh")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (["no-such-program"], "No such file or directory: 'no-such-program'"),
        (["false"], "returned non-zero exit status 1"),  # which says nothing itself
        (["sh", "-c", r"printf 'Caf\351' >&2; exit 1"], "Caf\ufffd"),
    ],
)
def test_why_a_program_failed_is_said(command, why):
    with pytest.raises(Refused) as refused:
        publishing.run(*command)
    assert refused.value.args[0] == 500
    assert why in refused.value.args[1]


def test_what_stops_the_public_site_stops_publishing(in_git):
    desk, remote = in_git
    before = git(remote, "rev-parse", "main")
    write(desk.folder, "hard", "She thinks of suicide.")
    assert stopped(desk, "hard", "/publish")
    assert desk.ask("POST", "/publish", {}).status == 409
    assert git(remote, "rev-parse", "main") == before
    assert git(desk.folder, "rev-parse", "HEAD") == before


@contextmanager
def hook(of: Path, script: str):
    """What git runs by itself, there, for as long as this lasts."""
    of.write_text(f"#!/bin/sh\n{script}\n")
    of.chmod(0o755)
    yield
    of.unlink()


def published(remote, name) -> str:
    return git(remote, "show", f"main:content/posts/{name}.md")


@pytest.mark.slow
def test_what_somebody_else_published_is_kept_and_hers_goes_on_top(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("theirs", "Rest.")
    write(desk.folder, "hers")
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Rest.\n" in published(remote, "theirs")
    assert published(remote, "hers")
    assert (desk.folder / "content/posts/theirs.md").exists()
    assert not any(desk.ask("GET", "/publish").json[kind] for kind in ("new", "changed"))


@pytest.mark.slow
def test_no_hook_of_a_helper_runs_where_the_merge_is_tried(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("theirs", "Rest.")
    write(desk.folder, "hers")
    with hook(desk.folder / ".git/hooks/post-checkout", "exit 1"):
        assert desk.ask("POST", "/publish", {}).status == 200
    assert published(remote, "hers")


@pytest.mark.slow
def test_where_both_changed_a_text_she_sees_both_and_chooses(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("sleep", "Theirs.")
    elsewhere("beside", "Of another text.")
    hers = write(desk.folder, "sleep", "Hers.")
    hers.write_text(hers.read_text().replace("Slug: sleep", "Slug: rest"))
    write(desk.folder, "more", "More of hers.")
    answer = desk.ask("POST", "/publish", {})
    assert answer.status == 409
    assert answer.json["error"].startswith("Nothing was published yet")
    assert "About sleep" in answer.json["error"]
    assert "Theirs." in published(remote, "sleep")
    assert "Moved" not in git(desk.folder, "log", "--format=%s", "-3")  # hers is not what is saved
    text = desk.ask("GET", "/text/posts/sleep.md").json
    assert (text["body"], text["kept"]["body"]) == ("Theirs.\n", "Hers.\n")
    versions = (desk.folder / ".desk/versions/posts/sleep.md").glob("*.md")
    assert "Hers." in [*sorted(versions)][-1].read_text()
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert '<a href="/text/posts/sleep.md">About sleep</a>' in page
    assert answer.json["error"] in page  # as often as she looks

    kept = {part: text["kept"][part] for part in ("header", "body", "mark")}
    saved = desk.ask("PUT", "/text/posts/sleep.md", kept)  # before she has seen theirs
    assert (saved.status, saved.json["mark"]) == (412, text["mark"])
    assert desk.ask("PUT", "/text/posts/sleep.md", {**kept, "mark": text["mark"]}).status == 200
    assert desk.ask("GET", "/publish").json["two"] == ""
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Hers." in published(remote, "sleep")
    assert "More of hers." in published(remote, "more")
    assert "Of another text." in published(remote, "beside")


@pytest.mark.slow
def test_as_long_as_she_has_not_chosen_nothing_goes_out_however_often_she_asks(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("sleep", "Theirs.")
    write(desk.folder, "sleep", "Hers.")
    first = desk.ask("POST", "/publish", {})
    write(desk.folder, "more", "More of hers.")
    second = desk.ask("POST", "/publish", {})
    assert (first.status, second.status) == (409, 409)
    assert first.json["error"] == second.json["error"]
    assert "The practice" not in first.json["error"]
    assert "more.md" not in git(remote, "ls-tree", "-r", "--name-only", "main")


@pytest.mark.slow
def test_what_she_has_typed_and_not_saved_waits_to_be_chosen_with_what_she_has(in_git, elsewhere):
    desk, _ = in_git
    elsewhere("sleep", "Theirs.")
    write(desk.folder, "sleep", "Hers.")
    desk.look("posts/sleep.md", "Hers. And more.")
    assert desk.ask("POST", "/publish", {}).status == 409
    text = desk.ask("GET", "/text/posts/sleep.md").json
    assert (text["body"], text["kept"]["body"]) == ("Theirs.\n", "Hers. And more.\n")
    assert text["theirs"]  # which was saved in place of hers
    assert not desk.ask("GET", "/text/posts/grief.md").json["theirs"]


@pytest.mark.slow
def test_of_words_that_wait_to_be_chosen_is_not_said_that_they_were_sent(in_git, elsewhere):
    desk, _ = in_git
    elsewhere("sleep", "Theirs.")
    write(desk.folder, "sleep", "Hers.")
    assert desk.ask("POST", "/publish", {}).status == 409
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "There is nothing else to send. Look at these words" in page
    assert "sent" not in page


@pytest.mark.slow
def test_what_she_saves_while_git_changes_her_texts_waits_and_is_not_lost(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("grief", "Theirs.")
    write(desk.folder, "more", "More of hers.")
    held, waits = desk.folder / ".desk/held", desk.folder / ".git/hooks/pre-commit"
    text = desk.ask("GET", "/text/posts/grief.md").json
    with hook(waits, f"touch {held}\nsleep 1"), ThreadPoolExecutor() as windows:
        publishing = windows.submit(desk.ask, "POST", "/publish", {})
        until(held.exists)
        saved = desk.ask("PUT", "/text/posts/grief.md", {**text, "body": "Hers.\n"})
    assert (publishing.result().status, saved.status) == (200, 412)
    assert saved.json["body"] == "Theirs.\n"
    assert "More of hers." in published(remote, "more")


@pytest.mark.slow
def test_what_changed_again_meanwhile_takes_nothing_of_hers(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("sleep", "Theirs.")
    write(desk.folder, "sleep", "Hers.")
    assert desk.ask("POST", "/publish", {}).status == 409
    elsewhere("sleep", "Theirs, again.")
    text = desk.ask("GET", "/text/posts/sleep.md").json
    kept = {**text["kept"], "mark": text["mark"]}
    assert desk.ask("PUT", "/text/posts/sleep.md", kept).status == 200
    assert desk.ask("POST", "/publish", {}).status == 409
    text = desk.ask("GET", "/text/posts/sleep.md").json
    assert (text["body"], text["kept"]["body"]) == ("Theirs, again.\n", "Hers.\n")
    assert "Theirs, again." in published(remote, "sleep")


@pytest.mark.slow
def test_a_text_that_somebody_else_has_renamed_comes_and_hers_can_be_brought_back(
    in_git, elsewhere
):
    desk, remote = in_git
    elsewhere("sleep", None, renamed="nights")
    write(desk.folder, "sleep", "Hers.")
    answer = desk.ask("POST", "/publish", {})
    assert (answer.status, "renamed there" in answer.json["error"]) == (409, True)
    assert desk.ask("POST", "/publish", {}).status == 200
    assert (desk.folder / "content/posts/nights.md").exists()
    desk.ask("POST", "/back", {"place": "posts/sleep.md"})
    back = desk.ask("GET", "/text/posts/sleep.md").json
    header = [*(line for line in back["header"] if line[0] != "Slug"), ["Slug", "sleep-again"]]
    assert desk.ask("PUT", "/text/posts/sleep.md", {**back, "header": header}).status == 200
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Hers." in published(remote, "sleep")


@pytest.mark.slow
def test_a_text_that_somebody_else_has_taken_away_can_be_brought_back(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("sleep", None)
    write(desk.folder, "sleep", "Hers.")
    answer = desk.ask("POST", "/publish", {})
    assert (answer.status, "is under “Thrown away”" in answer.json["error"]) == (409, True)
    assert "“About sleep”" in answer.json["error"]
    assert "Open it" not in answer.json["error"]  # it is not there
    assert desk.ask("GET", "/publish").json["two"] == answer.json["error"]
    assert ["posts/sleep.md", "About sleep"] in desk.ask("GET", "/posts").json["thrown"]
    desk.ask("POST", "/back", {"place": "posts/sleep.md"})
    assert desk.ask("GET", "/publish").json["two"] == ""
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Hers." in published(remote, "sleep")


@pytest.mark.slow
def test_a_text_that_she_threw_away_and_somebody_else_changed_is_there_again(in_git, elsewhere):
    desk, _ = in_git
    elsewhere("sleep", "Theirs.")
    (desk.folder / "content/posts/sleep.md").unlink()
    answer = desk.ask("POST", "/publish", {})
    assert (answer.status, "is among your texts again" in answer.json["error"]) == (409, True)
    text = desk.ask("GET", "/text/posts/sleep.md").json
    assert (text["body"], text["kept"]) == ("Theirs.\n", None)


def facts_elsewhere(with_remote, old, new):
    """Somebody else publishes another practice.toml."""
    other = with_remote[2]
    path = other / "content/practice.toml"
    path.write_text(path.read_text().replace(old, new))
    git(other, "commit", "--quiet", "--all", "--message", "Theirs")
    git(other, "push", "--quiet")


def set_fact(desk, name, value):
    mark = desk.ask("GET", "/practice").json["mark"]
    desk.ask("PUT", "/practice", {"mark": mark, "values": {name: value}})


@pytest.mark.slow
def test_of_the_practice_what_each_has_changed_is_put_together(in_git, with_remote):
    desk, remote = in_git
    facts_elsewhere(with_remote, "Counsellor & supervisor", "Counsellor")
    set_fact(desk, "site.subtitle", "At noon")
    assert desk.ask("POST", "/publish", {}).status == 200
    found = git(remote, "show", "main:content/practice.toml")
    assert 'role = "Counsellor"' in found
    assert "At noon" in found
    assert facts(desk).decode() == found


@pytest.mark.slow
def test_so_is_a_text_of_which_they_changed_another_part(in_git, with_remote, elsewhere):
    desk, remote = in_git
    body = "One.\n\nTwo.\n\nThree."
    write(desk.folder, "parts", body)
    assert desk.ask("POST", "/publish", {}).status == 200
    git(with_remote[2], "pull", "--quiet")
    elsewhere("parts", body.replace("One", "First"))
    write(desk.folder, "parts", body.replace("Three", "Third"))
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "First.\n\nTwo.\n\nThird." in published(remote, "parts")
    assert "First." in desk.ask("GET", "/text/posts/parts.md").json["body"]


@pytest.mark.slow
def test_where_both_changed_the_same_fact_hers_can_be_brought_back(in_git, with_remote):
    desk, remote = in_git
    facts_elsewhere(with_remote, "Counsellor & supervisor", "Counsellor")
    set_fact(desk, "contact.role", "Supervisor")
    said = desk.ask("POST", "/publish", {}).json["error"]
    assert "something else of “The practice”" in said
    assert 'role = "Counsellor"' in git(remote, "show", "main:content/practice.toml")
    assert desk.ask("GET", "/publish").json["two"] == said  # until she has done something about it
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "disabled" not in page  # she may be content with theirs
    latest = desk.ask("GET", "/versions/practice.toml").json["ids"][0]
    desk.ask("POST", "/back", {"place": "practice.toml", "id": latest})
    assert b'role = "Supervisor"' in facts(desk)
    assert desk.ask("GET", "/publish").json["two"] == ""
    assert desk.ask("POST", "/publish", {}).status == 200


@pytest.mark.slow
def test_what_waits_to_be_chosen_is_said_before_what_git_cannot_merge(in_git, with_remote):
    desk, _ = in_git
    other = with_remote[2]
    for folder, said in ((other, "Theirs."), (desk.folder, "Hers.")):
        draw = folder / "content/images/same.svg"
        draw.parent.mkdir(exist_ok=True)
        draw.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!--{said}--></svg>'
        )
        write(folder, "sleep", said)
    git(other, "add", ".")
    git(other, "commit", "--quiet", "--message", "Theirs")
    git(other, "push", "--quiet")
    answer = desk.ask("POST", "/publish", {})
    assert answer.status == 409
    assert answer.json["error"].startswith("Nothing was published yet")
    assert "About sleep" in answer.json["error"]


@pytest.mark.slow
def test_what_somebody_else_published_that_stops_the_website_is_said_and_leads_there(
    in_git, elsewhere
):
    desk, remote = in_git
    elsewhere("theirs", "See [this]({filename}gone.md).")
    write(desk.folder, "hers")
    answer = desk.ask("POST", "/publish", {})
    assert answer.status == 409
    assert answer.json["error"].startswith("Nothing of yours was published: what somebody else")
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert '<a href="/text/posts/theirs.md"><bdi>About theirs</bdi></a>' in page
    assert "hers.md" not in git(remote, "ls-tree", "-r", "--name-only", "main")
    write(desk.folder, "theirs", "Rest.")
    assert desk.ask("POST", "/publish", {}).status == 200
    assert published(remote, "hers")


@pytest.mark.slow
def test_what_somebody_else_published_and_has_mended_meanwhile_is_fetched(in_git, elsewhere):
    desk, remote = in_git
    elsewhere("theirs", "See [this]({filename}gone.md).")
    write(desk.folder, "hers")
    assert desk.ask("POST", "/publish", {}).status == 409
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "must be mended first. If somebody else published it" in page
    assert "disabled" not in page
    answer = desk.ask("POST", "/publish", {})  # they have not mended it yet
    assert (answer.status, answer.json["error"][:29]) == (409, "Nothing was published: someth")
    elsewhere("theirs", "Rest.")
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Rest.\n" in published(remote, "theirs")
    assert published(remote, "hers")


def test_what_she_wrote_and_must_mend_waits_for_her(in_git):
    desk, _ = in_git
    write(desk.folder, "hers", "See [this]({filename}gone.md).")
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "What stands above must be mended first.<" in page
    assert 'aria-describedby="will" disabled>' in page


@pytest.mark.slow
def test_a_draft_alone_can_be_sent_and_one_that_was_thrown_away_is_taken_from_there(in_git):
    desk, remote = in_git
    write(desk.folder, "idea", more="Status: draft\n")
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "These drafts go along" in page
    assert "There is nothing new to send" not in page
    assert "disabled" not in page
    assert desk.ask("POST", "/publish", {}).status == 200
    assert published(remote, "idea")
    desk.throw("posts/idea.md")
    plan = desk.ask("GET", "/publish").json
    assert (plan["thrown"], plan["drafts"]) == (["About idea"], [])
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "idea.md" not in git(remote, "ls-tree", "-r", "--name-only", "main")
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert "There is nothing new to send" in page


@pytest.mark.slow
def test_what_git_cannot_merge_leaves_all_as_it_was(in_git, with_remote):
    desk, remote = in_git
    other = with_remote[2]
    for folder, said in ((other, "theirs"), (desk.folder, "hers")):
        (folder / "notes.txt").write_text(said)
        git(folder, "add", "notes.txt")
        git(folder, "commit", "--quiet", "--message", said)
    git(other, "push", "--quiet")
    write(desk.folder, "fresh")
    answer = desk.ask("POST", "/publish", {})
    assert answer.status == 500
    assert "notes.txt" in answer.json["error"]
    assert (desk.folder / "notes.txt").read_text() == "hers"
    assert git(desk.folder, "status", "--porcelain", "--untracked-files=no") == ""
    assert git(remote, "log", "--format=%s", "-1", "main") == "theirs\n"


@pytest.mark.slow
def test_a_push_that_fails_publishes_nothing_and_the_next_one_does(in_git):
    desk, remote = in_git
    before = git(remote, "rev-parse", "main")
    write(desk.folder, "fresh")
    with hook(remote / "hooks/pre-receive", "exit 1"):
        assert desk.ask("POST", "/publish", {}).status == 500
    assert git(remote, "rev-parse", "main") == before
    assert desk.ask("GET", "/publish").json["new"] == [FRESH]
    assert desk.ask("POST", "/publish", {}).status == 200
    assert published(remote, "fresh")


@pytest.mark.slow
@pytest.mark.parametrize("theirs", [False, True])
def test_a_name_that_she_took_out_after_a_push_that_failed_is_in_no_commit(
    in_git, elsewhere, theirs
):
    desk, remote = in_git
    if theirs:
        elsewhere("sleep", "Theirs.")
    write(desk.folder, "fresh", "Of Jane Doe.")
    with hook(remote / "hooks/pre-receive", "exit 1"):
        assert desk.ask("POST", "/publish", {}).status == 500
    assert desk.ask("GET", "/publish").json["changed"] == []
    write(desk.folder, "fresh", "Of somebody.")
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Of somebody." in published(remote, "fresh")
    assert "Jane Doe" not in git(remote, "log", "--patch", "main")
    assert not theirs or "Theirs." in published(remote, "sleep")


@pytest.mark.slow
def test_so_is_one_that_a_desk_had_committed_when_it_was_killed(in_git):
    desk, remote = in_git
    write(desk.folder, "fresh", "Of Jane Doe.")
    git(desk.folder, "add", "content")
    git(desk.folder, "commit", "--quiet", "--message", "New: About fresh")
    write(desk.folder, "fresh", "Of somebody.")
    assert desk.ask("POST", "/publish", {}).status == 200
    assert "Of somebody." in published(remote, "fresh")
    assert "Jane Doe" not in git(remote, "log", "--patch", "main")


@pytest.mark.slow
def test_a_merge_that_a_helper_has_begun_stays_as_it_is(in_git, with_remote, elsewhere):
    desk, _ = in_git
    write(desk.folder, "fresh")
    assert desk.ask("POST", "/publish", {}).status == 200
    other = with_remote[2]
    git(other, "pull", "--quiet")
    write(other, "grief", "Theirs.")
    for folder, said in ((other, "theirs"), (desk.folder, "ours")):
        (folder / "notes.txt").write_text(said)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", said)
    git(other, "push", "--quiet")
    git(desk.folder, "fetch", "--quiet")
    with pytest.raises(AssertionError):
        git(desk.folder, "merge", "--quiet", "--no-edit", "@{upstream}")
    (desk.folder / "notes.txt").write_text("mended by hand")
    write(desk.folder, "more")
    answer = desk.ask("POST", "/publish", {})
    assert (answer.status, "middle of a merge" in answer.json["error"]) == (500, True)
    staged = git(desk.folder, "diff", "--cached", "--name-only")
    assert ("grief.md" in staged, "more.md" in staged) == (True, False)
    assert (desk.folder / "notes.txt").read_text() == "mended by hand"
    assert (desk.folder / ".git/MERGE_HEAD").exists()
    write(desk.folder, "hard", "She thinks of suicide.")
    assert desk.ask("POST", "/publish", {}).status == 409  # that is said before


@pytest.mark.slow
def test_what_was_not_sent_is_in_no_commit_of_a_helper_either(in_git):
    desk, _ = in_git
    write(desk.folder, "fresh")
    with hook(desk.folder / ".git/hooks/pre-commit", "exit 1"):
        assert desk.ask("POST", "/publish", {}).status == 500
    (desk.folder / "notes.txt").write_text("a helper's")
    git(desk.folder, "add", "notes.txt")
    git(desk.folder, "commit", "--quiet", "--message", "Of a helper")
    assert "fresh" not in git(desk.folder, "show", "--stat")


@pytest.mark.slow
def test_of_two_windows_that_publish_at_once_both_publish_a_whole_site(folder):
    desk = Desk(folder).come_in()
    with ThreadPoolExecutor() as windows:
        asked = [windows.submit(desk.ask, "POST", "/publish", {}) for _ in range(2)]
        assert [each.result().status for each in asked] == [200, 200]
    with zipfile.ZipFile(io.BytesIO(desk.ask("GET", "/download/site.zip").body)) as site:
        assert site.testzip() is None
        assert "post/sleep/index.html" in site.namelist()
    desk.end()


@pytest.mark.slow
def test_closed_while_it_publishes_the_desk_waits_till_that_is_done(folder):
    desk = Desk(folder).come_in()
    with ThreadPoolExecutor() as windows:
        sent = windows.submit(desk.ask, "POST", "/publish", {})
        until((folder / ".build/next").exists)
        assert desk.ask("POST", "/close", {}).status == 200
    assert sent.result().status == 200
    assert (folder / ".desk/download/site.zip").exists()
    desk.end()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks Linux for a process")
def test_what_she_types_is_looked_at_while_another_window_publishes(folder):
    desk = Desk(folder).come_in()
    until((folder / "output/index.html").exists)
    number = desk.process.pid
    builder = int(Path(f"/proc/{number}/task/{number}/children").read_text())
    os.kill(builder, signal.SIGSTOP)  # as if that took long
    with ThreadPoolExecutor() as windows:
        sent = windows.submit(desk.ask, "POST", "/publish", {})
        assert "findings" in desk.look("posts/sleep.md", "Typed meanwhile.\n")
        assert not sent.done()
        os.kill(builder, signal.SIGCONT)
    desk.end()


@pytest.mark.slow
def test_what_git_cannot_do_besides_is_said_with_what_she_has_to_choose(in_git, elsewhere):
    desk, _ = in_git
    elsewhere("sleep", "Theirs.")
    write(desk.folder, "sleep", "Hers.")
    write(desk.folder, "fresh")
    says_no = "echo 'No, says the hook.' >&2\nexit 1"
    with hook(desk.folder / ".git/hooks/pre-commit", says_no):
        answer = desk.ask("POST", "/publish", {})
    assert answer.status == 409
    assert answer.json["error"].startswith("Nothing was published yet")
    assert "No, says the hook." in answer.json["error"]


def test_the_blog_may_lie_in_a_folder_of_a_larger_repository(tmp_path, monkeypatch):
    posts = tmp_path / "blog/content/posts"
    posts.mkdir(parents=True)
    (posts / "sleep.md").write_text("Title: Sleep\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "All")
    monkeypatch.chdir(tmp_path / "blog")
    assert publishing.committed("HEAD") == {"posts/sleep.md": b"Title: Sleep\n"}


@pytest.mark.slow
def test_no_other_branch_goes_along(in_git):
    desk, remote = in_git
    git(desk.folder, "config", "push.default", "matching")
    git(desk.folder, "branch", "--force", "side")
    git(desk.folder, "push", "--quiet", "--force", "origin", "side")
    before = git(remote, "rev-parse", "side")
    tree = git(desk.folder, "rev-parse", "HEAD^{tree}").strip()
    private = git(desk.folder, "commit-tree", tree, "-p", "side", "-m", "Private").strip()
    git(desk.folder, "update-ref", "refs/heads/side", private)
    write(desk.folder, "fresh")
    assert desk.ask("POST", "/publish", {}).status == 200
    assert git(remote, "rev-parse", "side") == before
    git(desk.folder, "config", "--unset", "push.default")


@pytest.mark.slow
def test_a_film_among_her_texts_is_none(in_git):
    desk, _ = in_git
    film = desk.folder / "content/posts/talk.mp4"
    film.write_bytes(b"\0" * 256)
    write(desk.folder, "fresh")
    assert desk.ask("GET", "/publish").json["drafts"] == []
    git(desk.folder, "add", "content")
    git(desk.folder, "commit", "--quiet", "--message", "A film")
    git(desk.folder, "push", "--quiet")
    film.unlink()
    plan = desk.ask("GET", "/publish").json
    assert (plan["thrown"], plan["new"]) == ([], [])


@contextmanager
def without_remote(desk):
    git(desk.folder, "config", "--rename-section", "remote.origin", "was.origin")
    try:
        yield
    finally:
        git(desk.folder, "config", "--rename-section", "was.origin", "remote.origin")


def test_without_a_remote_there_is_a_file_to_upload(in_git):
    desk, _ = in_git
    write(desk.folder, "drafted", more="Status: draft\n")
    ahead = write(desk.folder, "ahead")
    ahead.write_text(ahead.read_text().replace("2026-01-02", "2999-12-03"))
    with without_remote(desk):
        plan = desk.ask("GET", "/publish").json
        assert (plan["way"], plan["drafts"]) == ("folder", [])  # which stay here
        assert desk.ask("GET", "/download/site.zip").status == 404  # none was made yet
        answer = desk.ask("POST", "/publish", {})
        assert answer.status == 200
        assert desk.ask("GET", "/publish").json["download"] == "/download/site.zip"
        by_link = {"Accept": "text/html,*/*"}  # as a browser follows one
        followed = desk.ask("GET", "/download/site.zip", **by_link)
        with zipfile.ZipFile(io.BytesIO(followed.body)) as site:
            names = site.namelist()
        assert "post/sleep/index.html" in names
        assert not [name for name in names if "draft" in name or "ahead" in name]
        (desk.folder / ".desk/published/posts/sleep.md").unlink()  # as if its day had been ahead
        assert desk.ask("GET", "/publish").json["new"] == ["About sleep (dated 2 January 2026)"]
        assert not (desk.folder / ".desk/published/posts/ahead.md").exists()
        desk.ask("POST", "/publish", {})
        assert desk.ask("GET", "/publish").json["new"] == []
        set_fact(desk, "contact.hours", "At noon")  # a help line's number, say
        assert desk.ask("GET", "/publish").json["changed"] == ["The practice"]
        assert "/download/site.zip" in desk.ask("GET", "/publish", Accept="text/html").text
        shown = desk.folder / "output/drafts/drafted/index.html"
        until(shown.exists)  # the preview is a preview again
    assert desk.ask("GET", "/publish").json["download"] is None  # it is not how it goes out now


@pytest.mark.slow
def test_where_git_has_a_remote_and_fails_that_is_said_and_no_file_made(in_git):
    desk, _ = in_git
    shutil.rmtree(desk.folder / ".desk/download", ignore_errors=True)
    git(desk.folder, "checkout", "--quiet", "--detach")
    write(desk.folder, "sleep", "Better.")
    way, answer = desk.ask("GET", "/publish").json["way"], desk.ask("POST", "/publish", {})
    git(desk.folder, "checkout", "--quiet", "main")
    assert (way, answer.status) == ("git", 500)
    assert answer.json["error"].startswith("Nothing was published. ")
    assert "HEAD does not point to a branch" in answer.json["error"]
    assert not (desk.folder / ".desk/download").exists()


@pytest.mark.slow
def test_why_the_website_cannot_be_written_is_said(in_git):
    desk, _ = in_git
    shutil.rmtree(desk.folder / ".desk/site", ignore_errors=True)
    (desk.folder / ".desk/site").write_text("in the way")
    with without_remote(desk):
        answer = desk.ask("POST", "/publish", {})
    (desk.folder / ".desk/site").unlink()
    assert answer.status == 500
    assert answer.json["error"].endswith(".desk/site:1: File exists")


def test_where_nothing_has_changed_the_website_can_be_made_again_but_not_sent_again(in_git):
    desk, _ = in_git
    button = '<button class="main" id="publish-now" aria-describedby="will"'
    page = desk.ask("GET", "/publish", Accept="text/html").text
    assert f"{button} disabled>" in page
    went_out(desk.folder)
    with without_remote(desk):
        page = desk.ask("GET", "/publish", Accept="text/html").text
    shutil.rmtree(desk.folder / ".desk/published")
    assert f"{button}>" in page
    assert "You can make it again" in page


@contextmanager
def rsync_is(desk, script):
    (desk.folder / ".desk/bin").mkdir(exist_ok=True)
    (desk.folder / ".rsync").write_text("robin@server.example:/srv/site/\n")
    with hook(desk.folder / ".desk/bin/rsync", script):
        yield


@pytest.mark.parametrize(("code", "good"), [(0, True), (1, False)])
def test_rsync_goes_where_the_file_says_and_nowhere_else(in_git, code, good):
    desk, _ = in_git
    rsync = desk.folder / ".desk/bin/rsync"
    with rsync_is(desk, f'echo "$@" > {rsync}.said\nexit {code}'):
        assert desk.ask("GET", "/publish").json["way"] == "rsync"
        assert (desk.ask("POST", "/publish", {}).status == 200) is good
    said = Path(f"{rsync}.said").read_text()
    how = "-rlt --delay-updates --delete-after"  # all at once, and then what is gone
    assert said == f"{how} -- .desk/site/ robin@server.example:/srv/site/\n"


def test_what_is_saved_while_it_is_sent_is_not_taken_for_sent(in_git):
    desk, _ = in_git
    with rsync_is(desk, "echo Later. >> content/posts/sleep.md"):
        assert desk.ask("POST", "/publish", {}).status == 200
        assert desk.ask("GET", "/publish").json["changed"] == ["About sleep"]


@pytest.mark.brief
def test_each_screen_has_an_address_where_it_is_a_whole_page(desk):
    for place, words in {
        "/posts": "Your texts",
        "/practice": "How soon you answer",
        "/import": "Bring over",
        "/publish": "Publish now",
        "/text/posts/grief.md": "About grief",
    }.items():
        page = desk.ask("GET", place, Accept="text/html,application/xhtml+xml")
        assert (page.status, page.text.count("<main")) == (200, 1)
        assert words in page.text
        bare = desk.ask("GET", place, Accept="text/html").text
        assert words in bare
        assert "<main" not in bare
    assert desk.ask("GET", "/").json == desk.ask("GET", "/posts").json


def test_of_what_is_not_there_a_page_says_so(desk):
    for place in ("/text/posts/nowhere.md", "/nowhere"):
        page = desk.ask("GET", place, Accept="text/html,application/xhtml+xml")
        assert page.status == 404
        assert "This is not here" in page.text
