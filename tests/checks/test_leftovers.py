"""What means nothing here is said on its line, with what to type; and that passes."""

import pytest
from written import HEADER, of_body, of_posts, stops

SHOWN = "would be shown as it is; "
OTHER = f"{SHOWN}it is another program's"
STARS = f"{SHOWN}write **words** or *words*"

# What is typed, what is said, what is typed then
SPOTS = [
    ("A **star", f'"**star" {STARS}', "A **star**"),
    ("A **star **", f'"**star" {STARS}', "A **star**"),
    ("A *star", f'"*star" {STARS}', r"A \*star"),
    ("A star.** And", f'"**" {STARS}', "A **star.** And"),
    ("f**k it for £60.* And", '"f**k" would begin what a later star ends', r"f\**k, £60.\* And"),
    ("f**k and s**t", '"f**k" would begin what a later star ends', r"f\*\*k and s**t"),
    ("A ++word++ in C++", f'"++word++" {SHOWN}take the signs out', "A word in C++"),
    ("A ||word|| here", f'"||word||" {SHOWN}take the signs out', "A word or (a || b) here"),
    ("##", '"##" has no words; write some', "## Words"),
    ("##### ##", '"#####" has no words; write some', "## Words"),
    ("A[^1].\n\n[^1]:", '"[^1]:" has no words; write some', "A[^1].\n\n[^1]: Words"),
    (
        "A[^1], b[^2].\n\n[^1]:\n[^2]:\n    Words",
        '"[^1]:" has no words; write some',
        "A[^1], b[^2].\n\n[^1]:\nWords.\n\n[^2]:\n\n    Words",
    ),
    ("<p>**word**</p>\n\n**word**", f'6: "**word" {STARS}', "A **word**"),
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
    ("{: .lead }\nText.", '"{: .lead }" means nothing here; how things look', "Text."),
    ("Text.\n{: .lead }", '"{: .lead }" means nothing here; how things look', "Text."),
    ("A **b**{width=50%} c", '"{width=50%}" means nothing here; how things look', "A **b** c"),
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
    ("~~~\ncode", '"~~~" means nothing here; for a line across', "~~~\n\nA rule.\n\n~~~\n\nEnd."),
    ("\\pagebreak", f'"\\pagebreak" {SHOWN}it is another', "Words."),
    ("~~~ html\ncode", '"~~~ html" means nothing here; close', "~~~ html\ncode\n~~~"),
    (
        "Text.\n\n**What helps**\n\nText.",
        "looks like a heading, and is none; write ## What helps",
        "## What helps\n\n**“Not all those who wander are lost.”**\n\n**'Be kind!'**",
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
    ("A ** word ** here", f'"** word **" {STARS}', "A **word** here"),
    ("A * word * here", f'"* word *" {STARS}', "A *word* here"),
    ("A _ word _ here", f'"_ word _" {STARS}', "A _word_ here"),
    ("A **\u00a0word\u00a0** here", f'"** word **" {STARS}', "A **word** here"),
    ("A ~~ word ~~ here", f'"~~ word ~~" {SHOWN}write ~~words~~', "A ~~word~~ here"),
    ("A == word == here", f'"== word ==" {SHOWN}write ~~words~~ or ==', "A ==word== here"),
    ("**Bold\n\nwords**", f'"**Bold" {SHOWN}close the words', "**Bold**\\\n**words**"),
    ("*one\n*two", f'"*one" {SHOWN}for a list', "* one\n* two"),
    ("* a\n** b", f'"** b" {SHOWN}for a list below', "* a\n  * b"),
    ("* Bold* words", '"* Bold*" means nothing here; put a gap', "* *Bold* words"),
    (
        "**Note:**this and**this** too",
        '"**Note:**" means nothing',
        "**Note:** this and **this** too",
    ),
    ("**Note:**this", '"**Note:**" means nothing here; put a gap behind', "**Note:** this"),
    ("5*3=15*2", '"5*3=15*2" means nothing here; between numbers', r"5\*3=15\*2 and 5×3"),
    ("Hi ^_^ and ^_^", '"^_^" means nothing here', r"Hi ^\_^ and ^\_^"),
    ("a\tb\nc\td", "a table with tabs would run into one line", "| a | b |\n|---|---|\n| c | d |"),
    ("a | b\nc | d", f'"a | b" {SHOWN}put a line like', "a | b\n---|---\nc | d"),
    ("+--+--+\n| a | b |\n+--+--+", f'"+--+--+" {SHOWN}draw a', "| a | b |\n|---|---|\n| c | d |"),
    ("!(a chair)[chair.svg]", f"{SHOWN}write ![What it shows]", None),
    ("![[chair.svg]]", f"{SHOWN}write ![What it shows]", None),
    ("[image: chair.svg]", f"{SHOWN}write ![What it shows]", None),
    ("! [a]({static}../images/chair.svg)", "write it in one piece", None),
    (
        '![a chair](images/chair.svg "A *good* one")',
        '"*good*" means nothing here; a caption is',
        '![a chair](images/chair.svg "A good one")',
    ),
    ("[//]: # (hidden)", f"{SHOWN}readers would see this remark", "Words."),
    ("[comment]: <> (hidden)", f"{SHOWN}readers would see this remark", "Words."),
    ("// hidden", f"{SHOWN}readers would see this remark", "Words."),
    ("[toc]", f"{SHOWN}write [TOC]", "[TOC]"),
    ("==word here", f'"==word" {SHOWN}write ==words== or', "==word== here"),
    ("word== here", f'"==" {SHOWN}write ==words== or', r"word\== here"),
    ("~~word here", f'"~~word" {SHOWN}write ==words== or', r"\~~word here"),
    ("==One\n\ntwo==", f'"==One" {SHOWN}close the words', "==One==\n\n==two=="),
    (
        "| a | b |\n|---|\n| 1 | 2 |",
        f'"| a | b |" {SHOWN}give the line of hyphens',
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    (
        "|---|---|\n| 1 | 2 |",
        f'"|---|---|" {SHOWN}begin the table with its headings',
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    (
        "| a | b |\n|---|---|\n\n| 1 | 2 |",
        '9: "| 1 | 2 |" means nothing here; take out the empty line',
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n| a | b |\n|---|---|\n| 3 | 4 |",
    ),
    (
        "| a | b |\n|---|---|\n| 1 | 2 |\nText",
        '9: "Text" would be a row of the table; put an empty line',
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nText",
    ),
    (
        "![a chair] ({static}../images/chair.svg)",
        f"{SHOWN}write ![What it shows]",
        "![a chair]({static}../images/chair.svg)",
    ),
    (
        "![a chair({static}../images/chair.svg)",
        f"{SHOWN}write ![What it shows]",
        "![a chair]({static}../images/chair.svg)",
    ),
    (
        "See [words(https://example.com).",
        f"{SHOWN}write [words](address)",
        "See [words](https://example.com) [or (https://example.com) that].",
    ),
    ("Words[^ 1]", f'"[^ 1]" {SHOWN}write [^1]', "Words[^1]\n\n[^1]: A note"),
    ("A {static}../images/chair.svg", f"{SHOWN}write ![What it shows]", None),
    (
        "!A chair({static}../images/chair.svg)",
        f'"!A chair({{static}}../images/chair.svg)" {SHOWN}',
        None,
    ),
    ("[a]!({static}../images/chair.svg)", f'"[a]!({{static}}../images/chair.svg)" {SHOWN}', None),
    (
        "[a](https://example.com",
        f'"](https://example.com" {SHOWN}end its address',
        "[a](https://example.com)",
    ),
    (
        "[a](https://example.com and (b) that",
        f'"](https://example.com" {SHOWN}end its address',
        "[a](https://example.com) and (b) that",
    ),
    ("[a] [https://example.com]", f"{SHOWN}write [words](address)", "[a](https://example.com)"),
    ("[a][/about/]", f'"[/about/]" {SHOWN}write [words](address)', "[a](/about/)"),
    (
        "[url]https://example.com[/url]",
        f"{SHOWN}write [words](address)",
        "[a](https://example.com)",
    ),
    (
        "A[^1]\n\n[^1] b",
        f'8: "[^1]" {SHOWN}if the text of the footnote is this',
        "A[^1]\n\n[^1]: b",
    ),
    (
        "A [word] :contentReference[oaicite:3]{index=3}",
        '":contentReference[oaicite:3]{index=3}" was left there by ChatGPT; take it out',
        "A [word]",
    ),
    ("A word【12†source】", '"【12†source】" was left there by ChatGPT', "A word【12】"),
    ("A word citeturn0search1", '"citeturn0search1" was left there by ChatGPT', "A word"),
    ("![A chair|300](images/chair.svg)", '"|300" means nothing', "![A chair](images/chair.svg)"),
    (
        '![A chair](images/chair.svg "By [Jane](https://example.com)")',
        '"[Jane](https://example.com)" means nothing here; a caption has no links',
        '![A chair](images/chair.svg "By Jane")\n\nBy [Jane](https://example.com)',
    ),
    ("http//example.com", f'"http//example.com" {SHOWN}an address', "https://example.com"),
    ("htttps://example.com", f"{SHOWN}an address begins", "https://example.com"),
    ("- [ ]one", '"- [ ]" means nothing here; write - [ ]', "- [ ] one"),
    ("- [] one", '"- []" means nothing here; write - [ ]', "- [ ] one"),
    ("[^1] [^1]\n\n[^1]: a word\n\n[^1]: b", "another footnote has this name", None),
    (
        "Text.\n\n*[HTML]: a long word",
        '"a long word" is not on the page',
        "It.\n\n*[It]: a word",
    ),
]
ALLOWS = r"""
\*\*Stars\*\* and \~signs\~ that are \[meant\], `**` and `[gallery]` and `{{ x }}`.

The price* of it, f**k, 2 * 3, ~5 to ~10, 10:30:45, (note: this), [sic], [a client], [video call],
5~10, "I said: no". Couples * Families * Groups, 4 ** 2, a == b, Online | By phone, x_y_z.

[sic] [A post](https://example.com). **Dr.** Smith, **"Yes."** and https://example.com/a*b*c_d_e.

* A *good* day

**Call 999.**

**Note:** one more thing.

*Slanted words that are a whole paragraph*

- **A point in bold**

```
I`m **code
{: .x}
```

**B**old and un**believ**able.

Use `list`s and `code` now.
"""
# Lines that were meant to stay apart
QUESTION = "**Q: What if I cry?**\nA: There are tissues. What if you don’t? There are biscuits."
APART = [
    "A. Client\n12 High Street\nLondon",
    "Yours\nAude",
    "Monday: closed\nTuesday: from ten to twelve, and in the evening for those who work in the day",
    "[12/03/2026, 10:15] A: Hello\n[12/03/2026, 10:16] B: And here is a longer answer to it.",
    "Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you.",
    "I sat by the water\nand the day went",
    "> Roses are red\n> Violets are *blue*",
    "- Dear you\n  How are you?",
    "=> a\n-> b",
    "[1] Rogers (1957). The necessary and sufficient conditions of therapeutic change.\n[2] Me",
    "9:30 Coffee and a talk for all those who have come to the hall by then\n10:30 A walk",
    "12 March: Opening night of the group, with tea and cake for all.\n14 March: Tea",
    "To read:\nAnn Writer, A book of which the title goes on for longer than most\nBen Other, It",
    "A joy, a depression, a meanness,\nsome momentary awareness comes\nas an unexpected visitor.",
    "One\nTwo\\\nThree",
]
TOGETHER = [
    "**Some bold words begin this paragraph, and more**\nfollows in the next line, as it was.",
    "**Signs:**\n1. You say yes when you mean no, and are angry all day.\n2. You sleep badly.",
    "Hello, here are two:\n- One that says more than fifty signs, as most of them do.\n- Two",
    "Dear to me is what was said on that day in the park,\nand what was not said, on the next day.",
    "What came of it was not what any of us had thought,\nHowever,\nwe went on with it as well.",
    "We met at a café where I had gone to read a book alone\nand she asked what it was.",
    "A line that is ended  \nAnd another\\\nAnd a third<br>\nAnd a last",
    "A line that goes on below, since somebody\nbroke it there.",
    "What she said to me is this:\nSome things are better left alone, and others to others.",
    "I never knew why it was that on a Monday all of us went to\nLondon, of all places there are.",
    "(a) one\n(b) two",
    "```\nOne\nTwo\n```",
    "1.\tOne\n2.\tTwo\n\n•\tOne\n•\tTwo\n\no\tOne\no\tTwo",
    "| One |\n|---|\n| Two |",
]
# What may be meant so, what is said, what is typed then
ADVISED = [
    ("See example.co.uk.", '"example.co.uk" would be shown', "See https://example.co.uk."),
    ("On example.com/me", '"example.com/me" would be shown', "On https://example.com/me"),
    ("Fish &amp chips", '"&amp" would be shown', "Fish &amp; chips"),
    ("A &foo; sign", '"&foo;" would be shown', "A &amp; sign, Q&A; AT&T"),
    ("|", '"|" would be shown', "Text."),
    ("- a\n-\n- b", "this item has no words", "- a\n- b"),
    ("* *", "this item has no words", "* * *"),
    ("1. ", "this item has no words", "1. a"),
    ("A `word", '"`" would be shown', "A `word`"),
    ("Text.\n\n=====", '"=====" would be shown', "Text.\n\n---"),
    ("__bold__ly", '"__bold__" would be shown', "__bold__ ly, snake_case_names"),
    ("A star.* And", '"*" would be shown', r"A star.\* And"),
    ("A line\\", '"\\" would be shown', "A line\\\nand more"),
    ("An _odd word", '"_odd" would be shown', "An _odd_ word, a_b, \\_so, _ and __ or ___"),
    ("## Words.##", '"##" would be shown', "## Words. ##"),
    (
        "WHAT HELPS",
        '"WHAT HELPS" looks like a heading',
        "## WHAT HELPS\n\nNHS\n\nI SEE.\n\nDO NOT PUBLISH",
    ),
    ("#What helps me", '"#What helps me" looks like', "#MeToo\n\n#one #two\n\n#Too is one."),
    ("[photo of me]", '"[photo of me]" would be shown', "[photos](/about/) [sic]"),
    (
        "[chair]({static}../images/chair.svg)",
        "leads to the picture, and does not show it",
        "![chair]({static}../images/chair.svg)\n\nA [chair]({static}../images/chair.svg).",
    ),
    (
        'A ![chair](images/chair.svg "Mine")',
        "would not be shown; put the picture on a line",
        'A ![chair](images/chair.svg)\n\n![chair](images/chair.svg "Mine")',
    ),
    ("Text.\n\ntop of page", '"top of page" was left there by Wix', "On top of page 3"),
    ("3 views0 comments", '"3 views0 comments" was left there by Wix', "It has 3 comments"),
    (
        "![my-chair](images/my-chair.svg)",
        '"my-chair" is the name of the file; write what',
        "![My chair](images/my-chair.svg) ![my-chair](images/chair.svg)",
    ),
    ("[Image: A man]", '"[Image: A man]" would be shown', "[A man] [Photo: Jane Doe]"),
    (
        "A pre-\ndictor",
        'goes on as "dictor", and would be shown in two',
        "A predictor of it all, in the pre-\nand post-war time",
    ),
    ("> So.\n- Jane Doe", '7: "- Jane Doe" would be a list of one', "> So.\\\n– Jane Doe"),
    (
        '"So."\n- Jane',
        '"- Jane" would be a list of one',
        '"So."\\\n– Jane\n\n> So.\n\n> - A\n> - B\n\n> So:\n> - A',
    ),
    ("With love,\n- Aude", '"- Aude" would be a list of one', "With love,\\\n– Aude"),
    (
        f"**Monday**\nI {'so ' * 20}",
        '"**Monday**" and the line below it run into one; end it with a backslash',
        f"**Monday**\\\nI {'so ' * 20}\n\n## Monday\n\nI {'so ' * 20}",
    ),
    (QUESTION, "run into one; end it with a backslash", QUESTION.replace("\n", "\\\n")),
    (
        f"Dear reader,\nI {'so ' * 20}",
        '"Dear reader," and the line below it run into one; put an empty line',
        f"Dear reader,\n\nI {'so ' * 20}\n\nDear reader,\\\nI {'so ' * 20}",
    ),
    (
        f"I {'so ' * 40}said nothing.\nThen I {'so ' * 20}",
        '6: "so said nothing." and the line below it run into one; put an empty line between',
        f"I {'so ' * 40}said nothing.\n\nI {'so ' * 40}so.  \nI {'so ' * 20}so.\nSo it is.",
    ),
    (
        f"Anna said {'so ' * 20}“said nothing.”\n\t“Then I {'so ' * 20}”",
        '6: "so “said nothing." and the line below it run into one; put an empty line between',
        f"\tI {'so ' * 20}said nothing.\n\n\tI {'so ' * 20}\n\tI\n\n- {'So ' * 20}so.\n  So.",
    ),
    (
        f"I {'so ' * 20}did.\nI {'so ' * 20}did not.\n“I {'so ' * 20}did.”\nI {'so ' * 20}do.",
        '6: "so so did." and what stands below it run into one; put an empty line between such',
        f"I {'so ' * 20}did.\\\nI {'so ' * 20}did not.\\\n“I {'so ' * 20}did.”",
    ),
    (
        f"I {'so ' * 20}did.\nI {'so ' * 20}did not.",
        '6: "so so did." and what stands below it run into one',
        f"I {'so ' * 20}did.\nI {'so ' * 20}did not {'so ' * 20}\ndo so, as elsewhere.",
    ),
    (
        f"I {'so ' * 20}\nWarmly,\nAude",
        '7: "Warmly," and the lines around it run into one; put an empty line above',
        f"I {'so ' * 20}\n\nWarmly,\\\nAude",
    ),
    (
        "Certainly! Here's a draft for you:\n\nText.",
        '"Certainly! Here\'s a draft for you:" was left there by ChatGPT',
        "Certainly. Here is where many begin, and not: Would you like it?",
    ),
    (
        "Would you like me to shorten it?",
        '"Would you like me to shorten it?" was left there by ChatGPT',
        "A client asked: Would you like me to begin?",
    ),
    (
        f"Rogers, C. R. (1957). {'So ' * 20}\nYalom, I. D. (1985). {'So ' * 20}",
        '"Rogers, C. R. (1957).',
        f"Rogers, C. R. (1957). {'So ' * 20}\\\nYalom, I. D. (1985). {'So ' * 20}",
    ),
    ("No chatgpt.com.", '"chatgpt.com" would be shown', "https://example.org/?a=chatgpt.com"),
    ("No one.", "", "Booking.com, node.js, me@example.com, [the example.com site](/about/)"),
    ("No one.", "", "An address as words: [example.org/a](https://example.org/a), say"),
]

ENDED = [body.replace("\n", end) for body in APART[:-1] for end in ("\\\n", "  \n")]


def alone(body: str) -> str:
    return f"Text.\n\n{body}\n"


def between(body: str) -> str:
    return alone(f"{body}\n\nText.")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The problems of each text here, below a header of its own."""
    texts = [alone(each) for body, _, cure in SPOTS + ADVISED for each in (body, cure)]
    texts += map(between, APART + ENDED + TOGETHER)
    posts = {text: f"{HEADER.replace('A', str(n), 1)}{text}" for n, text in enumerate(texts)}
    found = of_posts(tmp_path_factory.mktemp("leftovers"), posts.values())
    return {text: found[post] for text, post in posts.items()}


@pytest.mark.parametrize(("body", "message", "cure"), SPOTS)
def test_spots_and_tries_what_is_said(found, body, message, cure):
    told = stops(found[alone(body)])
    assert [line for line in told if message in line], told
    assert stops(found[alone(cure)]) == []


def test_allows(tmp_path):
    assert of_body(tmp_path, ALLOWS) == []


def test_each_is_said_once_and_on_its_own_line(tmp_path):
    body = 'Text.\n\nA [gallery ids="1"] and a [gallery ids="2"].\n\nText \\*so, text *so.\n'
    body += "\n" + "- it `is` so\n" * 3 + "\nIt`s and it`s\n"
    lines = [line.split(":")[0] for line in of_body(tmp_path, body)]
    assert lines == ["6", "8", "14"]


def test_of_several_alike_the_one_that_is_left_is_told(tmp_path):
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    body = f"{table}\nThen:\n\n| a | b |\n| 3 | 4 |\n\n[a](https://example.com/b)\n\n"
    body += "[c](https://example.com\n"
    lines = [line.split(":")[0] for line in of_body(tmp_path, body)]
    assert lines == ["10", "15"]


def advice(problems: list) -> list[str]:
    return [f"{each.line}: {each.sentence}" for each in problems if not (each.stops or each.rule)]


@pytest.mark.parametrize("body", APART)
def test_lines_that_run_together_are_advised_on(found, body):
    (line,) = advice(found[between(body)])
    assert line.startswith("6: ")
    assert "end each but the last with a backslash (\\)" in line


@pytest.mark.parametrize("body", ENDED + TOGETHER)
def test_prose_over_several_lines_or_ended_as_advised_is_left_alone(found, body):
    assert advice(found[between(body)]) == []


def test_a_question_in_bold_and_its_answer_are_advised_on_once(found):
    assert len(advice(found[alone(QUESTION)])) == 1


@pytest.mark.parametrize(("body", "message", "cure"), ADVISED)
def test_what_may_be_meant_is_advice_and_passes_as_advised(found, body, message, cure):
    assert message in "".join(advice(found[alone(body)]))
    assert advice(found[alone(cure)]) == []
