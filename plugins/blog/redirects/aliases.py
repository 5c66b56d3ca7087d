"""The old addresses that lead on, as headers and practice.toml have them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ..reading.document import Document
from ..run import Run, is_post, is_public
from .address import new_address, old_path


@dataclass(frozen=True)
class Alias:
    """An old address as it was `said`; it once more and where it leads as /paths/, or `wrong`."""

    said: str
    old: str
    new: str  # or a whole address
    document: Document | None = None  # None: it is in practice.toml, at this place in [[redirects]]
    place: int = 0
    wrong: str = ""
    public: bool = True  # False: it stands in a draft, so it leads nobody on


def all_aliases(run: Run) -> Iterator[Alias]:
    """Every old address there is, in drafts too; `wrong` says why one cannot be understood."""
    own = run.facts.site.url
    for place, content in run.contents.items():
        document, public = run.documents[place], is_public(content)
        for said in said_in(document):
            try:
                old = old_path(said, home(place, run), own)
                yield Alias(said, f"/{old}", f"/{content.url}", document, public=public)
            except ValueError as error:
                yield Alias(said, "", "", document, wrong=f"the alias {error}")
    for n, each in enumerate(run.facts.redirects):
        try:
            old, new = old_path(each.old, "", own), new_address(each.new, own)
            yield Alias(each.old, f"/{old}", new if "://" in new else f"/{new}", None, n)
        except ValueError as error:
            yield Alias(each.old, "", "", None, n, wrong=f"the redirect {error}")


def in_force(run: Run) -> list[Alias]:
    """Those that will lead visitors on: of a draft's aliases, none."""
    return [alias for alias in all_aliases(run) if alias.public and not alias.wrong]


def said_in(document: Document) -> list[str]:
    """The old addresses in the header, which has commas between them."""
    return list(filter(None, map(str.strip, document.value("aliases").split(","))))


def home(place: str, run: Run) -> str:
    """The pattern of the addresses of all posts, or of all pages: post/{slug}/."""
    return run.settings["ARTICLE_URL" if is_post(place) else "PAGE_URL"]


def key(path: str) -> str:
    """What a path goes by: not every disk tells capitals from small letters."""
    return path.strip("/").casefold()


def removed(run: Run) -> dict[str, str]:
    """What was taken down on purpose, as /paths/, each as it was said."""
    own, found = run.facts.site.url, {}
    for said in run.facts.site.removed:
        with suppress(ValueError):  # told by check_redirects
            found[f"/{old_path(said, '', own)}"] = said
    return found
