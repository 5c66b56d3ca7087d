"""A page as its tags and texts: what HTML's section "Tokenization" has of each."""

import pytest
from blog.html import Page


def shown(html: str) -> list:
    """Its elements and texts, in order, as they stand in one another."""
    page = Page(html)

    def within(parent):
        parts = [(each.begins, 0, each) for each in page.elements if each.parent is parent]
        parts += [(n, 1, text) for n, (text, at) in enumerate(page.texts) if at is parent]
        return [
            each if isinstance(each, str) else {each.tag: each.attrs, "in": within(each)}
            for _, _, each in sorted(parts, key=lambda part: part[:2])
        ]

    return within(None)


@pytest.mark.parametrize(
    ("html", "attrs"),
    [
        ("<a href='x.html'>", {"href": "x.html"}),
        ("<a href=x.html>", {"href": "x.html"}),
        ('<a href = "x.html">', {"href": "x.html"}),
        ('<a\n  href="x.html"\n  id="y">', {"href": "x.html", "id": "y"}),
        ('<A HREF="X.html">', {"href": "X.html"}),
        ('<a title="1 > 0">', {"title": "1 > 0"}),
        ("<a title=\"it's\" id='a\"b'>", {"title": "it's", "id": 'a"b'}),
        ('<a title="a = b">', {"title": "a = b"}),
        ('<a title="Fish &amp; chips &pound;3">', {"title": "Fish & chips £3"}),
        ('<a title="">', {"title": ""}),
        ("<a hidden>", {"hidden": ""}),
        ("<a title=it's>", {"title": "it's"}),
        ("<a it's>", {"it's": ""}),
    ],
)
def test_attributes_are_read_however_they_are_written(html, attrs):
    [element] = Page(f"{html}word</a>").elements
    assert (element.tag, element.attrs) == ("a", attrs)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("I <3 you", ["I <3 you"]),
        ("a <", ["a <"]),
        ("a <b", ["a <b"]),  # a tag that does not end
        ("a <b <i>c</i>", ["a <b ", "c"]),
        ("Fish &amp; chips &lt;br&gt;", ["Fish & chips <br>"]),
        ("<!DOCTYPE html>\nRest", ["\nRest"]),
        ("one<br>two<br/>three", ["one", "two", "three"]),
    ],
)
def test_what_is_no_tag_is_text(html, texts):
    assert [text for text, _ in Page(html).texts] == texts


@pytest.mark.parametrize(
    ("html", "comment"),
    [
        ("<!-- to do -->", "to do"),
        ("<!--to\n  do-->", "to do"),
        ("<!-- a > b -->", "a > b"),
        ("<!-->", ""),
        ("<!-- never > closed", "never > closed."),
        ("<?php echo 1 ?>", "php echo 1"),
        ("<!to do>", "to do"),
        ("</ p>", "p"),
    ],
)
def test_whatever_a_browser_takes_for_a_comment_is_told(html, comment):
    told = [(1, f'the comment "{comment}" would be published; take it out')]
    assert Page(f"{html}.").faults == told


@pytest.mark.parametrize("tag", ["script", "style", "textarea", "title"])
def test_nothing_in_these_is_a_tag(tag):
    html = f"<p>a</p><{tag} id=x>1 < 2 <b></p> </other> <!-- c --></{tag}><i>b</i>"
    page = Page(html)
    assert page.faults == []
    assert [each.tag for each in page.elements] == ["p", tag, "i"]
    assert page.text(page.elements[1]) == "1 < 2 <b></p> </other> <!-- c -->"


def test_an_element_that_begins_like_one_of_these_is_none_of_them():
    assert shown("<titles><b>x</b></titles>") == [
        {"titles": {}, "in": [{"b": {}, "in": ["x"]}]},
    ]


def test_elements_and_texts_stand_in_one_another():
    assert shown('one <p class="x">two <em>three</em> four</p><hr>five') == [
        "one ",
        {"p": {"class": "x"}, "in": ["two ", {"em": {}, "in": ["three"]}, " four"]},
        {"hr": {}, "in": []},
        "five",
    ]


def test_only_in_a_drawing_a_slash_ends_an_element():
    page = Page("<svg><path d='m'/><g/></svg><div/>")
    assert page.faults == [(1, "<div> is opened here and never closed")]


def test_each_element_has_the_line_on_which_it_begins():
    page = Page(
        '<p\n  id="a"\n>one\ntwo <b\n>x</b>\n<!-- c\n -->\n<style>\n\n</style><i>y</i></p>\n'
    )
    assert [(each.tag, each.line) for each in page.elements] == [
        ("p", 1),
        ("b", 4),
        ("style", 8),
        ("i", 10),
    ]
    assert [line for line, _ in page.faults] == [6]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<b><i>x</b></i>", "<i> is opened here and not closed before </b>"),
        ("<b>x", "<b> is opened here and never closed"),
        ("x</b>", "</b> closes nothing; take it out"),
        ("x</br>", "</br> closes nothing; write <br>"),
        (
            "<p>a<ul></ul></p>",
            "<ul> stands in the middle of a paragraph; put an empty line before it",
        ),
        ('<a href="x"><b><a href="y">z</a></b></a>', "a link stands inside another link; take one"),
        ("<script>if (a < b)", "<script> is opened here and never closed"),
    ],
)
def test_what_is_not_well_formed_is_told(html, message):
    line, told = Page(f"\n{html}").faults[0]
    assert line == 2
    assert told.startswith(message)


@pytest.mark.parametrize(
    "part", ["<", "<a", "<a b=", '<a b="', "<!--", "<script>", "</", "=", "<a b=c "]
)
def test_no_text_however_hostile_takes_long(part):
    """Were it to take a step for each pair of signs, this would take an hour."""
    Page(part * 20_000)
