r"""Callouts: each file in tests/callouts/ is a case, and its path says what the case shows.

Above the line of = stands what is typed, below it what comes out: HTML, or in refused/ the problems
as `line: message`. What the eye cannot see is written by its name, like \N{NO-BREAK SPACE}.
"""

import re
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown
from parts import BlocksAlone
from practice import facts
from practice.extension import PracticeExtension

CORPUS = Path(__file__).parent / "callouts"
PRACTICE = facts.load(CORPUS / "practice.toml")[0]
HEADER = "Title: A post\nSummary: It has [!nothing] to do with callouts.\n\n"

cases = pytest.mark.parametrize(
    "case", [str(path.relative_to(CORPUS))[:-4] for path in sorted(CORPUS.rglob("*.txt"))]
)


# What the blog's own blocks add to Python-Markdown's: nesting at two spaces, a list below a line.
BY_THE_BLOG = (
    *("in-lists/three-spaces-keep-the-numbers", "in-lists/two-spaces"),
    *("in-lists/four-spaces-without-a-gap", "in-lists/without-a-gap"),
    *("body/list-straight-after-the-text", "refused/indented-like-code-and-misspelt"),
    *("left-alone/set-in", "left-alone/checkboxes"),
)


def convert(text: str, practice=PRACTICE, blocks=(BlocksAlone,)) -> tuple[str, dict[int, str]]:
    """The HTML of `text`, and the problems in it by line."""
    callouts = PracticeExtension(practice)
    extensions = ["meta", "extra", *(each() for each in blocks), callouts]
    return Markdown(extensions=extensions, output_format="html5").convert(text), callouts.problems


def outcome(case: str, text: str, header: str = "", **kwargs) -> str:
    html, problems = convert(header + text, **kwargs)
    if case.startswith("refused/"):
        above = header.count("\n")
        return "\n".join(f"{line - above}: {why}" for line, why in sorted(problems.items()))
    assert not problems
    return tight(html)


def tight(html: str) -> str:
    return re.sub(r">\s+<", "><", html.strip())


def read(case: str) -> tuple[str, str]:
    typed, expected = (CORPUS / f"{case}.txt").read_text(encoding="utf-8").split("\n=====\n")
    typed = re.sub(r"\\N\{(.+?)\}", lambda name: unicodedata.lookup(name[1]), typed)
    return typed, tight(expected)


@cases
def test_callout(case):
    typed, expected = read(case)
    assert outcome(case, typed) == expected


@cases
def test_callout_without_the_blog(case):
    """The plugin alone, on Python-Markdown as it comes."""
    typed, expected = read(case)
    if case not in BY_THE_BLOG:
        assert outcome(case, typed, blocks=()) == expected


@cases
def test_windows_line_ends_make_no_difference(case):
    typed, expected = read(case)
    assert outcome(case, typed.replace("\n", "\r\n")) == expected


@cases
def test_header_and_empty_lines_around_make_no_difference(case):
    typed, expected = read(case)
    assert outcome(case, f"{typed}\n\n\n", HEADER) == expected


def test_problem_is_on_the_line_of_the_file():
    assert list(convert(HEADER + "> [!suplement]")[1]) == [4]


def test_problems_stay_until_they_are_taken():
    """Pelican converts a text and then, with the same Markdown, its summary."""
    callouts = PracticeExtension(PRACTICE)
    markdown = Markdown(extensions=[callouts])
    markdown.convert("> [!suplement]")
    markdown.reset()
    markdown.convert("A summary.")
    assert list(callouts.problems) == [1]


def test_empty_note_takes_the_wording_of_the_practice():
    note = replace(PRACTICE.callouts.note, text="Ours.")
    html, problems = convert("> [!note]", replace_callouts(note=note))
    assert "<p>Ours.</p>" in html
    assert not problems


def test_title_alone_stays_a_title_where_the_practice_has_a_wording():
    note = replace(PRACTICE.callouts.note, text="Ours.")
    html, _ = convert("> [!note] A title", replace_callouts(note=note))
    assert "</span> A title</strong>" in html
    assert "<p>Ours.</p>" in html


def test_crisis_without_a_wording_of_the_practice_brings_its_help_lines_and_ends():
    crisis = replace(PRACTICE.callouts.crisis, text="")
    html, problems = convert("> [!crisis] Tonight\n\n> Another.", replace_callouts(crisis=crisis))
    assert "</span> Tonight</strong></p>\n<ul>" in html
    assert html.endswith("</section>\n<blockquote>\n<p>Another.</p>\n</blockquote>")
    assert not problems


def test_crisis_needs_help_lines():
    html, problems = convert("> [!crisis]\n> Call me.", replace(PRACTICE, help_lines=()))
    assert problems == {1: "a crisis callout needs [[help_lines]] in practice.toml"}
    assert "callout" not in html


def test_icon_of_somebodys_font_is_no_problem():
    html, problems = convert("A heart \U000f0001 and a sun \U00100185.")
    assert html == "<p>A heart  and a sun .</p>"
    assert not problems


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "> [!note] T\n> B\n" * 5000,
        "> [!note] T\n> B\n\n" * 5000,
        "> [!note] T\n" + "> B\n\n" * 5000,
        "> [!note] A" + " " * 100_000 + "B",
        "> [!note" + " " * 100_000 + "B] T",
        ">" + " " * 100_000 + "note",
        " " * 100_000 + "!!",
        "> [!note] T\n> A\n" + ">\n" * 20_000 + "> B",
        "[!a] " * 16_000,
        "> [!nte]\n\n" + "<!-- " * 50_000,
        "\n" * 70_000 + "> [!nte]",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_long_text_takes_no_long_time(text):
    begin = time.process_time()
    convert(text)
    assert time.process_time() - begin < 5


def replace_callouts(**boxes):
    return replace(PRACTICE, callouts=replace(PRACTICE.callouts, **boxes))
