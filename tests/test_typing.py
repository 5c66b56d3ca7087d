r"""What is typed, and what is shown: each file in tests/typing/ is a case, its path its name.

Above the line of = stands what is typed, below it what comes out. What the eye cannot see is
written by its name, like \N{NO-BREAK SPACE}. REFRESH=1 writes anew what comes out.
"""

import os
import re
import unicodedata
from pathlib import Path

import pytest
from blog.checks.complete_words import missing
from blog.reading.markdown import Reading
from built import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from pelican.settings import read_settings

STOCK = read_settings(str(ROOT / "pelicanconf.py"))["MARKDOWN"]
CORPUS = Path(__file__).parent / "typing"
CASES = sorted(path.relative_to(CORPUS).as_posix()[:-4] for path in CORPUS.rglob("*.txt"))
MANY = settings(max_examples=300, deadline=None, derandomize=True)
MARKDOWN = Markdown(**{**STOCK, "extensions": [*STOCK["extensions"], Reading("", "–")]})


def convert(text: str) -> str:
    return MARKDOWN.reset().convert(text)


def words(html: str) -> list[str]:
    return re.findall(r"w\d+x", re.sub(r"<[^>]*>", " ", html))


@pytest.mark.parametrize("case", CASES)
def test_typed(case):
    path = CORPUS / f"{case}.txt"
    typed, _, shown = path.read_text(encoding="utf-8").partition("\n=====\n")
    text = re.sub(r"\\N\{(.+?)\}", lambda name: unicodedata.lookup(name[1]), typed)
    html = convert(text)
    if os.environ.get("REFRESH"):
        path.write_text(f"{typed}\n=====\n{html}\n", encoding="utf-8")
    else:
        assert html == shown.rstrip("\n")
    assert missing(text.split("\n"), html) == {}


LEADS = (
    *("", "", "> ", "- ", "* ", "+ ", "1. ", "3) ", "1998. ", "> - ", "- > ", "> > ", "1. - "),
    *("  ", "   ", "    ", "\t", "  - ", "   - ", "    - ", "\t1. ", " ## ", "### ", "##"),
    *("• ", "– ", "o\t", "-\u00a0", "✅ ", "[A]: ", "| ", ": ", "- [ ] ", "<div>", "\\# "),
    *("a) ", "(ii) ", "🌱 ", "-", "\u00a0- ", "1.", "~ ~ ~ ", "> [Q]: "),
)
WRAPS = (
    *(("", ""), ("**", "**"), ("*", ""), ("_", "_"), ("`", "`"), ("~~", "~~"), ("==", "==")),
    *(("[", "](https://example.com)"), ("", "  "), ("", "\\"), ("", " ##"), ("(", ")*"), ("§", "")),
)
BETWEEN = ("\n", "\n", "\n\n", "\n\n\n", "\n---\n", "\n***\n\n", "\n>\n", "\n-\n", "\n===\n")
LINES = st.lists(
    st.tuples(st.sampled_from(LEADS), st.sampled_from(WRAPS), st.sampled_from(BETWEEN)),
    min_size=1,
    max_size=12,
)


@MANY
@given(LINES)
def test_all_words_that_are_typed_are_shown_in_their_order(lines):
    typed = "".join(
        f"{lead}{begin}w{n}1x w{n}2x{end}{between}"
        for n, (lead, (begin, end), between) in enumerate(lines)
    )
    html = convert(typed)
    assert words(html) == words(typed)
    assert missing(typed.split("\n"), html) == {}


class Thorough(Reading):
    """Tries each pattern on each text, as Markdown itself does."""

    def extendMarkdown(self, md):
        super().extendMarkdown(md)
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)


PIECES = (
    *(
        "word",
        " ",
        " ",
        "\n",
        "  \n",
        "\\",
        "`",
        "[a]",
        "(/b)",
        "[b]: /c\n",
        "![",
        "[^1]",
        "\n[^1]: n\n",
    ),
    *("<", ">", "<i>", "<http://a.b>", "<a@b.cd>", "&", "&amp;", "*", "**", "_", "~~", "==", "!"),
    *(
        "\n[^1]: n\n",
        "https://a.b/c",
        "www.a.b",
        "a@b.cd",
        "\n\n",
        "- ",
        "> ",
        "# ",
        "'",
        '"',
        ":",
        "|",
    ),
)


BOTH = [Markdown(extensions=["extra", "toc", of("", "–")]) for of in (Reading, Thorough)]


@MANY
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_pattern_is_missed_where_its_sign_stands(pieces):
    ours, whole = (markdown.reset().convert("".join(pieces)) for markdown in BOTH)
    assert ours == whole


@MANY
@given(LINES, st.integers(0, 11))
def test_a_word_that_is_lost_is_told_on_its_line(lines, lost):
    typed = [f"{lead}{begin}w{n}x{end}" for n, (lead, (begin, end), _) in enumerate(lines)]
    html = convert("\n\n".join(typed)).replace(f"w{lost}x", "")
    assert missing(typed, html) == ({lost: [f"w{lost}x"]} if lost < len(typed) else {})


@pytest.mark.slow
@MANY
@given(st.lists(st.integers(0, 30), min_size=2, max_size=8), st.sampled_from(".)"))
def test_each_item_has_the_number_that_was_typed(numbers, sign):
    html = convert("\n".join(f"{number}{sign} word" for number in numbers))
    start = re.match(r'<ol(?: start="(\d+)")?>', html)[1]
    shown, number = [], int(start or 1)
    for value in re.findall(r'<li(?: value="(\d+)")?>', html):
        number = int(value or number)
        shown.append(number)
        number += 1
    once = len(set(numbers)) == 1  # 1. 1. 1. is 1. 2. 3., as everywhere
    assert shown == ([numbers[0] + n for n in range(len(numbers))] if once else numbers)


@pytest.mark.brief(2)
@pytest.mark.parametrize(
    "text",
    [
        *("- " * 5000, "> " * 30 + "a", "1. a\n" * 5000, "- a\n\n" * 5000),
        *("- a\n- b\n\nc\n\n" * 3000, "#" * 50_000, "# " * 50_000, "-" * 50_000),
        *("- - " * 20_000, "|-" * 20_000, "a\n" * 20_000, "[a]: b\n" * 3000),
        *("a@" * 20_000, "a." * 20_000, "www." * 20_000, "(" * 20_000, "• " * 20_000),
        *("![a](b)\n" * 3000, "\\" * 20_000, "<div>\n" * 2000, "'" * 20_000, "'a" * 20_000),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_long_text_takes_no_long_time(text):
    """The limit of time is the checks' (files.py); here it is enough that this ends."""
    assert convert(text) is not None
