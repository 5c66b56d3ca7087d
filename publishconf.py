"""What differs in public: `make publish` builds with this."""

import os
import sys

sys.path.insert(0, os.curdir)
from pelicanconf import *  # noqa: F403

PUBLIC = True
SITEURL = os.environ.get("SITE_URL", "").rstrip("/")  # else the [site] url of practice.toml
