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
    cover: tuple[str, str] = ("", "")  # the address of a picture, and what it shows
    words: str = ""  # all its words, where they can be had otherwise than from `html`
    questions: tuple[str, ...] = ()  # what was guessed, for the author to confirm


def picture(src: str, alt: str = "", caption: str = "") -> str:
    image = f'<img src="{escape(src)}" alt="{escape(alt)}">'
    return f"<figure>{image}<figcaption>{escape(caption)}</figcaption></figure>"


def left(what: str, said: str = "") -> str:
    """Stands for what cannot come, and becomes a comment on its line."""
    return f"<x-left>{escape(f'Here stood {what} {said}'.strip())}</x-left>"


def gallery(pictures: list[str]) -> str:
    return left(f"a gallery: the {len(pictures)} pictures that follow") + "".join(pictures)
