"""Links and pictures: what leads nowhere, or to somebody who would know, is named by its line."""

import pytest
from built import checked
from written import HEADER, OTHER, content, of_body, of_posts, said, stops

SPOTS = {
    "[a]({filename}nosuch.md)": 'there is no file "nosuch.md"; name one',
    "[a]({filename}Other.md)": "did you mean {filename}other.md?",
    "[a]({filename}about.md)": "did you mean {filename}../pages/about.md?",
    "[a]({filename}../../README.md)": 'there is no file "../../README.md"',
    "[a]({static}../practice.toml)": 'there is no file "../practice.toml"',
    "[a]({static}other.md)": "did you mean {filename}other.md?",
    "[a]({attach}../images/x.md)": '"{attach}" is not known; write {filename} for a text',
    "[a]({filename}draft.md)": "content/posts/draft.md is not published",
    "[a]({filename}other.md#nosuch)": '"#nosuch" is no heading on',
    "[a](#nosuch)": '"#nosuch" is no heading on this page',
    "[a]({tag}nosuch)": '"{tag}" is not known; write {filename} for a text',
    "[a](/tag/nosuch/)": 'this site has no "/tag/nosuch/"',
    "[a]({filname}other.md)": '"{filname}" is not known; write {filename} for a text',
    "[a](other.md)": '"other.md" would lead nowhere; write {filename}other.md',
    "[a](othr.md)": '"othr.md" would lead nowhere; write {filename}other.md',
    "[a](../about/)": '"../about/" would lead nowhere',
    "[a](www.example.com)": "write https://www.example.com",
    "[a](me@example.com)": "write mailto:me@example.com",
    "[a](//example.com/)": "write https://example.com/",
    "[a](/post/nosuch/)": 'this site has no "/post/nosuch/"',
    "[a](/post/another-post)": "did you mean /post/another-post/?",
    "[a](/post/another-post/#nosuch)": '"#nosuch" is no heading on',
    "[a](/drafts/a-draft/)": 'this site has no "/drafts/a-draft/"',
    "[a](JaVaScript:alert)": 'a link may not begin with "javascript:"',
    '<a href="javascript:alert">a</a>': 'a link may not begin with "javascript:"',
    "[a](data:text/html,x)": 'a link may not begin with "data:"',
    "[a](htps://example.com)": '"htps://example.com" is not a web address; write https://example.com',
    "[a](https://example.com/a b)": "has a blank in it; write https://example.com/a%20b",
    "[a](example.com/a b)": "would lead nowhere; write https://example.com/a%20b",
    "[a](https://)": "is not a web address",
    "[a](http://localhost:8000/about/)": "only your own computer has",
    "http://127.0.0.1": "only your own computer has",
    "[a](https://example.com,)": "ends with a sign that is none of it; write https://example.com",
    "[a](müller.de)": "would lead nowhere; write https://müller.de",
    "[a](tel:+44(0)2079460958)": "cannot be dialled; write tel:+442079460958",
    "[a](https:/example.com)": "is not a web address; write https://example.com",
    "[a](https//example.com/b)": "is not a web address; write https://example.com/b",
    "[a](020 7946 0958)": "would lead nowhere; write tel:+442079460958",
    "[a](file:///home/form.pdf)": 'only your own computer has "file:///home/form.pdf"',
    "[a](C:\\Users\\form.pdf)": 'only your own computer has "C:\\Users\\form.pdf"',
    "[a](“https://example.com”)": "stands in curly quotes; write https://example.com",
    "[a](other)": '"other" would lead nowhere; write {filename}other.md',
    "http://foo.": '"http://foo" is not a web address',
    "(http://foo, or so)": '"http://foo" is not a web address',
    "[a](http://[x/)": "is not an address",
    "[a](mailto:nobody)": "is not an e-mail address",
    "[a](tel:020 7946 0958)": "cannot be dialled; write tel:+442079460958",
    "[a](sms:(020) 7946-0958)": "cannot be dialled; write sms:+442079460958",
    "[a](tel:nobody)": "cannot be dialled; write tel:+, its country and all digits",
    "[a](form.pdf)": '"form.pdf" would lead nowhere; write [words]',
    "[a]({static}../images/form.pdf)": 'there is no file "../images/form.pdf"',
    "[a](www.example.com/form.pdf)": "write https://www.example.com/form.pdf",
    "[a]()": "this leads nowhere",
    "[a](#)": "this leads nowhere",
    "[](https://example.com)": '"[](https://example.com)" has no words',
    "![a]({static}../images/nosuch.svg)": "there is no picture",
    "![a]({static}../images/Chair.svg)": "write {static}../images/chair.svg",
    "![a](https://example.com/a.png)": "in content/images/; put it there",
    "![a](data:image/png;base64,AA)": "in content/images/; put it there",
    "![]({static}../images/chair.svg)": "needs words for those who cannot see it",
    "![IMG_2034]({static}../images/chair.svg)": "needs words for those who cannot see it",
    "![image]({static}../images/chair.svg)": "needs words for those who cannot see it",
    "![IMG_1.jpg]({static}../images/chair.svg)": "needs words for those who cannot see it",
    '<img alt="a" src="{static}../images/chair.svg">': "write a picture like this, not in HTML",
}
ALLOWS = """
[a](https://example.com “b”) [a]({filename}other.md)
[a]({filename}other.md "A title
over two lines")
[a]({filename}/posts/other.md#a-heading) [a](#here)
[a]({filename}../pages/about.md)
[a](/) [a](/post/another-post/#a-heading) [a](/archive/) [a](/feed.xml)
[a](/about/) [a](/tag/endings/)
[a](https://example.com/a?b=c&d=e#f "A # title") <https://example.com> <me@example.com>
[a](mailto:me@example.com?subject=x) [a](tel:+442079460123) [a](tel:116123) [a](sms:85258)
`[a](nosuch.md)` ![a chair]({static}../images/chair.svg) ![decoration](images/chair.svg)
[![a chair](/images/chair.svg)](https://example.com) [ref] <a id="place"></a> [a](#place)

[a](https://müller-therapie.de) https://müller-therapie.de/über https://example.com/?a[]=b

[ref]: https://example.com

## Here

```
[a](nosuch.md)
```
"""


def post(body: str) -> str:
    return f"{HEADER}Text.\n\nMore text, then {body}\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return of_posts(tmp_path_factory.mktemp("spots"), map(post, SPOTS))


@pytest.mark.parametrize(("body", "message"), SPOTS.items())
def test_spots(found, body, message):
    told = stops(found[post(body)])
    assert [line for line in told if line.startswith("6: ") and message in line], told


def test_allows(tmp_path):
    assert of_body(tmp_path, ALLOWS) == []


def test_each_place_of_a_link_is_named_but_not_what_stands_in_code(tmp_path):
    link = "[a](no.md)"
    body = f"{link}\n\n    {link}\n\n```\n{link}\n```\n\n`{link}` {link}\n\nno.md\n"
    assert [line.split(":")[0] for line in of_body(tmp_path, body)] == ["4", "6", "12"]


def test_an_address_with_the_name_of_a_file_is_that_of_its_text(tmp_path):
    link = "[a](/blog/ending.html)"
    files = {"posts/ending.md": OTHER.replace("Another post", "What a therapist does")}
    (found,) = said(tmp_path, {**files, "posts/x.md": f"{HEADER}{link}"})
    assert "did you mean /post/what-a-therapist-does/?" in found


def test_a_post_from_the_future_cannot_be_linked_yet_but_a_draft_may_link_to_it(tmp_path):
    future = "Title: Later\nDate: 2099-01-01\n\nText."
    link = "[a]({filename}later.md)"
    files = {"posts/later.md": future, "posts/x.md": HEADER + link}
    assert "later.md is not published" in said(tmp_path, files)[0]
    files["posts/x.md"] = "Title: X\nDate: 2026-06-09\nStatus: draft\n\n" + link
    files["pages/y.md"] = "Title: Y\nStatus: draft\n\n[a]({filename}../posts/later.md)"
    assert said(tmp_path, files) == []


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_an_address_of_the_site_in_whole_is_told_where_it_stands(tmp_path, settings):
    link = "[a](https://blog.example.com/post/x/)"
    text = f"{HEADER}Text.\n\n{link}\n\nText, /post/x/ and {link}.\n"
    problems = checked(content(tmp_path, {"posts/y.md": text}), settings)
    assert [each.line for each in problems if "/post/x/" in each.message] == [6, 8]


def test_a_post_that_waits_for_its_day_may_link_to_what_is_out_by_then(tmp_path):
    waits = "Title: X\nDate: 2099-01-02\n\n[a]({filename}other.md)"
    for other, is_told in [
        ("Date: 2026-01-01", False),
        ("Date: 2099-01-01", False),
        ("Date: 2099-01-03", True),
        ("Date: 2026-01-01\nStatus: draft", True),
    ]:
        files = {"posts/x.md": waits, "posts/other.md": f"Title: Other\n{other}\n\nText."}
        run = checked(content(tmp_path, files))
        found = [each for each in run if "other.md is not published yet" in each.message]
        assert bool(found) == is_told, other
        assert not any(each.stops for each in found)
