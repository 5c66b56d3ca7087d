"""The run that made the site, written down for a process that has built nothing itself.

Left out is what Pelican and the hooks make anew of the same settings.
"""

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
OF_RUN = ("files", "refused", "found", "marks")
MADE_ANEW = ("settings", "context", "checked")  # of what a run leads to


class Last(NamedTuple):
    """A build."""

    folder: Path  # of the project
    rest: list  # what it made the site from, beside files
    files: set[tuple]
    site: dict[str, Made]
    run: Run | None

    def changed(self, sources: tuple[list, list]) -> set[str] | None:
        """The paths of texts that are others now; None: there is more."""
        rest, files = sources
        paths = {path for path, *_ in self.files ^ {*files}}
        there = ({path for path, *_ in each} for each in (self.files, files))
        same = (self.folder, self.rest) == (Path.cwd(), rest) and next(there) == next(there)
        return paths if same and all(path.endswith(".md") for path in paths) else None


class Pickler(pickle.Pickler):
    """`names`: what is written for the thing of this id, in place of the thing itself."""

    def __init__(self, file, names: dict[int, str | int]):
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.names = names

    def persistent_id(self, thing):
        return (thing.name,) if isinstance(thing, Template) else self.names.get(id(thing))


class Unpickler(pickle.Unpickler):
    def __init__(self, file, run: Run, texts: list):
        super().__init__(file)
        self.run, self.texts = run, texts

    def persistent_load(self, name):
        match name:
            case int():
                return self.texts[name]
            case (template,):
                return self.run.env.get_template(template)
        return self.run if name == "run" else getattr(self.run, name)


def keep(last: Last) -> None:
    """Write it down, in the end of the process."""
    let_go_of_contents()  # what is needed for this is no more than what they took
    with suppress(Exception):  # a full disk, or what cannot be written down: then it is as none
        with FILE.open("wb") as file:
            write(last, file)
        SEAL.write_bytes(seal())


def write(last: Last, file) -> None:
    """Each text and each page by itself, since a pickler remembers all that it has written.

    A text goes by its number, since it leads to its neighbours, and so to all others.
    """
    run, context, settings = last.run, last.run.context, last.run.settings
    read = *context["generated_content"].values(), *context["static_content"].values()
    texts = [text for text in read if text]
    pickle.dump((last._replace(run=None), [*map(type, texts)], len(run.pages)), file)
    names = {id(text): number for number, text in enumerate(texts)}
    names |= {id(getattr(run, name)): name for name in MADE_ANEW} | {id(run): "run"}
    documents = dict(run.documents)
    for text in texts:
        part = vars(text), documents.pop(text.relative_source_path, None)
        Pickler(file, names).dump(part)
    for part in run.pages.items():
        Pickler(file, names).dump(part)
    added = {key: each for key, each in context.items() if settings.get(key, ...) is not each}
    of_run = {name: getattr(run, name) for name in OF_RUN}
    writing, search = (run.writer.marks, run.writer.written), run.search
    rest = added, documents, of_run, *writing, search.folder, search.postings.found
    Pickler(file, names).dump(rest)


def load(sources: tuple[list, list], settings: Callable[[], dict]) -> Last | None:
    """What was written down, if it serves to make the site of these sources."""
    with suppress(Exception):
        if SEAL.read_bytes() == seal():
            with FILE.open("rb") as file:
                last, kinds, pages = pickle.load(file)
                if last.changed(sources) is not None:
                    texts = [kind.__new__(kind) for kind in kinds]
                    return last._replace(run=revived(Pelican(settings()), texts, pages, file))
    return None


def revived(pelican: Pelican, texts: list, pages: int, file) -> Run:
    """The run as it was, with its `texts`, which are empty yet, and so many pages."""
    settings = pelican.settings
    run, context = settings["RUN"], settings.copy()
    given = context, settings, pelican.path, pelican.theme, pelican.output_path
    run.generators = Generator(*given), SearchGenerator(*given)
    run.context, run.env, run.whole = context, run.generators[0].env, False
    run.writer = Writer(pelican.output_path, settings)
    for text in texts:
        attributes, document = Unpickler(file, run, texts).load()
        vars(text).update(attributes)
        run.documents |= {document.place: document} if document else {}
    run.pages = dict(Unpickler(file, run, texts).load() for _ in range(pages))
    added, documents, of_run, *state = Unpickler(file, run, texts).load()
    context.update(added)
    run.documents.update(documents)
    vars(run).update(of_run)
    run.writer.marks, run.writer.written, run.search.folder, run.search.postings.found = state
    run.search.postings.texts = run.search.read()
    return run


def seal() -> bytes:
    with FILE.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").digest()
