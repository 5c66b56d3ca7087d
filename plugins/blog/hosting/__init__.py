"""What the public site tells its host: headers, redirects, and whom to call when it has a fault.

What is in the headers says headers.py; templates/ has a file for each way to say it.
"""

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pelican.generators import Generator

from . import headers

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)
TEMPLATES.filters |= {
    "combined": lambda first, *more: {k: v for each in (first, *more) for k, v in each.items()},
    "encoded": quote,
    "escaped": re.escape,
    # The pattern of a rule as a regular expression.
    "expression": lambda text: re.sub(r":\w+", "[^/]+", re.escape(text).replace(r"\*", ".*")),
    "quoted": lambda text: '"{}"'.format(text.replace("\\", r"\\").replace('"', r"\"")),
}


def page_policy(stylesheet, scripts=False):
    """The policy of a page that has this stylesheet in it."""
    return Markup(headers.page_policy([stylesheet.csp_source], scripts))


def text(template: str, site: headers.Site, url: str, **more) -> str:
    """A file of `templates` for the site at `url`."""
    host = re.sub(r"^https?://|[:/].*", "", url)
    known = {"for_ever": headers.FOR_EVER, "briefly": headers.BRIEFLY, **more}
    return TEMPLATES.get_template(template).render(site=site, url=url, host=host, **known)


class HostingGenerator(Generator):
    """Writes the files that hosts read, for the public site."""

    def generate_output(self, writer):
        if not self.settings["PUBLIC"]:
            return
        security, language = self.settings["PRACTICE"].facts.security, self.settings["DEFAULT_LANG"]
        url = self.settings["SITEURL"]
        site = self.site(url)
        self.write("_headers", text("_headers", site, url))
        self.write(".nginx.conf", text("nginx.conf", site, url))
        if security and not site.prefix:  # in a folder it would never be looked for
            known = {"security": security, "language": language}
            self.write(".well-known/security.txt", text("security.txt", site, url, **known))
        self.write(".nojekyll", "")  # GitHub Pages would leave out what begins with _ or a dot

    def write(self, name: str, text: str) -> None:
        path = Path(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def site(self, url: str) -> headers.Site:
        settings = self.settings
        kinds = {"FEED_ALL_ATOM": "application/atom+xml", "FEED_ALL_RSS": "application/rss+xml"}
        kinds["CONTACT_CARD_SAVE_AS"] = "text/vcard"
        styles = settings["JINJA_GLOBALS"]["stylesheets"].values()
        return headers.Site(
            urlsplit(url).path,
            headers.everywhere([sheet.csp_source for sheet in styles]),
            headers.rules({settings[key]: f"{kind}; charset=utf-8" for key, kind in kinds.items()}),
            self.context["REDIRECTS"],
        )
