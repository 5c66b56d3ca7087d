"""How far a build is, for whoever waits for it at a terminal."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from pelican import signals
from rich.console import Console

PATIENCE = 2  # seconds before anything is shown


@contextmanager
def progress(console: Console, texts: int) -> Iterator[None]:
    """Show which of so many texts is read, and which page is written, once that takes long."""
    began, done, status = time.monotonic(), Counter(), None

    def tell(what, **_):
        nonlocal status
        step = "Writing page {}" if isinstance(what, str) else f"Reading text {{}} of {texts}"
        done[step] += 1
        if console.is_terminal and time.monotonic() - began > PATIENCE:
            # It takes long to load, so not for a short build.
            status = status or shown.enter_context(console.status(""))
            status.update(step.format(done[step]))

    read, written = signals.content_object_init, signals.content_written
    with ExitStack() as shown, read.connected_to(tell), written.connected_to(tell):
        yield
