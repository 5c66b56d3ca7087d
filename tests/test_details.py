"""practice.toml: what it may say, what is said when it is wrong, and when a fact goes stale."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from blog.checks.practice import soon_stale
from built import CONTENT, ROOT, SPARSE, build, checked
from practice import details, facts
from practice.facts import fault, stale

ALL = (CONTENT / "practice.toml").read_text(encoding="utf-8")
# Without what people expect to find, which the tests of it set.
EXPECTED = re.compile(r"pronouns = .*?(?=\n\[membership\])", re.DOTALL)
FULL = EXPECTED.sub("", ALL)
CURLY = 'the quotes are curly; use straight ones, like name = "value"'
UNREADABLE = 'this line cannot be read; write it like name = "value", or put # in front of it'
HALF_QUOTED = "a text stands on one line, with a straight quote before and behind it"
NO_HEADING = "a heading is one name in brackets, like [contact] or [[help_lines]]"
NO_DAY = "there is no such day; write one that is in the calendar, as year-month-day"
IN_FIGURES = (
    "a day is written in figures: four for the year, two for the month, two for the day, "
    "like 2026-06-09"
)
NO_TEXT = 'should stand between straight quotes, like "{}"'
NO_DATE = "should be a day without quotes, like 2026-06-09"
INVISIBLE = "there is an invisible character in this line; type it afresh"
NOTHING = "nothing is set here; fill it in, or put # in front of the line to leave it out"
TWICE = "this is set twice; keep one of the two"
HEADING_TWICE = (
    "this heading is there twice; keep one, or if there may be several, write each like "
    "[[help_lines]]"
)
NO_END = "this list does not end; put ] behind its last item"
BEHIND = "nothing may stand behind the second quote; take it out, or move it before that"
NO_LIST = 'this list cannot be read; write it like ["one", "another"]'
NO_WORDS = 'words should be a list, like ["…"]'
ONE_DATE = "this needs one date: checked_on, the day you last checked it, or expires"
EMPTY = "is empty; fill it in, or if it may be left out, put # before the line"


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Reads a practice.toml with this text, or these bytes, in it."""
    monkeypatch.chdir(tmp_path)

    def load(content):
        content = content.encode() if isinstance(content, str) else content
        Path("practice.toml").write_bytes(content)
        practice, faults = facts.load(Path("practice.toml"))
        load.wrong = [str(fault).removeprefix("practice.toml:") for fault in faults]
        return practice

    return load


@pytest.fixture
def wrong(load):
    """What is wrong with a practice.toml, as `line: message`."""

    def wrong(content):
        practice = load(content)
        assert all((practice.contact, practice.site, practice.callouts))  # so there are pages
        return load.wrong

    return wrong


def with_line(old: str, new: str, text: str = FULL) -> tuple[str, int]:
    """The full practice.toml with one line changed, and the number of that line."""
    lines = text.split("\n")
    number = lines.index(old)
    lines[number] = new
    return "\n".join(lines), number + 1


# What it may say


def test_every_fact_is_read():
    practice = facts.load(CONTENT / "practice.toml")[0]
    assert practice.contact.phone == "01632\u00a0960123"  # in one piece
    assert practice.contact.phone.tel == "tel:+441632960123"
    assert practice.membership.expires == date(2099, 1, 31)
    numbers = [line.number for line in practice.help_lines]
    assert numbers == ["999", "0808\u00a0157\u00a00123", "85258"]
    assert practice.callouts.supplement.words == ("AI", "chatbot")
    assert practice.redirects[1].new == "https://www.example.com/book"
    assert practice.site.removed == ()


def test_what_is_not_set_is_empty():
    practice = facts.load(SPARSE / "practice.toml")[0]
    contact = practice.contact
    assert {contact.role, contact.area, contact.email, contact.phone, contact.hours} == {""}
    assert (practice.membership, practice.help_lines) == ("", ())


def test_the_author_s_own_file_is_right():
    assert facts.load(ROOT / "content" / "practice.toml")[1] == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(FULL.encode("utf-8-sig"), id="BOM"),
        pytest.param(FULL.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(FULL.replace("\nname", "\n\tname"), id="indented"),
        pytest.param(FULL.replace("[contact]", "[ contact ] # me"), id="roomy heading"),
        pytest.param(FULL.replace('["AI"]', '[\n  "AI", # why\n]'), id="list over several lines"),
    ],
)
def test_a_file_may_be_written_in_other_ways(load, content):
    assert load(content) == load(FULL)


def test_stray_spaces_and_a_slash_at_the_end_do_no_harm(load):
    text, _ = with_line('website = "https://www.example.com"', 'website = " https://example.com/ "')
    text = text.replace("title =", 'country = " GB "\ntime_zone = " Europe/London "\ntitle =', 1)
    text = text.replace("\"Wren's notes", "\" Wren's notes")
    practice = load(text)
    assert practice.contact.website == "https://example.com"
    site = practice.site
    assert (site.title, site.country) == ("Wren's notes & thoughts", "GB")
    assert site.time_zone == "Europe/London"


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("020 7946 0123", "+442079460123"),
        ("+44 20 7946 0123", "+442079460123"),
        ("+44 (0)20 7946 0123", "+442079460123"),
        ("0044 20 7946 0123", "+442079460123"),
        ("(020) 7946-0123", "+442079460123"),
        ("020\u00a07946\u00a00123", "+442079460123"),
        ("01632 960123", "+441632960123"),
        ("07700 900123", "+447700900123"),
        ("0808 157 0123", "+448081570123"),
        ("020 / 7946 01-23", "+442079460123"),  # as in Germany
        ("+1 202-555-0123", "+12025550123"),
    ],
)
def test_phone_allows(load, phone, dialled):
    practice = load(FULL.replace("01632 960123", phone))
    shown = phone.replace(" ", "\u00a0")
    assert (practice.contact.phone, practice.contact.phone.tel) == (shown, f"tel:{dialled}")


@pytest.mark.parametrize(
    "phone",
    [
        "call me",
        "020 7946",
        "960123",  # nobody outside the area could dial it
        "999",
        "020 7946 0123 or 07700 900123",
        "020 7946 0123 / 07700 900123",
        "020 7946 0123 ext 4",
        "01632 960123456",
        "+999 20 7946 0123",
        "020-PHONE-ME",
    ],
)
def test_phone_spots(wrong, phone):
    text, line = with_line('phone = "01632 960123"', f'phone = "{phone}"')
    right = 'write it like "+44 121 234 5678"'
    assert wrong(text) == [f'{line}: phone is not a phone number ("{phone}"); {right}']


@pytest.mark.parametrize(
    ("number", "text", "link"),
    [
        ("999", "", "tel:999"),
        ("116 123", "", "tel:116123"),
        ("0800 1111", "", "tel:+448001111"),
        ("020 7946 0123", "", "tel:+442079460123"),
        ("85258", 'text = "SHOUT"', "sms:85258?body=SHOUT"),
        ("07700 900123", 'text = "HELP & talk"', "sms:+447700900123?body=HELP%20%26%20talk"),
    ],
)
def test_a_help_line_is_called_or_texted(load, number, text, link):
    practice = load(FULL.replace('"85258"', f'"{number}"').replace('text = "HELLO THERE"', text))
    sentence = "If it is easier to type, text HELLO THERE to "
    shown = number.replace(" ", "\u00a0")
    assert practice.help_lines[-1].parts == (sentence, link, shown, ".")


@pytest.mark.parametrize("number", ["99", "1234567", "٩٩٩"])
def test_a_help_line_refuses_what_nobody_can_dial(wrong, number):
    text, line = with_line('number = "999"', f'number = "{number}"')
    (problem,) = wrong(text)
    assert problem.startswith(f'{line}: number is not a phone number ("{number}")')


@pytest.mark.parametrize(
    "email",
    [
        "wren@example.com",
        "wren.example+post@mail.example.co.uk",
        "o'hara@example.com",
        "w_1-2@example-practice.example",
    ],
)
def test_email_allows(load, email):
    assert load(FULL.replace("wren@example.com", email)).contact.email == email


@pytest.mark.parametrize(
    "email",
    [
        "wren at example.com",
        "wren@example",
        "wren@ example.com",
        "wren@@example.com",
        "wren.@example.com",
        "wren@example..com",
        "Wren <wren@example.com>",
        "mailto:wren@example.com",
        "wren@example.com?subject=x",
        "www.example.com",
    ],
)
def test_email_spots(wrong, email):
    text, line = with_line('email = "wren@example.com"', f'email = "{email}"')
    right = 'write it like "name@example.com"'
    assert wrong(text) == [f'{line}: email is not an e-mail address ("{email}"); {right}']


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://www.example.co.uk",
        "https://example.com:8080/a/b",
        "https://example.com/register?id=1&page=2#me",
        "https://example.com?id=1",
    ],
)
def test_web_address_allows(load, url):
    practice = load(FULL.replace("https://register.example.com/wren", url))
    assert practice.membership.register_url == url


@pytest.mark.parametrize(
    "url",
    [
        "www.example.com",
        "https://example",
        "https:/example.com",
        "https//example.com",
        "https://exam ple.com",
        "https://example.com/a b",
        "https://example..com",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://example.com/<me>",
        "wren@example.com",
    ],
)
def test_web_address_spots(wrong, url):
    old = 'register_url = "https://register.example.com/wren"'
    text, line = with_line(old, f'register_url = "{url}"')
    right = 'write the whole of it, like "https://www.example.com"'
    assert wrong(text) == [f'{line}: register_url is not a web address ("{url}"); {right}']


# What people expect to find


NEW = """
pronouns = "they/them"
languages = ["English", "Welsh"]
fees = "50 pounds for 50 minutes"
booking = "https://book.example.com/wren/"
newsletter = "https://letters.example.com"
social = ["https://social.example.com/@wren"]
invitation = "If this speaks to you, [write to me](/contact/); there is no hurry."
"""


def with_facts(more: str, text: str = FULL) -> str:
    """The full practice.toml, and these lines at the end of [contact]."""
    return text.replace("\n[membership]", f"{more}\n[membership]", 1)


def test_what_people_expect_is_read(load):
    contact = load(with_facts(NEW)).contact
    assert (contact.pronouns, contact.languages) == ("they/them", ("English", "Welsh"))
    assert (contact.fees, contact.newsletter) == (
        "50 pounds for 50 minutes",
        "https://letters.example.com",
    )
    assert contact.booking == "https://book.example.com/wren/"  # as it is, to the last sign
    assert contact.social == ("https://social.example.com/@wren",)
    before, link, words, after = contact.invitation
    assert (before, words, after) == (
        "If this speaks to you, ",
        "write to me",
        "; there is no hurry.",
    )
    assert link == "/contact/"


def test_an_invitation_may_lead_home(load):
    assert load(with_facts('invitation = "Begin [here](/)."\n')).contact.invitation[1] == "/"


@pytest.mark.parametrize("said", ["£60 – 50 minutes*", "a_b_c", "well-known", "5 * 4 * 3"])
def test_signs_that_mean_nothing_in_markdown_are_shown_as_they_stand(load, said):
    assert load(with_facts(f'fees = "{said}"\n')).contact.fees == said


def test_none_of_it_is_needed():
    contact = facts.load(SPARSE / "practice.toml")[0].contact
    texts = contact.pronouns, contact.fees, contact.booking, contact.newsletter
    assert texts == ("", "", "", "")
    assert (contact.languages, contact.social) == ((), ())
    assert (contact.address, contact.photo, contact.invitation) == ("", "", "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('pronouns = ""', f"pronouns {EMPTY}"),
        ('languages = "English"', 'languages should be a list, like ["English"]'),
        ('fees = "£60 -- for *all*"', 'fees is plain text, where "--" has no meaning; take these'),
        ('pronouns = "*Mondays*"', 'pronouns is plain text, where "*Mondays*" has no meaning'),
        ('invitation = "A *warm* [welcome](/b/)"', 'invitation is plain text, where "*warm*" has'),
        ("fees = 50", f"fees {NO_TEXT.format(50)}"),
        ('booking = "/book/"', 'booking is not a web address ("/book/")'),
        ('newsletter = "me@example.com"', 'newsletter is not a web address ("me@example.com")'),
        ('social = "https://example.com"', "social should be a list, like"),
        ('social = ["@wren"]', 'social is not a web address ("@wren")'),
        ('invitation = "Write to me."', "invitation needs one link, like"),
        ('invitation = "[a](/a/) or [b](/b/)"', "invitation needs one link, like"),
        ('invitation = "[Write](contact)"', 'invitation is not an address ("contact")'),
    ],
)
def test_what_people_expect_is_refused_on_its_line(wrong, line, message):
    text = with_facts(f"{line}\n")
    (problem,) = wrong(text)
    assert problem.startswith(f"{text.split(chr(10)).index(line) + 1}: {message}")


ADDRESS = """
[contact.address]
street = "100 Example Street"
town = "Denver"
region = "CO"
postcode = "80202"
"""


def test_an_address_has_parts(load):
    address = load(with_facts(ADDRESS)).contact.address
    assert (address.street, address.town, address.country) == ("100 Example Street", "Denver", "")


def test_an_address_is_no_text(wrong):
    text = with_facts('address = "100 Example Street"\n')
    right = "address should be a heading, [contact.address], then its lines"
    assert [problem.partition(": ")[2] for problem in wrong(text)] == [right]


@pytest.mark.parametrize(
    ("more", "line", "message"),
    [
        (ADDRESS.replace("street =", "road ="), "road", 'unknown key "road"; the keys here are'),
        (ADDRESS.replace("postcode", "post_code"), "post_code", 'unknown key "post_code"; did you'),
        ('\n[contact.photo]\nfile = "a.jpg"\n', "[contact.photo]", "words is missing"),
        ('\n[contact.photo]\nwords = "A face"\n', "[contact.photo]", "file is missing"),
    ],
)
def test_an_address_and_a_photo_are_refused_by_line(wrong, more, line, message):
    text = with_facts(more)
    number = next(n for n, each in enumerate(text.split("\n"), 1) if each.startswith(line))
    assert any(problem.startswith(f"{number}: {message}") for problem in wrong(text))


# Where the practice is


@pytest.mark.parametrize(
    ("country", "phone", "dialled"),
    [
        ("US", "(303) 555-0142", "+13035550142"),
        ("US", "303.555.0142", "+13035550142"),
        ("US", "+44 20 7946 0123", "+442079460123"),
        ("GB", "020 7946 0123", "+442079460123"),
        ("IE", "(01) 234 5678", "+35312345678"),
        ("FR", "06 39 98 12 34", "+33639981234"),  # kept for films
    ],
)
def test_a_number_is_dialled_by_the_country(load, country, phone, dialled):
    text = FULL.replace("01632 960123", phone).replace(
        'url = "https://blog.example.com"',
        f'url = "https://blog.example.com"\ncountry = "{country}"',
    )
    numbers = {"0808 157 0123": "+44 808 157 0123"}
    for british, whole in numbers.items():
        text = text.replace(british, whole)
    assert load(text).contact.phone.tel == f"tel:{dialled}"


def test_a_number_of_another_country_is_refused_with_one_of_this_one(wrong):
    text = (
        with_facts("", FULL)
        .replace("0808 157 0123", "988")
        .replace('url = "https://blog', 'country = "US"\nurl = "https://blog')
    )
    (problem,) = wrong(text)
    right = 'write it like "+1 201-555-0123"'
    assert problem.endswith(f'phone is not a phone number ("01632 960123"); {right}')


@pytest.mark.parametrize("country", ["UK", "gb", "United Kingdom", "England"])
def test_a_country_is_its_two_letters_and_only_that_is_told(wrong, country):
    text, line = with_line('subtitle = "Notes from a made-up practice"', f'country = "{country}"')
    right = 'write its two letters, like "GB" or "US"'
    assert wrong(text) == [f'{line}: country is not a country ("{country}"); {right}']


@pytest.mark.parametrize("country", ["44", '["GB"]'])
def test_a_country_that_is_no_text_is_told_alone(wrong, country):
    text, line = with_line('subtitle = "Notes from a made-up practice"', f"country = {country}")
    (said,) = wrong(text)
    assert said.startswith(f"{line}: country should stand between straight quotes")


@pytest.mark.parametrize("zone", ["Denver", "../etc", "America"])
def test_a_time_zone_is_one_that_there_is(wrong, zone):
    text, line = with_line('subtitle = "Notes from a made-up practice"', f'time_zone = "{zone}"')
    right = 'write it like "Europe/London" or "America/Denver"'
    assert wrong(text) == [f'{line}: time_zone is not a time zone ("{zone}"); {right}']


def test_by_itself_it_is_in_britain():
    site = facts.load(SPARSE / "practice.toml")[0].site
    assert (site.country, site.language, site.time_zone) == ("GB", "en-GB", "Europe/London")


# What is wrong with a line


@pytest.mark.parametrize(
    ("line", "typed", "message"),
    [
        # An unknown key
        ('hours = "', 'Hours = "x"', 'unknown key "Hours"; did you mean "hours"?'),
        ('role = "', 'rle = "x"', 'unknown key "rle"; did you mean "role"?'),
        ('role = "', 'body = "x"', 'unknown key "body"; it belongs below [membership]'),
        (
            'role = "',
            'checked_on = "x"',
            'unknown key "checked_on"; it belongs below [membership] or [[help_lines]]',
        ),
        (
            'text = "HELLO',
            'zzz = "x"',
            'unknown key "zzz"; the keys here are sentence, number, text, checked_on, expires',
        ),
        ("[[help_lines]]", "[[help-line]]", 'unknown key "help-line"; did you mean "help_lines"?'),
        ("[contact]", "[Contact]", 'unknown key "Contact"; did you mean "contact"?'),
        # A value of the wrong sort
        (
            'hours = "',
            "hours = 10",
            f"hours {NO_TEXT.format(10)}",
        ),
        (
            'number = "999',
            "number = 999",
            f"number {NO_TEXT.format(999)}",
        ),
        (
            'role = "',
            'role = ["a"]',
            f"role {NO_TEXT.format('…')}",
        ),
        ('role = "', "role = {a = 1}", f"role {NO_TEXT.format('…')}"),
        ('role = "', 'role = ""', f"role {EMPTY}"),
        ('role = "', 'role = "…"', f"role {EMPTY}"),
        ("words = [", 'words = "AI"', NO_WORDS.replace("…", "AI")),
        ("words = [", "words = 1", NO_WORDS),
        ("words = [", 'words = ""', NO_WORDS),
        ("words = [", 'words = ["AI", 1]', f"words {NO_TEXT.format(1)}"),
        ("words = [", 'words = ["AI", ""]', f"words {EMPTY}"),
        (
            "expires = ",
            'expires = "2099-01-31"',
            f"expires {NO_DATE}",
        ),
        (
            "expires = ",
            "expires = 2099-01-31T10:00:00",
            f"expires {NO_DATE}",
        ),
        ("expires = ", "expires = 2099", f"expires {NO_DATE}"),
        ("expires = ", 'checked_on = "2025-01-31"', f"checked_on {NO_DATE}"),
        (
            "expires = ",
            "checked_on = 2099-01-31",
            "checked_on is in the future (2099-01-31); write the day on which you checked",
        ),
        # No such day
        ("expires = ", "expires = 2099-02-30", NO_DAY),
        ("expires = ", "expires = 2099-1-31", IN_FIGURES),
        ("expires = ", "expires = 2099/01/31", IN_FIGURES),
        ("expires = ", "expires = 31/01/2099", IN_FIGURES),
        ("expires = ", "expires = 31.1.2099", IN_FIGURES),
        ("expires = ", "expires = 31 January 2099", IN_FIGURES),
        ("expires = ", "expires = January 31, 2099", IN_FIGURES),
        # Quotes
        ('name = "', "name = “Wren”", CURLY),
        ('name = "', "name = ‘Wren’", CURLY),
        ('name = "', 'name = "Wren”', CURLY),
        ("words = [", "words = [“AI”, “chatbot”]", CURLY),
        ('text = "Apps', "text = “““Apps”””", CURLY),
        ('name = "', 'name = "Wren', HALF_QUOTED),
        ('name = "', 'name = Wren"', HALF_QUOTED),
        (
            'name = "',
            'name = "Wren "Birdie" Example"',
            "a text within straight quotes may have only “curly” ones in it",
        ),
        ('phone = "', "phone = 020 7946 0123", UNREADABLE),
        ('name = "', "name = Wren", UNREADABLE),
        ('name = "', "name = true", f"name {NO_TEXT.format('…')}"),
        # Other slips of the pen
        ('name = "', 'name: "Wren"', UNREADABLE),
        ('name = "', 'name "Wren"', UNREADABLE),
        ('name = "', 'name = "Wren",', BEHIND),
        ('name = "', 'name = "Wren" BA', BEHIND),
        (
            'name = "',
            'name = "Wren     # for example "Wren"',
            "the second quote is missing; put it",
        ),
        ('name = "', 'name = "Wren \\ Birdie"', "a backslash means something else here"),
        ('role = "', 'role of mine = "x"', "the name before = is one word"),
        ("words = [", 'words = "AI", "chatbot"', "several texts stand in brackets"),
        ("words = [", 'words = ("AI", "chatbot")', "several texts stand in brackets"),
        (
            'name = "',
            'name\u00a0= "Wren"',
            INVISIBLE,
        ),
        (
            'role = "',
            "role =",
            NOTHING,
        ),
        (
            'role = "',
            "role = # later",
            NOTHING,
        ),
        ('role = "', "Ask about my role.", UNREADABLE),
        ("# Every key", "Every key is set.", UNREADABLE),
        ("# Every key", "<!-- Every key is set. -->", UNREADABLE),
        ("# Every key", 'role = "x"', 'unknown key "role"; it belongs below [contact]'),
        ("words = [", 'words = ["AI" "chatbot"]', NO_LIST),
        ("words = [", "words = [AI, chatbot]", NO_LIST),
        ("words = [", 'words = ["AI", "chatbot"', NO_END),
        ("tags = [", 'tags = ["AI"', NO_END),
        ('text = "Apps', 'text = """Apps', 'this text does not end; put """ behind it'),
        # Headings
        ("[contact]", "[contact", NO_HEADING),
        ("[contact]", "contact]", NO_HEADING),
        ("[contact]", "[contact details]", NO_HEADING),
        ("[callouts.note]", "[callouts note]", NO_HEADING),
        ("[[help_lines]]", "[[help_lines]", NO_HEADING),
        ("[contact]", "[[contact]]", "contact should be a heading, [contact], then its lines"),
    ],
)
def test_a_wrong_line_is_named_and_mended(wrong, line, typed, message):
    old = next(each for each in FULL.split("\n") if each.startswith(line))
    text, number = with_line(old, typed)
    (said,) = wrong(text)
    assert said.startswith(f"{number}: {message}")


@pytest.mark.parametrize(
    ("line", "heading", "message"),
    [
        ('name = "', "[contact]", "name is missing"),
        ('body = "', "[membership]", "body is missing"),
        ("tags = [", "[callouts.supplement]", "tags is missing"),
        ('sentence = "To talk', "[[help_lines]]", "sentence is missing"),
        ("expires = ", "[membership]", ONE_DATE),
    ],
)
def test_what_is_missing_is_said_where_it_belongs(wrong, line, heading, message):
    lines = FULL.split("\n")
    at = next(n for n, each in enumerate(lines) if each.startswith(line))
    begins = max(n for n, each in enumerate(lines[:at]) if each == heading)
    assert wrong("\n".join(lines[:at] + lines[at + 1 :])) == [f"{begins + 1}: {message}"]


@pytest.mark.parametrize(
    ("line", "typed", "message"),
    [
        ("expires = ", "expires = 2099-01-31\nchecked_on = 2020-01-01", ONE_DATE),
    ],
)
def test_what_is_wrong_with_a_whole_is_said_at_its_heading(wrong, line, typed, message):
    lines = FULL.split("\n")
    at = next(n for n, each in enumerate(lines) if each.startswith(line))
    heading = max(n for n, each in enumerate(lines[:at]) if each.startswith("["))
    lines[at] = typed
    assert wrong("\n".join(lines)) == [f"{heading + 1}: {message}"]


@pytest.mark.parametrize(
    "said", ["Call 999.", "Call {Number}.", "Call {number}, {number}.", "*Call* {number}."]
)
def test_the_sentence_of_a_help_line_has_its_number_once(wrong, said):
    old = next(each for each in FULL.split("\n") if each.startswith('sentence = "If s'))
    text, line = with_line(old, f'sentence = "{said}"')
    needs = "needs {number} once, where the number belongs, and no signs of Markdown"
    right = 'write it like "Call {number}."'
    assert wrong(text) == [f'{line}: sentence {needs} ("{said}"); {right}']


@pytest.mark.parametrize("content", ["", "# Later\n"])
def test_an_empty_file_lacks_its_tables(wrong, content):
    missing = ["[callouts] is missing", "[contact] is missing", "[site] is missing"]
    assert wrong(content) == [f"1: {each}" for each in missing]


@pytest.mark.parametrize(
    "heading", ["[membership]", "[contact.photo]", "[[help_lines]]", "[security]"]
)
def test_an_empty_heading_is_told_once(wrong, heading):
    text = f"{(SPARSE / 'practice.toml').read_text(encoding='utf-8')}\n{heading}\n# number = 1\n"
    line = text.split("\n").index(heading) + 1
    assert wrong(text) == [f"{line}: {heading} {EMPTY}"]


def test_a_table_is_no_text(wrong):
    right = "site should be a heading, [site], then its lines"
    assert wrong('site = "A practice"\n')[-1] == f"1: {right}"


def test_a_list_of_tables_is_nothing_else(wrong):
    text = "help_lines = 999\n" + (SPARSE / "practice.toml").read_text(encoding="utf-8")
    right = "help_lines should be headings, [[help_lines]], each with its lines"
    assert wrong(text) == [f"1: {right}"]


def test_what_is_no_table_in_a_list_of_tables_is_refused(wrong):
    text = "help_lines = [999]\n" + (SPARSE / "practice.toml").read_text(encoding="utf-8")
    right = "help_lines should be a heading, [[help_lines]], then its lines"
    assert wrong(text) == [f"1: {right}"]


@pytest.mark.parametrize("kind", ["note", "crisis"])
def test_a_box_is_named_as_it_is_written(wrong, kind):
    """Both are of one kind, [callouts.note] in details.toml."""
    heading = f"[callouts.{kind}]"
    above, _, below = FULL.partition(f"{heading}\n")
    below = "[" + below.partition("\n[")[2]
    first = FULL.split("\n").index("[callouts.supplement]")
    assert wrong(above + below) == [f"{first + 1}: {heading} is missing"]
    line = above.count("\n") + 1
    assert wrong(f"{above}{heading}\n{below}") == [f"{line}: {heading} {EMPTY}"]
    text = (above + below).replace("[callouts.supp", f'[callouts]\n{kind} = "…"\n[callouts.supp')
    right = f"{kind} should be a heading, {heading}, then its lines"
    assert wrong(text) == [f"{first + 2}: {right}"]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("[note]", 'unknown key "note"; it belongs below [callouts]'),
        ("[callout.note]", 'unknown key "callout"; did you mean "callouts"?'),
    ],
)
def test_a_table_whose_heading_is_wrong_is_not_missed_as_well(wrong, typed, right):
    text, line = with_line("[callouts.note]", typed)
    assert wrong(text) == [f"{line}: {right}"]


def test_a_heading_left_out_is_named_with_the_keys_below_it(wrong):
    """The likeliest slip: the # is taken from the lines, but not from [membership]."""
    text = FULL.replace("[membership]", "# [membership]").replace("expires = 2099-01-31\n", "", 1)
    line = text.split("\n").index("# [membership]") + 2
    keys = "body, number, register_url"
    assert wrong(text) == [f'{line}: unknown key "{keys}"; it belongs below [membership]']


def test_nor_is_that_heading_missed_as_well(wrong):
    text, line = with_line("[site]", "# [site]")
    said = 'unknown key "title, subtitle, url"; it belongs below [site]'
    assert wrong(text) == [f"{line + 1}: {said}"]


def test_nor_told_to_be_empty_where_it_stands_below_its_lines(wrong):
    lines = FULL.split("\n")
    at = lines.index("[exit]")
    lines[at : at + 3] = [*lines[at + 1 : at + 3], "[exit]"]
    said = 'unknown key "name, url"; it belongs below [exit]'
    assert wrong("\n".join(lines)) == [f"{at + 1}: {said}"]


def test_one_key_alone_has_lost_no_heading(wrong):
    missing = ["[callouts] is missing", "[contact] is missing", "[site] is missing"]
    said = 'unknown key "website"; it belongs below [contact]'
    assert wrong('website = "https://example.com"') == [f"1: {x}" for x in [*missing, said]]


def test_what_is_set_twice_is_said_once(wrong):
    text, line = with_line('phone = "01632 960123"', 'name = "Wren"')
    assert wrong(text) == [f"{line}: {TWICE}"]


def test_a_table_set_twice_is_said_once(wrong):
    text = f'{FULL}\n[site]\ntitle = "Another"\n'
    line = text.split("\n").index("[site]", FULL.count("\n")) + 1
    assert wrong(text) == [f"{line}: {HEADING_TWICE}"]


@pytest.mark.parametrize(
    ("first", "then"),
    [('address = {town = "A"}', "[contact.address]"), ("social = []", "[[contact.social]]")],
)
def test_what_is_set_in_a_line_and_below_a_heading_is_set_twice(wrong, first, then):
    text = with_facts(f'{first}\n\n{then}\nstreet = "1 Street"\n')
    line = text.split("\n").index(then) + 1
    assert wrong(text) == [f"{line}: {HEADING_TWICE}"]


@pytest.mark.parametrize("typed", ["[help_lines]", "[help_lines] # mine"])
def test_a_heading_of_several_needs_two_brackets(wrong, typed):
    text, line = with_line("[[help_lines]]", typed)
    second = text.split("\n").index("[[help_lines]]") + 1
    assert wrong(text) == [f"{second}: {HEADING_TWICE}"]
    one = re.sub(r"\[\[help_lines\]\].*?(?=\[|\Z)", "", text, flags=re.DOTALL)
    right = "help_lines should be headings, [[help_lines]], each with its lines"
    assert wrong(one) == [f"{line}: {right}"]


def test_a_missing_file_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, faults = facts.load(tmp_path / "content" / "practice.toml")
    assert [*map(str, faults)] == ["content/practice.toml:1: this file is missing"]


def test_a_folder_is_no_file(tmp_path):
    assert [fault.message for fault in facts.load(tmp_path)[1]] == ["this file is missing"]


def test_brackets_far_too_deep_are_said(wrong):
    deep = "brackets stand in one another far too deep; take them out"
    assert wrong(f"words = {'[' * 5000}") == [f"1: {deep}"]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_said(wrong, encoding):
    text = FULL.replace("Wren", "Zoë")
    assert wrong(text.encode(encoding)) == ["1: is not plain text; save it as UTF-8"]


def test_all_that_is_wrong_is_said_at_once_in_order(wrong):
    text = FULL
    for old, new in [
        ('name = "Wren', 'nam = "Wren'),
        ('phone = "01632 960123"', 'phone = "soon"'),
        ("expires = 2099-01-31", 'expires = "2099-01-31"'),
        ('title = "Please note"', 'titel = "Please note"'),
        ('number = "85258"', ""),
    ]:
        text = text.replace(old, new, 1)
    assert [re.sub(r"^\d+: |;.*", "", problem) for problem in wrong(text)] == [
        'unknown key "nam"',
        'phone is not a phone number ("soon")',
        "expires should be a day without quotes, like 2026-06-09",
        'unknown key "titel"',
        "number is missing",
    ]


@pytest.mark.parametrize(
    ("line", "typed", "part"),
    [
        ('phone = "01632 960123"', 'phone = "soon"', "contact"),
        ('title = "Please note"', 'titel = "Please note"', "callouts"),
        ('number = "85258"', "", "help_lines"),
    ],
)
def test_where_one_part_is_wrong_the_others_hold(load, line, typed, part):
    right, practice = load(FULL), load(with_line(line, typed)[0])
    assert load.wrong
    assert getattr(practice, part) == getattr(details.STAND_IN, part)
    for other in vars(right).keys() - {part}:
        assert getattr(practice, other) == getattr(right, other)


@pytest.mark.parametrize("typed", ["[site", "[sites]", "[site]\ncountry = 1"])
def test_without_toml_or_the_site_by_which_the_others_go_nothing_holds(load, typed):
    assert load(with_line("[site]", typed)[0]) is details.STAND_IN


def test_of_lines_that_are_no_toml_the_first_is_said(wrong):
    text, heading = with_line("[contact]", "[contact")
    text, _ = with_line('title = "Please note"', "title = “Please note”", text)
    assert wrong(text) == [f"{heading}: {NO_HEADING}"]


@pytest.mark.parametrize(
    "before",
    [
        "# A comment",
        "\n\n",
        'words = [\n  "AI",\n\n  # "app",\n  "chatbot",\n]',
        'words = ["AI"]\ntitle = """\nOne\nphone = two\n[three]\n"""',
    ],
)
def test_the_line_is_right_below_what_goes_on_over_lines(wrong, before):
    text = f"[callouts.supplement]\n{before}\ntags = 1\n"
    line = text.split("\n").index("tags = 1") + 1
    assert f'{line}: tags should be a list, like ["…"]' in wrong(text)


@pytest.mark.parametrize(
    ("typed", "line", "message"),
    [
        ('"AI",\n“app”,\n"apps",\n]', "“app”,", CURLY),
        ('"AI"\n"app"]', '"AI"', "the items of a list have a comma"),
        ('"AI",\n"app"\n# one more\n"apps",\n]', '"app"', "the items of a list have a comma"),
        ('"AI",\n"app",\n\n# the end', '"app",', NO_END),
        ('"AI",\n1,\n"apps",\n]', "1,", f"words {NO_TEXT.format(1)}"),
        ('"AI",\n"*app*",\n]', '"*app*",', "words is plain text"),
        ("", "words = [", NO_END),
    ],
)
def test_of_a_list_over_several_lines_the_wrong_one_is_named(wrong, typed, line, message):
    text = re.sub(r"words = \[.*", lambda _: f"words = [\n{typed}", FULL, count=1)
    number = text.split("\n").index(line) + 1
    (said,) = wrong(text)
    assert said.startswith(f"{number}: {message}")


@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end\n"])
def test_a_list_that_ends_with_the_file_and_no_bracket_is_named(wrong, end):
    line = FULL.count("\n") + 1
    assert wrong(f'{FULL}former = ["Robin Vale",{end}') == [f"{line}: {NO_END}"]


# Stale facts


def dated(key: str, days: int) -> str:
    """The sparse practice.toml and a help line that was checked, or expires, in so many days."""
    return (
        (SPARSE / "practice.toml").read_text(encoding="utf-8")
        + '[[help_lines]]\nsentence = "Call {number}."\nnumber = "999"\n'
        + f"{key} = {date.today() + timedelta(days)}\n"
    )


@pytest.mark.parametrize(
    ("key", "days", "message"),
    [
        ("checked_on", 0, None),
        ("checked_on", -365, None),
        ("checked_on", -366, "was last checked on {}; check it, then write today's date"),
        ("expires", 0, None),
        ("expires", -1, "expired on {}; renew it and its date, or take it out"),
    ],
)
def test_a_fact_holds_for_a_year_or_until_it_expires(load, key, days, message):
    text = dated(key, days)
    problems = [*map(str, stale(load(text), Path("practice.toml"), date.today()))]
    line = next(n for n, x in enumerate(text.split("\n"), 1) if x.startswith(f"{key} ="))
    told = message and message.format(date.today() + timedelta(days))
    assert problems == ([f"practice.toml:{line}: this help line (999) {told}"] if message else [])


def test_the_line_is_right_where_an_editor_has_put_a_sign_before_the_first(load):
    text = dated("expires", -1)
    (problem,) = stale(load(text.encode("utf-8-sig")), Path("practice.toml"), date.today())
    assert problem.line == text.count("\n")


@pytest.mark.parametrize(
    ("key", "days", "message"),
    [
        ("checked_on", -334, None),
        ("checked_on", -335, "must be checked again by"),
        ("checked_on", -365, "must be checked again by"),
        ("checked_on", -366, None),  # which stops the public site
        ("expires", 31, None),
        ("expires", 30, "ends on"),
        ("expires", 0, "ends on"),
        ("expires", -1, None),
    ],
)
def test_the_last_thirty_days_of_a_fact_are_said(load, key, days, message):
    text = dated(key, days)
    found = soon_stale(load(text), date.today())
    problems = [str(fault(Path("practice.toml"), *each)) for *each, _ in found]
    line = next(n for n, x in enumerate(text.split("\n"), 1) if x.startswith(f"{key} ="))
    day = date.today() + timedelta(days + 365 * (key == "checked_on"))
    after = "after that day the public site is not built until you renew it"
    told = f"practice.toml:{line}: this help line (999) {message} {day}; {after}"
    assert problems == ([told] if message else [])


def test_a_membership_expires_too(load):
    practice = load(FULL)
    problems = [*map(str, stale(practice, Path("practice.toml"), date(2099, 2, 1)))]
    assert len(problems) == 4
    line = FULL.split("\n").index("expires = 2099-01-31") + 1
    right = "this membership expired on 2099-01-31; renew it and its date, or take it out"
    assert f"practice.toml:{line}: {right}" in problems


# The contact for security


def security(contact: str = "wren@example.com", days: int = 100) -> str:
    """The sparse practice.toml with such a contact, which expires in so many days."""
    return (SPARSE / "practice.toml").read_text(
        encoding="utf-8"
    ) + f'[security]\ncontact = "{contact}"\nexpires = {date.today() + timedelta(days)}\n'


@pytest.mark.parametrize("contact", ["wren@example.com", "https://www.example.com/contact/"])
def test_a_security_contact_allows(load, contact):
    assert load(security(contact)).security.contact == contact


@pytest.mark.parametrize("contact", ["http://example.com", "Wren", "mailto:wren@example.com"])
def test_a_security_contact_spots(wrong, contact):
    right = 'write it like "name@example.com" or "https://www.example.com/contact/"'
    message = f'contact is no e-mail address and no https: address ("{contact}"); {right}'
    assert [problem.partition(": ")[2] for problem in wrong(security(contact))] == [message]


def test_a_security_contact_is_promised_for_less_than_a_year(load, wrong):
    assert load(security(days=364)).security
    day = date.today() + timedelta(365)
    text = security(days=365)
    line = text.split("\n").index(f"expires = {day}") + 1
    right = "write a day within the next twelve months"
    assert wrong(text) == [f"{line}: expires is too far ahead ({day}); {right}"]


def test_a_security_contact_needs_its_date(wrong):
    text = re.sub(r"\nexpires = .*", "", security())
    line = text.split("\n").index("[security]") + 1
    assert wrong(text) == [f"{line}: expires is missing"]


def test_a_security_contact_goes_stale(load):
    today, path = date.today(), Path("practice.toml")
    line = security().count("\n")
    (problem,) = stale(load(security(days=-1)), path, today)
    right = f"expired on {today - timedelta(1)}; renew it and its date, or take it out"
    assert str(problem) == f"practice.toml:{line}: this security contact {right}"
    assert [*stale(load(security(days=0)), path, today)] == []
    assert [*soon_stale(load(security(days=30)), today)] != []
    assert [*soon_stale(load(security(days=31)), today)] == []


@pytest.fixture
def content(tmp_path):
    """A folder of content with a help line that was checked too long ago."""
    folder = tmp_path / "content"
    (folder / "posts").mkdir(parents=True)
    (folder / "pages").mkdir()
    (folder / "practice.toml").write_text(dated("checked_on", -366), encoding="utf-8")
    return folder


def test_the_public_site_stops_at_a_stale_fact(content, tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        build("publishconf.py", content, tmp_path / "output")
    assert stop.value.code == 1
    said = capsys.readouterr().err
    assert re.search(r"practice\.toml:\d+: this help line \(999\) was last checked", said)
    assert not (tmp_path / "output").exists()


def test_the_preview_advises_on_a_stale_fact_and_goes_on(content, tmp_path):
    site = build("pelicanconf.py", content, tmp_path / "output")
    assert "index.html" in site.files
    unreachable, stale = sorted(checked(content), key=lambda advice: "checked" in advice.message)
    assert "no visitor can reach you" in unreachable.message
    assert "this help line (999) was last checked" in stale.message
    assert not stale.stops


def test_every_build_stops_at_what_is_wrong(content, tmp_path, capsys):
    (content / "practice.toml").write_text('[contact]\nrole = "x"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        build("pelicanconf.py", content, tmp_path / "output")
    assert stop.value.code == 1
    assert "practice.toml:1: name is missing\n" in capsys.readouterr().err
