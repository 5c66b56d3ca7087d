"""The old blog comes over: `make import FROM=…` turns an export into drafts of this site.

Here is a `Post`, as every reader hands it over; what formats call their things is in formats.toml.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(HERE), trim_blocks=True, lstrip_blocks=True)
FORMATS = tomllib.loads((HERE / "formats.toml").read_text(encoding="utf-8"))
ASK = FORMATS["ask"]
PATTERNS = {name: re.compile(pattern) for name, pattern in FORMATS["patterns"].items()}
MANY = ("former", "categories", "tags")


@dataclass(frozen=True)
class Post:
    html: str
    title: str = ""
    date: str = ""  # a moment in ISO form, or as in an e-mail
    modified: str = ""
    address: str = ""  # whole or as a path
    former: tuple[str, ...] = ()  # addresses that led to it
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    cover: str = ""  # the address of a picture
    questions: tuple[str, ...] = ()  # what was guessed, for the author to confirm


def post(html: str, said: Mapping, **known) -> Post:
    """The post that has this text; what is not `known` of it is taken from what was `said`."""
    for field, names in FORMATS["names"].items():
        found = next((said[name] for name in names if said.get(name)), "")
        several = found if isinstance(found, list) else [found]  # YAML's may unfold without end
        plain = tuple(str(each) for each in several if isinstance(each, str | int | date))
        known.setdefault(field, plain if field in MANY else "".join(plain[:1]))
    return Post(html, **known)


def changed(text: str, patterns: list[tuple[str, str]]) -> str:
    """The text, with what each pattern finds become what stands beside it, one after another."""
    for pattern, becomes in patterns:
        text = re.sub(pattern, becomes, text)
    return text
