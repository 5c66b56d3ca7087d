"""The run that made the site, written down for a process that has built nothing itself.

Left out is what Pelican and the hooks make anew of the same settings.
"""

import gc
import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template
from pelican import Pelican
from pelican.generators import Generator

from ..run import Run, let_go_of_contents
from ..search import SearchGenerator
from ..writing import Writer
from .made import Made

FILE = Path(".build/last")
SEAL = FILE.with_suffix(".seal")  # what was damaged, or cut off in the middle, counts as none
OF_RUN = ("ahead", "files", "refused", "found", "marks")
ANEW = ("settings", "context", "checked")  # what else a run leads to


class Last(NamedTuple):
    """A build."""

    sources: tuple[list, list]  # outcome.sources, from before it
    site: dict[str, Made]
    run: Run | None

    def changed(self, sources: tuple[list, list]) -> set[str] | None:
        """The paths of texts that are others now; None: there is more."""
        (rest, files), (rest_now, files_now) = self.sources, sources
        before, now = ({path for path, *_ in each} for each in (files, files_now))
        paths = {path for path, *_ in {*files} ^ {*files_now}}
        same = (rest, before) == (rest_now, now)
        return paths if same and all(path.endswith(".md") for path in paths) else None


def keep(last: Last) -> None:
    """Write it down, in the end of the process."""
    let_go_of_contents()  # this takes as much
    with suppress(Exception):  # a full disk, or what cannot be written down: then it is as none
        with FILE.open("wb") as file:
            write(last, file)
        SEAL.write_bytes(seal())


def write(last: Last, file) -> None:
    """Each part by itself, since a pickler remembers all that it has written."""
    run, context, settings = last.run, last.run.context, last.run.settings
    texts = [text for text in context["generated_content"].values() if text]
    documents, search = dict(run.documents), run.search
    with_texts = [(vars(each), documents.pop(each.relative_source_path, None)) for each in texts]
    added = {key: each for key, each in context.items() if settings.get(key, ...) is not each}
    of_run = {name: getattr(run, name) for name in OF_RUN}
    state = run.writer.marks, run.writer.written, search.folder, search.postings.found
    names = {id(thing): name for name, thing in things(run, texts).items()}

    class Pickler(pickle.Pickler):
        def persistent_id(self, thing):
            return thing.name if isinstance(thing, Template) else names.get(id(thing))

    pickle.dump((last._replace(run=None), [*map(type, texts)], len(run.pages)), file)
    for part in (*with_texts, *run.pages.items(), (added, documents, of_run, *state)):
        Pickler(file, pickle.HIGHEST_PROTOCOL).dump(part)


def load(sources: tuple[list, list], settings: Callable[[], dict]) -> Last | None:
    """What was written down, if it serves to make the site of these sources."""
    gc.disable()  # all that is read stays, and need not be looked through time and again
    try:
        with suppress(Exception), FILE.open("rb") as file:
            if SEAL.read_bytes() == seal():
                last, kinds, pages = pickle.load(file)
                if last.changed(sources) is not None:
                    texts = [kind.__new__(kind) for kind in kinds]
                    return last._replace(run=revived(Pelican(settings()), texts, pages, file))
        return None
    finally:
        gc.enable()


def revived(pelican: Pelican, texts: list, pages: int, file) -> Run:
    """The run as it was, with its `texts`, which are empty yet, and so many pages."""
    settings = pelican.settings
    run, context = settings["RUN"], settings.copy()
    given = context, settings, pelican.path, pelican.theme, pelican.output_path
    run.generators = Generator(*given), SearchGenerator(*given)
    run.context, run.writer = context, Writer(pelican.output_path, settings)
    known = things(run, texts)

    class Unpickler(pickle.Unpickler):
        def persistent_load(self, name):
            return known.get(name) or run.generators[0].env.get_template(name)

    for text in texts:
        attributes, document = Unpickler(file).load()
        vars(text).update(attributes)
        run.documents |= {document.place: document} if document else {}
    run.pages = dict(Unpickler(file).load() for _ in range(pages))
    added, documents, of_run, *state = Unpickler(file).load()
    context.update(added)
    run.documents.update(documents)
    vars(run).update(of_run)
    run.writer.marks, run.writer.written, run.search.folder, run.search.postings.found = state
    run.search.postings.texts = run.search.read()
    return run


def things(run: Run, texts: list) -> dict[str | int, object]:
    """What is written by its name. Of texts, each leads to its neighbours, and so to all others."""
    return dict(enumerate(texts)) | {"run": run} | {name: getattr(run, name) for name in ANEW}


def seal() -> bytes:
    with FILE.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()  # in half the time of blake2b
