"""Redirects: whoever comes by an old address is taken to where the page is now.

Old addresses stand in `Aliases:` in the header of a post or page, and in practice.toml below
[[redirects]]. This file alone knows Pelican. It puts all of them into the context as REDIRECTS,
pairs of (old path, new path or whole address) from the root of the site, and makes of them
_redirects and, for hosts that know no such file, a page at each old address.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import Generator

from .address import aliases, new_address, old_path
from .rules import rules

HOMES = {"articles": "ARTICLE_URL", "pages": "PAGE_URL"}  # what is not public has no old address


def register():
    signals.all_generators_finalized.connect(collect)
    signals.get_generators.connect(generator)


def collect(generators):
    """Give the context its REDIRECTS; stop if one of them cannot be understood."""
    context = generators[0].context
    try:
        context["REDIRECTS"] = tuple(sorted(dict(redirects(context)).items()))
    except ValueError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


def redirects(context):
    """Each (old, new). That they do not contradict each other, the proofreader has seen to."""
    practice = context["JINJA_GLOBALS"]["practice"]
    site = practice.site.url
    for redirect in practice.redirects:
        yield old_path(redirect.old, "", site), new_address(redirect.new, site)
    for kind, home in HOMES.items():
        for text in context[kind]:
            for said in aliases(getattr(text, "aliases", "")):
                try:
                    yield old_path(said, context[home], site), text.url
                except ValueError as error:
                    raise ValueError(f"{os.path.relpath(text.source_path)}:1: {error}") from None


def generator(pelican):
    return Redirects


class Redirects(Generator):
    """Writes _redirects and, if REDIRECT_PAGES is set, a page at each old address."""

    def generate_output(self, writer):
        found = self.context["REDIRECTS"]
        root = self.settings["SITEURL"]
        if found:
            text = rules(found, urlsplit(root).path)
            Path(self.output_path, "_redirects").write_text(text, encoding="utf-8", newline="\n")
        if self.settings["REDIRECT_PAGES"]:
            titles = {text.url: text.title for kind in HOMES for text in self.context[kind]}
            for old, new in found:
                writer.write_file(
                    f"{old}index.html" if old.endswith("/") else old,
                    self.get_template("redirect"),
                    self.context,
                    address=new if "://" in new else f"{root}/{new}",
                    title=titles.get(new.partition("#")[0]),
                )
