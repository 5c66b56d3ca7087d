"""The proofreader: what a careful colleague checks before printing, and after."""

import tomllib
from pathlib import Path


def data(name: str) -> dict:
    """What is in the data file of that name beside the checks, such as leftovers.toml."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
