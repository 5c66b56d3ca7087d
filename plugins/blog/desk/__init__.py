"""The author's desk: her texts are written and published in the browser, on this computer alone.

`python -m blog.desk` opens it, with the preview beside it. Here is all that it says: words.toml,
and the templates that print it. What the browser does is in static/.
"""

from difflib import SequenceMatcher
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ..disk import data
from ..wording import RULES

HERE = Path(__file__).parent
WORDS = data(HERE / "words.toml")
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
TEMPLATES.globals |= {"words": WORDS, "rules": RULES, "compared": SequenceMatcher}


def printed(name: str, facts: dict) -> str:
    """The template of that name with these facts."""
    return TEMPLATES.get_template(f"{name}.html").render(facts)
