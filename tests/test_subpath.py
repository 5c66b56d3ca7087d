"""A site in a folder of its host, as on GitHub Pages: every address in it knows the folder."""

import re
import xml.etree.ElementTree as etree
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from built import CONTENT, build
from playwright.sync_api import expect
from practice import details
from proof import markup
from proof.addresses import links
from served import host
from urllib.request import urlopen
from urllib.error import HTTPError


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The tests' site, built for and served in the folder /blog."""
    with host("/blog") as here:
        here.folder = tmp_path_factory.mktemp("blog")
        build("publishconf.py", CONTENT, here.folder, SITEURL=here.url, DEFAULT_PAGINATION=3)
        yield here
