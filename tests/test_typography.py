"""What is typed, and what is set: British quotes, apostrophes and dashes, by the whole pipeline."""

import pytest
from markdown import markdown
from reading.typography import TypographyExtension
from smartypants import Attr, smartypants

SET = {
    # quotes
    '"Hello," she said.': "“Hello,” she said.",
    "'Come in' is all.": "‘Come in’ is all.",
    "'\"Nested,\" he said'": "‘“Nested,” he said’",
    'She said ("really") no.': "She said (“really”) no.",
    'He is—"well"—fine.': "He is—“well”—fine.",
    '"*Softly*" then': "“<em>Softly</em>” then",
    '*"Softly"* then': "<em>“Softly”</em> then",
    '"[a link](/x/)"': "“<a href='/x/'>a link</a>”".replace("'", '"'),
    # apostrophes
    "don't": "don’t",
    "James' book": "James’ book",
    "the '90s and '68": "the ’90s and ’68",
    "\"'90s music\"": "“’90s music”",
    "'tis rock 'n' roll": "’tis rock ’n’ roll",
    "'Til then": "’Til then",
    "[Rogers](/x/)'s idea": '<a href="/x/">Rogers</a>’s idea',
    "**Winnicott**'s idea": "<strong>Winnicott</strong>’s idea",
    "`list`'s end": "<code>list</code>’s end",
    # dashes and dots
    "a pause -- then more": "a pause &#8211; then more",
    "a pause - then more": "a pause – then more",
    "And then...": "And then&#8230;",
    # no break
    "Dr Smith": "Dr\u00a0Smith",
    "at 10 am": "at 10\u00a0am",
    "pp. 95": "pp.\u00a095",
}

LEFT_ALONE = [
    '`"code" isn\'t prose -- ever`',
    '[x](https://example.com/?q="a" "title")',
    "well-known",
    "**bold** - ",
    "“already” ‘curly’",
    "1957-1959",
]


def typeset(text: str) -> str:
    html = markdown(text, extensions=["extra", TypographyExtension()])
    return smartypants(html, Attr.set2).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(("typed", "expected"), SET.items())
def test_what_is_typed_is_set_as_a_british_book_sets_it(typed, expected):
    assert typeset(typed) == expected


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_code_addresses_and_what_is_right_already_stay(typed):
    plain = markdown(typed, extensions=["extra"]).removeprefix("<p>").removesuffix("</p>")
    assert typeset(typed) == plain


def test_each_item_and_heading_begins_anew():
    html = markdown('- "one\n- "two"\n\n## "Three"', extensions=["extra", TypographyExtension()])
    assert "<li>“one</li>\n<li>“two”</li>" in html
    assert "<h2>“Three”</h2>" in html
