"""What the public site tells its host: headers, redirects, and whom to call when it has a fault.

What is in the headers says headers.py; the other modules write it
in the way of one host each.
"""

from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup
from pelican.generators import Generator

from . import headers, headers_file, nginx, security_txt


def page_policy(stylesheet, scripts=False):
    """The policy of a page that has this stylesheet in it."""
    return Markup(headers.page_policy([stylesheet.csp_source], scripts))


def all_styles(settings) -> list[str]:
    """The hash sources of every stylesheet that some page has in it."""
    return [sheet.csp_source for sheet in settings["JINJA_GLOBALS"]["stylesheets"].values()]


class HostingGenerator(Generator):
    """Writes the files that hosts read, for the public site."""

    def generate_output(self, writer):
        if self.settings["PUBLIC"]:
            for name, text in self.files().items():
                path = Path(self.output_path, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")

    def files(self) -> dict[str, str]:
        url, practice = self.settings["SITEURL"], self.settings["JINJA_GLOBALS"]["practice"]
        site = self.site(url)
        files = {
            "_headers": headers_file.text(site),
            ".nginx.conf": nginx.text(site, url),
            ".nojekyll": "",  # GitHub Pages would leave out what begins with _ or a dot
        }
        if practice.security and not site.prefix:  # in a folder it would never be looked for
            language = self.settings["DEFAULT_LANG"]
            files[security_txt.PATH] = security_txt.text(practice.security, url, language)
        return files

    def site(self, url: str) -> headers.Site:
        settings = self.settings
        kinds = {"FEED_ALL_ATOM": "application/atom+xml", "FEED_ALL_RSS": "application/rss+xml"}
        kinds["CONTACT_CARD_SAVE_AS"] = "text/vcard"
        return headers.Site(
            urlsplit(url).path,
            headers.everywhere(all_styles(settings)),
            headers.rules({settings[key]: f"{kind}; charset=utf-8" for key, kind in kinds.items()}),
            self.context.get("REDIRECTS", ()),
        )
