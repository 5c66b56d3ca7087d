"""Writes the pages, but for those that an earlier site has just as they would come out again."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from pelican.paginator import Paginator
from pelican.writers import Writer as PelicanWriter

from ..checks.written import take_over
from .marks import Marks, Unknown

LISTS = ("articles", "dates")  # what Pelican spreads over several pages
IN_FEEDS = ("SITENAME", "SITESUBTITLE", "SITEURL", "FEED_DOMAIN", "SIGNATURE")


class Writer(PelicanWriter):
    """Pelican's, but for what the setting FORMER finds: (file, mark) is given, a path or None."""

    @cached_property
    def marks(self) -> Marks:
        return Marks(self.settings["RUN"])

    def write_file(
        self,
        name,
        template,
        context,
        relative_urls=False,
        paginated=None,
        template_name=None,
        override_output=False,
        url=None,
        **more,
    ):
        for file, given in self.pages(name, url, template_name, more) if name else ():
            if not self.takes_over(file, partial(self.marks.page, file, template, context, given)):
                options = {"override_output": override_output, "paginated": {}}
                super().write_file(file, template, context, relative_urls, **options, **given)

    def write_feed(self, elements, context, path=None, *more, **named):
        texts = elements[: self.settings["FEED_MAX_ITEMS"]]
        rest = more, named, [context[name] for name in IN_FEEDS]
        if self.takes_over(path, partial(self.marks.feed, path, texts, *rest)):
            return None
        return super().write_feed(elements, context, path, *more, **named)

    def pages(self, name, url, template_name, more) -> Iterator[tuple[str, dict]]:
        """Each page of what is written under `name`, and what its template is given."""
        lists = {key: more[key] for key in LISTS if key in more}
        if not lists or template_name not in self.settings["PAGINATED_TEMPLATES"]:
            yield name, more
            return
        size = self.settings["PAGINATED_TEMPLATES"][template_name]
        size = size or self.settings["DEFAULT_PAGINATION"]
        found = {k: Paginator(name, url, v, self.settings, size) for k, v in lists.items()}
        last = next(iter(found.values())).num_pages
        for number in range(1, last + 1):
            given = dict(more)
            for key, pages in found.items():
                given[f"{key}_paginator"] = pages
                given[f"{key}_page"] = page = pages.page(number)
                given[f"{key}_previous_page"] = pages.page(number - 1) if number > 1 else None
                given[f"{key}_next_page"] = pages.page(number + 1) if number < last else None
            yield page.save_as, given

    def takes_over(self, file: str, mark: Callable[[], str]) -> bool:
        """Whether an earlier site has the file as it would be written; if so, it is kept."""
        former, run = self.settings.get("FORMER"), self.settings["RUN"]
        if run.only and run.contents[run.only].save_as != file:
            return True  # whatever it is
        if not former:
            return False
        try:
            run.marks[file] = mark()
        except Unknown:
            return False
        path = former(file, run.marks[file])
        return path is not None and take_over(run, file, path)
