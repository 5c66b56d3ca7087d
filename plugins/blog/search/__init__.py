"""The search: its page, and beside it the one script of the site with an index of its own.

Script and index lie in a folder named after all that is in them, so no cache ever mixes two builds.
Without scripts the page is the archive by topic. That of a large blog is a page of its own, where
browsers without scripts go by themselves: nobody who searches has to wait for it.
"""

import hashlib
from pathlib import Path

import rjsmin
from pelican.generators import Generator

from . import index

MOST_LISTED = 30  # articles on the page itself


class SearchGenerator(Generator):
    """Writes SEARCH_SAVE_AS, with the published articles and pages, which the context has ready."""

    def generate_output(self, writer):
        articles, pages = self.context["articles"], self.context["pages"]
        page = self.settings["SEARCH_SAVE_AS"]
        folder = Path(self.output_path, page).parent
        script = self.write_index(folder, [self.post(text) for text in [*articles, *pages]])
        few = len(articles) <= MOST_LISTED
        context = {**self.context, "script": script, "few": few}
        writer.write_file(page, self.get_template("search"), context)
        if not few:
            topics = str(Path(page).with_name("topics") / "index.html")
            writer.write_file(topics, self.get_template("topics"), self.context)

    def write_index(self, folder: Path, posts: list[index.Post]) -> str:
        """Write all but the page; returns where the script is, as seen from the page."""
        made = index.build(posts)
        source = Path(self.settings["THEME"], "static", "search", "search.js")
        script = rjsmin.jsmin(source.read_text(encoding="utf-8"))
        files = {**made.files, "search.js": f"const facts={made.facts};\n{script}"}
        version = hashlib.sha256(index.dumps(files).encode()).hexdigest()[:12]
        for name, text in files.items():
            path = folder / version / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return f"{version}/search.js"

    def post(self, text) -> index.Post:
        """An article, or a page, which has no date."""
        day = self.settings["RUN"].language.day
        about = f"{day(text.date)} · {text.category}" if hasattr(text, "date") else ""
        return index.Post(text.title, text.content, text.url, about, text.summary)
