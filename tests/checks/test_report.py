"""How problems are told: a line each, also for GitHub, and the page of `make check`."""

import json
import re

import pytest
from blog import report
from blog.problem import Problem
from blog.wording import RULES
from built import ROOT

MEND = Problem("content/posts/b.md", 14, 'unknown callout "suplement"; did you mean "supplement"?')
RULE = next(rule for rule in RULES.values() if not rule.stops)
ADVICE = Problem("content/posts/a.md", 3, "a word; a better one", RULE.id, stops=False)


@pytest.fixture(autouse=True)
def _sixty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")


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


def test_github_finds_the_place_and_the_message_in_both(capsys):
    assert "::add-matcher::.github/problems.json" in (ROOT / "Makefile").read_text()
    matchers = json.loads((ROOT / ".github/problems.json").read_text())["problemMatcher"]
    (line,), page_of = ([each["pattern"] for each in matchers][n] for n in (0, 1))
    (said,) = lines(capsys, MEND)
    assert re.search(line["regexp"], said).groups() == (MEND.path, "14", MEND.message)
    assert not any(re.search(line["regexp"], said) for said in page(capsys, ADVICE).splitlines())
    place, words = page(capsys, ADVICE).splitlines()[2:4]
    assert re.search(page_of[0]["regexp"], place).groups() == (ADVICE.path, "3")
    assert re.search(page_of[1]["regexp"], words).groups() == (ADVICE.message,)


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


def test_no_line_is_wider_than_eyes_like_and_each_sign_is_shown(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    signs = Problem("content/a.md", 3, "[bold] :smile: " + "word " * 50)
    said = page(capsys, signs)
    assert "    [bold] :smile: word word" in said
    assert max(map(len, said.splitlines())) == 88


def test_exceptions_are_listed_with_their_reason(capsys):
    said = page(capsys, exceptions=[("content/posts/a.md", 4, "a-rule", "it is a quotation")])
    assert "content/posts/a.md:4:\n    a-rule, because it is a quotation\n" in said
    assert said.endswith("Nothing to mend, no advice.\n")


def test_it_says_when_the_pages_were_not_looked_at(capsys):
    assert "The pages are not looked at until" in page(capsys, MEND, whole=False)
