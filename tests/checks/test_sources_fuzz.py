"""Whatever is typed: no traceback, no hang, and Pelican reads every post that was let through."""

from pathlib import Path

import pytest
from blog.checks import sources
from blog.checks.convert import STAND_IN
from blog.checks.header import KEYS
from blog.checks.site import moment, slug_of
from blog.reading.markdown import markdown_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.contents import Article
from pelican.readers import Readers
from pelican.settings import read_settings
from written import content

ROOT = Path(__file__).parents[2]
FEW = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
words = ["draft", "2026-06-09", "2026-13-01", "A title", "no", "Ünï 🙂"]
signs = ["[a, b]", '"x"', "", "a, b", "../x", "|"]
values = st.sampled_from([*words, *signs]) | st.text(max_size=30)
header_lines = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", " ", "    ", "\t", "**", "- "]),
    st.sampled_from([*KEYS, "Staus", "URL"]) | st.text("abcXYZ_- ", max_size=8),
    st.sampled_from([": ", ": ", ": ", ":", " : ", "= ", ""]),
    values,
)
headers = st.lists(header_lines | st.sampled_from(["", "---", "text"]), max_size=8).map("\n".join)
bits = st.text(max_size=5) | st.sampled_from(
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


@pytest.fixture(scope="module")
def pelican_settings():
    settings = read_settings(str(ROOT / "pelicanconf.py"), override={"PLUGINS": []})
    settings["MARKDOWN"], _ = markdown_settings(STAND_IN, settings["MARKDOWN"])
    return settings


def check_and_read(folder, text, pelican_settings):
    """Check a post with this text; if it has no problem, read it with Pelican."""
    place = content(folder, {"posts/x.md": text})
    texts, problems = sources.read(place)
    assert all(str(problem).isprintable() for problem in problems)
    if not any(problem.path.endswith("x.md") for problem in problems):
        (source,) = (text for text in texts if text.place == "posts/x.md")
        reader = Readers({**pelican_settings, "PATH": str(place)})
        article = reader.read_file(str(place), "posts/x.md", content_class=Article)
        if source.value("status") == "skip":
            return
        assert article.is_valid()
        assert article.slug == slug_of(source)
        assert article.date.date() == moment(source.value("date")).date()
        assert article.status == (source.value("status").lower() or "published")


@FEW
@given(headers)
def test_any_header(tmp_path, pelican_settings, header):
    check_and_read(tmp_path, f"{GOOD.rstrip()}\n{header}\n\nText.", pelican_settings)


@FEW
@given(headers)
def test_any_beginning(tmp_path, pelican_settings, header):
    check_and_read(tmp_path, header, pelican_settings)


@FEW
@given(bodies)
def test_any_body(tmp_path, pelican_settings, body):
    check_and_read(tmp_path, GOOD + body, pelican_settings)


@FEW
@given(st.lists(bits, max_size=5).map("".join))
def test_any_link(tmp_path, pelican_settings, address):
    check_and_read(tmp_path, f"{GOOD}[a]({address}) ![b]({address})", pelican_settings)


@FEW
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path, pelican_settings, data):
    check_and_read(tmp_path, GOOD.encode() + data, pelican_settings)


@FEW
@given(st.text(max_size=200))
def test_any_practice(tmp_path, facts):
    sources.check(content(tmp_path, {"practice.toml": facts}))
