"""The index: which words a text is found by, what they weigh, and the files they are in."""

import json
import re
from bisect import bisect
from datetime import date
from types import SimpleNamespace

import pytest
from blog.search import index
from blog.search.index import LEAST, cut, firsts
from blog.search.words import words
from corpus import texts

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
    ("lies, ties, uses", ["lie", "tie", "use"]),
    ("lie, tie, use", ["lie", "tie", "use"]),
    ("sad😀day", ["sad", "day"]),
    ("日本語 𠮷野家", ["日本語", "野家"]),
]


@pytest.mark.parametrize(("text", "found"), FORMS)
def test_a_word_is_found_in_all_its_forms(text, found):
    assert list(words(text).elements()) == found


@pytest.mark.parametrize("word", ["stress", "focus", "anxious", "gas", "bus"])
def test_a_word_that_only_looks_like_a_plural_stays(word):
    assert list(words(word)) == [word]


@pytest.mark.parametrize("text", ["", "a I x", "and the of", "– … ’ & -", "they’re"])
def test_what_tells_nothing_is_not_indexed(text):
    assert not words(text)


def built(blog, postings=None):
    postings = postings or afresh()
    return index.build(blog, postings.of([(text.title, text.content) for text in blog]), str)


def afresh():
    return index.Postings(lambda _, find: find())


def post(title="", content="", **rest):
    """A page, as Pelican has it; with a date and a category, a post."""
    return SimpleNamespace(title=title, content=content, **{"url": "u/", "summary": "", **rest})


def weight(word, title="", content=""):
    return index.weights(title, content).get(word, 0)


def test_title_outweighs_heading_outweighs_text():
    often = weight("grief", content="<p>" + "grief " * 99)
    heading = weight("grief", content="<h2>Grief</h2>")
    headings = weight("grief", content="<h2>Grief</h2>" * 99)
    assert weight("grief", content="grief") < often < heading < headings < weight("grief", "Grief")


def test_only_what_a_reader_sees_is_indexed():
    content = "<style>p {a: b}</style><script>code</script><!-- remark --><p class='klass'>text</p>"
    assert set(index.weights("", content)) == {"text"}


def test_a_word_may_be_partly_bold_but_ends_with_its_paragraph():
    content = "<p>grie<b>ving</b></p><p>one<sup>1</sup></p><ul><li>first<li>second</ul>"
    assert set(index.weights("", content)) == {"grieving", "first", "second"}


def test_what_follows_a_heading_is_text_again():
    found = index.weights("", "<h2 id='a'>Head <em>and</em> tail</h2> body <header>banner</header>")
    assert found == {"head": 4, "tail": 4, "body": 1, "banner": 1}


def shown(**rest):
    return json.loads(built([post(**rest)])[1]["hits0.json"])[0]


def test_what_is_shown_is_plain_text():
    made = shown(title="Two&nbsp;<em>chairs</em>", summary="<p>A &amp; B</p>", url="p/")
    assert made == ["Two chairs", "p/", "", "A & B"]


def test_a_post_is_shown_with_its_day_and_category():
    assert shown(date=date(2026, 6, 9), category="Endings")[2] == "2026-06-09 · Endings"


def test_a_long_summary_ends_between_two_words():
    summary = shown(summary="<p>" + "hand in hand " * 20 + "</p>")[3]
    assert summary.endswith((" hand …", " in …"))
    assert 150 < len(summary) <= 160


def read(files: dict[str, str], order: str) -> list[list[tuple[str, str]]]:
    """The parts of that order, as search.js reads them: each word, and its posts."""
    parts = []
    while listed := files.get(f"{order}{len(parts)}.json"):
        line, lists = (each.split(" ") for each in json.loads(listed))
        parts.append(list(zip([spelt(word, order) for word in line], lists, strict=True)))
    return parts


def spelt(word: str, order: str) -> str:
    return word if order == "start" else word[::-1]


ORDERS = ("start", "end")


@pytest.mark.parametrize("order", ORDERS)
def test_each_word_leads_to_its_posts(order):
    blog = [post(text.title, text.content) for text in texts(60).values()]
    found = {}
    for word, entry in (each for part in read(built(blog)[1], order) for each in part):
        number = -1
        for weight, step in re.findall("([A-Z])([0-9a-f]+)", entry):
            number += 1 + int(step, 16)
            found[number, word] = ord(weight) - 64
    assert found == {
        (number, word): weight
        for number, text in enumerate(blog)
        for word, weight in index.weights(text.title, text.content).items()
    }


CHANGES = {  # of a text among 60, where it stands, and what it is then
    "the first": (0, "A gain", "of a game"),
    "one in the middle": (30, "A gain", "gain gain gain gain"),
    "the last": (59, "A gain", ""),
    "one that loses all its words": (7, "", ""),
}


@pytest.mark.brief
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_asked_once_more_the_index_is_what_a_new_one_would_be(change):
    blog, postings = [post(text.title, text.content) for text in texts(60).values()], afresh()
    built(blog, postings)
    number, title, content = change
    blog[number] = post(title, content)
    assert built(blog, postings) == built(blog)


@pytest.mark.parametrize("more", [-1, 1])
def test_the_same_with_a_text_more_or_fewer(more):
    blog, postings = [post(text.title, text.content) for text in texts(60).values()], afresh()
    built(blog, postings)
    blog = blog[:-1] if more < 0 else [post("A gain"), *blog]
    assert built(blog, postings) == built(blog)


@pytest.mark.parametrize("order", ORDERS)
def test_the_facts_tell_in_which_part_a_word_is(order):
    blog = [post(text.title, text.content) for text in texts(60).values()]
    facts, files = built(blog)
    firsts = json.loads(facts)[order].split(" ")
    assert firsts == sorted(firsts)
    for number, part in enumerate(read(files, order)):
        for word, _ in part:
            assert bisect(firsts, spelt(word, order)) - 1 == number


def listed(number):
    """Words of one length, in no order: 0000 is the first."""
    return {f"{n:04}": "x" * 7 for n in reversed(range(number))}


@pytest.mark.parametrize("number", [0, 1, 50, 99, 1000, 9999])
def test_the_parts_are_of_about_one_size(number):
    parts = cut(listed(number))
    assert [word for part in parts for word in part] == sorted(listed(number))
    sizes = [13 * len(part) for part in parts[:-1]]
    assert all(LEAST / 2 <= size <= 3 * min(sizes) for size in sizes)
    assert len(parts[-1]) <= 3 * LEAST


def test_few_letters_tell_where_a_part_begins():
    parts = [["again", "game"], ["gamete", "grow"], ["help"]]
    assert firsts(parts) == " gamet h"


def test_an_empty_blog_has_an_index():
    assert built([])[1] == dict.fromkeys(["start0.json", "end0.json"], '["",""]')


def test_in_the_preview_each_sort_is_one_file(site, preview):
    def files(made):
        (script,) = made.folder.glob("search/*/search.js")
        return {path.name for path in script.parent.iterdir()}

    assert files(preview) == {"search.js", "start0.json", "end0.json", "hits0.json"}
    assert files(site) > files(preview)
