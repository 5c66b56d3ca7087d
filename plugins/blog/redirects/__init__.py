"""Redirects: whoever comes by an old address is taken to where the page is now.

Old addresses stand in `Aliases:` in the header of a post or page, and in practice.toml below
[[redirects]]. All of them go into the context as REDIRECTS, pairs of (old path, new path or whole
address) from the root of the site; of these are made _redirects and, for hosts that know no such
file, a page at each old address.

A rule in _redirects is a plain 301 on purpose. Netlify's 301!, which would win over a page at the
old address, is an error at Cloudflare ("Got 301!", parseRedirects.ts in cloudflare/workers-sdk)
and fails the whole deploy of a Worker. Cloudflare follows a rule whether there is a page or not
(developers.cloudflare.com/pages/configuration/redirects/); for Netlify, publishconf.py leaves the
stand-in pages out. Cloudflare compares addresses letter by letter, so each stands there with its
last slash and without; for Netlify the two are one. Of more than 2,000 rules Cloudflare drops the
rest, and at those addresses shows the stand-in pages.
"""

from pathlib import Path
from urllib.parse import quote, urlsplit

from pelican.generators import Generator

from ..run import Run
from .aliases import in_force


def collect(run: Run) -> None:
    """Give the context its REDIRECTS. That they do not contradict each other, check.py sees to."""
    found = ((alias.old.removeprefix("/"), alias.new.removeprefix("/")) for alias in in_force(run))
    run.context["REDIRECTS"] = tuple(sorted(found))


class RedirectsGenerator(Generator):
    """Writes _redirects and, if REDIRECT_PAGES is set, a page at each old address."""

    def generate_output(self, writer):
        found = self.context["REDIRECTS"]
        root = self.settings["SITEURL"]
        if found:
            text = rules(found, urlsplit(root).path)
            Path(self.output_path, "_redirects").write_text(text, encoding="utf-8", newline="\n")
        if self.settings["REDIRECT_PAGES"]:
            texts = [*self.context["articles"], *self.context["pages"]]
            titles = {text.url: text.title for text in texts}
            for old, new in found:
                writer.write_file(
                    f"{old}index.html" if old.endswith("/") else old,
                    self.get_template("redirect"),
                    self.context,
                    address=new if "://" in new else f"{root}/{new}",
                    title=titles.get(new.partition("#")[0]),
                )


def rules(redirects: tuple[tuple[str, str], ...], folder: str) -> str:
    """The file _redirects for a site in `folder` of its host: "" or, say, "/blog"."""
    return "".join(
        f"{folder}/{quote(way, safe='/~')} {new if '://' in new else f'{folder}/{new}'} 301\n"
        for old, new in redirects
        for way in dict.fromkeys((old, old.removesuffix("/")))
    )
