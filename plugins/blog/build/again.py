"""The site once more, by the run that made it, where only words below headers have changed.

A process that stays (resident.py) still has all that its last build knew; for another it is written
down (last.py). So what is saved takes what one text takes, however many there are. If anything else
has changed, or is wrong, it is for a new run.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pelican.contents import Content

from .. import hooks
from ..logs import Complaints
from ..run import Run, let_go_of_contents
from .last import Last, load
from .made import Sites, files

last: Last | None = None  # the build before, if this process has made it


def again(sources: tuple[list, list], sites: Sites, settings: Callable[[], dict]) -> Run | None:
    """Write what shows the words that have changed, and keep all else; None: it takes a new run.

    `sources`: outcome.sources; `settings`: those that a new run would have.
    """
    global last
    before, last = last or load(sources, settings), None  # it is no longer whole, from here on
    changed = before.changed(sources) if before else None
    if changed is None:
        return None
    run = before.run
    with suppress(Exception, SystemExit):  # such as for a file that is no text
        if run.dated_ahead() != run.ahead:
            raise ValueError("the hour of a post has come, or the clock was set back")
        run.problems, run.complaints = [], Complaints.attach()
        run.settings["FORMER"] = sites.find
        texts = [read_again(run, path.removeprefix(f"{run.home.name}/")) for path in changed]
        hooks.check_before_writing(run.generators)
        stays = sites.lives.items() & before.site.items()  # since then others may have built
        run.kept = {file: sites.live / file for file, _ in stays}
        gone = f"{run.search.folder.as_posix()}/"
        run.writer.again(texts, run.search)
        new = {file for file, _ in files(Path(run.search.output_path))}
        kept = run.kept.keys() - new
        run.kept = {file: run.kept[file] for file in kept if not file.startswith(gone)}
        if any(not file.startswith(gone) for file in before.site.keys() - new - kept):
            raise ValueError("a file is another since, though nothing that it shows is")
        hooks.check_after_writing(run.search)  # of Pelican, it asks only what a generator has, too
        return run
    run.end()
    shutil.rmtree(run.settings["OUTPUT_PATH"], ignore_errors=True)  # a part of a site
    return None


def read_again(run: Run, place: str) -> Content:
    """Let the text at `place` have its new words; a ValueError says why it cannot."""
    text, document = run.contents[place], run.documents[place]
    readers = run.generators[0].readers
    fresh = readers.read_file(str(run.home), place, type(text), context=run.context)
    fresh.refresh_metadata_intersite_links()
    read = run.documents[place]
    if (
        read is document  # which cannot be read
        or read.entries != document.entries
        or fresh.pictures != text.pictures
        or vars(fresh).keys() - vars(text).keys()
    ):
        raise ValueError("more than the words of the text is another")
    if read.linked != document.linked:
        run.found.clear()  # a link in any text may lead to a heading of this one
    run.found.pop(place, None)
    let_go_of_contents()
    document.forget()  # as they were, both stand in lists and below addresses
    vars(document).update(vars(read))
    vars(text).update(vars(fresh))
    run.documents[place] = document
    return text
