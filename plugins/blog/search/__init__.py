"""The search: its page, and beside it the one script of the site with an index of its own.

Script and index lie in a folder named after all that is in them, so no cache ever mixes two builds.
Without scripts the page is the archive by topic. That of a large blog is a page of its own, where
browsers without scripts go by themselves: nobody who searches has to wait for it.
"""

import hashlib
from math import inf
from pathlib import Path

import rjsmin
from pelican.generators import Generator

from . import index

MOST_LISTED = 30  # articles on the page itself


class SearchGenerator(Generator):
    """Writes SEARCH_SAVE_AS, with the published articles and pages, which the context has ready."""

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.run = self.settings["RUN"]
        self.run.search, self.postings = self, index.Postings(self.run.checked.recall)

    def generate_output(self, writer):
        page = Path(self.settings["SEARCH_SAVE_AS"])
        texts = [*self.context["articles"], *self.context["pages"]]
        # In the preview nothing comes from far, and fewer files are made sooner.
        sizes = {} if self.run.public else {"least": inf, "hits": max(1, len(texts))}
        found = self.postings.of(self.read())
        facts, files = index.build(texts, found, self.run.language.day, **sizes)
        source = Path(self.settings["THEME"], "static", "search", "search.js")
        script = rjsmin.jsmin(source.read_text(encoding="utf-8"))
        files["search.js"] = f"const facts={facts};\n{script}"
        version = hashlib.sha256(index.dumps(files).encode()).hexdigest()[:12]
        self.folder = page.parent / version
        folder = Path(self.output_path, self.folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        few = len(self.context["articles"]) <= MOST_LISTED
        more = {"script": f"{version}/search.js", "few": few}
        writer.write_file(str(page), self.get_template("search"), self.context, **more)
        if not few:
            topics = str(page.with_name("topics") / "index.html")
            writer.write_file(topics, self.get_template("topics"), self.context)

    def read(self) -> list[tuple[str, str]]:
        """The title and the HTML of each text."""
        texts = [*self.context["articles"], *self.context["pages"]]
        found = [(text, self.run.documents.get(text.relative_source_path)) for text in texts]
        # One that another reader than ours has read is no document.
        return [(text.title, each.html if each else text.content) for text, each in found]
