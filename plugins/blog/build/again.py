"""The site once more, by the run that made it, where only words below headers have changed.

A process that stays (resident.py) still has all that its last build knew. So what is saved there
takes what one text takes, however many there are. If anything else has changed, or is wrong, it is
for a new run.
"""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pelican.contents import Content

from .. import hooks
from ..run import Run
from ..search import SearchGenerator
from .made import Made, Sites


class Last(NamedTuple):
    """The build that made the site."""

    folder: Path  # of the project
    rest: list  # what it made the site from, beside files
    files: set[tuple]
    site: dict[str, Made]
    run: Run


class More(Exception):
    """A text is another not only in its words."""


last: Last | None = None


def remember(run: Run, sources: tuple[list, list], sites: Sites) -> None:
    """`sources`: outcome.sources, from before the build."""
    global last
    last = Last(Path.cwd(), sources[0], set(sources[1]), sites.lives, run)


def again(sources: tuple[list, list], sites: Sites) -> Run | None:
    """Write what shows the words that have changed, and keep all else; None: it takes a new run."""
    global last
    before, last = last, None  # which is no longer whole, from here on
    now = Path.cwd(), sources[0], sites.lives
    if not before or now != (before.folder, before.rest, before.site):
        return None
    run, changed = before.run, {path for path, *_ in before.files.symmetric_difference(sources[1])}
    with suppress(Exception, SystemExit):  # such as for a file that is no text
        run.begin_again()
        run.settings["FORMER"] = sites.find
        texts = [read_again(run, path.removeprefix(f"{run.home.name}/")) for path in changed]
        hooks.check_before_writing(run.generators)
        run.kept = {file: sites.live / file for file in sites.lives}
        run.writer.again(texts)
        search = next(each for each in run.generators if isinstance(each, SearchGenerator))
        gone = f"{search.folder.as_posix()}/"
        search.generate_output(run.writer)
        new = Path(search.output_path)
        kept = ((name, path) for name, path in run.kept.items() if not name.startswith(gone))
        run.kept = {name: path for name, path in kept if not (new / name).exists()}
        hooks.check_after_writing(search)  # of Pelican, it asks only what a generator has, too
        return run
    run.keep_memories(whole=False)
    run.complaints.detach()
    shutil.rmtree(run.settings["OUTPUT_PATH"], ignore_errors=True)  # a part of a site
    return None


def read_again(run: Run, place: str) -> Content:
    """Let the text at `place` have its new words; raises More."""
    text, document = run.contents[place], run.documents[place]
    fresh = run.generators[0].readers.read_file(
        str(run.home), place, type(text), context=run.context
    )
    fresh.refresh_metadata_intersite_links()
    read = run.documents[place]
    if (
        read is document  # which cannot be read
        or read.entries != document.entries
        or fresh.pictures != text.pictures
        or fresh.get_static_links() != text.get_static_links()
        or vars(fresh).keys() - vars(text).keys()
    ):
        raise More
    if read.linked != document.linked:
        run.found.clear()  # a link in any text may lead to a heading of this one
    run.found.pop(place, None)
    for made in (Content.get_content, Content.get_summary):
        made.cache.pop((text, text.get_siteurl()), None)
    # As they were, they stand in lists and below addresses.
    document.forget()
    vars(document).update(vars(read))
    vars(text).update(vars(fresh))
    run.documents[place] = document
    return text
