"""The old addresses that lead on, as headers and practice.toml have them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from ..checks.site import Site, slug_of
from ..checks.source import Source
from .address import aliases, new_address, old_path


@dataclass(frozen=True)
class Alias:
    """An old address as it was `said`; it once more and where it leads as /paths/, or `wrong`."""

    said: str
    old: str
    new: str  # or a whole address
    source: Source | None = None  # None: it is in practice.toml, at this place in [[redirects]]
    place: int = 0
    wrong: str = ""


def all_aliases(site: Site) -> Iterator[Alias]:
    """Every old address there is, in drafts too; `wrong` says why one cannot be understood."""
    own = site.practice.site.url
    for source in site.sources.values():
        for said in aliases(source.value("aliases")):
            home = site.home(source)
            try:
                old = old_path(said, home, own)
                yield Alias(said, f"/{old}", f"/{home.format(slug=slug_of(source))}", source)
            except ValueError as error:
                yield Alias(said, "", "", source, wrong=f"the alias {error}")
    for place, each in enumerate(site.practice.redirects):
        try:
            old, new = old_path(each.old, "", own), new_address(each.new, own)
            yield Alias(each.old, f"/{old}", new if "://" in new else f"/{new}", None, place)
        except ValueError as error:
            yield Alias(each.old, "", "", None, place, wrong=f"the redirect {error}")


def in_force(found: Iterable[Alias], site: Site) -> list[Alias]:
    """Those that will lead visitors on: of a draft's aliases, none."""
    good = (alias for alias in found if not alias.wrong)
    return [alias for alias in good if alias.source is None or site.public(alias.source)]


def key(path: str) -> str:
    """What a path goes by: not every disk tells capitals from small letters."""
    return path.strip("/").casefold()


def removed(site: Site) -> dict[str, str]:
    """What was taken down on purpose, as /paths/, each as it was said."""
    own, found = site.practice.site.url, {}
    for said in site.practice.site.removed:
        with suppress(ValueError):  # told by check_redirects
            found[f"/{old_path(said, '', own)}"] = said
    return found
