"""What differs in public: `make publish` builds with this."""

import os
import sys

sys.path.insert(0, os.curdir)
from pelicanconf import *  # noqa: F403

PUBLIC = True
SITEURL = os.environ.get("SITE_URL", "").rstrip("/")  # else the [site] url of practice.toml
# Netlify would show the page at an old address and pass over the rule, so there it gets none.
# It says itself that a build is its own:
# docs.netlify.com/build/configure-builds/environment-variables/
REDIRECT_PAGES = os.environ.get("NETLIFY") != "true"
