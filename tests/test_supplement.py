"""A post that speaks of AI tools never goes out without its box, unless its author says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown
from practice import facts
from practice.extension import PracticeExtension

# Its tags are "AI tools" and "apps", its words AI, chatbot, chatbots, app, artificial intelligence.
PRACTICE = facts.load(Path(__file__).parent / "callouts" / "practice.toml")[0]
STANDARD = "<p>A tool cannot know you.</p>"


def convert(text: str, header="Date: 2026-06-09", practice=PRACTICE) -> tuple[str, dict[int, str]]:
    """The HTML of a post, and the problems in it by line."""
    callouts = PracticeExtension(practice)
    extensions = ["markdown.extensions.meta", "markdown.extensions.extra", callouts]
    markdown = Markdown(extensions=extensions, output_format="html5")
    return markdown.convert(f"Title: A post\n{header}\n\n{text}"), callouts.problems


def outline(html: str) -> list[str]:
    """What stands in `html`, line by line, the box as one."""
    before, box, after = html.partition('<div aria-label="No replacement"')
    rest = after.partition("</div>")[2]
    return [*before.split(), "BOX", *rest.split()] if box else before.split()


@pytest.mark.parametrize("tags", ["apps", "sleep, AI tools", "ai TOOLS", "AI tools; endings"])
def test_tag_of_the_practice_brings_the_box(tags):
    assert STANDARD in convert("Text.", f"Date: 2026-06-09\nTags: {tags}")[0]


@pytest.mark.parametrize("tags", ["sleep", "happiness", "tools", "", "AI tools, a; b"])
def test_other_tag_does_not(tags):
    assert STANDARD not in convert("Text.", f"Date: 2026-06-09\nTags: {tags}")[0]


def test_line_that_goes_on_is_no_part_of_the_tag_as_for_pelican():
    assert STANDARD in convert("Text.", "Date: 2026-06-09\nTags: apps\n    and more")[0]
    assert STANDARD not in convert("Text.", "Date: 2026-06-09\nTags: sleep,\n    apps")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Some ask AI.",
        "Is “AI-led” care?",
        "The AI’s answer.",
        "A chatbot said so.",
        "Chatbots say so.",
        "An **app** said so.",
        "On artificial intelligence.",
        "[This app](https://example.com) said so.",
        "| A | B |\n| - | - |\n| AI | 2 |",
        "- One\n\n    - An app",
        "> [!note]\n> Some ask AI.",
        "![An app on a phone.](phone.png)",
    ],
)
def test_word_of_the_practice_brings_the_box(text):
    assert STANDARD in convert(text)[0]


def test_word_in_the_title_brings_the_box():
    assert STANDARD in convert("Text.", "Date: 2026-06-09\nTitle: AI and us")[0]


@pytest.mark.parametrize(("word", "text"), [("Chatbot", "a chatbot"), ("C++ app", "a c++ app")])
def test_word_counts_in_any_letters_and_as_it_stands(word, text):
    standard = replace(PRACTICE.callouts.supplement, words=(word,))
    practice = replace(PRACTICE, callouts=replace(PRACTICE.callouts, supplement=standard))
    assert STANDARD in convert(f"Some ask {text}.", practice=practice)[0]


@pytest.mark.parametrize(
    "text",
    [
        "She said it again.",
        "Ai, ai.",
        "I was happy to apply.",
        "She wrote on WhatsApp.",
        "Of an artificial, intelligence-like kind.",
        "Read [this](https://example.com/AI/chatbot).",
        'Read [this](/AI "It is short.").',
        "Read [this]({filename}AI.md) or [that][t].\n\n[t]: /chatbot",
        "Read https://example.com/AI now.",
        "Write to <hello@app.example>.",
        "![A tree.](AI.png)",
        "Text.\n\n<!-- Is this about AI? -->",
    ],
)
def test_other_word_or_address_does_not(text):
    assert STANDARD not in convert(text)[0]


@pytest.mark.parametrize("header", ["Slug: about", "Date_checked: 2026-06-09"])
def test_page_has_no_date_and_gets_no_box(header):
    assert STANDARD not in convert("Some ask AI.", header)[0]


@pytest.mark.parametrize("status", ["draft", "hidden", "published"])
def test_every_status_gets_the_box(status):
    assert STANDARD in convert("Some ask AI.", f"Date: 2026-06-09\nStatus: {status}")[0]


@pytest.mark.parametrize(
    "box",
    [
        "> [!supplement] About apps\n> Ask a person, too.",
        "- One\n\n    > [!supplement]\n    > Ask a person, too.",
        "> She said:\n>\n> > [!supplement]\n> > Ask a person, too.",
    ],
)
def test_own_box_is_the_only_one(box):
    html, _ = convert(f"Some ask AI.\n\n{box}\n\nMore on AI.")
    assert html.count("callout--supplement") == 1
    assert STANDARD not in html


@pytest.mark.parametrize("kind", ["crisis", "note"])
def test_other_callout_is_no_supplement(kind):
    assert STANDARD in convert(f"Some ask AI.\n\n> [!{kind}]\n> Ask a person, too.")[0]


def test_box_comes_once():
    header = "Date: 2026-06-09\nTags: apps, AI tools"
    html, _ = convert("## AI\n\nAI.\n\n## A chatbot\n\nAI.\n\n## An app\n\nAI.", header)
    assert html.count("callout--supplement") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AI\n\n## A\n\na\n\n## B\n\nb", "<p>AI</p> <h2>A</h2> <p>a</p> BOX <h2>B</h2> <p>b</p>"),
        ("AI\n\n## A\n\na", "<p>AI</p> BOX <h2>A</h2> <p>a</p>"),
        ("AI\n\n### A\n\na", "<p>AI</p> <h3>A</h3> <p>a</p> BOX"),
        ("## A\n\nAI", "<h2>A</h2> <p>AI</p> BOX"),
        ("AI", "<p>AI</p> BOX"),
    ],
    ids=[
        "before the last section",
        "before the only one",
        "no section",
        "one from the top",
        "text",
    ],
)
def test_place_of_the_box(text, expected):
    assert outline(convert(text)[0]) == expected.split()


def test_box_stands_above_the_footnotes():
    html, _ = convert("AI[^1]\n\n[^1]: More.")
    assert html.index(STANDARD) < html.index('class="footnote"')


@pytest.mark.parametrize("wish", ["no", "No", " NO "])
def test_no_is_respected(wish):
    html, problems = convert("Some ask AI.", f"Date: 2026-06-09\nSupplement: {wish}")
    assert STANDARD not in html
    assert not problems


@pytest.mark.parametrize("wish", ["auto", "Auto", ""])
def test_auto_is_what_happens_anyway(wish):
    html, problems = convert("Some ask AI.", f"Date: 2026-06-09\nSupplement: {wish}")
    assert STANDARD in html
    assert not problems


@pytest.mark.parametrize("wish", ["yes", "none", "no!"])
def test_whatever_else_stands_there_is_auto(wish):
    assert STANDARD in convert("Some ask AI.", f"Date: 2026-06-09\nsupplement: {wish}")[0]


def test_supplement_below_the_header_is_text():
    html, problems = convert("Supplement: maybe")
    assert html == "<p>Supplement: maybe</p>"
    assert not problems
