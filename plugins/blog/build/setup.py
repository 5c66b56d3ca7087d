"""Makes this the blog of another practice: asks six questions, then writes practice.toml.

What is there stays, with its comments and its order. Nothing is written before the last answer.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from practice import details, facts, values

from .. import disk, languages
from .facts_file import put, set_to

FACTS = Path("content/practice.toml")
WORKFLOW = Path(".github/workflows/site.yml")  # which names the time zone, too
UNCHECKED = "2000-01-01  # long ago: ring it or look it up, then write the day"
SPOKEN = {"USA": "US", "UK": "GB"}  # what people say, and ISO 3166 does not
HELP_LINE = re.compile(r"(?m)^\[\[help_lines\]\].*\n(?:[ \t]*[^\s#\[].*\n?)*\n?")


def main() -> int:
    """Ask, and write; the exit code."""
    try:
        old = details.load(FACTS)
        said = answers(old)
    except facts.FactsError as error:
        print(error, "Mend this first, please. Nothing was changed.", sep="\n", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was changed.", file=sys.stderr)
        return 1
    said_now = changed(FACTS.read_text(encoding="utf-8-sig"), said, old)
    disk.write(FACTS, said_now.encode(), lasting=True)
    if WORKFLOW.exists():
        zone = rf"\g<1>{said['site', 'time_zone']}"
        text = WORKFLOW.read_text(encoding="utf-8")
        disk.write(WORKFLOW, re.sub(r"(?m)^( *timezone: ).*", zone, text).encode())
    print(f"{FACTS.as_posix()} says so now. All else in it is as it was: please read it through,")
    print(
        "and ring or look up each help line: until its day is written the public site is not made."
    )
    print("Then `make check` names what is left to do.")
    return 0


def answers(old: details.Practice) -> dict[tuple[str, str], str]:
    """What practice.toml is to say, by table and key."""
    contact, site = old.contact, old.site
    print("Enter keeps what stands in brackets. Ctrl-C leaves everything as it was.")
    name = ask("Your name, as visitors should read it", contact.name, values.text)
    website = ask("The address of your website", contact.website, read_website)
    title = name if site.title == contact.name else site.title
    title = ask("The title of the blog", title, values.text)
    country = ask(
        "Your country, in two letters, such as GB or US",
        site.country,
        lambda said: values.country(SPOKEN.get(said.upper(), said.upper())),
    )
    moved = country != site.country
    language = languages.of(country) if moved else site.language
    zone = languages.read(language).time_zone if moved else site.time_zone
    zone = ask("Your time zone, such as Europe/London or America/Denver", zone, read_zone)
    email = contact.email if name == contact.name else ""
    email = ask("Your e-mail address, for visitors; or none", email, read_email)
    return {
        ("contact", "name"): name,
        ("contact", "website"): website,
        ("contact", "email"): email,
        ("site", "title"): title,
        ("site", "url"): website if site.url == contact.website else site.url,
        ("site", "country"): country,
        ("site", "language"): language,
        ("site", "time_zone"): zone,
    }


def ask(question: str, now: str, read: Callable[[str], str]) -> str:
    """What is answered, asked again until `read` takes it; Enter answers with what is `now`."""
    while True:
        try:
            return read(input(f"{question}{f' [{now}]' if now else ''}: ").strip() or now)
        except ValueError as error:
            print(f"  This {error}.")


def read_website(value: str) -> str:
    return values.home(value if "://" in value else f"https://{value}")


def read_zone(value: str) -> str:
    town = f"/{value.replace(' ', '_')}".lower()
    if len(found := [zone for zone in available_timezones() if zone.lower().endswith(town)]) == 1:
        return found[0]
    if not languages.is_time_zone(value):
        raise ValueError(f'is not a time zone ("{value}"); {languages.RIGHT_ZONE}')
    return value


def read_email(value: str) -> str:
    return values.email(value) if value not in ("", "none") else ""


def changed(text: str, said: dict[tuple[str, str], str], old: details.Practice) -> str:
    """The `text` of practice.toml, saying this; what was the `old` practice's own is out of it."""
    for key, value in said.items():
        text = put(text, *key, value)
    if said["contact", "name"] != old.contact.name:
        host = urlsplit(old.contact.website).netloc.removeprefix("www.")
        former = dict.fromkeys([*old.site.former, old.contact.name, host])
        text = put(text, "site", "former", list(former))
        text = put(text, "site", "subtitle", "")
    moved = said["site", "language"] != old.site.language
    if moved:
        language = languages.read(said["site", "language"])
        for key, value in language.exit.items():
            text = put(text, "exit", key, value)
        before, *rest = HELP_LINE.split(text)
        fresh = ("".join(f"{set_to(*each)}\n" for each in x.items()) for x in language.help_lines)
        fresh = (f"[[help_lines]]\n{lines}checked_on = 2000-01-01\n\n" for lines in fresh)
        text = before + "".join(fresh) + "".join(rest)
    if moved or said["contact", "name"] != old.contact.name:  # another's ear is none of hers
        text = re.sub(r"(?m)^([ \t]*checked_on\s*=\s*).*", rf"\g<1>{UNCHECKED}", text)
    return text


if __name__ == "__main__":
    sys.exit(main())
