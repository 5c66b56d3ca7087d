"""What would come of an old blog, for a screen."""

import re
from pathlib import Path

from ..importing.__main__ import bring
from ..importing.export import Refused
from .said import TEMPLATES, WORDS

TERMINAL = re.compile(r"; [^;]*\bmake import\b.*", re.DOTALL)  # she never needs one here


def brought(source: str, write: bool) -> dict:
    """The `report`, or why it was `refused`; `write` makes it come. Pelican runs in it."""
    try:
        page = TEMPLATES.get_template("brought.html", globals={"source": source})
        return {"report": bring(Path(source).expanduser(), write, page=page)}
    except Refused as refused:
        why = TERMINAL.sub("", str(refused)).replace(source, Path(source).name)
        return {"refused": WORDS["brought"]["refused"].format(why=why)}
