"""The door of the desk: it opens to her own browser on this computer, and to nothing else.

What is refused, and why, is told in a sentence as JSON. docs/architecture.md has the dangers.
"""

import json
import secrets
import tomllib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse

from .texts import Refused, write

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
MB = 1_000_000
JSON, BYTES = "application/json", "application/octet-stream"
LARGEST = {JSON: 2 * MB, BYTES: 30 * MB}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: {0}; frame-src {0}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def said(name: str, **filled) -> str:
    """The sentence of that name that the desk says itself."""
    return WORDS["server"][name].format(**filled)


class Key:
    """A key that opens once, in the file at `path`, which only she can read; then another one.

    Whoever has opened with it is known by a cookie. Both are made anew at each start.
    """

    def __init__(self, path: Path, address: str):
        self.path, self.address, self.token = path, address, secrets.token_urlsafe(32)
        self.cookie = f"desk-{address.rpartition(':')[2]}"  # of all ports there is one jar
        self.change()

    def change(self) -> None:
        self.key = secrets.token_urlsafe(32)
        write(self.path, json.dumps(f"{self.address}/?key={self.key}").encode(), mode=0o600)

    def opens(self, key: str) -> bool:
        right = secrets.compare_digest(key.encode(), self.key.encode())
        if right:
            self.change()
        return right

    def is_known(self, request: Request) -> bool:
        given = request.cookies.get(self.cookie, "")
        return secrets.compare_digest(given.encode(), self.token.encode())


class Door:
    """Stands before `app`, which is at `address`; `headers` go out with all its answers."""

    def __init__(self, app, key: Key, address: str, headers: dict[str, str]):
        self.app, self.key, self.address = app, key, address
        self.headers = [(name.lower().encode(), text.encode()) for name, text in headers.items()]

    async def __call__(self, scope, receive, send):
        request = Request(scope)

        async def answer(message):
            if message["type"] == "http.response.start":
                own = {name for name, _ in self.headers}
                rest = [each for each in message["headers"] if each[0] not in own]
                message = {**message, "headers": [*rest, *self.headers]}
            await send(message)

        try:
            app = self.guard(request) or self.app
        except Refused as refused:
            app = told(refused)
        await app(scope, receive, answer)

    def guard(self, request: Request):
        """None: come in; or an answer that stands in for the app; raises Refused."""
        if request.headers.getlist("host") != [self.address.removeprefix("http://")]:
            raise Refused(421, "host")  # another website that gives itself this computer's address
        if request.url.path == "/" and self.key.opens(request.query_params.get("key", "")):
            inside = RedirectResponse("/", 303)
            inside.set_cookie(self.key.cookie, self.key.token, httponly=True, samesite="strict")
            return inside
        if not self.key.is_known(request):
            raise Refused(401, "key")
        return None


class FrontDoor(Door):
    """That of the desk itself, where things are written."""

    def guard(self, request: Request):
        inside, headers = super().guard(request), request.headers
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        writes = request.method not in ("GET", "HEAD")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            raise Refused(403, "elsewhere")
        if writes and headers.get("origin") != self.address:
            raise Refused(403, "elsewhere")
        if writes and kind not in LARGEST:
            raise Refused(415, "kind")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST.get(kind, 0):
            raise Refused(413, "large")
        return inside


def told(refused: Refused) -> JSONResponse:
    status, name, *more = refused.args
    return JSONResponse({"error": said(name), **(more[0] if more else {})}, status)


async def body(request: Request, kind: str) -> bytes:
    """What was sent, of this kind; raises Refused."""
    if not request.headers["content-type"].startswith(kind):
        raise Refused(415, "kind")
    whole = bytearray()
    async for part in request.stream():
        whole += part
        if len(whole) > LARGEST[kind]:
            raise Refused(413, "large")
    return bytes(whole)
