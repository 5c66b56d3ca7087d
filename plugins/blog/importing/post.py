"""An old post, as every reader hands it over."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Post:
    title: str
    html: str
    date: str = ""  # a moment in ISO form, or as in an e-mail
    modified: str = ""
    addresses: tuple[str, ...] = ()  # whole or as paths; the first is the one in use
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    cover: str = ""  # the address of a picture
    questions: tuple[str, ...] = ()  # what was guessed, for the author to confirm


def left(what: str, said: str = "") -> str:
    """Stands for what cannot come, and becomes a comment on its line."""
    return f"<x-left>{escape(f'Here stood {what} {said}'.strip())}</x-left>"
