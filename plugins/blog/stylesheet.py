"""The theme's stylesheets, each as one short text to be inlined: a page is one request.

A kind of page gets what it needs and no more: the files of the folders named here.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import rcssmin
from markupsafe import Markup

KINDS = {
    "article": ("every", "reading"),
    "rich": ("every", "reading", "rich"),  # an article with more than words
    "page": ("every", "reading", "rich", "foot"),
    "exit": ("every", "reading", "rich", "foot", "exit"),  # what can be left at once
    "contact": ("every", "reading", "rich", "foot", "exit", "front"),
    "lists": ("every", "foot", "lists"),
    "home": ("every", "reading", "rich", "foot", "lists", "front"),
    "search": ("every", "foot", "lists", "search"),
}
LAYERS = ("tokens", "base", "layout", "components", "print")  # each wins over those before it


@dataclass(frozen=True)
class Stylesheet:
    """`css` goes into <style>, `csp_source` into the policy that allows just this text."""

    css: Markup

    @property
    def csp_source(self) -> Markup:
        """The hash source of Content Security Policy Level 3, section 2.3.1."""
        digest = hashlib.sha256(self.css.encode()).digest()
        return Markup(f"'sha256-{base64.b64encode(digest).decode()}'")


def read(folder: Path) -> dict[str, Stylesheet]:
    """The stylesheet of each kind of page, from the *.css in the folders below `folder`."""
    return {kind: Stylesheet(Markup(text(folder, parts))) for kind, parts in KINDS.items()}


def text(folder: Path, parts: tuple[str, ...]) -> str:
    """The files of `parts` as one text, in which each layer stands once, in its order."""
    layers = dict.fromkeys(LAYERS, "")
    for path in (path for part in parts for path in sorted((folder / part).glob("*.css"))):
        css = rcssmin.cssmin(path.read_text(encoding="utf-8"))
        layer, rules = re.fullmatch(r"@layer (\w+)\{(.*)\}", css, re.DOTALL).groups()
        layers[layer] += rules
    return "".join(f"@layer {layer}{{{rules}}}" for layer, rules in layers.items())
