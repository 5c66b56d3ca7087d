"""The old addresses that lead on, as headers and practice.toml have them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..reading.document import Document
from ..run import Run, is_post, is_public
from .address import new_address, old_path


@dataclass(frozen=True)
class Alias:
    """An old address as it was `said`; it once more and where it leads as /paths/, or `wrong`."""

    said: str
    document: Document | None  # None: it is in practice.toml, at this place in [[redirects]]
    place: int = 0
    old: str = ""
    new: str = ""  # or a whole address
    wrong: str = ""
    public: bool = True  # False: it stands in a draft

    @property
    def leads_on(self) -> bool:
        return self.public and not self.wrong


def all_aliases(run: Run) -> Iterator[Alias]:
    """Every old address there is, in drafts too; `wrong` says why one cannot be understood."""
    site = run.facts.site.url
    for place, content in run.contents.items():
        document, public = run.documents[place], is_public(content)
        for said in filter(None, map(str.strip, document.value("aliases").split(","))):
            alias = Alias(said, document, public=public)
            yield understood(alias, home(place, run), f"/{content.url}", site)
    for n, each in enumerate(run.facts.redirects):
        yield understood(Alias(each.old, None, n), "", each.new, site)


def understood(alias: Alias, home: str, to: str, site: str) -> Alias:
    """The alias with where it is and leads to: "post/{slug}/" is the `home` of a mere slug."""
    try:
        old, new = old_path(alias.said, home, site), new_address(to, site)
    except ValueError as error:
        return replace(alias, wrong=f"the {'alias' if alias.document else 'redirect'} {error}")
    return replace(alias, old=f"/{old}", new=new if "://" in new else f"/{new}")


def in_force(run: Run) -> list[Alias]:
    """Those that will lead visitors on: of a draft's aliases, none."""
    return [alias for alias in all_aliases(run) if alias.leads_on]


def home(place: str, run: Run) -> str:
    """The pattern of the addresses of all posts, or of all pages: post/{slug}/."""
    return run.settings["ARTICLE_URL" if is_post(place) else "PAGE_URL"]


def key(path: str) -> str:
    """What a path goes by: not every disk tells capitals from small letters."""
    return path.strip("/").casefold()


def removed(run: Run) -> Iterator[tuple[str, str, str]]:
    """What was taken down on purpose: as it was said, as a /path/, what is wrong with it."""
    for said in run.facts.site.removed:
        try:
            yield said, f"/{old_path(said, '', run.facts.site.url)}", ""
        except ValueError as error:
            yield said, "", f"the removed address {error}"
