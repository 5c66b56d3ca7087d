"""What would come of an old blog, for a screen: in a process of its own, as Pelican runs in it.

`python -m blog.desk.bringing PLACE yes` makes it come, too.
"""

import sys
from pathlib import Path

from ..importing.__main__ import bring
from ..importing.export import Refused
from .said import TEMPLATES, WORDS


def main(source: str, write: str = "") -> int:
    try:
        brought = bring(Path(source).expanduser(), bool(write))
        print(TEMPLATES.get_template("brought.html").render(brought))
    except Refused as refused:
        why = str(refused).partition("; say where it is")[0]  # which is told of `make import`
        print(WORDS["brought"]["refused"].format(why=why))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
