"""What would come of an old blog, for a screen."""

from pathlib import Path

from ..importing.__main__ import bring
from ..importing.export import Refused
from .said import TEMPLATES, WORDS


def brought(source: str, write: bool) -> dict:
    """The `report`, or why it was `refused`; `write` makes it come. Pelican runs in it."""
    try:
        page = TEMPLATES.get_template("brought.html")
        return {"report": bring(Path(source).expanduser(), write, page=page)}
    except Refused as refused:
        why = str(refused).partition("; say where it is")[0]  # which is told of `make import`
        return {"refused": WORDS["brought"]["refused"].format(why=why)}
