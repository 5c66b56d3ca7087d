"""The practice's plugin: its facts, its callouts and its contact block, put into Pelican.

This file alone knows Pelican. Whatever is wrong is said as `path:line: message` on standard
error, all of it at once, before anything is written.
"""

import os
import sys
from datetime import date
from pathlib import Path

from markupsafe import Markup
from pelican import signals
from pelican.readers import MarkdownReader
from practice import details
from practice.dates import stale
from practice.facts import FactsError

from . import hosting, images, reading, redirects, schema, search, stylesheet
from .reading.markdown import markdown_settings


def register():
    reading.register()
    signals.initialized.connect(prepare)
    signals.readers_init.connect(read_with_problems)
    signals.article_generator_finalized.connect(withhold)
    signals.page_generator_finalized.connect(withhold)
    signals.all_generators_finalized.connect(before_writing)
    signals.feed_generated.connect(sign_entries)
    for part in (images, search, redirects, hosting):
        part.register()


def prepare(pelican):
    """Read practice.toml, and give Markdown and the theme what is in it."""
    settings = pelican.settings
    path = Path(settings["PATH"], "practice.toml")
    try:
        practice = details.load(path)
    except FactsError as error:
        stop(error.args)
    if problems := stale(practice, path, date.today()):
        if settings["PUBLIC"]:
            stop(problems)
        print(*problems, "(the public site will not be built until this is mended)", sep="\n")

    if settings["PUBLIC"]:
        settings["SITEURL"] = settings["SITEURL"] or practice.site.url
        settings["FEED_DOMAIN"] = settings["SITEURL"]
    settings["SITENAME"] = practice.site.title
    settings["SITESUBTITLE"] = practice.site.subtitle
    settings["AUTHOR"] = practice.contact.name

    settings["MARKDOWN"], settings["CALLOUTS"] = markdown_settings(practice, settings["MARKDOWN"])
    settings["PROBLEMS"] = []
    settings["JINJA_GLOBALS"] = {
        **settings["JINJA_GLOBALS"],
        "practice": practice,
        "schema": schema,
        "stylesheets": stylesheet.read(Path(settings["THEME"], "static", "css")),
    }
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], "plain": plain}


def plain(text: str) -> str:
    """A title or summary as a machine should have it: without what is there for the eye."""
    return Markup(text).striptags().translate(str.maketrans("‘’“”\u00a0", "''\"\" "))


class Reader(MarkdownReader):
    """Pelican's Markdown reader, which knows the file that a callout's problem is in."""

    def read(self, source_path):
        content, metadata = super().read(source_path)
        self.settings["PROBLEMS"] += [
            f"{os.path.relpath(source_path)}:{line}: {message}"
            for line, message in sorted(self.settings["CALLOUTS"].problems.items())
        ]
        return content, metadata


def read_with_problems(readers):
    for extension in MarkdownReader.file_extensions:
        readers.reader_classes[extension] = Reader


def withhold(generator):
    """Keep drafts, hidden posts and future posts, which Pelican has as drafts, from the public."""
    if generator.settings["PUBLIC"]:
        for name, contents in vars(generator).items():
            if name.startswith(("draft", "hidden")):
                contents.clear()


def before_writing(generators):
    """Stop if anything is wrong; render what ends every feed entry."""
    context = generators[0].context
    if context["PROBLEMS"]:
        stop(context["PROBLEMS"])
    context["SIGNATURE"] = generators[0].env.get_template("partials/signature.html").render(context)


def sign_entries(context, feed):
    """End every feed entry with the practice's contact block, in its short form.

    Its links to its own headings and footnotes become whole: in a feed reader there is no page
    for them to be on.
    """
    for item in feed.items:
        key = "content" if item["content"] else "description"  # Atom and RSS
        text = item[key] or ""  # None: a post without a word
        text = text.replace('href="#', f'href="{item["link"]}#')
        item[key] = text + context["SIGNATURE"]


def stop(problems):
    print(*problems, sep="\n", file=sys.stderr)
    raise SystemExit(1)
