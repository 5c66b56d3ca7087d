"""The press: builds the site, shows it while it is being written, starts new posts.

Each module is a command of its own; the Makefile has their names.
What goes wrong in them is told in a sentence; DEBUG=1 shows all of it.
"""

import os
import sys

from . import crash

if not os.environ.get("DEBUG"):
    sys.excepthook = crash.hook
