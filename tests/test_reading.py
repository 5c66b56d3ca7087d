"""The outline of a text, its headings, and where to read on."""

import sys
from functools import partial
from types import SimpleNamespace

import pytest
from blog.html import Page
from blog.reading.elements import finish
from blog.reading.reader import LONG, WORDS_A_MINUTE
from blog.reading.reader import outline as outline_of
from blog.related import RELATED, connect_articles
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from parts import Part
from practice.extension import part

ELEMENTS = part(Treeprocessor, partial(finish, ""))


def outline(text: str) -> dict:
    markdown = Markdown(extensions=["toc"])
    html = markdown.convert(text)
    return outline_of(Page(html), markdown.toc_tokens, "")


def text(words: int, sections: int) -> str:
    body = "word " * (words - sections)
    return body + "".join(f"\n\n## Section{n}\n" for n in range(sections))


def test_reading_time_is_in_whole_minutes_and_never_none():
    assert outline("One word.")["minutes"] == 1
    assert outline(text(WORDS_A_MINUTE * 4, 0))["minutes"] == 4


def test_a_long_post_with_sections_has_contents():
    contents = outline(text(LONG, 3))["contents"]
    assert [(section["id"], section["name"]) for section in contents] == [
        ("section0", "Section0"),
        ("section1", "Section1"),
        ("section2", "Section2"),
    ]


def test_a_shorter_post_or_one_with_few_sections_has_none():
    assert outline(text(LONG - 1, 3))["contents"] == []
    assert outline(text(LONG, 2))["contents"] == []


class Post:
    def __init__(self, tags, category="Relationship", **more):
        self.tags, self.category = tags, category
        vars(self).update(more)


def connected(posts, drafts=()) -> None:
    connect_articles(SimpleNamespace(articles=posts, drafts=drafts, hidden_articles=[]))


def test_the_posts_that_share_most_tags_come_first_then_the_same_category():
    this = Post({"a", "b"}, "Technology")
    one, both, other = Post({"a"}), Post({"a", "b"}), Post({"d"})
    category = Post({"c"}, "Technology")
    connected([one, both, category, other], drafts=[this])
    assert this.related == [both, one, category]


def test_among_equals_the_newest_come_first_and_there_are_few():
    this, *others = posts = [Post({"a"}) for _ in range(6)]
    connected(posts)
    assert this.related == others[1 : RELATED + 1]  # the first is its neighbour


def test_a_long_series_leaves_none_out_that_is_not_in_it():
    this, *_, one, two = posts = [
        *(Post({"a"}, series="Endings") for _ in range(9)),
        *(Post({"a"}) for _ in range(2)),
    ]
    connected(posts)
    assert (len(this.parts), this.related) == (9, [one, two])


def test_a_post_on_matters_of_its_own_has_no_related_ones():
    this = Post({"a"})
    connected([Post({"b"}, "Technology")], drafts=[this])
    assert this.related == []


@pytest.mark.parametrize("tags", ["{}", "all", "all {}"])
def test_twice_the_posts_are_twice_the_work_even_with_one_tag_for_all(tags):
    """`{}`: a tag of its own for each ten posts. The work: how often Python calls something."""

    def calls(posts: int) -> int:
        articles = [Post(set(tags.format(n // 10).split())) for n in range(posts)]
        seen = []
        sys.setprofile(lambda *_: seen.append(1))
        try:
            connected(articles)
        finally:
            sys.setprofile(None)
        return len(seen)

    assert calls(400) < 3 * calls(200)


def heading(text: str) -> str:
    return Markdown(extensions=["extra", "toc", Part(lambda _: ELEMENTS, -6)]).convert(text)


def test_a_heading_leads_to_itself_and_its_words_are_the_name_of_the_link():
    assert heading("## A *good* ending") == (
        '<h2 id="a-good-ending"><a href="#a-good-ending">A <em>good</em> ending</a></h2>'
    )


def test_a_heading_with_a_link_of_its_own_or_without_words_is_left_alone():
    """A link in a link is no HTML."""
    own = "## On [Rogers](/x/)", '## On <a href="/x/">Rogers</a>'
    assert all(heading(text).count("<a ") == 1 for text in own)
    assert "<a" not in heading("## ")
