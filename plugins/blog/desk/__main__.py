"""`make desk`: opens the desk in the browser, with the preview beside it, until it is closed."""

import json
import os
import signal
import socket
import sys
import webbrowser
from threading import Thread

import uvicorn
from filelock import FileLock, Timeout
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..build.build import WORK, on_stop
from ..build.serve import PULSE, Builder, Preview, follow, listen
from .app import Desk
from .door import HEADERS, POLICY, Door, FrontDoor, Key, said
from .texts import OWN

OPEN = OWN / "open.json"  # how the desk that is running is opened


def main() -> int:
    on_stop(signal.default_int_handler)
    OWN.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(OWN / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:  # a second double click
        show(json.loads(OPEN.read_bytes()))
        return 0
    port = int(os.environ.get("PORT") or 8000)
    doors = listen(port), listen(port + 1)
    beside, address = (f"http://127.0.0.1:{door.getsockname()[1]}" for door in doors)
    key, preview, builder = Key(OPEN, address), Preview(), Builder()
    desk = Desk(preview, beside)
    shown = Starlette(
        routes=[
            Route(PULSE, preview.pulse),
            Route("/.look/{name}", desk.page),
            Mount("/images", StaticFiles(directory=WORK / "pictures", check_dir=False)),
            Mount("/", preview),
        ]
    )
    own = HEADERS | {"Content-Security-Policy": POLICY.format(beside)}
    framed = {"Content-Security-Policy": f"frame-ancestors 'self' {address}"}
    serve(Door(shown, key, beside, framed), doors[0])
    serve(FrontDoor(Starlette(routes=desk.routes), key, address, own), doors[1])
    show(f"{address}/?key={key.key}")

    def build(anew: bool):
        if anew:
            desk.start_again()
        return builder.build(anew)

    try:
        follow(preview, beside, build)
    except KeyboardInterrupt:
        print(f"\n{said('closed')}")
    finally:
        builder.end()
        desk.looker.end()
        OPEN.unlink(missing_ok=True)
    return 0


def serve(app, door: socket.socket) -> None:
    config = uvicorn.Config(app, log_level="critical", lifespan="off", server_header=False)
    Thread(target=uvicorn.Server(config).run, args=([door],), daemon=True).start()


def show(address: str) -> None:
    print(said("open", address=address), flush=True)
    if not os.environ.get("NO_BROWSER"):
        webbrowser.open(address)


if __name__ == "__main__":
    sys.exit(main())
