"""practice.toml as a colleague reads it, and the names that no text may have any more."""

import pytest
from blog.checks.practice import strangers
from built import checked
from practice.facts import fault, load

TOML = """\
# All facts

[contact]
name = "Robin Vale"
website = "https://www.example.com"
{}
[site]
title = "Robin Vale"
url = "https://www.example.com"

[callouts.supplement]
title = "A supplement"
text = "No replacement."
tags = []
words = []

[callouts.crisis]
title = "Help"

[callouts.note]
title = "Note"
"""


def told(tmp_path, line: str, check=None, text: str = TOML) -> list[tuple[int, str]]:
    """What `check` says of practice.toml with this line in it, or else all that is said."""
    path = tmp_path / "content/practice.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.format(line), encoding="utf-8")
    if not check:
        return [(each.line, each.message) for each in checked(path.parent)]
    found = (fault(path, *each[:2]) for each in check(load(path)[0]))
    return [(each.line, each.message) for each in found]


# Whether a visitor can reach the practice


@pytest.mark.parametrize("line", ["", 'area = "Online"\n', 'hours = "Tuesday to Friday"\n'])
def test_without_a_way_it_is_advice_on_the_line_of_the_heading(tmp_path, line):
    message = "no visitor can reach you; set email or phone below [contact]"
    assert told(tmp_path, line) == [(3, message)]


@pytest.mark.parametrize("line", ['email = "robin@example.com"\n', 'phone = "020 7946 0000"\n'])
def test_one_way_is_enough(tmp_path, line):
    assert told(tmp_path, line) == []


def test_of_a_practice_that_cannot_be_read_that_alone_is_said(tmp_path):
    assert [line for line, _ in told(tmp_path, "email = robin\n")] == [6]


def test_and_nothing_of_texts_that_go_by_it(tmp_path):
    """Not that there is no help line to show, no box to fill in, no place to leave to, no site."""
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)
    (content / "posts/apps.md").write_text(
        "Title: On apps\nDate: 2026-01-02\nExit: yes\nAliases: https://example.com/apps\n\n"
        "Words.\n\n> [!crisis]\n\n> [!supplement]\n"
    )
    (content / "practice.toml").write_text(TOML.format("email = robin"))
    (said,) = checked(content, "publishconf.py")
    assert (said.path, said.line) == ("content/practice.toml", 6)


# Language and time zone

SITE = TOML.replace("\n[callouts.supplement]", "{}\n[callouts.supplement]").replace("{}", "", 1)


@pytest.mark.parametrize("line", ["", 'language = "en-US"\n'])
def test_a_language_that_is_known_is_fine(tmp_path, line):
    assert not any("language" in message for _, message in told(tmp_path, line, text=SITE))


def test_another_is_refused_on_its_line(tmp_path):
    line = 'language = "cy"'
    found = told(tmp_path, f"{line}\n", text=SITE)
    ((number, said),) = (each for each in found if "language" in each[1])
    assert number == SITE.format(f"{line}\n").split("\n").index(line) + 1
    assert said.startswith('language "cy" has no file in plugins/blog/languages/; there are en-GB')


# The photo


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("me.jpg", 'there is no picture "images/me.jpg" in content/images/'),
        ("images/me.jpg", 'there is no picture "images/me.jpg" in content/images/'),
        ("../posts/x.md", 'there is no picture "images/../posts/x.md" in content/images/'),
    ],
)
def test_a_photo_that_is_not_there_is_told_on_its_line(tmp_path, file, message):
    (tmp_path / "images").mkdir()
    photo = f'[contact.photo]\nfile = "{file}"\nwords = "A face"\n'
    facts = TOML.format("") + photo
    (tmp_path / "practice.toml").write_text(facts, encoding="utf-8")
    (found,) = [each for each in checked(tmp_path) if each.stops]
    assert found.line == facts.split("\n").index(f'file = "{file}"') + 1
    assert found.message.startswith(message)


# The sentence that ends each article


@pytest.mark.parametrize(
    ("to", "messages"),
    [
        ("/contcat/", ['this site has no "/contcat/"; did you mean /contact/?']),
        ("/contact/", []),
        ("https://www.example.com", []),
    ],
)
def test_an_invitation_that_leads_nowhere_is_told_on_its_line(tmp_path, to, messages):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/contact.md").write_text("Title: Contact\n\nText.\n")
    said = TOML.format(f'invitation = "You may [write to me]({to})."\n')
    (tmp_path / "practice.toml").write_text(said, encoding="utf-8")
    found = [each for each in checked(tmp_path) if each.stops]
    assert [(each.line, each.message) for each in found] == [(6, said) for said in messages]


# Words of another country


@pytest.mark.parametrize(("country", "is_told"), [("NL", True), ("US", False), ("GB", False)])
def test_a_country_that_is_not_known_here_is_told_as_advice(tmp_path, country, is_told):
    found = told(tmp_path, f'country = "{country}"\n', text=SITE)
    begins = f'country "{country}" has no file in plugins/blog/languages/, so nobody can see here'
    assert any(message.startswith(begins) for _, message in found) == is_told


LINE = """
[[help_lines]]
sentence = "Go to A&E or call {{number}}."
number = "999"
expires = 2999-12-31
"""


def test_a_help_line_of_another_country_is_told(tmp_path):
    text = SITE.replace("{}", 'language = "en-US"\n') + LINE.format()
    path = tmp_path / "practice.toml"
    path.write_text(text)
    found = list(strangers(load(path)[0]))
    assert [message.partition(";")[0] for _, message, _ in found] == [
        '"A&E" is a word of another country',
        '"999" is a word of another country',
    ]
    assert {(key, urgent) for key, _, urgent in found} == {(("help_lines", 0, "sentence"), True)}


@pytest.mark.parametrize(
    ("settings", "stops"), [("publishconf.py", True), ("pelicanconf.py", False)]
)
def test_it_stops_only_the_public_site(tmp_path, settings, stops):
    text = SITE.replace("{}", 'language = "en-US"\n') + LINE.format()
    (tmp_path / "practice.toml").write_text(text)
    found = [each for each in checked(tmp_path, settings) if "another country" in each.message]
    assert [each.stops for each in found] == [stops, stops]


def test_one_of_this_country_is_none(tmp_path):
    assert told(tmp_path, "", strangers, SITE + LINE) == []


@pytest.mark.parametrize(
    ("slug", "settings", "words", "stops"),
    [
        ("getting-help-now", "publishconf.py", "Go to A&E.", [True]),
        ("getting-help-now", "pelicanconf.py", "Go to A&E.", [False]),
        ("getting-help-now", "publishconf.py", "Go to a neighbour.", [False]),
        ("getting-help-now", "publishconf.py", "Go to an emergency room.", []),
        ("about", "publishconf.py", "Go to A&E.", [False]),
    ],
)
def test_the_public_page_of_help_sends_nobody_to_another_country(
    tmp_path, slug, settings, words, stops
):
    (tmp_path / "pages").mkdir()
    (tmp_path / "practice.toml").write_text(SITE.replace("{}", 'language = "en-US"\n'))
    text = f"Title: A page\nSlug: {slug}\nSummary: A text.\n\n{words}\n"
    (tmp_path / "pages" / "x.md").write_text(text)
    found = checked(tmp_path, settings)
    assert [x.stops for x in found if x.rule in ("elsewhere", "help-elsewhere")] == stops


# The former practice

POST = "Title: A post\nDate: 2026-06-09\nSummary: A text.\n\nA text.\n\n{}\n"


def former(tmp_path, words: str, settings: str, name: str = "Robin Vale") -> list[tuple[int, bool]]:
    """The lines of a text that name Aude Ayliffe, who had the blog before, and which stop."""
    names = 'former = ["Aude Ayliffe", "example.org"]\n'
    facts = SITE.replace("Robin Vale", name).format(names)
    (tmp_path / "posts").mkdir()
    (tmp_path / "practice.toml").write_text(facts, encoding="utf-8")
    (tmp_path / "posts" / "x.md").write_text(POST.format(words), encoding="utf-8")
    found = checked(tmp_path, settings)
    return [(x.line, x.stops) for x in found if "former practice" in x.message]


@pytest.mark.parametrize(
    "words",
    [
        *("I am Aude Ayliffe.", "Aude’s room", "[me](https://www.example.org/x)", "*Aude*"),
        *("[Aude](x)", "Ayliffe Therapy", "AUDE AYLIFFE", "aude ayliffe", "www.Example.ORG"),
    ],
)
def test_a_text_that_still_names_the_former_practice_is_told(tmp_path, words):
    assert former(tmp_path, words, "pelicanconf.py") == [(7, False)]


def test_the_public_site_is_not_built_with_it(tmp_path):
    assert former(tmp_path, "I am Aude.", "publishconf.py") == [(7, True)]


@pytest.mark.parametrize(
    "words", ["I am Robin.", "An audience", "Claude", "aude", "example.organic"]
)
def test_another_word_is_no_name(tmp_path, words):
    assert former(tmp_path, words, "publishconf.py") == []


def test_all_names_on_a_line_are_told_at_once(tmp_path):
    assert former(tmp_path, "I am Aude.", "pelicanconf.py") == [(7, False)]
    text = POST.format("Aude Ayliffe, www.example.org")
    (tmp_path / "posts" / "x.md").write_text(text, encoding="utf-8")
    (found,) = (x.message for x in checked(tmp_path) if "former practice" in x.message)
    assert found.startswith('"Aude Ayliffe" and "example.org": the former practice is still named')


@pytest.mark.parametrize("words", ["A Practice", "Dr. Vale"])
def test_what_is_in_the_name_of_every_practice_is_nobodys(tmp_path, words):
    facts = SITE.format('former = ["Dr. Wren Therapy Practice"]\n')
    (tmp_path / "posts").mkdir()
    (tmp_path / "practice.toml").write_text(facts, encoding="utf-8")
    (tmp_path / "posts" / "x.md").write_text(POST.format(words), encoding="utf-8")
    assert [x for x in checked(tmp_path) if "former practice" in x.message] == []


def test_a_first_name_that_is_still_right_may_stay(tmp_path):
    assert former(tmp_path, "I am Aude.", "publishconf.py", "Aude Vale") == []


def test_where_contact_is_wrong_nobody_knows_which_names_are_right(tmp_path):
    facts = SITE.replace("Robin", "Aude").replace("[site]", 'phone = "soon"\n[site]')
    (tmp_path / "posts").mkdir()
    (tmp_path / "practice.toml").write_text(facts.format('former = ["Aude Ayliffe"]\n'))
    (tmp_path / "posts" / "x.md").write_text(POST.format("I am Aude."), encoding="utf-8")
    (found,) = checked(tmp_path)
    assert found.message.startswith("phone is not a phone number")
