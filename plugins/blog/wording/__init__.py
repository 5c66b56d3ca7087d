"""What a text says, checked against rules that are data (wording.toml)."""

from .check import check, exceptions
from .rules import RULES

__all__ = ["RULES", "check", "exceptions"]
