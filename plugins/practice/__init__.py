"""The practice's plugin for Pelican: its facts, its callouts and its contact block, in any theme.

The facts stand in practice.toml, beside the content. Settings that this plugin knows:

* `CONTACT_BLOCK` (True): end each article with the practice's contact block. A theme that has a
  place of its own for it sets this to False.
* `PUBLIC` (True): the site is for visitors, so a fact that has gone stale stops the build.

It puts its extension of Markdown into the settings, as `PRACTICE`, and the facts into templates,
as `practice`. All that is wrong is said at once, as `path:line: message`, before the first page is
written.
"""

import os
import sys
from datetime import date
from pathlib import Path

from pelican import signals

from .extension import PracticeExtension
from .facts import Fault, load, stale


def register():
    signals.initialized.connect(prepare)
    signals.content_object_init.connect(locate)
    signals.get_writer.connect(refuse)  # the last signal before the first page is written


def prepare(pelican) -> PracticeExtension:
    """Read practice.toml, and give Markdown and the templates what is in it; once in a build."""
    settings = pelican.settings
    if "PRACTICE" in settings:
        return settings["PRACTICE"]
    path = Path(settings["PATH"], "practice.toml")
    facts, faults = load(path)
    if settings.get("PUBLIC", True):
        faults += stale(facts, path, date.today())
    settings["PRACTICE"] = extension = PracticeExtension(facts, settings.get("CONTACT_BLOCK", True))
    extension.faults += faults
    # A text from the cache would neither be checked nor have new facts.
    settings["LOAD_CONTENT_CACHE"] = False
    known = settings["MARKDOWN"]
    settings["MARKDOWN"] = {**known, "extensions": [*known.get("extensions", ()), extension]}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "practice": facts}
    return extension


def locate(content):
    """Say in which file the problems are that the text just read has with its callouts."""
    if (extension := content.settings.get("PRACTICE")) and content.source_path:
        path = os.path.relpath(content.source_path)
        extension.faults += [Fault(path, n, m) for n, m in extension.problems.items()]
        extension.problems.clear()


def refuse(pelican):
    """Stop, before anything is written, if something is wrong."""
    if faults := pelican.settings["PRACTICE"].faults:
        print(*sorted(faults), sep="\n", file=sys.stderr)
        raise SystemExit(1)
