"""Whether each source has its page: none is lost on the way, and none gets out too early.

So with the old addresses: there is a file that leads them on.
"""

from collections.abc import Iterator

from ..problem import Problem
from ..redirects.aliases import all_aliases, in_force
from .addresses import Built, shown
from .site import Site, slug_of
from .source import Source


def expected(site: Site, public: bool) -> dict[str, Source]:
    """Each source that has a page, by the file it is in; in the preview drafts have one too."""
    statuses = ("published",) if public else ("published", "hidden", "draft")
    sources = ((source, status(source, site)) for source in site.sources.values())
    return {file_of(each, site, state): each for each, state in sources if state in statuses}


def status(source: Source, site: Site) -> str:
    """As Pelican has it: what lies in the future is a draft."""
    said = source.value("status").lower() or "published"
    return "draft" if said == "published" and not site.public(source) else said


def file_of(source: Source, site: Site, status: str) -> str:
    if status == "draft":
        kind = "DRAFT" if source.is_post else "DRAFT_PAGE"
    else:
        kind = "ARTICLE" if source.is_post else "PAGE"
    return site.settings[f"{kind}_SAVE_AS"].format(slug=slug_of(source))


def check_complete(homes: dict[str, Source], built: Built) -> Iterator[Problem]:
    for home, source in homes.items():
        if home not in built.files:
            what = f"its page, {shown(home)}, was not made"
            yield Problem(source.path, 1, f"{what}; DEBUG=1 make html may tell why")


def check_withheld(site: Site, homes: dict[str, Source], built: Built) -> Iterator[Problem]:
    """A public site has no page of what is not published."""
    for source in site.sources.values():
        if not site.public(source):
            files = {file_of(source, site, status) for status in ("published", "draft")}
            for file in (files - homes.keys()) & built.files:
                what = f"this is not published, but its page, {shown(file)}, would be"
                yield Problem(source.path, source.line("status"), what)


def check_led_on(site: Site, built: Built) -> Iterator[Problem]:
    if in_force(all_aliases(site), site) and "_redirects" not in built.files:
        right = 'is "redirects" among the PLUGINS?'
        yield Problem("pelicanconf.py", 1, f"the old addresses would lead nowhere; {right}")
