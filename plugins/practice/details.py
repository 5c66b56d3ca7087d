"""The practice's facts: practice.toml as a frozen Practice.

Every key that practice.toml knows is a field below; a field without a default is required.
values.py says what may stand behind a key; facts.py reads the file into these classes and says by
line what is wrong in it.
"""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from urllib.parse import quote

from . import facts, values
from .facts import fact, table

COUNTRY = "site", "country"  # by which phone numbers are read


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where clients come to; `region` is a state or the like, where letters need it."""

    street: str = fact(values.text)
    town: str = fact(values.text, "")
    region: str = fact(values.text, "")
    postcode: str = fact(values.text, "")
    country: str = fact(values.text, "")

    @property
    def lines(self) -> list[str]:
        place = f"{self.region} {self.postcode}".strip()
        return [line for line in (self.street, self.town, place, self.country) if line]

    def __str__(self) -> str:
        return ", ".join(self.lines)


@dataclass(frozen=True)
class Photo:
    """A picture in content/images/ of the therapist, and words for those who cannot see it."""

    file: str = fact(values.markdown)
    words: str = fact(values.text)


@dataclass(frozen=True)
class Contact:
    name: str = fact(values.text)
    website: str = fact(values.home)
    role: str = fact(values.text, "")
    pronouns: str = fact(values.text, "")
    languages: tuple[str, ...] = fact(values.texts, ())
    area: str = fact(values.text, "")
    address: Address | None = table(Address, None, short="street")
    email: str = fact(values.email, "")
    phone: values.Number = fact(values.phone, values.Number(""), of=COUNTRY)
    hours: str = fact(values.text, "")
    reply_time: str = fact(values.text, "")
    fees: str = fact(values.text, "")
    booking: str = fact(values.url, "")
    newsletter: str = fact(values.url, "")
    social: tuple[str, ...] = fact(values.urls, ())
    photo: Photo | None = table(Photo, None)
    invitation: tuple[str, str, str, str] | None = fact(values.linked, None)

    @property
    def tel(self) -> str:
        """The link that dials the phone number (RFC 3966)."""
        return f"tel:{self.phone.dialled}"

    @property
    def links(self) -> list[tuple[str, str]]:
        """The ways to the practice that are set: each address, and the words that show it."""
        ways = [(self.website, self.website.partition("//")[2])]
        ways += [(f"mailto:{self.email}", self.email)] if self.email else []
        return ways + ([(self.tel, self.phone)] if self.phone else [])


@dataclass(frozen=True)
class Site:
    title: str = fact(values.text)
    url: str = fact(values.home)
    subtitle: str = fact(values.text, "")
    country: str = fact(values.country, values.COUNTRY)
    language: str = fact(values.text, "en-GB")
    time_zone: str = fact(values.text, "Europe/London")
    removed: tuple[str, ...] = fact(values.addresses, ())  # taken down on purpose
    former: tuple[str, ...] = fact(values.texts, ())  # names that no page may show any more


@dataclass(frozen=True)
class Redirect:
    """An old address of this site, and where to send those who come by it."""

    old: str = fact(values.address)
    new: str = fact(values.target)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A fact that goes stale: it holds for a year after `checked_on`, or until `expires`."""

    checked_on: date | None = fact(values.past_day, None)
    expires: date | None = fact(values.day, None)

    def wrong(self):
        if (self.checked_on is None) == (self.expires is None):
            yield "needs one date: checked_on, the day you last checked it, or expires"


@dataclass(frozen=True, kw_only=True)
class Membership(Dated):
    body: str = fact(values.text)
    register_url: str = fact(values.url)
    number: str = fact(values.text, "")


@dataclass(frozen=True, kw_only=True)
class HelpLine(Dated):
    """One whole sentence; {number} stands where the number belongs."""

    sentence: str = fact(values.text)
    number: values.Number = fact(values.help_number, of=COUNTRY)
    text: str = fact(values.text, "")  # the word to send, where the number takes text messages

    def wrong(self):
        yield from super().wrong()
        if self.sentence.count("{number}") != 1:
            yield "needs {number} once in its sentence, where the number belongs"

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """The sentence before the number, the link that calls or texts it, the number, the rest."""
        # RFC 5724, section 2.2: the text rides along as ?body=
        dialled, (before, _, after) = self.number.dialled, self.sentence.partition("{number}")
        link = f"sms:{dialled}?body={quote(self.text)}" if self.text else f"tel:{dialled}"
        return before, link, self.number, after


@dataclass(frozen=True, kw_only=True)
class Security:
    """Whom to tell of a fault in the website: what security.txt says (RFC 9116)."""

    contact: str = fact(values.report_contact)
    expires: date = fact(values.day_within_a_year)


@dataclass(frozen=True, kw_only=True)
class Box:
    title: str = fact(values.text)
    text: str = fact(values.markdown, "")


@dataclass(frozen=True, kw_only=True)
class SupplementBox(Box):
    """The standard box, with the tags and words of the posts that never go out without it."""

    text: str = fact(values.markdown)
    tags: tuple[str, ...] = fact(values.texts)
    words: tuple[str, ...] = fact(values.texts)


@dataclass(frozen=True)
class Callouts:
    supplement: SupplementBox = table(SupplementBox)
    crisis: Box = table(Box)
    note: Box = table(Box)


@dataclass(frozen=True)
class Exit:
    """Where the link leads that takes a reader away from a page at once (`Exit: yes`)."""

    name: str = fact(values.text)
    url: str = fact(values.url)


@dataclass(frozen=True)
class Practice:
    contact: Contact = table(Contact)
    site: Site = table(Site)
    callouts: Callouts = table(Callouts)
    membership: Membership | None = table(Membership, None)
    help_lines: tuple[HelpLine, ...] = table(HelpLine, (), many=True)
    exit: Exit | None = table(Exit, None)
    security: Security | None = table(Security, None)
    redirects: tuple[Redirect, ...] = table(Redirect, (), many=True)


# Stands in for a practice.toml that cannot be read, so that the texts are checked all the same.
STAND_IN = Practice(
    contact=Contact(name="", website=""),
    site=Site(title="", url=""),
    callouts=Callouts(
        **dict.fromkeys((kind.name for kind in fields(Callouts)), Box(title="-", text="-"))
        | {"supplement": SupplementBox(title="-", text="-", tags=(), words=())}
    ),
    help_lines=(HelpLine(sentence="{number}", number=values.Number("999"), expires=date.max),),
    exit=Exit(name="-", url=""),
)


def load(path: Path) -> Practice:
    """The practice that `path` describes; raises facts.FactsError with all that is wrong in it."""
    return facts.read(Practice, path)
