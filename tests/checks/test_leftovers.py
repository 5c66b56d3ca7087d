"""What means nothing here is said on its line, with what to type; and that passes."""

import pytest
from written import of_body

SHOWN = "would be shown as it is; "
OTHER = f"{SHOWN}it is another program's"
STARS = f"{SHOWN}write **words** or *words*"

# What is typed, what is said, what is typed then
SPOTS = [
    ("A **star", f'"**star" {STARS}', "A **star**"),
    ("A **star **", f'"**star" {STARS}', "A **star**"),
    ("A *star", f'"*star" {STARS}', r"A \*star"),
    ("A star.** And", f'"**" {STARS}', "A **star.** And"),
    ("~a word~", f'"~a word~" {SHOWN}write ~~words~~', "~~a word~~"),
    ('[gallery ids="1,2"]', f'"[gallery ids="1,2"]" {OTHER}', "A gallery."),
    ("[gallery]", f'"[gallery]" {OTHER}', r"\[gallery]"),
    ("[b]Words[/b]", f'"[/b]" {OTHER}', "**Words** here."),
    (
        '[caption id="a"]Words[/caption]',
        f'"[caption id="a"]" {SHOWN}write ![What it shows]({{static}}../images/name.jpg',
        "Words.",
    ),
    ("{{< figure >}}", f'"{{{{< figure >}}}}" {OTHER}', "A figure."),
    ("{% include a.html %}", '"{% include a.html %}" means nothing here; it is another', "Words."),
    ("{: .lead }\nText.", f'"{{: .lead }}" {SHOWN}how things look', "Text."),
    ("Text.\n{: .lead }", '"{: .lead }" means nothing here; how things look', "Text."),
    ("# not\n\nI`m sure", '"I`m" means nothing here; an apostrophe', "I'm sure"),
    (
        "I`m sure that it`s so",
        '"I`m" means nothing here; an apostrophe is',
        "I'm sure that it's so",
    ),
    (":smile:", f'":smile:" {SHOWN}paste the emoji itself', "😊"),
    (
        "| a | b |\n| 1 | 2 |",
        f'"| a | b |" {SHOWN}put a line like |---|---|',
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    ("[notes]: /about/", f'"[notes]: /about/" {SHOWN}no link has this name', "Notes."),
    ("```\ncode", '"```" means nothing here; close the code', "```\ncode\n```"),
    ("~~~ html\ncode", '"~~~ html" means nothing here; close', "~~~ html\ncode\n~~~"),
    (
        "Text.\n\n**What helps**\n\nText.",
        "looks like a heading, and is none; write ## What helps",
        None,
    ),
    (
        "a\n" * 40,
        "so many lines become one paragraph; put an empty line",
        "a\n" * 20 + "\n" + "a\n" * 20,
    ),
    (
        "| a | b |\n|---|---|\n| 1 | 2 | more |",
        '"more" is not on the page; the table\'s first',
        None,
    ),
    ("(words)[https://example.com]", "write [words](address)", "[words](https://example.com)"),
    ("Words^[A note]", "write [^1], and the text of the note below", "Words[^1]\n\n[^1]: A note"),
    ("H~2~O", f'"~2~" {SHOWN}write <sub>2</sub>', "H<sub>2</sub>O"),
    ("%%a remark%%", f'"%%a remark%%" {SHOWN}readers would see', "Words."),
    ("- a\n\n  ```\n  b\n\n  c\n  ```", f'8: "```" {SHOWN}begin the line', "```\nb\n\nc\n```"),
    ("&#87654321;", '"87654321" is not on the page', "87654321"),
    (
        "Text.\n\n*[HTML]: a long word",
        '"a long word" is not on the page',
        "It.\n\n*[It]: a word",
    ),
]
ALLOWS = r"""
\*\*Stars\*\* and \~signs\~ that are \[meant\], `**` and `[gallery]` and `{{ x }}`.

The price* of it, f**k, 2 * 3, ~5 to ~10, 10:30:45, (note: this), [sic], [a client], [video call],
5~10, "I said: no".

**Call 999.**

**Note:** one more thing.

*Slanted words that are a whole paragraph*

- **A point in bold**

```
I`m **code
{: .x}
```

Use `list`s and `code` now.
"""


@pytest.mark.parametrize(("body", "message", "cure"), SPOTS)
def test_spots(tmp_path, body, message, cure):
    found = of_body(tmp_path, f"Text.\n\n{body}\n")
    assert [line for line in found if message in line], found


@pytest.mark.parametrize(("body", "message", "cure"), SPOTS)
def test_what_is_said_is_tried(tmp_path, body, message, cure):
    assert of_body(tmp_path, f"Text.\n\n{cure}\n") == []


def test_allows(tmp_path):
    assert of_body(tmp_path, ALLOWS) == []


def test_each_is_said_once_and_on_its_own_line(tmp_path):
    body = 'Text.\n\nA [gallery ids="1"] and a [gallery ids="2"].\n\nText \\*so, text *so.\n'
    body += "\n" + "- it `is` so\n" * 3 + "\nIt`s and it`s\n"
    lines = [line.split(":")[0] for line in of_body(tmp_path, body)]
    assert lines == ["6", "8", "14"]
