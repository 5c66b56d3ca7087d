"""What the public site tells its host: headers, redirects, and whom to call when it has a fault.

headers.toml has the headers, and templates/ a file for each way to say them.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pelican.generators import Generator

SAID = tomllib.loads(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))
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

Headers = dict[str, str]


@dataclass(frozen=True)
class Site:
    """What a host must know about the site at `url`, in whatever way it is told.

    `rules` say what is different for some paths, and no two of them fit the same.
    """

    url: str
    everywhere: Headers
    rules: dict[str, Headers]
    redirects: tuple[tuple[str, str], ...] = ()  # as ../redirects has them

    @property
    def prefix(self) -> str:
        """What every path begins with: "", or "/blog" for a site in a folder."""
        return urlsplit(self.url).path

    def told(self, template: str, **more) -> str:
        """A file of templates/ for this site."""
        host = urlsplit(self.url).hostname
        return TEMPLATES.get_template(template).render(site=self, host=host, said=SAID, **more)


def policy(styles: Iterable[str], scripts: bool = False) -> Markup:
    """What a page may load, with the hash sources of its stylesheets, as its <meta> says it."""
    return Markup(SAID["policy"].format(styles=" ".join(styles)) + SAID["scripts"] * scripts)


def everywhere(styles: Iterable[str]) -> Headers:
    """The headers of every answer, with the hash sources of all stylesheets of the site."""
    whole = str(policy(styles, scripts=True)) + SAID["frames"]  # a Markup would escape the rest
    return {"Content-Security-Policy": whole, **SAID["everywhere"]}


def rules(settings: dict) -> dict[str, Headers]:
    """What is different for some paths of the site that has these settings."""
    lasting = {path: {"Cache-Control": SAID["for_ever"]} for path in SAID["lasting"]}
    lasting["images/*"] = SAID["pictures"] | lasting["images/*"]
    return lasting | {settings[key]: {"Content-Type": kind} for key, kind in SAID["types"].items()}


class HostingGenerator(Generator):
    """Writes the files that hosts read, for the public site."""

    def generate_output(self, writer):
        if not self.settings["PUBLIC"]:
            return
        styles = self.settings["JINJA_GLOBALS"]["stylesheets"].values()
        headers = everywhere(sheet.csp_source for sheet in styles)
        redirects = self.context["REDIRECTS"]
        site = Site(self.settings["SITEURL"], headers, rules(self.settings), redirects)
        self.write("_headers", site.told("_headers"))
        self.write(".nginx.conf", site.told("nginx.conf"))
        security, language = self.settings["PRACTICE"].facts.security, self.settings["DEFAULT_LANG"]
        if security and not site.prefix:  # in a folder it would never be looked for
            text = site.told("security.txt", security=security, language=language)
            self.write(".well-known/security.txt", text)
        self.write(".nojekyll", "")  # GitHub Pages would leave out what begins with _ or a dot

    def write(self, name: str, text: str) -> None:
        path = Path(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
