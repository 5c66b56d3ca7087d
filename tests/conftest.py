"""The tests' own site, built once with the real settings and theme; then they look at its files."""

import os

import pytest
from built import CONTENT, SPARSE, build
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session", autouse=True)
def _no_site_url():
    """Keeps what is set where the tests run, another site's address or host, out of this one."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NETLIFY", "SITE_URL"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The public site; its lists are short, so that they go on over several pages."""
    return build("publishconf.py", CONTENT, tmp_path_factory.mktemp("public"), DEFAULT_PAGINATION=3)


@pytest.fixture(scope="session")
def preview(tmp_path_factory):
    """The same site as its author sees it, drafts and all."""
    return build(
        "pelicanconf.py", CONTENT, tmp_path_factory.mktemp("preview"), DEFAULT_PAGINATION=3
    )


@pytest.fixture(scope="session")
def sparse(tmp_path_factory):
    """A public site with a practice.toml in which only the required keys are set."""
    return build("publishconf.py", SPARSE, tmp_path_factory.mktemp("sparse"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER_PATH") or None,
            args=["--no-sandbox"] if root else [],  # the sandbox refuses to run as root
        )
        yield browser
        browser.close()
