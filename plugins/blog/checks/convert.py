"""A post or page read, and converted as it will be for the site."""

from collections.abc import Callable
from pathlib import Path

from markdown import Markdown
from practice.details import Box, Callouts, Contact, Exit, HelpLine, Practice, Site, SupplementBox

from ..problem import Problem
from ..reading.markdown import markdown_settings
from .attempt import shown
from .header import fields, read_header
from .reading import read_lines
from .source import Source

# Stands in for a practice.toml that cannot be read, so that the texts are checked all the same.
BOX = {"title": "-", "text": "-"}
STAND_IN = Practice(
    contact=Contact(name="", website=""),
    site=Site(title="", url=""),
    callouts=Callouts(SupplementBox(**BOX, tags=(), words=()), Box(**BOX), Box(**BOX)),
    help_lines=(HelpLine(sentence="{number}", number="999"),),
    exit=Exit(name="-", url=""),
)

Convert = Callable[[str], tuple[str, dict[int, str]]]


def converter(practice: Practice, base: dict) -> Convert:
    """A function from a text to its HTML, and to what is wrong with its callouts, by line."""
    settings, callouts = markdown_settings(practice, base)

    def convert(text: str) -> tuple[str, dict[int, str]]:
        html = Markdown(**settings).convert(text)  # a new one for each text, as in Pelican
        return html, callouts.problems

    return convert


def read_source(path: Path, place: str, convert: Convert) -> tuple[Source, list[Problem]]:
    """The text at `path`, and what is wrong with its callouts."""
    lines = read_lines(path)
    entries, body = read_header(lines)
    html, wrong = convert("\n".join(lines))
    source = Source(shown(path), lines, fields(entries), body, html, place)
    return source, [source.problem(line, message) for line, message in wrong.items()]
