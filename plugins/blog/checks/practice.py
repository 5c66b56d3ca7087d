"""practice.toml as a colleague reads it, and the names in it that no text may have any more."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from practice.details import Practice, dated
from practice.facts import Key, stale

from .. import languages
from ..disk import data
from ..problem import Problem
from ..reading.document import Document
from ..run import Run
from .links import wrong_address

SAYS = data(__file__)
NOTICE = timedelta(days=30)  # before a fact may no longer be published


def check_practice(run: Run) -> Iterator[Problem]:
    practice, path, today = run.facts, run.home / "practice.toml", date.today()
    yield from (Problem(*fault) for fault in run.practice.faults)
    run.practice.faults.clear()
    if practice.site.language not in languages.FILES:
        wrong = SAYS["language"].format(practice.site.language, ", ".join(languages.FILES))
        yield run.in_facts(wrong, "site", "language")
    elif not languages.of(country := practice.site.country).endswith(country):
        yield run.in_facts(SAYS["abroad"].format(country), "site", "country")._replace(stops=False)
    link = practice.contact.invitation[1] if practice.contact.invitation else ""
    if link.startswith("/") and (wrong := wrong_address(link, None, run, "check its address")):
        yield run.in_facts(wrong, "contact", "invitation")
    if practice.contact.name and not (practice.contact.email or practice.contact.phone):
        yield run.in_facts(SAYS["unreachable"], "contact")._replace(stops=False)
    for key, message, urgent in (*soon_stale(practice, today), *strangers(practice)):
        yield run.in_facts(message, *key)._replace(stops=urgent and run.public)
    for fault in () if run.public else stale(practice, path, today):
        yield Problem("", 0, SAYS["stale"].format(fault), stops=False)  # in no file: always said


def check_former_name(document: Document, run: Run) -> Iterator[Problem]:
    """The text names no former practice; the preview only says so."""
    if not ((former := run.facts.site.former) and (name := run.facts.contact.name)):
        return  # where [contact] is wrong, which is told, nobody knows which names are right
    now = f"{name} {run.language.no_names}".split()
    parts = {part for name in former for part in name.split()} - {*now, *former}
    whole, part = ("|".join(map(re.escape, names)) for names in (former, parts))
    word = re.compile(rf"(?<!\w)(?:(?i:{whole})|{part or '(?!)'})(?!\w)")
    for number, line in enumerate(document.lines, 1):
        if found := dict.fromkeys(word.findall(line)):
            names = " and ".join(f'"{each}"' for each in found)
            yield document.problem(number, SAYS["former"].format(names), stops=run.public)


def strangers(practice: Practice) -> Iterator[tuple[Key, str, bool]]:
    """What practice.toml says with a word of another country, and whether it may mislead one."""
    lines, boxes = practice.help_lines, vars(practice.callouts)
    said: dict[Key, str] = {("callouts", kind, "text"): it.text for kind, it in boxes.items() if it}
    for n, line in enumerate(lines):
        said["help_lines", n, "sentence"] = line.sentence.replace("{number}", line.number)
    for key, text in said.items():
        for _, word, here, urgent in languages.read(practice.site.language).strangers(text):
            yield key, SAYS["stranger"].format(word, here), urgent


def soon_stale(practice: Practice, today: date) -> Iterator[tuple[Key, str, bool]]:
    """Each fact that may be published on `today`, and after NOTICE no more: in no hurry yet."""
    for key, name, _, last in dated(practice):
        if today <= last <= today + NOTICE:
            yield key, SAYS[key[-1]].format(name, last), False
