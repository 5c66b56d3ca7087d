"""Redirects: whoever comes by an old address is taken to where the page is now.

Old addresses stand in `Aliases:` in the header of a post or page, and in practice.toml below
[[redirects]]. All of them go into the context as REDIRECTS, pairs of (old path, new path or whole
address) from the root of the site; of these are made rules for hosts (hosting/) and, for those that
know no such file, a page at each old address.
"""

from pelican.generators import Generator

from ..run import Run
from .aliases import in_force


def collect(run: Run) -> None:
    """Give the context its REDIRECTS. That they do not contradict each other, check.py sees to."""
    found = ((alias.old.removeprefix("/"), alias.new.removeprefix("/")) for alias in in_force(run))
    run.context["REDIRECTS"] = tuple(sorted(found))


class RedirectsGenerator(Generator):
    """Writes a page at each old address, if REDIRECT_PAGES is set."""

    def generate_output(self, writer):
        texts = [*self.context["articles"], *self.context["pages"]]
        titles = {text.url: text.title for text in texts}
        for old, new in self.context["REDIRECTS"] if self.settings["REDIRECT_PAGES"] else ():
            writer.write_file(
                f"{old}index.html" if old.endswith("/") else old,
                self.get_template("redirect"),
                self.context,
                address=new if "://" in new else f"{self.settings['SITEURL']}/{new}",
                title=titles.get(new.partition("#")[0]),
            )
