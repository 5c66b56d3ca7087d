"""How problems are told: a line each, annotations for GitHub, and the page of `make check`."""

from textwrap import dedent

import pytest
from blog.checks import report
from blog.problem import Problem
from blog.wording.wording import RULES

MEND = Problem("content/posts/b.md", 14, 'unknown callout "suplement"; did you mean "supplement"?')
RULE = next(rule for rule in RULES.values() if not rule.stops)
ADVICE = Problem("content/posts/a.md", 3, "a word; a better one", RULE.id, stops=False)


def page(*problems, exceptions=(), whole=True, width=60):
    return report.page(problems, exceptions, whole, width)


def test_a_line_is_never_cut_or_wrapped():
    long = Problem("content/a b.md", 3, "word\n " * 100)
    assert report.line(long) == "content/a b.md:3: " + "word " * 99 + "word"


def test_colour_changes_nothing_but_the_colour():
    coloured = report.line(MEND, colour=True)
    assert coloured != report.line(MEND)
    assert coloured.replace(report.BOLD, "").replace(report.PLAIN, "") == report.line(MEND)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("content/x.md:3: no box: none", Problem("content/x.md", 3, "no box: none")),
        ("No space left on device", Problem("", 0, "No space left on device")),
        ("ERROR: at 12:30: no", Problem("", 0, "ERROR: at 12:30: no")),
    ],
)
def test_what_another_program_said_is_located(line, problem):
    assert report.located(line) == problem
    assert report.line(problem) == line


def test_annotations_are_escaped_as_github_asks():
    odd = Problem("content/a,b:c%.md", 3, "50 %\r\nof: it, all")
    assert report.annotation(odd) == (
        "::error file=content/a%2Cb%3Ac%25.md,line=3::50 %25%0D%0Aof: it, all"
    )
    assert report.annotation(ADVICE).startswith("::warning file=content/posts/a.md,line=3::a word")
    assert report.annotation(Problem("", 0, "It broke.")) == "::error::It broke."


def test_the_page_says_what_stops_apart_from_advice_by_file():
    first = Problem("content/a.md", 9, "one thing")
    assert page(MEND, first, Problem("content/a.md", 10, "a tip", stops=False)) == dedent(
        """\
        To mend

        content/a.md:9: one thing

        content/posts/b.md:14: unknown callout "suplement"; did you
            mean "supplement"?

        To think about

        content/a.md:10: a tip

        2 things to mend, 1 piece of advice."""
    )


def test_a_rule_is_explained_once():
    text = " ".join(page(ADVICE, ADVICE, width=10_000).split())
    for part in (f"Why: {RULE.why}", f"Source: {RULE.source}", f"Allow: {RULE.id} because"):
        assert text.count(" ".join(part.split())) == 1


def test_exceptions_are_listed_with_their_reasons():
    text = page(exceptions=[("content/posts/a.md", 5, "cure", "it is a quotation")])
    assert "Exceptions you made\n\ncontent/posts/a.md:5: cure, because it is a quotation" in text


@pytest.mark.parametrize("width", [20, 60, 88])
def test_the_place_is_never_broken(width):
    path = "content/posts/a very long name, with spaces.md"
    lines = page(Problem(path, 12, "word " * 30), width=width).splitlines()
    assert any(line.startswith(f"{path}:12: ") for line in lines)


def test_where_nothing_is_wrong_it_says_so():
    assert page() == "Nothing to mend, no advice."


def test_it_says_when_the_pages_were_not_looked_at():
    assert "The pages are not looked at until" in " ".join(page(MEND, whole=False).split())
