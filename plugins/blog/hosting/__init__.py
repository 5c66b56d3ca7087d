"""What the public site tells its host: headers, redirects, and whom to call when it has a fault.

headers.toml has the headers, and templates/ a file for each way to say them.
"""

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pelican.generators import Generator

SAID = tomllib.loads(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))
LOADER = FileSystemLoader(Path(__file__).with_name("templates"))
LINES = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
TEMPLATES = Environment(loader=LOADER, undefined=StrictUndefined, **LINES)
TEMPLATES.globals |= SAID
TEMPLATES.filters |= {
    "escaped": re.escape,
    # A path of headers.toml as a regular expression.
    "expression": lambda path: re.sub(r":\w+", "[^/]+", re.escape(path).replace(r"\*", ".*")),
    "quoted": lambda text: '"{}"'.format(text.replace("\\", r"\\").replace('"', r"\"")),
}


def policy(styles: Iterable[str], scripts: bool = False) -> Markup:
    """What a page may load that has just these stylesheets in it, as its <meta> says it."""
    hashes = (b64encode(sha256(css.encode()).digest()).decode() for css in styles)
    sources = " ".join(f"'sha256-{each}'" for each in hashes)
    return Markup(SAID["policy"].format(styles=sources) + SAID["scripts"] * scripts)


def everywhere(styles: Iterable[str]) -> dict[str, str]:
    """The headers of every answer, for a site that has these stylesheets."""
    whole = str(policy(styles, scripts=True)) + SAID["frames"]  # a Markup would escape the rest
    return {"Content-Security-Policy": whole, **SAID["answers"]}


def rules(settings: dict) -> dict[str, dict[str, str]]:
    """What is different for some paths of the site that has these settings."""
    lasting = {at: own | {"Cache-Control": SAID["for_ever"]} for at, own in SAID["lasting"].items()}
    return lasting | {settings[key]: {"Content-Type": kind} for key, kind in SAID["types"].items()}


class HostingGenerator(Generator):
    """Writes the files that hosts read, for the public site."""

    def generate_output(self, writer):
        settings, place = self.settings, urlsplit(self.settings["SITEURL"])
        security, redirects = settings["PRACTICE"].facts.security, self.context["REDIRECTS"]
        styles = settings["JINJA_GLOBALS"]["stylesheets"].values()
        known = {"everywhere": everywhere(styles), "rules": rules(settings), "redirects": redirects}
        known |= {"security": security, "language": settings["DEFAULT_LANG"]}
        # The prefix is "", or "/blog" where the site is in a folder.
        known |= {"url": place.geturl(), "host": place.hostname, "prefix": place.path}
        names = ["_headers", ".nginx.conf", ".nojekyll"] + ["_redirects"] * bool(redirects)
        if security and not place.path:  # in a folder it would never be looked for
            names.append(".well-known/security.txt")
        for path in (Path(self.output_path, name) for name in names if settings["PUBLIC"]):
            path.parent.mkdir(parents=True, exist_ok=True)
            written = TEMPLATES.get_template(path.name.lstrip(".")).render(known)
            path.write_text(written, encoding="utf-8", newline="\n")
