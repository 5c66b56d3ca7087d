"""What may stand in a text: HTML that is closed and harmless, headings in order, nothing raw."""

import pytest
from blog.reading.files import read_lines
from written import HEADER, of_body, of_post, of_posts, stops

SPOTS = {
    "<div>\n\ntext": "<div> is opened here and never closed",
    "</div>": "</div> closes nothing",
    "a <b>b\n\nc": "<b> is opened here",
    "<p>a <div>b</div></p>": "<div> stands in the middle of a paragraph",
    "a <div>b</div> c": "<div> stands in the middle of a paragraph",
    '[a <a href="/about/">b</a>](/about/)': "a link stands inside another link",
    "a <!-- b --> c": 'the comment "b" would be published',
    "<!-- b\n\nc -->": 'the comment "b c" would be published',
    "a\n\n<!-- b": '"<!-- b" is a remark that does not end; take it out',
    "a <!-- b -- > c": '"<!-- b -- " is a remark that does not end; take it out',
    '<a href="https://example.com': "is no whole tag; put its address between straight quotes",
    '<a href="https://example.com>a</a> b': "is no whole tag; put its address between straight",
    '<a href="https://example.com>a "b"</a>': "is no whole tag; put its address between straight",
    '<div class="a>\nb\n</div>': "is no whole tag",
    "<script>a()</script>": "<script> has no place in a text; it would run",
    "<p>`<script>a()</script>`</p>": "<script> has no place in a text; it would run",
    "<style>p {}</style>": "<style> has no place in a text; how things look",
    '<img src="{static}../images/a.jpg" alt="x">': "<img> has no place in a text; write a picture",
    "<p>\n<img\nsrc='x'></p>": "<img> has no place in a text; write a picture",
    "<picture><source srcset='x'><img src='x'></picture>": "<picture> has no place in a text",
    '<iframe src="https://example.com"></iframe>': "<iframe> has no place in a text; it would show",
    "<form></form>": "<form> has no place in a text",
    "Dear <name>, hello": "<name> has no place in a text; take it out, or to show it",
    "Dear <your name here>, hello": "write &lt;your in place of <your",
    '<p onclick="a()">b</p>': "take onclick out of <p>; it would run",
    'text\n{: style="color: red" }': "means nothing here; how things look",
    "text\n{: onclick=a() }": "means nothing here; how things look",
    "<?php a ?>": '"<?php a ?" is a remark that does not end; take it out',
    "<![CDATA[a]]>": '"<![CDATA[a]]" is a remark that does not end; take it out',
    "# Big": "is a heading as high as the title; begin it with ##",
    "Big\n===": "is a heading as high as the title",
    "## a\n\n#### b": '"b" is a heading two steps below the one above it; begin it with ###',
    "## Main": 'the page has the name "main" already',
    '<p id="a">b</p>\n\n<p id="a">c</p>': 'the page has the name "a" already',
    "**never closed": '"**never" would be shown as it is',
    "[a] (https://example.com)": "would be shown as it is; write [words](address)",
    "[[A post]]": "would be shown as it is; write a link",
    "see {filename}other.md": "would be shown as it is; write a link",
    "a[^1]": "would be shown as it is; write the text of this footnote",
    "a\n\n[^1]: b": "nothing in the text refers to this footnote; write [^1]",
    "[a][b]": "would be shown as it is; write its address below",
    "> [!suplement]\n> a": 'unknown callout "suplement"',
    "a<b and x > y": "out of <b>; a text has no use for it; or for the sign itself write",
    "some more words\u202eb": '(U+202E) follows "some more words"; delete it',
    "\u202eb": "(U+202E) follows the beginning of the line; delete it",
    "a\u202eb": "an invisible character (U+202E)",
    "a\x00b": "an invisible character (U+0000)",
    "[!\U000f0005note]": "an invisible character (U+F0005)",
    "a\ufffdb": "a letter was lost",
    "donâ€™t": "was once an accent or a quotation mark",
    "&#27;[31m <\u0000>": "an invisible character",
}
ALLOWS = r"""
## A heading

5 < 6 > 4, a & b, AT&T, f\*\*k f**k 4 ** 2, \[a\], [sic], (see [1] (page 3)), a_b_c, {x}, #1, <3

<abbr title="a">b</abbr> H<sub>2</sub>O <kbd>a</kbd><br> &lt;your name here> `<script>` `**`

<details>
<summary>More</summary>
<p>Text</p>
</details>

<div class="a" markdown="1">
*a*
</div>

```html
<iframe src=x>
<!-- a -->
```

| a | b |
|:--|--:|
| 1 | 2 |

Term
:   Meaning[^1]

### Steps

1. a
    - b

[^1]: A note, **bold**.

> [!note] A title
> Text.

> [!crisis]

## A heading
"""
HOSTILE = {
    "lists 400 deep": "\n".join("    " * n + "- x" for n in range(400)),
    "quotes 400 deep": ">" * 400 + " x",
    "brackets": "[" * 16_000,
    "pictures": "![" * 8_000,
    "links": "[a](" * 10_000,
    "brackets on lines": "[a\n" * 60_000,
    "tags on lines": "<a\n" * 60_000,
    "braces": "{: .a " * 30_000,
    "references": "[a]: /b\n" * 30_000,
    "abbreviations": "*[A]: b\n" * 30_000,
    "headings": "## A\n\n" * 15_000,
    "backslashes": "\\" * 200_000,
    "a large file": "word " * 250_000,
    "a long paragraph": "It is difficult to think of what helps. " * 600,
    "stars": "*a " * 50_000,
    "bold words": "**x** " * 74_000,
}
HARMLESS = {
    "lists 60 deep": "\n".join("    " * n + "- x" for n in range(60)),
    "spaces": "a" + " " * 19_000 + "b",
    "prose": "It is difficult to think of what helps. " * 490,
    "paragraphs": ("It is difficult to think of what helps. " * 10 + "\n\n") * 1_400,
    "stars": "a * " * 4_900,
    "links": "[a](https://example.com) " * 790,
    "a list of links": "- [a](https://example.com)\n" * 700,
    "angles": "< " * 990,
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return of_posts(tmp_path_factory.mktemp("spots"), (f"{HEADER}{body}\n" for body in SPOTS))


@pytest.mark.parametrize(("body", "message"), SPOTS.items())
def test_spots(found, body, message):
    told = stops(found[f"{HEADER}{body}\n"])
    assert [line for line in told if message in line], told


def test_allows(tmp_path):
    assert of_body(tmp_path, ALLOWS) == []


@pytest.mark.brief
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_is_named_not_waited_for(tmp_path, body):
    (message,) = of_body(tmp_path, body)
    assert "too" in message or "larger than 1 MB" in message
    assert "{" not in message  # how much it is, is said


@pytest.mark.brief(2)
@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS)
def test_long_input_that_does_no_harm_passes(tmp_path, body):
    assert of_body(tmp_path, body) == []


def test_lines_are_those_of_the_file(tmp_path):
    body = "<div>a</div>\n\n`<div>` a\n\n<b>b</b>\n\n## a\n\n#### b\n\n> <i>c\n\n<div>\nd\n"
    assert [line.split(":")[0] for line in of_body(tmp_path, body)] == ["12", "14", "16"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Sub\n---\n\nText.\n\n#### Deep", "9"),
        ("- #### In a list\n\nText.\n\n### b", "4"),
        ("Big\n===\n\nText.", "4"),
        ("Text.\n\nText <div>in</div> it", "6"),
        ('Text.\n\n[a <a href="/about/">b</a>](/about/)', "6"),
    ],
)
def test_a_heading_or_a_tag_is_told_on_its_line(tmp_path, body, line):
    (found,) = of_body(tmp_path, f"{body}\n")
    assert found.split(":")[0] == line


def test_less_than_is_told_once(tmp_path):
    assert len(of_body(tmp_path, "a<b and x > y")) == 1


def test_bullets_of_word_are_no_invisible_signs(tmp_path):
    """As they are pasted: U+F0B7 and its like, from the fonts Symbol and Wingdings."""
    path = tmp_path / "list.md"
    path.write_text("\uf0b7 one\n> \uf0a7 two\n\nAnd \uf0fc three.", encoding="utf-8")
    assert read_lines(path) == ("• one", "> ▪ two", "", "And ✓ three.")


def test_where_a_page_of_word_or_of_a_pdf_ended_the_text_goes_on(tmp_path):
    (path := tmp_path / "pages.md").write_text("One.\n\n\fTwo, three\fand four.", encoding="utf-8")
    assert read_lines(path) == ("One.", "", " Two, three and four.")


@pytest.mark.parametrize(("status", "stops"), [("draft", False), ("published", True)])
def test_a_draft_may_have_a_note_to_its_author(tmp_path, status, stops):
    """As one that was brought from another blog has."""
    text = f"Title: A post\nDate: 2026-06-09\nStatus: {status}\n\n<!-- Look at this -->\n\nText.\n"
    told = of_post(tmp_path, text)
    assert told == ['5: the comment "Look at this" would be published; take it out'] * stops
