"""What a text says, checked against rules that are data (wording.toml)."""

from .check import check, exceptions
from .rules import RULES, own_words

__all__ = ["RULES", "check", "exceptions", "own_words"]
