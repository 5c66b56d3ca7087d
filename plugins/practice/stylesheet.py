"""The theme's stylesheet as one short text, to be inlined: a page is one request."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

import rcssmin
from markupsafe import Markup


@dataclass(frozen=True)
class Stylesheet:
    """`css` goes into <style>, `csp_source` into the policy that allows just this text."""

    css: Markup

    @property
    def csp_source(self) -> str:
        """The hash source of Content Security Policy Level 3, section 2.3.1."""
        digest = hashlib.sha256(self.css.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"


def read(folder: Path) -> Stylesheet:
    """All of `folder`/*.css: layers.css, which puts the others in their order, comes first."""
    paths = sorted(folder.glob("*.css"), key=lambda path: (path.stem != "layers", path.name))
    css = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return Stylesheet(Markup(rcssmin.cssmin(css)))
