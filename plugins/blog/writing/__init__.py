"""Writes the pages, but for those that an earlier site has just as they would come out again."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from pelican.contents import Content
from pelican.generators import Generator
from pelican.paginator import Paginator
from pelican.writers import Writer as PelicanWriter

from ..checks.written import take_over
from ..run import Run
from .marks import Marks, Unknown

IN_FEEDS = ("SITENAME", "SITESUBTITLE", "SITEURL", "FEED_DOMAIN", "SIGNATURE")


class Writer(PelicanWriter):
    """Pelican's, but for what the setting FORMER finds: (file, mark) is given, a path or None.

    It knows how it wrote each file, so that those that show a text can be written again.
    """

    def __init__(self, output_path, settings=None):
        super().__init__(output_path, settings)
        self.run: Run = self.settings["RUN"]
        self.marks, self.written = Marks(self.run), {}
        self.run.writer = self

    def write_file(self, name, template, context, relative_urls=False, **more):
        for file, given in self.pages(name, more) if name else ():
            self.page(file, template, context, relative_urls, given)

    def page(self, file, template, context, relative_urls, given) -> None:
        written = file, template, context, relative_urls
        self.written[file] = Writer.page, (*written, given), {}
        if not self.takes_over(file, partial(self.marks.page, file, template, context, given)):
            super().write_file(*written, paginated={}, **given)

    def write_feed(self, elements, context, path=None, *more, **named):
        written = elements, context, path, *more
        self.written[path] = Writer.write_feed, written, named
        texts = elements[: self.settings["FEED_MAX_ITEMS"]]
        rest = more, named, [context[name] for name in IN_FEEDS]
        if not self.takes_over(path, partial(self.marks.feed, path, texts, *rest)):
            super().write_feed(*written, **named)

    def again(self, texts: Collection[Content], generator: Generator) -> None:
        """Write what shows these texts, of which only the words have changed since all was written.

        Of that, the `generator` writes what is new with any words. All this a new writer does, as
        one writes each file but once.
        """
        shown, marked = self.marks.forget(texts), self.run.marks.keys()
        writer = Writer(self.output_path, self.settings)
        writer.marks, writer.written = self.marks, self.written
        generator.generate_output(writer)
        for file, (write, given, named) in list(self.written.items()):
            new = file in shown or file not in marked
            if new and not Path(self.output_path, file).exists():
                write(writer, *given, **named)

    def pages(self, name, more) -> Iterator[tuple[str, dict]]:
        """Each page of what is written under `name`, and what its template is given; of the lists
        that Pelican spreads over several pages, `dates` would have the same posts as `articles`."""
        url, template_name = (more.pop(key, None) for key in ("url", "template_name"))
        sizes = self.settings["PAGINATED_TEMPLATES"]
        if template_name not in sizes:
            yield name, more
            return
        size = sizes[template_name] or self.settings["DEFAULT_PAGINATION"]
        paginator = Paginator(name, url, more["articles"], self.settings, size)
        pages = [None, *map(paginator.page, paginator.page_range), None]
        for before, page, after in zip(pages, pages[1:], pages[2:], strict=False):
            given = {"articles_paginator": paginator, "articles_page": page}
            given |= {"articles_previous_page": before, "articles_next_page": after}
            yield page.save_as, more | given

    def takes_over(self, file: str, mark: Callable[[], str]) -> bool:
        """Whether an earlier site has the file as it would be written; if so, it is kept."""
        former, run = self.settings.get("FORMER"), self.run
        if run.only and file != getattr(run.contents.get(run.only), "save_as", ""):
            return True  # whatever it is
        if not former:
            return False
        run.marks.pop(file, None)
        try:
            run.marks[file] = mark()
        except Unknown:
            return False
        path = former(file, run.marks[file])
        return path is not None and take_over(run, file, path)
