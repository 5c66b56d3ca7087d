"""What the pages tell machines: schema.org's words, used as schema.org means them."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import vobject
from blog.text import vcard_lines
from built import ROOT
from jinja2 import Environment, FileSystemLoader
from practice.details import TABLES
from practice.values import Number

URL = "https://blog.example.com/"
POST = "post/everything/index.html"
VOCABULARY = tomllib.loads(Path(__file__).with_name("schema_org.toml").read_text("utf-8"))
DATA_TYPES = {
    "Text": r"(?s).+",
    "URL": r"https?://\S+",
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
}


def graph(site, name) -> dict[str, dict]:
    (script,) = (x for x in site.tree(name).iter("script") if "json" in x.get("type"))
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def kinds(name: str) -> set[str]:
    """The type `name`, and all that it is a kind of."""
    return {name}.union(*(kinds(parent) for parent in VOCABULARY[name].get("is", [])))


def wrong(things: dict[str, dict]) -> Iterator[str]:
    """Whatever is not in the vocabulary, or not as the vocabulary has it."""
    known = dict(named(things))
    waiting = list(things.values())
    while waiting:
        thing = waiting.pop()
        if thing["@type"] not in VOCABULARY:
            yield f"{thing['@type']} is no type"
            continue
        allowed = {}
        for kind in kinds(thing["@type"]):
            allowed |= VOCABULARY[kind]
        for key, value in thing.items():
            if key.startswith("@"):
                continue
            if key not in allowed:
                yield f"{thing['@type']} has no {key}"
                continue
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and "@type" in each:
                    waiting.append(each)
                if not fits(each, allowed[key], known):
                    yield f"{key} is not {' or '.join(allowed[key])}: {each}"


def named(value) -> Iterator[tuple[str, str]]:
    """The @id and the @type of each thing that is told of, at any depth."""
    if isinstance(value, dict):
        if "@id" in value and "@type" in value:
            yield value["@id"], value["@type"]
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from named(each)


def fits(value, types: list[str], known: dict[str, str]) -> bool:
    if isinstance(value, dict):
        type_ = value.get("@type") or known.get(value["@id"])  # or it leads to another thing here
        return type_ in VOCABULARY and not kinds(type_).isdisjoint(types)
    return any(re.fullmatch(DATA_TYPES[name], value) for name in types if name in DATA_TYPES)


def test_every_page_uses_the_vocabulary_as_it_is(site, sparse):
    for built in (site, sparse):
        for name in built.pages:
            assert list(wrong(graph(built, name))) == [], name


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ({"@type": "Psychotherapist"}, "Psychotherapist is no type"),
        ({"@type": "Person", "headline": "A"}, "Person has no headline"),
        ({"@type": "WebPage", "lastReviewed": "June"}, "lastReviewed is not Date: June"),
        ({"@type": "Person", "sameAs": "me"}, "sameAs is not URL: me"),
        (
            {"@type": "Person", "worksFor": {"@id": "#nobody"}},
            "worksFor is not Organization: {'@id': '#nobody'}",
        ),
        (
            {"@type": "BlogPosting", "author": {"@type": "WebSite"}},
            "author is not Person or Organization: {'@type': 'WebSite'}",
        ),
        ({"@type": "BlogPosting", "keywords": [""]}, "keywords is not Text or URL: "),
    ],
)
def test_what_is_not_in_the_vocabulary_is_spotted(thing, message):
    assert list(wrong({"it": thing})) == [message]


def test_each_page_tells_machines_what_it_is(site):
    for name in ("index.html", "archive/index.html", "404.html"):
        assert set(graph(site, name)) == {"WebSite", "Person", "LocalBusiness"}, name
    of_a_page = {"WebSite", "Person", "LocalBusiness", "WebPage"}
    assert set(graph(site, "about/index.html")) == of_a_page
    assert set(graph(site, POST)) == {"WebSite", "WebPage", "BlogPosting"}


def test_a_post_tells_machines_who_wrote_it_and_when(site):
    things = graph(site, POST)
    post, page = things["BlogPosting"], things["WebPage"]
    person = graph(site, "about/index.html")["Person"]
    assert post["author"].items() <= person.items()
    assert post["author"]["name"] == "Wren O'Hara-Example"
    assert post["url"] == page["@id"] == f"{URL}post/everything/"
    assert (post["datePublished"][:10], post["dateModified"][:10]) == ("2025-06-09", "2025-06-12")
    assert post["keywords"] == ["t12", "everything"]
    assert page["lastReviewed"] == "2025-07-01"


def test_a_post_that_nobody_reviewed_says_nothing_of_a_review(site):
    assert set(graph(site, "post/ai/index.html")["WebPage"]) == {"@type", "@id", "isPartOf"}


def test_machines_are_told_only_what_is_set(site, sparse):
    association = {"@type": "Organization", "name": "Example Association"}
    things = graph(site, "index.html")
    assert things["Person"] == {
        "@type": "Person",
        "@id": "https://www.example.com/#person",
        "name": "Wren O'Hara-Example",
        "url": "https://www.example.com",
        "jobTitle": "Counsellor & supervisor",
        "knowsLanguage": ["English", "Welsh"],
        "email": "wren@example.com",
        "telephone": "+441632960123",
        "worksFor": {"@id": "https://www.example.com/#practice"},
        "memberOf": association,
        "hasCredential": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "registration",
            "identifier": "EX 123",
            "recognizedBy": association,
            "url": "https://register.example.com/wren",
        },
        "sameAs": ["https://register.example.com/wren", "https://social.example.com/@wren"],
        "potentialAction": {
            "@type": "ReserveAction",
            "target": {"@type": "EntryPoint", "urlTemplate": "https://book.example.com/wren"},
        },
    }
    assert things["LocalBusiness"] == {
        "@type": "LocalBusiness",
        "@id": "https://www.example.com/#practice",
        "name": "Wren O'Hara-Example",
        "url": "https://www.example.com",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Example Street",
            "addressLocality": "Little Example",
            "postalCode": "EX1 1EX",
            "addressCountry": "Wales",
        },
        "email": "wren@example.com",
        "telephone": "+441632960123",
        "priceRange": "60 pounds; some places at 30",
    }
    assert set(graph(sparse, "index.html")) == {"Person", "WebSite"}
    assert set(graph(sparse, "index.html")["Person"]) == {"@type", "@id", "name", "url"}


def test_her_photo_is_told_where_there_is_one(full):
    image = graph(full, "index.html")["Person"]["image"]
    assert re.match(rf"{URL}images/line-", image)
    assert image.removeprefix(URL) in full.files


def test_a_page_of_questions_is_one_for_machines_too(full, site):
    page = graph(full, "questions/index.html")["FAQPage"]
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in page["mainEntity"]] == [
        ("How long is it?", "As long as it takes."),
        ("Who answers?", "Whoever wrote this."),
    ]
    assert "FAQPage" not in graph(site, "about/index.html")


# The contact card


def card(**contact) -> str:
    """The vCard of a practice with these contact details."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "theme" / "templates"), trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["vcard_lines"] = vcard_lines
    details = SimpleNamespace(
        **{"role": "", "email": "", "phone": "", "address": ""}
        | {"name": "Wren Example", "website": "https://www.example.com"}
        | contact
    )
    practice = SimpleNamespace(contact=details)
    return environment.get_template("contact_card.html").render(practice=practice)


def test_a_card_has_a_line_for_each_detail():
    assert card(role="Counsellor, supervisor", phone=Number("01632 960123")) == (
        "BEGIN:VCARD\r\n"
        "VERSION:3.0\r\n"
        "FN:Wren Example\r\n"
        "N:Example;Wren;;;\r\n"
        "TITLE:Counsellor\\, supervisor\r\n"
        "TEL:+441632960123\r\n"
        "URL:https://www.example.com\r\n"
        "END:VCARD\r\n"
    )


@pytest.mark.parametrize(
    "address",
    [
        "Flat 2, The Mill; 1 Example Street",
        "A back\\slash, \\n and a \\, that are typed",
        "1 Example Street\nLittle Example",
        "Consulting room seven on the second floor, Żółw & Example House, " * 4,
    ],
)
def test_an_address_on_a_card_is_read_back_as_it_was(address):
    text = card(
        address=TABLES["contact.address"](
            street=address, town=f"Town of {address}", postcode="EX1 1EX"
        )
    )
    place = vobject.readOne(text).adr.value
    assert (place.street, place.city, place.code) == (address, f"Town of {address}", "EX1 1EX")
    assert all(len(line) <= 75 for line in text.split("\r\n"))


def test_a_card_has_its_line_ends_on_windows_too(monkeypatch):
    """Where Pelican's writer makes each new line the system's own end of one."""
    monkeypatch.setattr("os.linesep", "\r\n")
    assert "\r" not in card()


def test_a_name_of_one_word_is_a_family_name():
    assert "\r\nN:Wren;;;;\r\n" in card(name="Wren")


def test_letters_behind_a_name_are_no_family_name():
    assert "\r\nN:Vale;Robin;;;LPC\r\n" in card(name="Robin Vale, LPC")
