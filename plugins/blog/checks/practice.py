"""practice.toml as a colleague reads it, and the names in it that no text may have any more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

from practice import facts
from practice.dates import faults, last_day, stale
from practice.details import Dated, Practice, Security

from .. import languages
from ..problem import Problem
from ..reading.document import Document
from ..run import Run
from .links import wrong_address

WAYS = ("email", "phone")  # the keys of [contact] by which a visitor reaches the practice
FORMER = (
    "say it of yours, or take the name out of former = [ ] below [site] in content/practice.toml"
)
NOTICE = timedelta(days=30)  # before a fact may no longer be published


def check_practice(run: Run) -> Iterator[Problem]:
    known = run.facts, run.home / "practice.toml"
    for fault in chain(run.practice.problems, unknown(*known)):
        yield Problem(*fault)
    run.practice.problems.clear()
    if run.facts.contact.invitation:
        link = run.facts.contact.invitation[1]
        if link.startswith("/") and (wrong := wrong_address(link, None, run, "check its address")):
            yield Problem(*facts.fault(known[1], ("contact", "invitation"), wrong))
    for fault in chain(unreachable(*known), soon_stale(*known, date.today())):
        yield Problem(*fault, stops=False)
    for fault, urgent in strangers(*known):
        yield Problem(*fault, stops=urgent and run.public)
    for fault in () if run.public else stale(*known, date.today()):
        message = f"{fault} (the public site will not be built until this is mended)"
        yield Problem("", 0, message, stops=False)  # in no file, so that each build says it


def check_former_name(document: Document, run: Run) -> Iterator[Problem]:
    """The text names no former practice; the preview only says so."""
    if not (former := run.facts.site.former):
        return
    now = f"{run.facts.contact.name} {languages.read(run.facts.site.language).no_names}".split()
    parts = {way for name in former for part in name.split() for way in (part, part.upper())}
    whole, part = ("|".join(map(re.escape, names)) for names in (former, parts - {*now, *former}))
    word = re.compile(rf"(?<!\w)(?:(?i:{whole})|{part or '(?!)'})(?!\w)")
    for number, line in enumerate(document.lines, 1):
        if found := dict.fromkeys(word.findall(line)):
            names = " and ".join(f'"{each}"' for each in found)
            message = f"{names} still {'name' if len(found) > 1 else 'names'} the former practice"
            yield replace(document.problem(number, f"{message}; {FORMER}"), stops=run.public)


def unknown(practice: Practice, path: Path) -> Iterator[facts.Fault]:
    """Of the language and the time zone, what the blog does not know."""
    site = practice.site
    if site.language not in languages.FILES:
        right = f"there are {', '.join(languages.FILES)}; to add it, copy one of these files"
        message = f'language "{site.language}" has no file in plugins/blog/languages/; {right}'
        yield facts.fault(path, ("site", "language"), message)
    if not languages.is_time_zone(site.time_zone):
        message = f'time_zone is not known ("{site.time_zone}"); {languages.RIGHT_ZONE}'
        yield facts.fault(path, ("site", "time_zone"), message)


def strangers(practice: Practice, path: Path) -> Iterator[tuple[facts.Fault, bool]]:
    """What practice.toml says with a word of another country, and whether it may mislead one."""
    said = [
        (("help_lines", n, "sentence"), line.sentence.replace("{number}", line.number))
        for n, line in enumerate(practice.help_lines)
    ]
    said += [
        (("callouts", kind, "text"), box.text) for kind, box in vars(practice.callouts).items()
    ]
    for key, text in said:
        for _, word, here, urgent in languages.read(practice.site.language).strangers(text):
            message = f'"{word}" is a word of another country; readers here know: {here}'
            yield facts.fault(path, key, message), urgent


def unreachable(practice: Practice, path: Path) -> Iterator[facts.Fault]:
    """Whether the site says how to reach the practice; none if practice.toml cannot be read."""
    if practice.contact.name and not any(getattr(practice.contact, way) for way in WAYS):
        message = f"no visitor can reach you; set {' or '.join(WAYS)} below [contact]"
        yield facts.fault(path, ("contact",), message)


def soon_stale(practice: Practice, path: Path, today: date) -> Iterator[facts.Fault]:
    """Each fact that may be published on `today`, and after NOTICE no more."""
    return faults(practice, path, partial(nearly_over, today))


def nearly_over(today: date, fact: Dated | Security) -> str:
    if not today <= last_day(fact) <= today + NOTICE:
        return ""
    ends = "expires on" if fact.expires else "must be checked again by"
    after = "after that day the public site is not built until you renew it"
    return f"{ends} {last_day(fact)}; {after}"
