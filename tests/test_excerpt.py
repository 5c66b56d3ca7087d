"""The excerpt of a text: its first paragraph of prose, or what its author wrote as Summary."""

from pathlib import Path

import pytest
from blog.html import Page
from blog.reading.reader import EXCERPT, outline
from markdown import Markdown
from practice import facts
from practice.extension import PracticeExtension

PRACTICE = facts.load(Path(__file__).parent / "callouts" / "practice.toml")[0]


def header_of(text: str, header: str = "Title: A post") -> dict:
    """What is added to the header of a post, once the post has been converted."""
    extensions = ["markdown.extensions.meta", "markdown.extensions.extra"]
    markdown = Markdown(extensions=[*extensions, PracticeExtension(PRACTICE)])
    html = markdown.convert(f"{header}\n\n{text}")
    return outline(Page(html), [], " ".join(markdown.Meta.get("summary", [])))


def excerpt(text: str, header: str = "Title: A post") -> str:
    return header_of(text, header)["summary"]


@pytest.mark.parametrize(
    "above",
    [
        "> [!note]\n> Take a moment.",
        "> [!supplement]",
        "> [!crisis]",
        "![A chair.](chair.png)",
        "[![A chair.](chair.png)](https://example.com)",
        "## A heading",
        "- One\n- Two",
        "1. One\n2. Two",
        "| A | B |\n| - | - |\n| 1 | 2 |",
        "> A quote.",
        "Term\n:   What it means.",
        "    code",
        "~~~\ncode\n~~~",
        "<figure><img src='chair.png'><figcaption>A chair.</figcaption></figure>",
        "<!-- A comment. -->",
        "---",
        "[^1]",
    ],
)
def test_excerpt_is_the_first_paragraph(above):
    assert excerpt(f"{above}\n\nThe first.\n\nThe second.\n\n[^1]: Or not.") == "The first."


def test_text_without_a_paragraph_has_no_excerpt():
    assert excerpt("> [!note]\n> Take a moment.") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *fine* **day**, [here](https://example.com).", "A fine day, here."),
        ("Some `code` and `<b>`.", "Some code and &lt;b&gt;."),
        ("You & me, A&amp;E, 2 < 3.", "You &amp; me, A&amp;E, 2 &lt; 3."),
        ('"Yes," she said; it\'s late.', '"Yes," she said; it\'s late.'),
        ("Over two\nlines  \nor three.", "Over two lines or three."),
        ("As shown.[^1]\n\n[^1]: By me.", "As shown."),
        ("![A chair.](chair.png) Sit down.", "Sit down."),
        ("GP first.\n\n*[GP]: general practitioner", "GP first."),
        ("Type `> [!note]` there.", "Type &gt; [!note] there."),
    ],
    ids=lambda text: text[:20],
)
def test_excerpt_is_plain_text(text, expected):
    assert excerpt(text) == expected


def test_long_excerpt_ends_between_words():
    words = excerpt("word " * 100)
    assert len(words) <= EXCERPT
    assert words.endswith("word…")


def test_short_excerpt_is_whole():
    assert excerpt("A word.") == "A word."


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Summary: Her own.", "Her own."),
        ("summary: Her own.", "Her own."),
        ("Summary: Her own,\n    on two lines.", "Her own, on two lines."),
        ("Summary: " + "Long. " * 100, ("Long. " * 100).strip()),
    ],
    ids=["one line", "small letters", "two lines", "long"],
)
def test_own_summary_wins(header, expected):
    assert excerpt("The first.", header) == expected


def test_empty_summary_is_none():
    assert excerpt("The first.", "Summary:") == "The first."


def test_only_an_own_summary_stands_above_the_text():
    assert header_of("The first.", "Summary: Her own.")["lede"] == "Her own."
    assert header_of("The first.")["lede"] == ""
