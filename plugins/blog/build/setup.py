"""Makes this the blog of another practice: asks six questions, then writes practice.toml.

What is there stays, with its comments and its order. Nothing is written before the last answer.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pelican.utils import slugify
from practice import facts, values

from .. import disk, languages
from .facts_file import put, set_to

FACTS = Path("content/practice.toml")
WORKFLOW = Path(".github/workflows/site.yml")  # which names the time zone, too
SAID = disk.data(__file__)
Facts = dict[str, dict]  # by table and key
HELP_LINE = re.compile(r"(?m)^\[\[help_lines\]\].*\n(?:[ \t]*[^\s#\[].*\n?)*\n?")


def main() -> None:
    """Ask, and write; SystemExit says why not."""
    old, wrong = facts.load(FACTS)
    if wrong:
        sys.exit("\n".join([*map(str, wrong), "Mend this first, please. Nothing was changed."]))
    try:
        said = answers(old)
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nNothing was changed.")
    before = FACTS.read_text(encoding="utf-8-sig")
    now = changed(before, said, old)
    disk.write(FACTS, now.encode(), lasting=True)
    if WORKFLOW.exists():
        zone = rf"\g<1>{said['site']['time_zone']}"
        text = WORKFLOW.read_text(encoding="utf-8")
        disk.write(WORKFLOW, re.sub(r"(?m)^( *timezone: ).*", zone, text).encode())
    ring = SAID["ring"] if SAID["unchecked"] in now else ""
    print(SAID["done" if now != before else "same"].format(file=FACTS.as_posix(), ring=ring))


def answers(old: facts.Practice) -> Facts:
    """What practice.toml is to say."""
    contact, site = old.contact, old.site
    print(SAID["begin"])
    name = ask("name", contact.name, values.text)
    website = ask("website", contact.website, read_website)
    title = ask("title", name if site.title == contact.name else site.title, values.text)
    country = ask("country", site.country, read_country)
    moved = country != site.country
    language = languages.of(country) if moved else site.language
    home = languages.read(language).time_zone * language.endswith(country)
    zone = ask("zone", home if moved else site.time_zone, read_zone)
    email = ask("email", contact.email if name == contact.name else "", read_email)
    url = website if site.url == contact.website else site.url
    of_site = {"title": title, "url": url, "country": country, "language": language}
    of_contact = {"name": name, "website": website, "email": email}
    return {"contact": of_contact, "site": of_site | {"time_zone": zone}}


def ask(question: str, now: str, read: Callable[[str], str]) -> str:
    """The answer, asked for again until `read` takes it; Enter answers with what is `now`."""
    while True:
        try:
            asked = SAID["ask"][question] + f" [{now}]" * bool(now)
            return read(input(f"{asked}: ").strip() or now)
        except ValueError as error:
            print(f"  This {str(error).partition(', or if it may')[0]}.")


def read_website(value: str) -> str:
    return values.home(value if "://" in value else f"https://{value}")


def read_country(value: str) -> str:
    return values.country(SAID["spoken"].get(value.upper(), value.upper()))


def read_zone(value: str) -> str:
    town = f"/{slugify(value, [(' ', '_')])}"
    found = [zone for zone in available_timezones() if f"/{zone}".lower().endswith(town)]
    return found[0] if len(found) == 1 else values.time_zone(value)


def read_email(value: str) -> str:
    return values.text_like("email", value) if not re.fullmatch(SAID["none"], value, re.I) else ""


def changed(text: str, said: Facts, old: facts.Practice) -> str:
    """The `text` of practice.toml, saying this; what was the `old` practice's own is out of it."""
    language = languages.read(said["site"]["language"])
    if is_another := said["contact"]["name"] != old.contact.name:
        host = urlsplit(old.contact.website).netloc.removeprefix("www.")
        former = [*dict.fromkeys([*old.site.former, old.contact.name, host])]
        said = {**said, "site": {**said["site"], "former": former, "subtitle": ""}}
    if moved := said["site"]["language"] != old.site.language:
        said = {**said, "exit": language.exit}
    for table, given in said.items():
        for key, value in given.items():
            text = put(text, table, key, value)
    if moved:
        before, *rest = HELP_LINE.split(text)
        fresh = ("".join(f"{set_to(*each)}\n" for each in x.items()) for x in language.help_lines)
        fresh = (f"[[help_lines]]\n{lines}checked_on = 2000-01-01\n\n" for lines in fresh)
        text = before + "".join(fresh) + "".join(rest)
    if moved or is_another:  # another's ear is none of hers
        text = re.sub(r"(?m)^([ \t]*checked_on\s*=\s*).*", rf"\g<1>{SAID['unchecked']}", text)
    return text


if __name__ == "__main__":
    main()
