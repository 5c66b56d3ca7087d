"""The practice's plugin for Pelican: its facts, its callouts and its contact block, in any theme.

The facts stand in practice.toml, beside the content. Settings that this plugin knows:

* `CONTACT_BLOCK` (True): end each article with the practice's contact block. A theme that has a
  place of its own for it sets this to False.
* `PUBLIC` (True): the site is for visitors, so a fact that has gone stale stops the build.

It puts one object into the settings, `PRACTICE`, and the facts into templates, as `practice`. All
that is wrong is said at once, as `path:line: message`, before the first page is written.
"""

import os
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pelican import signals

from .dates import stale
from .details import Practice, load
from .extension import PracticeExtension
from .facts import Fault


@dataclass
class Plugin:
    """What the plugin knows in one build: the setting `PRACTICE`."""

    facts: Practice  # a stand-in where practice.toml cannot be read
    extension: PracticeExtension
    problems: list[Fault] = field(default_factory=list)


def register():
    signals.initialized.connect(prepare)
    signals.content_object_init.connect(locate)
    signals.get_writer.connect(refuse)  # the last signal before the first page is written


def prepare(pelican) -> Plugin:
    """Read practice.toml, and give Markdown and the templates what is in it; once in a build."""
    settings = pelican.settings
    if "PRACTICE" in settings:
        return settings["PRACTICE"]
    path = Path(settings["PATH"], "practice.toml")
    facts, problems = load(path)
    if settings.get("PUBLIC", True):
        problems += stale(facts, path, date.today())
    extension = PracticeExtension(facts, settings.get("CONTACT_BLOCK", True))
    # A text from the cache would neither be checked nor have new facts.
    settings["LOAD_CONTENT_CACHE"] = False
    known = settings["MARKDOWN"]
    settings["MARKDOWN"] = {**known, "extensions": [*known.get("extensions", ()), extension]}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], "practice": facts}
    settings["PRACTICE"] = Plugin(facts, extension, problems)
    return settings["PRACTICE"]


def locate(content):
    """Say in which file the problems are that the text just read has with its callouts."""
    plugin = content.settings.get("PRACTICE")
    if plugin and content.source_path:
        path = os.path.relpath(content.source_path)
        plugin.problems += [Fault(path, n, m) for n, m in plugin.extension.problems.items()]
        plugin.extension.problems.clear()


def refuse(pelican):
    """Stop, before anything is written, if something is wrong."""
    if problems := pelican.settings["PRACTICE"].problems:
        print(*sorted(problems), sep="\n", file=sys.stderr)
        raise SystemExit(1)
