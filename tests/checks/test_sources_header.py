"""The header of a post: each mistake is named by its line, and what is right passes."""

import re
from datetime import date

import pytest
from blog.checks.header import example
from written import of_post, of_posts, said, stops

T = "Title: A\nDate: 2026-06-09\n"
PLAINLY = (
    "this line of the header would be shown as text; "
    "write it among the first lines, with no empty line above:"
)
SPOTS = {
    T + "Staus: draft\n\nText": '3: unknown key "Staus"; did you mean "Status"?',
    T + "Staus : draft\n\nText": '3: unknown key "Staus"; did you mean "Status"?',
    "Titel: A\nDate: 2026-06-09\n\nText": '1: unknown key "Titel"; did you mean "Title"?',
    T + "draft: true\n\nText": '3: unknown key "draft"; write Status: draft to keep it back',
    T + "Published: no\n\nText": '3: unknown key "Published"; write Status: draft to keep it back',
    T + "Published: 2026-06-09\n\nText": '3: unknown key "Published"; did you mean "Date"?',
    T + "Layout: wide\n\nText": '3: unknown key "Layout"; take this line out',
    T + "Status: unpublished\n\nText": '3: Status "unpublished" is not known; write Status: draft',
    "Title: A *B*\nDate: 2026-06-09\n\nText": "1: Title is plain text, where *B* ",
    T + "Summary: A `b`\n\nText": "3: Summary is plain text, where `b` ",
    "Title: A note[^1]\nDate: 2026-06-09\n\nText": "1: Title is plain text, where [^1] ",
    "Title: A [[b]]\nDate: 2026-06-09\n\nText": "1: Title is plain text, where [[ ",
    "Title: A ==b==\nDate: 2026-06-09\n\nText": "1: Title is plain text, where ==b== ",
    T + "Summary: A {{ b }}\n\nText": "3: Summary is plain text, where {{ ",
    T + "Tags: !!! b\n\nText": "3: Tags has !!! in it",
    T + "Save_as: index.html\n\nText": '3: unknown key "Save_as"',
    T + "\nStatus: draft\n\nText": "4: this line of the header would be shown",
    T + " \nStatus: draft\n\nText": "4: this line of the header would be shown",
    T + "Status： draft\n\nText": f"3: {PLAINLY} Status: draft",
    T + "**Status:** draft\n\nText": f"3: {PLAINLY} Status: draft",
    T + "“Status”: draft\nSummary: A\n\nText": f"3: {PLAINLY} Status: draft",
    "Title: A\n**Date:** 2026-06-09\n\nText": f"2: {PLAINLY} Date: 2026-06-09",
    T + "Summary: A\n    and more\n\nText": "4: this line is read as part of the one above; join",
    T + "Summary: > A\nand more\n\nText": "4: this is no line of a header; join it to",
    "Title: >>\nDate: 2026-06-09\n\nText": "1: no address can be made of this title",
    T + "Summary: A\nand more\n\nText": "4: this is no line of a header; join it to the line above",
    T + "Category: Thoughts, Endings\n\nText": "3: Category is one only; write the first",
    T + "Category: Old; New\n\nText": "3: Category is one only; write the first",
    T + "Slug: /post/zz/\n\nText": '3: Slug "/post/zz/" makes no good address; write a',
    T + "\u200bStatus: draft\n\nText": "3: this line of the header would be shown",
    T + "Status draft\n\nText": f"3: {PLAINLY} Status: draft",
    T + "Status – draft\n\nText": f"3: {PLAINLY} Status: draft",
    T + "Summary: A\nStatus= draft\n\nText": f"4: {PLAINLY} Status: draft",
    T + "Status is draft\n\nText": f"3: {PLAINLY} Status: draft",
    T + "St\u0430tus: draft\n\nText": f"3: {PLAINLY} Status: draft",
    T + "DRAFT\n\nText": f"3: {PLAINLY} Status: draft",
    T + "\nText.\n\nStatus – draft": f"6: {PLAINLY} Status: draft",
    "Status draft\n" + T + "\nText": f"1: {PLAINLY} Status: draft",
    T + "    Status: draft\n\nText": "3: this line is read as part of the one above",
    T + "\tStatus: draft\n\nText": "3: this line is read as part of the one above",
    T + "Summary: A\n    Status: draft\n\nText": "4: this line is read as part",
    T + "\nText\n\n**Status: draft**\n": "6: this line of the header would be shown",
    "# A walk\n\nText": "1: there is no header here; begin the file, on its first line, with: "
    "Title: A walk",
    "A text without a header.": "1: there is no header here",
    "**Title:** A\n**Date:** 2026-06-09\n\nText": f"1: {PLAINLY} Title: A",
    "    Title: A\n    Date: 2026-06-09\n\nText": f"1: {PLAINLY} Title: A",
    T: "3: there is no text below the header",
    T + "Text": "3: this is no line of a header",
    "Title: A\nTitle: B\nDate: 2026-06-09\n\nText": "2: Title stands on line 1 too",
    "Date: 2026-06-09\n\nText": "1: Title is missing",
    "Title: A\n\nText": "1: Date is missing",
    "Title:\nDate: 2026-06-09\n\nText": "1: Title is empty",
    'Title: "A"\nDate: 2026-06-09\n\nText': "1: Title stands in quotes",
    "Title: A **B**\nDate: 2026-06-09\n\nText": "1: Title is plain text, where ** ",
    "Title: # A\nDate: 2026-06-09\n\nText": "1: Title is plain text, where # ",
    "Title: A <b>B</b>\nDate: 2026-06-09\n\nText": "1: Title is plain text, where <b> ",
    "Title: ???\nDate: 2026-06-09\n\nText": "1: no address can be made of this title, or "
    "one that is too long; give it one, with a line like Slug: some-words",
    "Title: A\nDate: 09/06/2026\n\nText": '2: Date "09/06/2026" is not a date',
    "Title: A\nDate: March\n\nText": '2: Date "March" is not a date',
    "Title: A\nDate: 2026-6-9\n\nText": '2: Date "2026-6-9" is not a date',
    "Title: A\nDate: 2026-02-30\n\nText": '2: Date "2026-02-30" does not exist',
    "Title: A\nDate: 1026-06-09\n\nText": '2: Date "1026-06-09" is not a date',
    T
    + "Modified: 2026-06-08\n\nText": "3: Modified is 2026-06-08; the day of the last change lies",
    T + "Modified: 2126-06-08\n\nText": "3: Modified is 2126-06-08; the day",
    T + "Status: drfat\n\nText": '3: Status "drfat" is not known; write Status: draft',
    T + "Status: skip\n\nText": '3: Status "skip" is not known; write Status: draft to keep it',
    T + "Status skip\n\nText": f"3: {PLAINLY} Status: draft",
    T + "Status:\n\nText": "3: Status is empty",
    T + "Status: draft\u200b\n\nText": "3: Status has an invisible character",
    T + "Slug: ../x\n\nText": '3: Slug "../x" makes no good address; write',
    T + "Slug: another-post\n\nText": '3: content/posts/other.md has the address "another',
    "Title: Another post\nDate: 2026-06-09\n\nText": "1: content/posts/other.md has the address",
    T + "Tags: [a, b]\n\nText": "3: Tags cannot be read like this; write it plainly, on one line: "
    "Tags: a, b",
    T + "Tags: anger grief sleep care\n\nText": "3: Tags is one tag of many words as it stands",
    T + "Tags: #a #b\n\nText": "3: Tags has # in it; write plain words: Tags: a, b",
    T + 'Tags: "a", "b"\n\nText': '3: Tags has " in it; write plain words: Tags: a, b',
    T + "Tags: 'a', 'b'\n\nText": "3: Tags has ' in it; write plain words: Tags: a, b",
    T + "Tags: - a, - b\n\nText": "3: Tags has - in it; write plain words: Tags: a, b",
    T + "Tags: - a - b\n\nText": "3: Tags has - in it; write plain words: Tags: a, b",
    T + "Category: - Loss\n\nText": "3: Category has - in it; write plain words: Category: Loss",
    T + "Tags: a | b\n\nText": "3: Tags has | in it; write plain words: Tags: a, b",
    T + "Tags: a / b c\n\nText": '3: Tags has "/" in it; write plain words: Tags: a, b c',
    T + "Tags: a, b, and c\n\nText": '3: Tags has "and" in it; write plain words: Tags: a, b, c',
    T + "Tags: ***\n\nText": "3: Tags has * in it; write plain words: Tags: endings, asking",
    T + "Category: #A\n\nText": "3: Category has # in it; write plain words: Category: A",
    "Title: A\nDate: [2026-06-09]\n\nText": "2: Date cannot be read like this; write it plainly, "
    "on one line: Date: 2026-06-09",
    "Title: " + "a long " * 30 + "\nDate: 2026-06-09\n\nText": "1: no address can be made of this "
    "title, or one that is too long; give it one, with a line like Slug: a-long-a-long-a-long-"
    "a-long-a-long-a-long-a-long-a-long-a-lo",
    '+++\ntitle = "A"\n+++\n\nText': f"2: {PLAINLY} Title: A",
    "+++\ndraft = true\n+++\n\nText": "1: there is no header here; begin the file, on its first "
    "line, with: Title: What it is called",
    T + "Template: nosuch\n\nText": '3: Template "nosuch" is not there; it can be article',
    T + "Template: base\n\nText": '3: Template "base" is not there; it can be article',
    T + "Template: contact\n\nText": '3: Template "contact" is not there; it can be article',
    T + "Tags: ???\n\nText": '3: Tags "???" cannot become an address; use a few words',
    T + "Category: …\n\nText": '3: Category "…" cannot become an address; use a few words',
    T + "\n  \nTags: a\n\nText": "5: this line of the header would be shown as text",
    T + "Tags: a, ???, b\n\nText": '3: Tags "???" cannot become an address; use a few words',
    T + "Part: 2\n\nText": "3: Part needs the name of the series, in a line like Series: Endings",
    T + "Supplement: maybe\n\nText": "3: Supplement is auto or no",
    T + "Reviewed: last June\n\nText": "3: Reviewed ",
    T + "Reviewed: 2026-06-08\n\nText": "3: Reviewed is 2026-06-08; the day of the last review",
    T + "Reviewed: 2099-06-08\n\nText": "3: Reviewed is 2099-06-08; the day",
    T + "Exit: perhaps\n\nText": '3: Exit is yes or no, not "perhaps"',
    T + "Menu: yes\n\nText": "3: Menu is for a page; no post has one",
    T + "Start: perhaps\n\nText": "3: Start is yes or no",
    T + "Author: Somebody\n\nText": "3: Author is ",
    "---\ntitle: A\ndate: 2026-06-09\ntags:\n  - a\nstatus: draft\n---\n\nText": "5: this is no",
}
ALLOWS = [
    "\n\n" + T + "\nText",
    T + "\n## Hidden\n\nText\n\nDraft",
    T + "Tags: asking for help at work, anger grief sleep\n\nText",
    T + "Tags: ai-tools\nCategory: thoughts\n\nText",  # as others have it, in other words
    "title: A\ndate: 2026-06-09 10:30\nstatus: Published\n\nText",
    "---\ntitle: A\ndate: 2026-06-09T10:30:00Z\ntags: a, b\n---\nText",
    "\ufeffTitle: A\r\nDate: 2026-06-09\r\n\r\nText",
    T + "Modified: 2026-06-09\nCategory:\nTags:\nSummary:\n\nText",
    "Title: “A”, a note: you & me, 2 < 3\nDate: 2026-06-09\nSummary: One, two.\n\nText",
    "Title: #MeToo, “yes” and C++\nDate: 2026-06-09\nTags: C++, mother’s day, AC/DC; x\n\nText",
    "Title: A\nDate: 2099-06-09\n\nText",
    T + "Status : draft\n\nText",
    T + "Status: draft  \nSlug: a-slug \n\nText",
    T + "Reviewed: 2026-06-09\nExit: no\n\nText",
    T
    + "Allow: diagnosis because x\nAllow: person-first because y\n\nSchizophrenics have depression",
    T + "\nDate: Tuesday, at seven\n\nStatus: unclear. `Status: draft`",
    T + "\n---\n\nText",
    "Title : A\nDate\u00a0: 2026-06-09\nStatus : draft\n\nText",
    T + "Category: Loss, grief and endings\nTags: a and b\n\nText",
    T + "Category: Loss / grief\nTags: Tom & Jerry, a - b, R&D, and-so, one, and two;\n\nText",
    "+++\nTitle: A\nDate: 2026-06-09\n+++\n\nText",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return of_posts(tmp_path_factory.mktemp("spots"), SPOTS)


@pytest.mark.parametrize(("text", "message"), SPOTS.items())
def test_spots(found, text, message):
    told = stops(found[text])
    assert [line for line in told if line.startswith(message)], told


@pytest.mark.parametrize("text", ALLOWS)
def test_allows(tmp_path, text):
    assert of_post(tmp_path, text) == []


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Titel: A\nDate: 2026-06-09", ['1: unknown key "Titel"']),
        ("Titel: A\nDtae: 2026-06-09", ['1: unknown key "Titel"', '2: unknown key "Dtae"']),
        ("Title: A\n**Date:** 2026-06-09\nStatus: draft", [f"2: {PLAINLY}"]),
        ("Layout: A\nDate: 2026-06-09", ["1: Title is missing", '1: unknown key "Layout"']),
    ],
)
def test_a_key_that_is_misspelt_is_not_missed_as_well(tmp_path, header, told):
    found = of_post(tmp_path, f"{header}\n\nText")
    assert [line[: len(start)] for line, start in zip(found, told, strict=True)] == told


@pytest.mark.parametrize(
    "text",
    [
        "Note: it is cold.",
        "Note: it is\ncold.",
        "Wren: hi.\nRobin: hi.",
        "Wren: hi.\nRobin: hi.\nBye.",
    ],
)
def test_a_text_that_begins_without_an_empty_line_above_it_is_told_so(tmp_path, text):
    name = text.partition(":")[0]
    told, *others = of_post(tmp_path, f"{T}{text}\n\nMore.")
    says = "if the text begins here, put an empty line above it; else the keys are Title, "
    assert told.startswith(f'3: unknown key "{name}"; {says}')
    assert not [line for line in others if "unknown key" not in line]
    assert of_post(tmp_path, f"{T}\n{text}\n\nMore.") == []


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("Last reviewed: 2026-06-09", 'did you mean "Reviewed"?'),
        ("Last updated: 2026-06-09", 'did you mean "Modified"?'),
        ("Meta description: Words", 'did you mean "Summary"?'),
        ("Sub-title: Words", 'did you mean "Summary"?'),
        ("Read time: 4 min", "take this line out; the theme sees to that"),
        ("Written by: Ada", "take this line out; your name stands on each post"),
        ("Featured image: a.jpg", "take this line out, and show the picture in the text"),
        ("Time: 10:30", "take this line out, and write the time behind the day, like Date: 2026-"),
        ("draft = true", "write Status: draft to keep it back, or take the line out to publish it"),
    ],
)
def test_a_key_that_others_have_is_told_with_what_it_is_here(tmp_path, line, hint):
    (told,) = of_post(tmp_path, f"{T}{line}\nSummary: B\n\nText")
    typed = re.split(": | =", line)[0]
    assert told.startswith(f'3: unknown key "{typed}"; {hint}')


@pytest.mark.parametrize("remark", ["# my remark", "<!-- my own remark -->"])
def test_a_remark_in_a_header_is_told_once(tmp_path, remark):
    (told,) = of_post(tmp_path, f"{T}{remark}\nStatus: draft\n\nText")
    right = "take this line out, or if the text begins here, put an empty line above it"
    assert told.startswith('3: unknown key "')
    assert told.endswith(f'"; {right}')


def test_a_title_over_two_lines_is_told_once(tmp_path):
    (told,) = of_post(tmp_path, "---\ntitle: >\n  A title\ndate: 2026-06-09\n---\n\nText")
    assert told.startswith("2: Title cannot be read like this; write it plainly, on one line")


@pytest.mark.parametrize("title", ["Archive", "Post", "Images", "Page", "Theme", "Tag", "Search"])
def test_a_page_may_not_take_the_sites_own_address(tmp_path, title):
    (found,) = said(tmp_path, {"pages/x.md": f"Title: {title}\n\nText"})
    assert found.startswith("pages/x.md:1: the address")


def test_a_draft_may_be_empty_until_she_writes_it(tmp_path):
    assert of_post(tmp_path, f"{T}Status: draft\n\n") == []


def test_a_page_may_have_the_slug_of_a_post_and_a_template_made_for_pages(tmp_path):
    page = "Title: Another post\nTemplate: contact\n\nText"
    assert said(tmp_path, {"pages/x.md": page}) == []


@pytest.mark.parametrize("name", ["x", "x-copy", "week 2"])
@pytest.mark.parametrize("added", [" (1)", " 2", " copy", "-copy", " copy 2"])
def test_of_a_file_and_its_copy_the_copy_is_told(tmp_path, name, added):
    text = f"{T}Slug: the-same\n\nText\n"
    found = said(tmp_path, {f"posts/{name}.md": text, f"posts/{name}{added}.md": text})
    told = f'content/posts/{name}.md has the address "the-same" too; if one is a copy, delete it'
    assert [line.partition(", or")[0] for line in found] == [f"posts/{name}{added}.md:3: {told}"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 December 2026", "2026-12-03"),
        ("3rd December 2026", "2026-12-03"),
        ("December 3, 2026", "2026-12-03"),
        ("2026/11/03", "2026-11-03"),
        ("2026–11–03", "2026-11-03"),
        ("2026-1-6", "2026-01-06"),
        ("2026.11.26", "2026-11-26"),
        ("2026\u201111\u201126", "2026-11-26"),
        ("20261126", "2026-11-26"),
    ],
)
def test_a_day_typed_in_another_way_is_told_as_it_should_be(tmp_path, typed, day):
    (told,) = of_post(tmp_path, f"Title: A\nDate: {typed}\n\nText.")
    assert told == f'2: Date "{typed}" is not a date; write year-month-day: Date: {day}'
    assert of_post(tmp_path, f"Title: A\nDate: {day}\n\nText.") == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-31", "2026-11-30"),
        ("2026-02-30", "2026-02-28"),
        ("2028-02-30", "2028-02-29"),
        ("31 June 2026", "2026-06-30"),
        ("31/11/2026", "2026-11-30"),
        ("2026-24-07", "2026-07-24"),
    ],
)
def test_for_a_day_that_its_month_does_not_have_it_is_the_last_of_it(tmp_path, typed, day):
    (told,) = of_post(tmp_path, f"Title: A\nDate: {typed}\n\nText.")
    assert told.endswith(f"; write year-month-day: Date: {day}")
    assert of_post(tmp_path, f"Title: A\nDate: {day}\n\nText.") == []


@pytest.mark.parametrize("key", ["Aliases", "Tags"])
def test_two_lines_of_what_commas_part_are_to_be_put_together(tmp_path, key):
    (told,) = of_post(tmp_path, f"{T}{key}: one\n{key}: two\n\nText.")
    right = "put all into one of the two, with commas between"
    assert told == f"4: {key} stands on line 3 too; {right}"
    assert of_post(tmp_path, f"{T}{key}: one, two\n\nText.") == []


@pytest.mark.parametrize("typed", ["0026-11-01", "9999-12-31", "soon", "1 2 3 may xyz"])
def test_for_one_that_is_none_there_is_an_example(tmp_path, typed):
    (told,) = of_post(tmp_path, f"Title: A\nDate: {typed}\n\nText.")
    assert told.endswith("; write year-month-day: Date: 2026-03-10, for example")


@pytest.mark.parametrize(
    "typed", ["3 juli 2026", "10. März 2026", "tomorrow", "10/3", "9 June", "March 2026", "2026"]
)
def test_a_day_that_nobody_can_know_is_not_made_up(tmp_path, typed):
    (told,) = of_post(tmp_path, f"Title: A\nDate: {typed}\n\nText.")
    assert (
        told
        == f'2: Date "{typed}" is not a date; write year-month-day: Date: 2026-03-10, for example'
    )


def test_an_empty_day_is_today(tmp_path):
    (told,) = of_post(tmp_path, "Title: A\nDate:\n\nText.")
    assert told == f"2: Date is empty; write Date: {date.today()}"


@pytest.mark.parametrize(
    ("typed", "country", "day"),
    [
        ("03/11/2026", "GB", "2026-11-03"),
        ("3.11.26", "IE", "2026-11-03"),
        ("03/11/2026", "US", "2026-03-11"),
        ("2026/11/3", "GB", "2026-11-03"),
        ("2026-11-03 (to be changed)", "GB", "2026-11-03"),
    ],
)
def test_figures_are_read_as_in_the_country(typed, country, day):
    assert example("date", typed, country) == f"Date: {day}"


def test_a_missing_day_is_today(tmp_path):
    (told,) = of_post(tmp_path, "Title: A\n\nText.")
    assert told == f"1: Date is missing; write Date: {date.today()}"
