"""The site that each test begins with."""

import pytest
from tiny_site import Site


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Site()
