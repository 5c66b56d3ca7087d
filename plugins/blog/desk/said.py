"""All that the desk says: words.toml, and the templates that print it."""

import tomllib
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent
WORDS = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)


def printed(name: str, facts: dict) -> str:
    """The template of that name with these facts."""
    return TEMPLATES.get_template(f"{name}.html").render(facts)


TEMPLATES.globals |= {"words": WORDS, "compared": partial(SequenceMatcher, None, autojunk=False)}
