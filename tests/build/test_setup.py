"""`make setup`: six questions, and practice.toml says what was answered; nothing else changes."""

import re
from datetime import date
from difflib import ndiff
from pathlib import Path

import pytest
from blog.build import setup
from built import CONTENT, ROOT
from practice.facts import load, stale

SHIPPED = (ROOT / "tests/another/practice.toml").read_text(encoding="utf-8")
DENVER = ["Robin Vale", "www.example.com", "", "us", "America/Denver", "robin@example.com"]
WORKFLOW = "    - cron: x # timezone: none\n      timezone: Europe/London\n"


@pytest.fixture
def answer(tmp_path, monkeypatch):
    """Answers the questions with these lines, the end being Ctrl-D; what was wrong."""
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    Path("content/practice.toml").write_text(SHIPPED, encoding="utf-8")
    Path(".github/workflows").mkdir(parents=True)
    Path(".github/workflows/site.yml").write_text(WORKFLOW)
    asked = []

    def answer(*lines):
        left = list(lines)

        def read(question):
            asked.append(question)
            if not left:
                raise EOFError
            if left[0] is KeyboardInterrupt:
                raise KeyboardInterrupt
            return left.pop(0)

        monkeypatch.setattr("builtins.input", read)
        try:
            setup.main()
        except SystemExit as ended:
            return ended.code
        return ""

    answer.asked = asked
    return answer


def written() -> str:
    return Path("content/practice.toml").read_text(encoding="utf-8")


def changes() -> list[str]:
    """The lines that were not there before."""
    return [line for line in written().split("\n") if line not in SHIPPED.split("\n")]


def test_there_are_six_questions_and_each_says_what_is_there(answer):
    assert answer(*DENVER) == ""
    assert len(answer.asked) == 6
    assert [question.partition("[")[2][:-3] for question in answer.asked] == [
        *("Ada Sample", "https://www.adasample.example", "Robin Vale", "GB"),
        *("", ""),  # the United States have more than one, and an e-mail address is one's own
    ]


def test_practice_toml_says_what_was_answered(answer):
    answer(*DENVER)
    facts = load(Path("content/practice.toml"))[0]
    assert (facts.contact.name, facts.contact.email) == ("Robin Vale", "robin@example.com")
    assert facts.contact.website == facts.site.url == "https://www.example.com"
    assert (facts.site.title, facts.site.subtitle) == ("Robin Vale", "")
    assert (facts.site.country, facts.site.language) == ("US", "en-US")
    assert facts.site.time_zone == "America/Denver"
    assert facts.site.former == ("Ada Sample", "adasample.example")
    assert [line.number for line in facts.help_lines] == ["911", "988", "741741"]
    assert facts.exit.name == "National Weather Service"


def test_nobody_has_rung_the_help_lines_yet_so_they_are_asked_for(answer):
    answer(*DENVER)
    facts = load(Path("content/practice.toml"))[0]
    asked = stale(facts, Path("content/practice.toml"), date(2026, 11, 26))
    assert [fault.message.partition(";")[0] for fault in asked] == [
        f"this help line ({number}) was last checked on 2000-01-01"
        for number in (line.number for line in facts.help_lines)
    ]


def test_those_that_another_therapist_rang_are_asked_for_in_the_same_country_too(answer):
    answer("Robin Vale", "", "", "", "", "")
    facts = load(Path("content/practice.toml"))[0]
    assert {line.checked_on for line in facts.help_lines} == {date(2000, 1, 1)}


def test_comments_and_order_stay(answer):
    answer(*DENVER)
    compared = [*ndiff(SHIPPED.split("\n"), written().split("\n"))]
    gone = [line[2:] for line in compared if line.startswith("- #")]
    assert [line.split()[1] for line in gone] == ["email", "former"]  # which are now set


def test_what_stands_behind_an_answer_stays(answer):
    answer(*DENVER)
    said = written().split("\n")
    assert 'country = "US"            # in two letters: how phone numbers are read' in said


def test_the_daily_run_begins_in_the_new_time_zone(answer):
    answer(*DENVER)
    said = Path(".github/workflows/site.yml").read_text()
    assert said == WORKFLOW.replace("Europe/London", "America/Denver")


def test_only_enter_changes_nothing_and_says_so(answer, capsys):
    assert answer("", " ", "", "", "", "") == ""
    assert written() == SHIPPED
    said = capsys.readouterr().out
    assert said.endswith("\ncontent/practice.toml says so already. Nothing was changed.\n")


@pytest.mark.parametrize(
    ("answers", "to_ring"),
    [
        (DENVER, True),
        (["", "", "", "US", "Denver", ""], True),
        (["", "", "Notes", "", "", ""], False),
    ],
)
def test_help_lines_are_to_be_rung_only_where_they_are_another_practices(
    answer, capsys, answers, to_ring
):
    answer(*answers)
    said = capsys.readouterr().out
    assert "please read it through.\n" in said
    assert ("Ring or look up each help line" in said) == to_ring


def test_a_second_time_nobody_is_a_stranger(answer):
    answer(*DENVER)
    once = written()
    answer("", "", "", "", "", "")
    assert written() == once


def test_each_practice_before_is_a_stranger(answer):
    answer(*DENVER)
    answer("Kim Other", "kim.example", "", "", "", "")
    facts = load(Path("content/practice.toml"))[0]
    former = ("Ada Sample", "adasample.example", "Robin Vale", "example.com")
    assert facts.site.former == former


def test_enter_keeps_what_is_not_as_in_the_rest_of_the_country(answer):
    text = SHIPPED.replace('"en-GB"  ', '"en-US"  ').replace("Europe/London", "Asia/Tokyo")
    Path("content/practice.toml").write_text(text, encoding="utf-8")
    answer("", "", "", "", "", "")
    assert "[Asia/Tokyo]" in answer.asked[4]
    assert written() == text


def test_a_day_goes_however_it_is_set_in_and_a_remark_stays(answer):
    text = SHIPPED.replace("\nchecked_on", "\n# checked_on = 2020-01-01\n\tchecked_on")
    Path("content/practice.toml").write_text(text, encoding="utf-8")
    answer("Robin Vale", "", "", "", "", "")
    assert written().count("\n# checked_on = 2020-01-01\n\tchecked_on = 2000-01-01") == 4


def test_of_the_help_lines_none_stays_where_they_end_the_file(answer):
    text = SHIPPED.partition("\n\n# Addresses that have changed")[0]
    Path("content/practice.toml").write_text(text, encoding="utf-8")
    answer(*DENVER)
    facts = load(Path("content/practice.toml"))[0]
    assert [line.number for line in facts.help_lines] == ["911", "988", "741741"]


@pytest.mark.parametrize("end", [(), (KeyboardInterrupt,)])
@pytest.mark.parametrize("answers", range(6))
def test_ctrl_c_leaves_all_as_it_was(answer, end, answers):
    assert answer(*DENVER[:answers], *end) == "\nNothing was changed."
    assert written() == SHIPPED
    assert Path(".github/workflows/site.yml").read_text() == WORKFLOW


def test_what_cannot_be_is_said_and_asked_again(answer, capsys):
    wrong = [
        "R",
        "example",
        "www.example.com",
        "",
        "UKK",
        "GB",
        "Lodnon",
        "Eastern",
        "",
        "robin",
        "",
    ]
    assert answer(*wrong) == ""
    said = capsys.readouterr().out
    assert '  This is not a web address ("https://example"); write the whole of it' in said
    assert '  This is not a country ("UKK"); write its two letters, like "GB" or "US".' in said
    assert '  This is not a time zone ("Lodnon"); write it like "Europe/London"' in said
    assert '  This is not a time zone ("Eastern"); write it' in said  # which is one of several
    assert '  This is not an e-mail address ("robin"); write it like "name@example.com".' in said
    assert load(Path("content/practice.toml"))[0].contact.email == ""


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("England", "GB"),
        ("united kingdom", "GB"),
        ("Wales", "GB"),
        ("Germany", "DE"),
        ("The Netherlands", "NL"),
        ("New Zealand", "NZ"),
        ("nl", "NL"),
    ],
)
def test_a_country_has_its_english_name_too(answer, typed, country):
    assert answer("Robin Vale", "", "", typed, "Amsterdam", "") == ""
    assert load(Path("content/practice.toml"))[0].site.country == country


def test_the_time_zone_of_a_language_is_offered_in_its_own_country_alone(answer):
    answer("Robin Vale", "", "", "NL", "Amsterdam", "")
    assert "[" not in answer.asked[4]
    assert load(Path("content/practice.toml"))[0].site.time_zone == "Europe/Amsterdam"
    answer("", "", "", "GB", "", "")
    assert "[Europe/London]" in answer.asked[-2]


@pytest.mark.parametrize("none", ["-", "–", "None", "no", "n/a", "."])
def test_a_dash_is_no_e_mail_address(answer, none):
    assert answer("Robin Vale", "", "", "", "", none) == ""
    assert load(Path("content/practice.toml"))[0].contact.email == ""


def test_what_is_empty_has_no_line_here(answer, capsys):
    answer("-", "Robin Vale", "", "", "", "", "none")
    assert "  This is empty; fill it in.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("country", "town", "code", "zone"),
    [
        ("USA", "Denver", "US", "America/Denver"),
        ("usa", "DENVER", "US", "America/Denver"),
        ("US", "New York", "US", "America/New_York"),
        ("Switzerland", "Zürich", "CH", "Europe/Zurich"),
        ("Switzerland", "Europe/Zürich", "CH", "Europe/Zurich"),
    ],
)
def test_a_country_and_a_time_zone_are_taken_as_people_say_them(answer, country, town, code, zone):
    answer("Robin Vale", "", "", country, town, "")
    site = load(Path("content/practice.toml"))[0].site
    assert (site.country, site.time_zone) == (code, zone)


@pytest.mark.parametrize("none", ["none", ""])
def test_what_the_former_practice_was_reached_by_goes(answer, none):
    text = SHIPPED.replace('# email = "…"', 'email = "ada@example.com"')
    Path("content/practice.toml").write_text(text, encoding="utf-8")
    answer(*DENVER[:5], none)
    assert load(Path("content/practice.toml"))[0].contact.email == ""
    assert '# email = "…"' in written()
    assert "ada@example.com" not in written()


def test_quotes_and_backslashes_in_an_answer_are_kept(answer):
    answer('Robin "Bird" \\ Vale', "", "", "", "", "")
    assert load(Path("content/practice.toml"))[0].contact.name == 'Robin "Bird" \\ Vale'


def test_a_file_written_in_another_way_is_understood(answer):
    text = (CONTENT / "practice.toml").read_text(encoding="utf-8")
    text = text.replace("[contact]", "[ contact ] # me").replace("\nname", "\n\tname")
    text = re.sub(r"\[exit\]\n.*\n.*\n|phone = .*\n", "", text)
    Path("content/practice.toml").write_text(text, encoding="utf-8")
    assert answer(*DENVER) == ""
    facts = load(Path("content/practice.toml"))[0]
    assert (facts.contact.name, facts.exit.name) == ("Robin Vale", "National Weather Service")
    assert facts.site.url == "https://blog.example.com"  # which was not that of the website
    assert facts.site.title == "Wren's notes & thoughts"  # nor was this the name


def test_so_is_one_that_an_editor_has_put_a_sign_before(answer):
    text = SHIPPED[SHIPPED.index("[contact]") :]
    Path("content/practice.toml").write_text(text, encoding="utf-8-sig")
    assert answer(*DENVER) == ""
    assert load(Path("content/practice.toml"))[0].contact.name == "Robin Vale"


def test_a_blog_that_is_not_at_github_has_no_daily_run(answer):
    Path(".github/workflows/site.yml").unlink()
    assert answer(*DENVER) == ""
    assert not Path(".github/workflows/site.yml").exists()


def test_a_practice_toml_that_cannot_be_read_is_to_be_mended_first(answer):
    Path("content/practice.toml").write_text("[contact\n")
    assert answer(*DENVER).startswith("content/practice.toml:1: a heading is one name")
    assert written() == "[contact\n"


def test_a_country_without_a_file_of_its_own_is_told_its_day_and_keeps_its_help_lines(answer):
    answer("Robin Vale", "", "", "IE", "Europe/Dublin", "")
    facts = load(Path("content/practice.toml"))[0]
    assert (facts.site.country, facts.site.language) == ("IE", "en-GB")
    assert [line.number for line in facts.help_lines] == ["999", "116\u00a0123", "111", "85258"]
