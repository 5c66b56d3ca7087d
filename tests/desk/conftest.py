"""One desk for each module that asks for it; tests write texts of their own."""

import os

import pytest
from running import Desk, settle


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A running desk, with her browser in it; programs in its folder bin/ come before others."""
    folder = settle(tmp_path_factory.mktemp("desk"))
    running = Desk(folder, PATH=f"{folder}/bin{os.pathsep}{os.environ['PATH']}").come_in()
    yield running
    running.end()


@pytest.fixture
def folder(tmp_path):
    """A small site, where nothing runs yet."""
    return settle(tmp_path)
