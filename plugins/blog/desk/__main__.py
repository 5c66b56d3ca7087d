"""`make desk`: opens the desk in the browser, with the preview beside it, until it is closed."""

import json
import os
import sys
import webbrowser

from filelock import FileLock, Timeout
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles

from ..build.build import WORK
from ..build.serve import Preview, listen, serve
from . import HERE, WORDS
from .app import Desk
from .bringing import THEME
from .door import Door
from .publishing import ZIP
from .texts import OWN

OPEN = OWN / "open.json"  # the address that opens the desk that is running


def main() -> None:
    """Open the desk, or the one that is running: its lock is held as long as it is."""
    try:
        OWN.mkdir(exist_ok=True)
        ZIP.parent.mkdir(exist_ok=True)
        OWN.chmod(0o700)  # one that was copied here may be open to all
        with FileLock(OWN / "lock", blocking=False):
            run()
    except Timeout:  # a second double click
        show()
    except OSError as error:
        sys.exit(WORDS["server"]["stopped"].format(why=error))


def run() -> None:
    doors = [first := listen(), listen(first.getsockname()[1] + 1)]
    beside, address = (f"http://127.0.0.1:{door.getsockname()[1]}" for door in doors)
    folders = HERE / "static", THEME / "static/css/every", ZIP.parent, WORK / "pictures"
    static, theme, site, pictures = (StaticFiles(directory=it, check_dir=False) for it in folders)
    files = Mount("/static", static), Mount("/theme", theme), Mount("/download", site)
    screens = Router([*files, Mount("/", Desk(preview := Preview(), beside))])
    looks = Router([Mount("/.look", static), Mount("/images", pictures), Mount("/", preview)])
    door = Door(OPEN, address, screens, beside, looks)
    show()
    serve(door, doors, preview, beside)
    OPEN.unlink(missing_ok=True)
    print(WORDS["server"]["closed"])


def show() -> None:
    address = json.loads(OPEN.read_bytes())
    print(WORDS["server"]["open"].format(address=address), flush=True)
    if not os.environ.get("NO_BROWSER"):
        webbrowser.open(address)


if __name__ == "__main__":
    main()
