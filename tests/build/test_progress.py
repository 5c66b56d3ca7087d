"""Whoever waits for a long build at a terminal sees how far it is; nobody else does."""

import io

import pytest
from blog.build import progress as module
from blog.build.progress import progress
from pelican import signals
from rich.console import Console


def shown(terminal: bool, patience: float, monkeypatch) -> str:
    monkeypatch.setattr(module, "PATIENCE", patience)
    console = Console(file=io.StringIO(), force_terminal=terminal, width=60)
    with progress(console, 3):
        for _ in range(2):
            signals.content_object_init.send(None)
        signals.content_written.send("index.html", context={})
    return console.file.getvalue()


def test_a_build_that_takes_long_shows_how_far_it_is(monkeypatch):
    said = shown(True, -1, monkeypatch)
    assert "Writing page 1" in said


@pytest.mark.parametrize(("terminal", "patience"), [(True, 60), (False, -1)])
def test_a_quick_build_or_one_that_nobody_watches_shows_nothing(monkeypatch, terminal, patience):
    assert shown(terminal, patience, monkeypatch) == ""


def test_no_receiver_is_left_connected(monkeypatch):
    before = len(signals.content_written.receivers)
    shown(True, -1, monkeypatch)
    assert len(signals.content_written.receivers) == before
