"""Whatever is typed: no traceback, no hang, and Pelican reads every post that was let through."""

from blog.reading.metadata import KEYS, SLUG, moment
from built import run_to_writing
from hypothesis import given, settings
from hypothesis import strategies as st
from written import content

# Each is a build; so the long run is a little shorter than elsewhere.
FEW = settings(max_examples=min(300, settings.default.max_examples))
SIGNS = st.characters(exclude_categories=["Cs"])  # by a codec, Hypothesis would try each first
words = ["draft", "2026-06-09", "2026-13-01", "A title", "no", "Ünï 🙂"]
signs = ["[a, b]", '"x"', "", "a, b", "../x", "|"]
values = st.sampled_from([*words, *signs]) | st.text(SIGNS, max_size=30)
header_lines = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", " ", "    ", "\t", "**", "- "]),
    st.sampled_from([*KEYS, "Staus", "URL"]) | st.text("abcXYZ_- ", max_size=8),
    st.sampled_from([": ", ": ", ": ", ":", " : ", "= ", ""]),
    values,
)
headers = st.lists(header_lines | st.sampled_from(["", "---", "text"]), max_size=8).map("\n".join)
bits = st.text(SIGNS, max_size=5) | st.sampled_from(
    [
        *"[](){}<>!*_`#>|^:-~=&\\\"'",
        *("\n", "\n\n", "    ", "- ", "1. ", "```\n", "\x00", "\u202e", "é"),
        *("<div>", "</div>", "<b>", "<!--", "-->", "<a href=", "style="),
        *("{filename}other.md", "{static}../images/chair.svg", "{tag}", "https://", "/post/"),
        *("[!note]", "!!! ", "[^1]", "[^1]: ", "](", "![", "javascript:", "mailto:"),
    ]
)
bodies = st.lists(bits, max_size=30).map("".join)
GOOD = "Title: A post\nDate: 2026-06-09\n\n"


def check_and_read(folder, text):
    """Check a post with this text; if it has no problem, Pelican has it as its author means it."""
    run = run_to_writing(content(folder, {"posts/x.md": text}))
    assert all(str(problem).isprintable() for problem in run.problems)
    if any(each.path.endswith("x.md") and each.stops for each in run.problems):
        return
    document = run.documents["posts/x.md"]
    article = run.contents["posts/x.md"]
    assert SLUG.fullmatch(article.slug)
    assert document.value("slug") in ("", article.slug)
    assert article.date.date() == moment(document.value("date")).date()
    assert article.status == (document.value("status").lower() or "published")


@FEW
@given(headers)
def test_any_header(tmp_path, header):
    check_and_read(tmp_path, f"{GOOD.rstrip()}\n{header}\n\nText.")


@FEW
@given(headers)
def test_any_beginning(tmp_path, header):
    check_and_read(tmp_path, header)


@FEW
@given(bodies)
def test_any_body(tmp_path, body):
    check_and_read(tmp_path, GOOD + body)


@FEW
@given(st.lists(bits, max_size=5).map("".join))
def test_any_link(tmp_path, address):
    check_and_read(tmp_path, f"{GOOD}[a]({address}) ![b]({address})")


@FEW
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path, data):
    check_and_read(tmp_path, GOOD.encode() + data)


@FEW
@given(st.text(SIGNS, max_size=200))
def test_any_practice(tmp_path, facts):
    run_to_writing(content(tmp_path, {"practice.toml": facts}))
