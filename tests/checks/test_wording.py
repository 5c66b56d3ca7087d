"""The wording rules. What each must catch and leave alone stands beside it in wording.toml."""

import re
import time
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace as Some

import pytest
from blog.reading.document import Document
from blog.wording import RULES, check, exceptions, rules
from practice.details import STAND_IN

TOML = Path(rules.__file__).with_name("wording.toml")
TODAY = date(2026, 11, 23)
PRACTICE = Some(
    contact=Some(name="Robin Vale"),
    site=Some(language="en-GB"),
    help_lines=[Some(number="111"), Some(number="116 123")],
    callouts=Some(supplement=Some(tags=("AI",), words=("AI", "chatbot"))),
)
SUICIDE = "Many people think of suicide at some time."


def source(*text: str, **header: str) -> Document:
    """A post of these lines. Its header is Title, Date and `header`; its text begins on line 4, or
    a line later for each key that is not one of the two."""
    fields = {"Title": "A post", "Date": "2026-11-01"} | header
    header_lines = (f"{key}: {value}" for key, value in fields.items())
    lines = (*header_lines, "", *"\n".join(text).split("\n"))
    return Document("content/posts/x.md", "posts/x.md", lines)


def content(document: Document):
    """What Pelican makes of it."""
    days = {key: document.value(key) for key in ("date", "modified", "reviewed")}
    days = {key: datetime.fromisoformat(day) for key, day in days.items() if day}
    return Some(tags=[Some(name=tag) for tag in document.value("tags").split(", ")], **days)


def problems(*text: str, practice=PRACTICE, today=TODAY, **header: str):
    document = source(*text, **header)
    found = check(document, content(document), practice)
    return [problem for problem in found if problem.since <= str(today)]


def found(*text: str, **header) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in problems(*text, **header)]


def cases(which: str):
    return [(rule.id, case) for rule in RULES.values() for case in getattr(rule, which)]


def rules_broken_by(rule: str, text: str) -> set[str]:
    written = "2024-01-01" if rule == "stale-date" else "2026-11-01"
    return {problem.rule for problem in problems(text, Date=written)}


# ---- The rules


@pytest.mark.parametrize(("rule", "text"), cases("catches"))
def test_a_rule_catches(rule, text):
    assert rule in rules_broken_by(rule, text)


@pytest.mark.parametrize(("rule", "text"), cases("leaves"))
def test_a_rule_leaves_alone(rule, text):
    assert rule not in rules_broken_by(rule, text)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_says_why_and_by_whose_authority(rule):
    assert rule.why
    assert rule.source
    assert rule.better
    assert rule.catches or not rule.patterns
    assert rule.leaves or not rule.patterns


def test_a_rule_has_the_keys_that_the_head_of_the_file_explains():
    explained = set(re.findall(r"^#   (\w+)  ", TOML.read_text(encoding="utf-8"), re.MULTILINE))
    assert {key for rule in RULES.values() for key in vars(rule)} == explained


def test_only_help_lines_and_promises_stop_the_build():
    stopping = {rule.id for rule in RULES.values() if rule.stops}
    words = {
        "crisis-box",
        "crisis-number",
        "cure-claim",
        "always-there",
        "unfinished",
        "empty-section",
        "breaks-off",
        "note-to-self",
    }
    assert stopping == {*words, "help-elsewhere"}


def test_the_message_says_what_is_wrong_and_what_would_be_right():
    [problem] = problems("Schizophrenics hear voices.")
    assert str(problem).startswith('content/posts/x.md:4: "Schizophrenics" makes the illness the')
    assert '"people with schizophrenia"' in problem.message
    assert problem.stops is False


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        *(("Untitled", True), ("Untitled post", True), ("New post", True), ("Copy of Sleep", True)),
        *(
            ("Draft: sleep", True),
            ("Draft", True),
            ("Drafting a letter that you never send", False),
        ),
        *(
            ("New posts, each week", False),
            ("A copy of a copy", False),
            ("Untitled, by Rothko", False),
        ),
    ],
)
def test_a_title_that_was_only_put_there_is_no_title(title, is_told):
    told = [rule for line, rule in found("Words.", Title=title) if line == 1]
    assert told == ["unfinished"] * is_told


def test_the_practice_is_known_by_its_name():
    assert found("Robin can cure your anxiety.") == [(4, "cure-claim")]
    assert found("Marie can cure your anxiety.") == []


def test_without_the_practice_everything_else_is_checked():
    text = "I can cure your anxiety, and AI helps."
    [problem] = problems(text, practice=STAND_IN, Date="2020-01-01")
    assert problem.rule == "cure-claim"


# ---- Suicide and self-harm


def test_a_text_that_speaks_of_suicide_without_help_lines_stops_once():
    [problem] = problems("A calm beginning.", "", SUICIDE, "", SUICIDE)
    assert (problem.line, problem.rule, problem.stops) == (6, "crisis-box", True)
    assert "> [!crisis]" in problem.message


@pytest.mark.parametrize(
    "box", ["> [!crisis]", ">[! Crisis ] Help", r"> \[!crisis\]", "!!! crisis", "> **[!CRISIS]**"]
)
def test_the_crisis_box_answers_it(box):
    assert found(box, "", SUICIDE) == []


@pytest.mark.parametrize("no_box", ["> [!note] crisis", "`> [!crisis]`", "```\n> [!crisis]\n```"])
def test_no_other_box_and_no_code_answers_it(no_box):
    assert "crisis-box" in {rule for _, rule in found(no_box, "", SUICIDE)}


def test_the_words_are_advice_even_with_the_box():
    [problem] = problems("> [!crisis]", "", "He committed suicide.")
    assert (problem.rule, problem.stops) == ("suicide-words", False)


# ---- Where it is


def test_the_line_is_that_on_which_the_words_begin():
    text = """\
One

two [committed
*suicide*](schizophrenics.md) three
- item
- He
  suffers from
  depression.

> [!crisis]"""
    assert found(text) == [(6, "suicide-words"), (10, "person-first")]


def test_title_and_summary_are_read_and_other_keys_are_not():
    header = {"Title": "You have depression", "Summary": "I treat depression."}
    assert found("Text.", **header, Tags="schizophrenics") == [
        (1, "diagnosis"),
        (3, "treats-condition"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`schizophrenics`",
        "~~~\nschizophrenics\n~~~",
        "[a word](schizophrenics.md)",
        "[a word][x]\n\n[x]: https://example.org/schizophrenics",
        "https://example.org/schizophrenics",
        '<a href="schizophrenics">x</a>',
        "<!-- schizophrenics -->",
        "![A tree]({static}schizophrenics.jpg){alt=schizophrenics}",
    ],
)
def test_what_no_reader_sees_is_not_read(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Schizophrenics\n\nWords.",
        "> [!note] Schizophrenics",
        "> [!note]\n> They are schizophrenics.",
        "- schizophrenics",
        "| Who | What |\n| --- | --- |\n| schizophrenics | x |",
        "![Schizophrenics in a row](x.jpg)",
        "[^1]: Of schizophrenics.",
        "The _schizo&shy;phrenics_ of “yesterday”.",
    ],
)
def test_what_a_reader_sees_is_read(text):
    assert [rule for _, rule in found(text)] == ["person-first"]


# ---- No, maybe, and what others say


@pytest.mark.parametrize(
    "text",
    [
        "I cannot cure your anxiety.",
        "No therapist, however kind, can heal you.",
        "Can therapy cure depression?",
        "> I can cure your anxiety.",
        "She said, “I can cure your anxiety,” and smiled.",
        "Beware of people who say that I can cure your anxiety.",
    ],
)
def test_a_claim_that_is_denied_asked_or_quoted_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is not easy, but I can cure your anxiety.",
        "Don't wait: I can cure your anxiety.",
        "Why suffer when I can cure your anxiety?",
        "Not only can I listen, I can cure your anxiety.",
        "> [!note]\n> I can cure your anxiety.",
    ],
)
def test_a_no_that_belongs_to_something_else_excuses_nothing(text):
    assert [rule for _, rule in found(text)] == ["cure-claim"]


# ---- Time


def test_this_year_is_stale_when_the_year_is_over():
    assert found("The roof was mended this year.", Date="2025-12-30") == [(4, "stale-date")]
    assert found("The roof was mended this year.", Date="2026-01-02") == []


def test_recently_is_stale_after_a_year_unless_the_post_was_looked_at():
    old = {"Date": "2025-10-01"}
    assert found("The roof was recently mended.", **old) == [(4, "stale-date")]
    assert found("The roof was recently mended.", **old, Modified="2026-01-02") == []


def test_a_post_on_ai_is_due_for_review_after_a_year():
    assert found("A chatbot can rhyme.", Date="2025-11-22") == [(2, "review-due")]
    assert found("A chatbot can rhyme.", Date="2025-11-23") == []
    assert found("A tree.", Date="2020-01-01", Tags="trees, AI") == [(2, "review-due")]
    assert found("A tree.", Date="2020-01-01", Tags="trees") == []


def test_the_review_is_counted_from_the_last_change():
    assert found("A chatbot.", Date="2020-01-01", Modified="2026-01-01") == []
    assert found("A chatbot.", Date="2020-01-01", Modified="2021-01-01") == [(3, "review-due")]


def test_a_text_that_pelican_does_not_know_never_grows_old():
    document = source("A chatbot.", "", "Recently mended: schizophrenics.", Date="2020-01-01")
    [problem] = [each for each in check(document, None, PRACTICE) if each.since <= str(TODAY)]
    assert problem.rule == "person-first"


def first_days(*text: str, **header: str) -> list[tuple[str, str]]:
    document = source(*text, **header)
    return [(each.since, each.rule) for each in check(document, content(document), PRACTICE)]


def test_each_problem_comes_with_the_first_day_on_which_it_is_one():
    year, recently = "The roof was mended this year.", "The roof was mended recently."
    assert first_days("Schizophrenics.") == [("0001-01-01", "person-first")]
    assert first_days(year, Date="2025-03-01") == [("2026-01-01", "stale-date")]
    assert first_days(recently, Date="2025-03-01") == [("2026-03-02", "stale-date")]
    assert first_days("A chatbot.", Date="2025-03-01") == [("2026-03-02", "review-due")]


def test_an_exception_is_needed_before_the_day_comes():
    header = {"Date": "2026-11-01", "Allow": "stale-date because it is a diary"}
    assert problems("The roof was mended this year.", **header) == []


# ---- Exceptions


@pytest.mark.parametrize(
    "name", ['"person-first"', "“person-first”,", "`person-first`", "*person-first*"]
)
def test_an_exception_is_understood_with_signs_around_its_name(name):
    assert problems("Addicts.", Allow=f"{name} because it quotes a book") == []


def test_an_exception_that_names_nothing_is_told():
    (problem,) = problems("Text.", Allow="…")
    assert problem.message == 'there is no rule ""; make check names each rule'


def test_an_exception_with_a_reason_silences_one_rule():
    header = {"Allow": "person-first because it quotes a book"}
    assert found("Schizophrenics. You have depression.", **header) == [(5, "diagnosis")]
    assert list(exceptions(source("", **header))) == [("person-first", "it quotes a book", 3)]


def test_several_exceptions_are_several_lines():
    header = {"Allow": "person-first because a", "allow": "diagnosis because b"}
    assert found("Schizophrenics. You have depression.", **header) == []
    assert [rule for rule, _, _ in exceptions(source("", **header))] == [
        "person-first",
        "diagnosis",
    ]


@pytest.mark.parametrize(
    "value", ["person-first", "person-first because", "person-first it is fine"]
)
def test_an_exception_without_a_reason_is_none(value):
    first, second = problems("Schizophrenics.", Allow=value)
    assert first.rule == "person-first"
    assert (second.line, second.stops) == (3, True)
    assert 'write "Allow: person-first because …"' in second.message
    assert list(exceptions(source("", Allow=value))) == [("person-first", "", 3)]


def test_an_exception_to_an_unknown_rule_names_the_nearest():
    [problem] = problems("Text.", Allow="persons-first because I like it")
    assert (problem.line, problem.stops) == (3, True)
    right = 'write "Allow: person-first because …"'
    assert problem.message == f'there is no rule "persons-first"; {right}'


def test_an_exception_that_nothing_needs_any_more_is_told():
    header = {"Allow": "person-first because it quotes a book"}
    assert problems("Schizophrenics.", **header) == []
    [problem] = problems("Clients.", **header)
    assert (problem.line, problem.stops, problem.rule) == (3, False, "")
    assert "this line can go" in problem.message


# ---- Hostile texts


@pytest.mark.brief(3)
@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "[", "](", "<", "<!--", "`", "_", '"', "'a ", "\\", "|", "> ", "Dr. ", "not "),
        *("cure ", "suicide ", "i can cure your anxiety ", "you have ", "ai ", "recently, "),
    ],
)
def test_a_long_line_costs_little_time(piece):
    size = 200_000
    text = source((piece * (size // len(piece) + 1))[:size])
    begin = time.process_time()
    list(check(text, content(text), PRACTICE))
    assert time.process_time() - begin < 5


# ---- By country


@pytest.mark.parametrize(("language", "doctor"), [("en-GB", "GP"), ("en-US", "doctor")])
def test_a_hint_names_whom_one_asks_in_the_country(language, doctor):
    practice = Some(**vars(PRACTICE) | {"site": Some(language=language)})
    (problem,) = problems("Stop taking your antidepressants today.", practice=practice)
    assert f"talk to your {doctor} before" in problem.message
