"""The index: which words a text is found by, what they weigh, and the files they are in."""

import json
import re

import pytest
from corpus import texts
from search import index
from search.words import words

FORMS = [  # a text, and what it is found by
    ("Feelings and boundaries", ["feeling", "boundary"]),
    ("losses, boxes, headaches, coaches, crises", ["loss", "box", "headach", "coach", "cris"]),
    ("loss, box, headache, coach, crisis", ["loss", "box", "headach", "coach", "cris"]),
    ("children, women and their lives", ["child", "woman", "life"]),
    ("mustn’t, mustn't, mustnt", ["mustnt", "mustnt", "mustnt"]),
    ("the client’s, clients’, client", ["client", "client", "client"]),
    ("Café, CAFÉ, Zoë", ["cafe", "cafe", "zoe"]),
    ("self-harm", ["self", "harm", "selfharm"]),
    ("e-mail, email, A&E", ["email", "email", "ae"]),
    ("coun\u00adselling", ["counselling"]),
    ("116 123", ["116", "123"]),
]


@pytest.mark.parametrize(("text", "found"), FORMS)
def test_a_word_is_found_in_all_its_forms(text, found):
    assert words(text) == found


@pytest.mark.parametrize("word", ["stress", "focus", "anxious", "gas", "bus"])
def test_a_word_that_only_looks_like_a_plural_stays(word):
    assert words(word) == [word]


@pytest.mark.parametrize("text", ["", "a I x", "and the of", "– … ’ & -", "they’re"])
def test_what_tells_nothing_is_not_indexed(text):
    assert words(text) == []


def post(title="", content="", **rest):
    return index.Post(title, content, **{"url": "u/", "about": "", "summary": "", **rest})


def weight(word, title="", content=""):
    return index.weights(post(title, content)).get(word, 0)


def test_title_outweighs_heading_outweighs_text():
    often = weight("grief", content="<p>" + "grief " * 99)
    heading = weight("grief", content="<h2>Grief</h2>")
    headings = weight("grief", content="<h2>Grief</h2>" * 99)
    assert weight("grief", content="grief") < often < heading < headings < weight("grief", "Grief")


def test_only_what_a_reader_sees_is_indexed():
    content = "<style>p {a: b}</style><script>code</script><!-- remark --><p class='klass'>text</p>"
    assert set(index.weights(post(content=content))) == {"text"}


def test_a_word_may_be_partly_bold_but_ends_with_its_paragraph():
    content = "<p>grie<b>ving</b></p><p>one<sup>1</sup></p><ul><li>first<li>second</ul>"
    assert set(index.weights(post(content=content))) == {"grieving", "first", "second"}


def test_what_follows_a_heading_is_text_again():
    page = index.Page("<h2>Head <em>and</em> tail</h2> body")
    assert (page.headings.split(), page.text.split()) == (["Head", "and", "tail"], ["body"])


def test_what_is_shown_is_plain_text():
    files = index.build([post("Two&nbsp;<em>chairs</em>", summary="<p>A &amp; B</p>", url="p/")])
    assert json.loads(files["0.json"]) == ["Two chairs", "p/", "", "A & B"]


def test_each_word_leads_to_its_posts():
    """Reads the files as search.js does, and compares them with the texts."""
    blog = [post(text.title, text.content) for text in texts(60).values()]
    files = {name: json.loads(text) for name, text in index.build(blog).items()}
    found = {}
    for letter in index.LETTERS:
        word = ""
        for leaf, line in enumerate(files[f"{letter}.json"]):
            postings = files[f"{letter}{leaf}.json"]
            for (shared, rest), entry in zip(
                re.findall("([A-Z])([^A-Z]*)", line), postings, strict=True
            ):
                word = word[: ord(shared) - 65] + rest
                number = -1
                for step, weight in re.findall(r"([A-Z]*[a-z])(\d?)", entry):
                    digits = [ord(digit) - 97 for digit in step.lower()]
                    number += 1 + sum(digit * 26**n for n, digit in enumerate(digits[::-1]))
                    found[number, word] = int(weight or 1)
    assert found == {
        (number, word): weight
        for number, text in enumerate(blog)
        for word, weight in index.weights(text).items()
    }


@pytest.mark.parametrize("number", [0, 25, 26, 26**2 - 1, 26**2, 12345])
def test_a_step_is_a_number_in_base_26(number):
    step = index.step(number)
    assert re.fullmatch("[A-Z]*[a-z]", step)
    assert sum((ord(c) - 97) * 26**n for n, c in enumerate(step.lower()[::-1])) == number


def test_an_empty_blog_has_an_index():
    assert json.loads(index.build([])["a.json"]) == []
