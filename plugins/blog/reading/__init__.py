"""How the author's text is read: the document, its header, and what Markdown makes of it."""

import tomllib
from pathlib import Path


def data(module: str) -> dict:
    """What is in the data file beside `module`: typing.toml beside typing.py."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text(encoding="utf-8"))
