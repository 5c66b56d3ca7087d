"""The door of the desk: it opens to her own browser on this computer, and to nothing else."""

import json
import secrets
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ..disk import write
from .said import WORDS, printed
from .texts import Refused

JSON, BYTES = "application/json", "application/octet-stream"
LARGEST = {JSON: 2_000_000, BYTES: 30_000_000}  # bytes of what may be sent
HEADERS = {
    **{"cache-control": "no-store", "referrer-policy": "no-referrer"},
    **{"cross-origin-opener-policy": "same-origin", "x-content-type-options": "nosniff"},
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: {0}; frame-src {0}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Key:
    """A key that opens once; then there is another one in the file at `path`, which only she reads.

    Whoever has opened with it has a cookie. Both are made anew at each start.
    """

    def __init__(self, path: Path, address: str):
        self.path, self.address, self.token = path, address, secrets.token_urlsafe()
        self.cookie = f"desk-{address.rpartition(':')[2]}"  # a browser parts no cookies by port
        self.change()

    def change(self) -> None:
        self.key = secrets.token_urlsafe()
        write(self.path, json.dumps(f"{self.address}/?key={self.key}").encode(), mode=0o600)


class Door:
    """Stands before the `app` at this address; a `front` door is that of the desk itself."""

    def __init__(self, app, key: Key, address: str, policy: str, front: bool = False):
        self.app, self.key, self.address, self.front = app, key, address, front
        self.headers = HEADERS | {"content-security-policy": policy}

    async def __call__(self, scope, receive, send):
        async def answer(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        request = Request(scope)
        try:
            inside = self.let_in(request) or self.app
        except Refused as refused:
            inside = told(request, refused)
        await inside(scope, receive, answer)

    def let_in(self, request: Request) -> RedirectResponse | None:
        """Raises Refused; whoever has the key is sent on, with the cookie."""
        headers, writes = request.headers, request.method not in ("GET", "HEAD")
        if headers.getlist("host") != [self.address.removeprefix("http://")]:
            raise Refused(421, "host")  # another website that gives itself this computer's address
        if is_same(request.query_params.get("key", ""), self.key.key):
            self.key.change()
            inside = RedirectResponse("/", 303)
            inside.set_cookie(self.key.cookie, self.key.token, httponly=True, samesite="strict")
            return inside
        if not is_same(request.cookies.get(self.key.cookie, ""), self.key.token):
            raise Refused(401, "key")
        elsewhere = headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        if self.front and (elsewhere or (writes and headers.get("origin") != self.address)):
            raise Refused(403, "elsewhere")
        if self.front and writes and headers.get("content-type") not in LARGEST:
            raise Refused(415, "kind")
        return None


def is_same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())  # in the same time for all


async def body(request: Request) -> bytes:
    """What was sent; raises Refused."""
    whole = bytearray()
    async for part in request.stream():
        whole += part
        if len(whole) > LARGEST[request.headers["content-type"]]:
            raise Refused(413, "large")
    return bytes(whole)


def told(request: Request, error: Exception) -> Response:
    """Why not, in a sentence for her: on a page, where she has asked for one by its address."""
    name, *more = "not_understood", {}
    status = getattr(error, "status_code", 400)
    if isinstance(error, Refused):
        status, name, *more = error.args
    elif isinstance(error, OSError):
        status, name = 507, WORDS["server"]["disk"].format(why=error.strerror or error)
    words = WORDS["server"].get(name, name)
    if "text/html," in request.headers.get("accept", ""):
        return HTMLResponse(printed("refused", {"why": words}), status)
    return JSONResponse({"error": words, **dict(*more)}, status)
