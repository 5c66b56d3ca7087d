"""How problems are told: a line each, annotations for GitHub, and the page of `make check`."""

import pytest
from blog import report
from blog.problem import Problem
from blog.wording import RULES

MEND = Problem("content/posts/b.md", 14, 'unknown callout "suplement"; did you mean "supplement"?')
RULE = next(rule for rule in RULES.values() if not rule.stops)
ADVICE = Problem("content/posts/a.md", 3, "a word; a better one", RULE.id, stops=False)


@pytest.fixture(autouse=True)
def _sixty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def page(capsys, *problems, exceptions=(), whole=True) -> str:
    report.page(list(problems), exceptions, whole)
    return capsys.readouterr().out


def lines(capsys, *problems) -> list[str]:
    report.lines(problems)
    return capsys.readouterr().err.splitlines()


def test_a_line_is_never_cut_or_wrapped(capsys):
    long = Problem("content/a b.md", 3, "word\n " * 100)
    assert lines(capsys, long) == ["content/a b.md:3: " + "word " * 99 + "word"]


def test_lines_are_sorted_and_signs_for_terminals_are_shown(capsys):
    odd = Problem("content/a.md", 3, "[bold]\x1b[31m:smile:")
    assert lines(capsys, MEND, odd, Problem("", 0, "It broke.")) == [
        "It broke.",
        "content/a.md:3: [bold]\\x1b[31m:smile:",
        str(MEND),
    ]


def test_annotations_are_escaped_as_github_asks(capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    odd = Problem("content/a,b:c%.md", 3, "50 %\r\nof: it, all")
    report.lines([odd, ADVICE, Problem("", 0, "It broke.")])
    assert capsys.readouterr().out.splitlines() == [
        "::error::It broke.",
        "::error file=content/a%2Cb%3Ac%25.md,line=3::50 %25 of: it, all",
        "::warning file=content/posts/a.md,line=3::a word; a better one",
    ]


def test_elsewhere_nothing_is_annotated(capsys):
    report.lines([MEND])
    assert capsys.readouterr().out == ""


def test_what_stops_comes_before_advice_and_a_rule_is_explained_once(capsys):
    twice = Problem("content/posts/a.md", 9, "the same; better", RULE.id, stops=False)
    said = page(capsys, ADVICE, twice, MEND)
    order = ["To mend", "b.md:14:", "To think about", "a.md:3:", "Why:", "a.md:9:"]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)
    assert said.count("Why:") == said.count("If it is right here") == 1
    assert said.endswith("1 thing to mend, 2 pieces of advice.\n")


def test_a_place_stays_whole_and_what_is_said_is_set_in_and_broken_between_words(capsys):
    long = Problem("content/posts/" + "a b " * 20 + ".md", 3, "word " * 30 + "x" * 80)
    place, *said = page(capsys, long).splitlines()[2:-2]
    assert place == f"{long.path}:3:"
    assert all(line.startswith("    ") for line in said)
    assert "".join(said).split() == long.message.split()
    assert all(len(line) <= 60 for line in said if "x" not in line)


def test_exceptions_are_listed_with_their_reason(capsys):
    said = page(capsys, exceptions=[("content/posts/a.md", 4, "a-rule", "it is a quotation")])
    assert "content/posts/a.md:4:\n    a-rule, because it is a quotation\n" in said
    assert said.endswith("Nothing to mend, no advice.\n")


def test_it_says_when_the_pages_were_not_looked_at(capsys):
    assert "The pages are not looked at until" in page(capsys, MEND, whole=False)
