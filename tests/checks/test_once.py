"""One fault, one message, on its line: what follows from a fault is not told beside it."""

import pytest
from written import HEADER, of_body, of_post, said

# What is typed below a good header, on line 4; all that is said
BODIES = {
    "a\n\n<!-- more\n\nb": ['6: "<!-- more" is a remark that does not end'],
    "<!--\nA remark\nof mine\n--\nb": ['4: "<!--" is a remark that does not end'],
    '<a href="https://example.com>a</a> "b"': ['4: "<a href="https://example.co'],
    '<div class="a>\nb\n</div>': ['4: "<div class="a>" is no whole tag'],
    "<a href=”https://example.com”>a</a>": ['4: "”https://example.com”" stands in curly quotes'],
    '![a](images/chair.svg "A caption)': ['4: there is no picture "images/chair.svg "A caption"'],
    "[a](images/lamp.jpg) [b]({static}../images/lamp.jpg)": [
        '4: there is no picture "images/lamp.jpg"',
        '4: there is no picture "{static}../images/lamp.jpg"',
    ],
    '<a href="images/lamp.jpg">a</a>': ['4: "images/lamp.jpg" would lead nowhere'],
    "a<br>b</br>c": ["4: </br> closes nothing; write <br>"],
    "```\na *b <b>\n\n`c": ['4: "```" means nothing here; close the code with'],
    "a\n\n~~~\nb *c": ['6: "~~~" means nothing here; for a line across the page write ---'],
    "a[ ^1 ]\n\n[^1]: b": ['4: "[ ^1 ]" would be shown as it is; write [^1], with no gap'],
    "A word[^note 1]\n\nAnd[^note 1]\n\n[^note 1]: b": [
        "4: the name of a footnote has no blank in it; write [^note1]",
        "6: the name of a footnote has no blank in it; write [^note1]",
    ],
    "A word[^ 2]\n\n[^ 2]: b": ["4: the name of a footnote has no blank in it; write [^2]"],
    "A word[^1]\n\n[^1] b": [
        '6: "[^1]" would be shown as it is; if the text of the footnote is this'
    ],
    "- [a](https://example.com\n- b": [
        '4: "](https://example.com" would be shown as it is; end its'
    ],
    "[a][https://example.com]": [
        '4: "[https://example.com]" would be shown as it is; write [words]('
    ],
    "<b>a <i>b</b> c</i>": ["4: <i> is opened here and not closed before </b>"],
    "a\n\nSee www.example..com/a": ['6: "https://www.example..com/a" is not a web address'],
    'a\n\n[b]("https://example.com")': ["6: this leads nowhere"],
    "a\n\n[url=https://example.com]b[/url]": [
        '6: "[url=https://example.com]b[/url]" would be shown'
    ],
    "[a](mailto: me@example.com)\n\n[b](me@example.com)": [
        '4: "mailto: me@example.com" is not an e-mail address',
        '6: "me@example.com" would lead nowhere',
    ],
    "![](images/chair.svg)\n\n![A chair](chair.svg)": [
        "4: this picture needs words",
        '6: there is no picture "chair.svg"',
    ],
    "a\n\n####\n\nb": ['6: "####" has no words'],
    "==a\n\nb==": ['4: "==a" would be shown as it is; close the words in the paragraph'],
    "| a | b |\n|---|\n| c | d |": ['4: "| a | b |" would be shown as it is; give the line of'],
}
# The whole text; all that is said
TEXTS = {
    "Title: A\nDate: 2026-06-09\nSummary: b\nwhich goes on\nStatus: draft\n\nText": [
        "4: this is no line of a header"
    ],
    "Title: A\nwhich goes on\nDate: 2026-06-09\n\nText": ["2: this is no line of a header"],
    "Title: A\nDate: 2026-06-09\n# Status: draft\n\nText": ["3: this line of the header would"],
    "Title: A\nDate: 2026-06-09\n=====\n\nText": ["3: this is no line of a header"],
    "A\nTitle: A\nDate: 2026-06-09\n\nText": ["1: the header begins below this line; take it out"],
    "A\nDate: 2026-06-09\n\nText": ["1: there is no header here; begin the file, on its first"],
    "Title: A\nDate: 2026-06-09\ndraft\n\nText": ["3: this line of the header would"],
    "Note: what I read\n\nText": ["1: there is no header here; begin the file, on its first"],
    "https://example.com\n\nText": ["1: there is no header here; begin the file, on its first"],
    "Title My post\nDate: 2026-06-09\n\nText": [
        "1: there is no header here; begin the file, on its first line, with: Title: My post"
    ],
    "Title: A\nDate: 2026-06-09\nAllow:\n\nText": ["3: Allow is empty"],
}


@pytest.mark.parametrize("body", BODIES)
def test_of_a_body(tmp_path, body):
    found = of_body(tmp_path, body)
    assert [a[: len(b)] for a, b in zip(found, BODIES[body], strict=True)] == BODIES[body]


@pytest.mark.parametrize("text", TEXTS)
def test_of_a_text(tmp_path, text):
    found = of_post(tmp_path, text)
    assert [a[: len(b)] for a, b in zip(found, TEXTS[text], strict=True)] == TEXTS[text]


@pytest.mark.parametrize(
    ("file", "body"),
    [
        ("posts/us.gif", "![Us](us.gif)"),
        ("us.gif", "![Us]({static}../us.gif)"),
        ("images/form.pdf", "[A form]({static}../images/form.pdf)"),
        ("posts/form.pdf", "[A form](form.pdf), [again]({filename}form.pdf), [there](/form.pdf)"),
    ],
)
def test_of_a_file_that_is_nowhere_published_and_a_text_that_needs_it(tmp_path, file, body):
    (found,) = said(tmp_path, {file: "x", "posts/x.md": HEADER + body})
    assert found.startswith(f"{file}:1: ")
    (found,) = of_body(tmp_path / "without", body.partition(",")[0])
    assert found.startswith("4: ")
