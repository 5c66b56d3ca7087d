"""What is typed, and what is set: British quotes, apostrophes, dashes and spaces."""

import pytest
from blog.reading.markdown import Reading
from blog.reading.typography import Typography
from markdown import Markdown, markdown
from parts import Part

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
    '"\'90s music"': "“’90s music”",
    "'tis rock 'n' roll": "’tis rock ’n’ roll",
    "'Til then": "’Til then",
    "ask 'im, tell 'er, 'nuff said": "ask ’im, tell ’er, ’nuff said",
    "'scuse me, in the 'hood; 'kay": "’scuse me, in the ’hood; ’kay",
    "'s avonds is 't so, 'k weet": "’s avonds is ’t so, ’k weet",
    "a 'round' table": "a ‘round’ table",
    "the '20 minutes' rule; '24 hours'": "the ‘20 minutes’ rule; ‘24 hours’",
    "since '68, in the '90s and '20s": "since ’68, in the ’90s and ’20s",
    # signs in quotes
    'a "!" and a "?".': "a “!” and a “?”.",
    'a "-" and a "a - "; "...so"': "a “-” and a “a – ”; “…so”",
    'well-"known", (".5")': "well-“known”, (“.5”)",
    "[Rogers](/x/)'s idea": '<a href="/x/">Rogers</a>’s idea',
    "**Winnicott**'s idea": "<strong>Winnicott</strong>’s idea",
    "`list`'s end": "<code>list</code>’s end",
    # dashes and dots
    "a pause -- then more": "a pause – then more",
    "a pause---then more": "a pause—then more",
    'a pause -- "then" more': "a pause – “then” more",
    'She said--"no"--and left': "She said–“no”–and left",
    "a pause - then more": "a pause – then more",
    "And then...": "And then…",
    '"And then..."': "“And then…”",
    # no break
    "Dr Smith": "Dr\u00a0Smith",
    "at 10 am": "at 10\u00a0am",
    "pp. 95": "pp.\u00a095",
    # beside HTML that was typed
    "in <mark>the '90s</mark>, at <i>10 am</i>": ("in <mark>the ’90s</mark>, at <i>10\u00a0am</i>"),
    'A <mark>"marked"</mark> word': "A <mark>“marked”</mark> word",
    "<i>Winnicott</i>'s idea": "<i>Winnicott</i>’s idea",
}

LEFT_ALONE = [
    '`"code" isn\'t prose -- ever`',
    '[x](https://example.com/?q="a" "title")',
    "well-known",
    "**bold** - ",
    "“already” ‘curly’",
    "1957-1959",
    "----",
    "x --> y",
    "....",
    "<https://example.com/a--b>",
]


def typeset(text: str) -> str:
    html = markdown(text, extensions=["extra", Part(Typography, 6)])
    return html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(("typed", "expected"), SET.items())
def test_what_is_typed_is_set_as_a_british_book_sets_it(typed, expected):
    assert typeset(typed) == expected


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_code_addresses_and_what_is_right_already_stay(typed):
    plain = markdown(typed, extensions=["extra"]).removeprefix("<p>").removesuffix("</p>")
    assert typeset(typed) == plain


@pytest.mark.parametrize("address", ["https://example.com/it's--here", "wren--x@example.com"])
def test_a_bare_address_stays_and_the_words_around_it_are_set(address):
    html = markdown(f'"{address}", she\'s', extensions=["extra", Reading("", "–")])
    assert html.startswith("<p>“<a ")
    assert html.endswith(f">{address}</a>”, she’s</p>")


def test_each_item_and_heading_begins_anew():
    html = markdown('- "one\n- "two"\n\n## "Three"', extensions=["extra", Part(Typography, 6)])
    assert "<li>“one</li>\n<li>“two”</li>" in html
    assert "<h2>“Three”</h2>" in html


def test_title_summary_and_caption_are_set_too():
    reader = Markdown(extensions=["meta", Part(Typography, 6)])
    html = reader.convert(
        'Title: The \'60s -- "now"\nSummary: It\'s...\n\n![Chairs](a.jpg "Rogers\' two...")'
    )
    assert reader.Meta == {"title": ["The ’60s –&nbsp;“now”"], "summary": ["It’s…"]}
    assert 'title="Rogers’ two…"' in html


@pytest.mark.parametrize(
    ("end", "bound"),
    [
        ("of the day", "of\u00a0the\u00a0day"),
        ("some *words.*", "some\u00a0<em>words.</em>"),
        ("of psychotherapists everywhere", "of psychotherapists\u00a0everywhere"),
        ("an uncharacteristically", "an uncharacteristically"),
    ],
)
def test_a_last_word_has_the_one_before_beside_it_and_no_article_alone(end, bound):
    """But what is too long to go down without a hole in the line above stays where it is."""
    long = "A paragraph that is longer than one line can be, "
    assert typeset(long + end) == long + bound
    assert typeset(f"Short, {end}") == f"Short, {bound}".replace("\u00a0", " ")


def test_nothing_of_it_is_in_what_machines_read(site):
    """Quotes stand straight there, and no space is of the kind that does not break."""
    for name in site.pages:
        head = site.tree(name).find("head")
        metas = [each.get("content") for each in head.iter("meta")]
        texts = [each.text for each in head if each.tag in ("title", "script")]
        for text in filter(None, [*metas, *texts]):
            assert not set("‘’“”\u00a0") & set(text), (name, text)
