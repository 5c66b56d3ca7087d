"""The search: its page, and beside it the one script of the site with an index of its own.

Script and index lie in a folder named after all that is in them, so no cache ever mixes two builds.
"""

import hashlib
import re
from pathlib import Path

from pelican import signals
from pelican.generators import Generator

from . import index

NEWEST = 250  # posts listed on the page itself, which has a budget; a topic's own page has them all

REMARKS = re.compile(r"^/\*.*?\*/\n|^\s+", re.MULTILINE | re.DOTALL)  # and indents: for us alone


def register():
    signals.get_generators.connect(generators)


def generators(pelican):
    return SearchGenerator


class SearchGenerator(Generator):
    """Writes SEARCH_SAVE_AS, with the published articles and pages, which the context has ready."""

    def generate_output(self, writer):
        articles, pages = self.context["articles"], self.context["pages"]
        files = index.build([post(text) for text in [*articles, *pages]])
        script = Path(self.settings["THEME"], "static", "search", "search.js")
        files["search.js"] = REMARKS.sub("", script.read_text(encoding="utf-8"))
        digest = hashlib.sha256(index.dumps(files).encode()).hexdigest()[:12]

        page = self.settings["SEARCH_SAVE_AS"]
        folder = Path(self.output_path, page).parent / digest
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        writer.write_file(
            page,
            self.get_template("search"),
            self.context,
            script=f"{digest}/search.js",
            topics=self.topics(set(articles[:NEWEST])),
        )

    def topics(self, newest):
        """Each category, those of its articles that are among the newest, and if that is all."""
        for category, articles in sorted(self.context["categories"]):
            listed = [article for article in articles if article in newest]
            yield category, listed, len(listed) == len(articles)


def post(text) -> index.Post:
    """An article, or a page, which has no date."""
    about = f"{text.locale_date} · {text.category}" if hasattr(text, "date") else ""
    return index.Post(text.title, text.content, text.url, about, text.summary)
