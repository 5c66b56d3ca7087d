"""practice.toml as a colleague reads it, and the names in it that no text may have any more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from practice.details import Practice, dated
from practice.facts import Key, stale

from .. import languages
from ..problem import Problem
from ..reading.document import Document
from ..run import Run
from .links import wrong_address

FORMER = "say it of yours, or take the name out of former = [ ] in content/practice.toml"
NOTICE = timedelta(days=30)  # before a fact may no longer be published


def check_practice(run: Run) -> Iterator[Problem]:
    practice, path, today = run.facts, run.home / "practice.toml", date.today()
    yield from (Problem(*fault) for fault in run.practice.faults)
    run.practice.faults.clear()
    if practice.site.language not in languages.FILES:
        right = f"there are {', '.join(languages.FILES)}; to add it, copy one of these files"
        wrong = f'language "{practice.site.language}" has no file in plugins/blog/languages/'
        yield run.in_facts(f"{wrong}; {right}", "site", "language")
    link = practice.contact.invitation[1] if practice.contact.invitation else ""
    if link.startswith("/") and (wrong := wrong_address(link, None, run, "check its address")):
        yield run.in_facts(wrong, "contact", "invitation")
    if practice.contact.name and not (practice.contact.email or practice.contact.phone):
        message = "no visitor can reach you; set email or phone below [contact]"
        yield replace(run.in_facts(message, "contact"), stops=False)
    for key, message in soon_stale(practice, today):
        yield replace(run.in_facts(message, *key), stops=False)
    for key, message, urgent in strangers(practice):
        yield replace(run.in_facts(message, *key), stops=urgent and run.public)
    for fault in () if run.public else stale(practice, path, today):
        message = f"{fault} (the public site will not be built until this is mended)"
        yield Problem("", 0, message, stops=False)  # in no file, so that each build says it


def check_former_name(document: Document, run: Run) -> Iterator[Problem]:
    """The text names no former practice; the preview only says so."""
    if not (former := run.facts.site.former):
        return
    now = f"{run.facts.contact.name} {run.language.no_names}".split()
    parts = {part for name in former for part in name.split()} - {*now, *former}
    whole, part = ("|".join(map(re.escape, names)) for names in (former, parts))
    word = re.compile(rf"(?<!\w)(?:(?i:{whole})|{part or '(?!)'})(?!\w)")
    for number, line in enumerate(document.lines, 1):
        if found := dict.fromkeys(word.findall(line)):
            names = " and ".join(f'"{each}"' for each in found)
            message = f"{names}: the former practice is still named here; {FORMER}"
            yield document.problem(number, message, stops=run.public)


def strangers(practice: Practice) -> Iterator[tuple[Key, str, bool]]:
    """What practice.toml says with a word of another country, and whether it may mislead one."""
    lines, boxes = practice.help_lines, vars(practice.callouts)
    said: dict[Key, str] = {("callouts", kind, "text"): box.text for kind, box in boxes.items()}
    for n, line in enumerate(lines):
        said["help_lines", n, "sentence"] = line.sentence.replace("{number}", line.number)
    for key, text in said.items():
        for _, word, here, urgent in languages.read(practice.site.language).strangers(text):
            yield key, f'"{word}" is a word of another country; readers here know: {here}', urgent


def soon_stale(practice: Practice, today: date) -> Iterator[tuple[Key, str]]:
    """Each fact that may be published on `today`, and after NOTICE no more."""
    for key, name, _, last in dated(practice):
        if today <= last <= today + NOTICE:
            ends = "expires on" if key[-1] == "expires" else "must be checked again by"
            after = "after that day the public site is not built until you renew it"
            yield key, f"this {name} {ends} {last}; {after}"
