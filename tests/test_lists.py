"""Lists as they are typed or pasted."""

import pytest
from blog.reading.lists import ListsExtension
from markdown import markdown

BECOMES_A_LIST = {
    "My list:\n- one\n- two": "<p>My list:</p><ul><li>one</li><li>two</li></ul>",
    "My list:\n1. one\n2. two": "<p>My list:</p><ol><li>one</li><li>two</li></ol>",
    "• one\n• two": "<ul><li>one</li><li>two</li></ul>",
    "Pasted:\n•\u00a0one\n•\u00a0two": "<p>Pasted:</p><ul><li>one</li><li>two</li></ul>",
    "- one\n- two": "<ul><li>one</li><li>two</li></ul>",
    "- one\n    - inner\n- two": "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>",
}

STAYS = [
    "It happened in\n1957. That was a good year.",
    "A dash\n-not an item",
    "```\ntext\n- code\n```",
    "> A quotation\n> - with a list",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "A heading\n---",
    "Term\n: Meaning",
    "**bold**\n*emphasis* goes on",
]


@pytest.mark.parametrize(("typed", "expected"), BECOMES_A_LIST.items())
def test_a_list_needs_no_gap_above_it_and_any_bullet_will_do(typed, expected):
    html = markdown(typed, extensions=["extra", ListsExtension()])
    assert html.replace("\n", "") == expected


@pytest.mark.parametrize("typed", STAYS)
def test_what_is_no_list_stays_as_it_is(typed):
    assert markdown(typed, extensions=["extra", ListsExtension()]) == markdown(
        typed, extensions=["extra"]
    )
