"""What differs by language and country: days, dashes, and words that readers there do not use."""

import re
import tomllib
from datetime import date
from functools import partial

import pytest
from blog import languages
from blog.reading.typography import Typography
from markdown import markdown
from parts import Part
from practice import values

DAY = date(2026, 6, 9)


def test_each_file_says_all_that_the_first_one_explains():
    said = {tuple(tomllib.loads(path.read_text("utf-8"))) for path in languages.FILES.values()}
    assert len(said) == 1


def test_each_file_has_a_tag_for_its_name_and_what_it_says_can_be_used():
    for tag in languages.FILES:
        assert re.fullmatch("[a-z]{2,3}-[A-Z]{2}", tag)
        language = languages.read(tag)
        assert len(language.months) == 12
        country = tag.partition("-")[2]
        for line in language.help_lines:
            assert values.help_number(line["number"], country).dialled
            assert line["sentence"].count("{number}") == 1
            text = line["sentence"].replace("{number}", line["number"])
            assert list(language.strangers(text)) == []
        assert values.text_like("url", language.exit["url"])
        assert not language.time_zone or values.time_zone(language.time_zone)


@pytest.mark.parametrize(
    ("tag", "day", "in_year"),
    [("en-GB", "9 June 2026", "9 June"), ("en-US", "June 9, 2026", "June 9")],
)
def test_a_day_is_written_as_it_is_there(tag, day, in_year):
    language = languages.read(tag)
    assert (language.day(DAY), language.day_in_year(DAY)) == (day, in_year)


def test_a_language_without_a_file_is_read_as_british():
    assert languages.read("cy") == languages.read("en-GB")
    assert (languages.of("US"), languages.of("IE")) == ("en-US", "en-GB")


@pytest.mark.parametrize(
    ("typed", "british", "american"),
    [
        ("a -- b", "a – b", "a — b"),
        ("a - b", "a – b", "a — b"),
        ("a --- b", "a — b", "a — b"),
        ("10--12", "10–12", "10–12"),
        ("well-known", "well-known", "well-known"),
    ],
)
def test_hyphens_become_the_dash_of_the_country(typed, british, american):
    for tag, expected in (("en-GB", british), ("en-US", american)):
        part = Part(partial(Typography, dash=languages.read(tag).dash), 6)
        assert markdown(typed, extensions=[part]) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ask your GP, or go to A&E.", {"GP": True, "A&E": True}),
        ("Call 999.", {"999": True}),
        ("NHS 111 is there.", {"NHS 111": True}),
        ("If you are outside the UK, ring 111.", {"outside the UK": True, "ring 111": True}),
        ("Your crisis team, a care plan", {"Your crisis team": True, "care plan": True}),
        (
            "Neighbours organised it in London.",
            dict.fromkeys(("Neighbours", "organised", "London"), False),
        ),
        ("Counselling is £50 (BACP).", dict.fromkeys(("Counselling", "£50", "BACP"), False)),
        ("A GPS, 1999, 999-1 and 9.999", {}),
        ("Call 911 or 988; a gp is no GPs.", {"GPs": True}),
        ("An organist, a realist; a mobile crisis team", {}),
    ],
)
def test_words_of_another_country_are_found_and_those_in_need_might_act_on_some(text, words):
    strangers = languages.read("en-US").strangers(text)
    assert {word: urgent for _, word, _, urgent in strangers} == words
