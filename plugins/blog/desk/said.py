"""All that the desk says: words.toml, and the templates that print it."""

import re
import tomllib
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from .texts import CONTENT, PLACE, read, said

HERE = Path(__file__).parent
WORDS = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
PROBLEM = re.compile(rf"{CONTENT}/(?:({PLACE.pattern})|practice\.toml):\d+: (.*)")


def printed(name: str, facts: dict) -> str:
    """The template of that name with these facts."""
    return TEMPLATES.get_template(f"{name}.html").render(facts)


def placed(problem: str) -> tuple[str, str, str]:
    """The screen of what is wrong in a text of hers or in practice.toml, its title, the message."""
    if not (found := PROBLEM.fullmatch(problem)):
        return "", "", problem
    place, message = found.groups()
    if not place:
        return "practice", WORDS["desk"]["practice"], message
    return f"text/{quote(place)}", said(read(place)).get("title") or place, message


def runs(one: list[str], other: list[str]) -> list[tuple]:
    """(kind, from, to, from, to): the lines that both have, and those that differ."""
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


TEMPLATES.globals |= {"words": WORDS, "placed": placed, "runs": runs}
