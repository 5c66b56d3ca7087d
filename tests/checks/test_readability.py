"""Reading age: how old a reader must be."""

import pytest
from blog.wording.prose import read
from blog.wording.readability import reading_age, syllables
from test_wording import problems, source

EASY = "The cat sat on the mat. The sun was out. We had tea and a bun. Then it was time to go. " * 6
HARD = (
    "Notwithstanding considerable methodological heterogeneity, contemporary psychotherapeutic "
    "investigations consistently demonstrate that relational variables predict the outcome "
    "independently of theoretical orientation, diagnostic classification and training. "
)


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("tea", 1), ("water", 2), ("therapy", 3), ("relationship", 4), ("Compassion", 3)],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_an_easy_text_suits_a_child():
    age, _ = reading_age(read(source(EASY)))
    assert age <= 7


def test_a_short_text_has_no_age():
    assert reading_age(read(source("The cat sat on the mat."))) == (0, [])


def test_headings_and_items_without_a_mark_are_no_sentences():
    text = HARD * 3
    labels = ("## Psychotherapy", "- Psychotherapeutic considerations", "## Why?")
    with_labels = "\n\n".join([text, *labels * 20])
    assert reading_age(read(source(with_labels))) == reading_age(read(source(text)))


def test_an_easy_text_is_not_spoken_of():
    assert problems(EASY) == []


def test_a_hard_text_is_advised_upon_with_its_three_hardest_sentences():
    lines = ["The cat sat on the mat.", HARD * 2, "", "- " + HARD * 3, "", EASY[:80]]
    [problem] = problems(*lines)
    assert (problem.rule, problem.stops) == ("reading-age", False)
    assert problem.line == 7
    assert "14 should be the most" in problem.message
    assert problem.message.count('"Notwithstanding considerable') == 3
    assert [part.split(",")[0] for part in problem.message.split("line ")[1:]] == ["7", "7", "7"]


def test_a_text_from_a_schoolbook_has_the_age_of_its_pupils():
    text = (
        "A volcano is an opening in the crust of the earth. Hot melted rock comes up through it. "
        "When the rock cools, it becomes hard and forms a mountain. Some volcanoes have been quiet "
        "for thousands of years, and people have built towns on their slopes because the soil is "
        "good. "
    )
    age, _ = reading_age(read(source(text * 3)))
    assert 9 <= age <= 13
