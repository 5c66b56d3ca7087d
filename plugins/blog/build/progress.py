"""How far a build is, for whoever waits for it at a terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from pelican import signals
from rich.console import Console

PATIENCE = 2  # seconds before anything is shown


@contextmanager
def progress(console: Console, texts: int) -> Iterator[None]:
    """Show which of so many texts is read, and which page is written, once that takes long."""
    if not console.is_terminal:
        yield
        return
    began, status, told = time.monotonic(), console.status(""), []

    def follow(signal, step: str, of: str) -> None:
        done = 0

        def tell(_, **__):
            nonlocal done
            done += 1
            if time.monotonic() - began > PATIENCE:
                status.update(f"{step} {done}{of}")
                status.start()

        told.append((signal, tell))  # a signal holds no receiver
        signal.connect(tell)

    follow(signals.content_object_init, "Reading text", f" of {texts}")
    follow(signals.content_written, "Writing page", "")
    try:
        yield
    finally:
        status.stop()
        for signal, tell in told:
            signal.disconnect(tell)
