"""Callouts and practice.toml, broken at random: no traceback, and nothing lost in silence."""

from pathlib import Path

from built import CONTENT
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from practice import facts
from practice.extension import PracticeExtension

PRACTICE = facts.load(CONTENT / "practice.toml")[0]
FACTS = (CONTENT / "practice.toml").read_text(encoding="utf-8").splitlines()
leads = st.sampled_from(["> ", "> ", ">", "", "- ", "1. ", "    ", "  > ", "> > ", "\t> "])
understood = ["[!note]", "[!NOTE] ", r"\[!crisis\]", "[!supplement]", "[! note ]"]
wrong = ["[!nte]", "[note]", "!note", "!!! note", '!!! nte "x"']
others = ["", "", "**bold** ", "#### ", "| a | b |", "```"]
marks = st.sampled_from([*understood, *wrong, *others])
lines = st.lists(st.tuples(leads, marks, st.booleans()), min_size=1, max_size=12)


@given(lines)
def test_every_word_beside_a_callout_is_on_the_page_or_something_is_said(parts):
    words = [f"word{n}x" for n in range(len(parts))]
    typed = [
        f"{lead}{mark} {word}" + ("\n" if gap else "")
        for (lead, mark, gap), word in zip(parts, words, strict=True)
    ]
    callouts = PracticeExtension(PRACTICE)
    markdown = Markdown(extensions=["meta", "extra", callouts])
    html = markdown.convert("Title: x\n\n" + "\n".join(typed))
    assert callouts.problems or all(word in html for word in words)
    assert all(2 < line <= len("\n".join(typed).split("\n")) + 2 for line in callouts.problems)


breaks = st.lists(
    st.tuples(
        st.integers(0, len(FACTS) - 1),
        st.sampled_from(["cut", "drop", "twice", "curly", "number", "unquote", "bracket"]),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=4,
)


def broken(line: str, how: str, at: int) -> str:
    return {
        "cut": line[:at],
        "drop": "",
        "twice": f"{line}\n{line}",
        "curly": line.replace('"', "”"),
        "number": line.partition("=")[0] + "= 7",
        "unquote": line.replace('"', "", 1),
        "bracket": f"[{line}",
    }[how]


@given(breaks)
def test_a_broken_practice_is_read_or_refused_by_line(tmp_path, changes):
    text = FACTS[:]
    for line, how, at in changes:
        text[line] = broken(text[line], how, at)
    path = Path(tmp_path, "practice.toml")
    path.write_text("\n".join(text), encoding="utf-8")
    most = len("\n".join(text).split("\n")) + 1
    for fault in facts.load(path)[1]:
        assert 1 <= fault.line <= most
        assert fault.message.strip()
