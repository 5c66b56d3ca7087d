"""The door of the desk: it opens to her own browser on this computer, and to nothing else."""

import json
from errno import errorcode
from pathlib import Path
from secrets import compare_digest, token_urlsafe

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ..disk import data, write
from . import WORDS, printed
from .texts import Refused

SAID = data(__file__)
LARGEST, HEADERS, POLICIES = SAID["largest"], SAID["headers"], SAID["policies"]


class Door:
    """Stands before the desk at `address` and the preview at `beside`: each an app.

    A key opens once; then there is another one in the file `opener`, which only she reads. Whoever
    has opened with it has a cookie. Both are made anew at each start.
    """

    def __init__(self, opener: Path, address: str, desk, beside: str, preview):
        self.opener, self.token = opener, token_urlsafe()
        self.address, self.beside = address, beside
        self.apps = {address: ("desk", desk), beside: ("preview", preview)}
        self.cookie = f"desk-{address.rpartition(':')[2]}"  # a browser parts no cookies by port
        self.change_key()

    def change_key(self) -> None:
        key = token_urlsafe()
        write(self.opener, json.dumps(f"{self.address}/?key={key}").encode(), mode=0o600)
        self.key = key  # the old one opens as long as this one cannot be written

    async def __call__(self, scope, receive, send):
        request = Request(scope)
        host = f"http://{','.join(request.headers.getlist('host'))}"
        kind, app = self.apps.get(host, ("none", None))
        policy = POLICIES[kind].format(desk=self.address, beside=self.beside)

        async def answer(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS | {"content-security-policy": policy})
            await send(message)

        try:
            await (self.let_in(request, host) or app)(scope, receive, answer)
        except Exception as error:
            await told(request, error)(scope, receive, answer)

    def let_in(self, request: Request, host: str) -> RedirectResponse | None:
        """Raises Refused; whoever has the key is sent on, with the cookie."""
        headers, writes = request.headers, request.method not in ("GET", "HEAD")
        if host not in self.apps:
            raise Refused(421, "host")  # another website that gives itself this computer's address
        if compare_digest(request.query_params.get("key", "").encode(), self.key.encode()):
            self.change_key()
            inside = RedirectResponse("/", 303)
            inside.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
            return inside
        if not compare_digest(request.cookies.get(self.cookie, "").encode(), self.token.encode()):
            raise Refused(401, "key")
        elsewhere = headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        if host == self.address and (elsewhere or (writes and headers.get("origin") != host)):
            raise Refused(403, "elsewhere")
        if host == self.address and writes and headers.get("content-type") not in LARGEST:
            raise Refused(415, "kind")
        return None


async def sent(request: Request) -> dict:
    """What was sent, by name; of a file, its `data`. Raises Refused, and ValueError for no JSON."""
    whole, kind = bytearray(), request.headers["content-type"]
    async for part in request.stream():
        whole += part
        if len(whole) > LARGEST[kind]:
            raise Refused(413, "large")
    return json.loads(whole) if kind == "application/json" else {"data": bytes(whole)}


def told(request: Request, error: Exception) -> Response:
    """Why not, in a sentence for her: on a page, where she has asked for one by its address.

    What was sent is not what the desk sends, if it cannot be worked with.
    """
    status, more = getattr(error, "status_code", 400), []
    name = "no_page" if status == 404 else "not_understood"
    if isinstance(error, Refused):
        status, name, *more = error.args
    elif isinstance(error, OSError):
        kind = "unread" if errorcode.get(error.errno) in SAID["unread"] else "disk"
        why = f"{error.strerror}: {error.filename}" if error.filename else error.strerror or error
        status, name = 507, WORDS["server"][kind].format(why=why)
    words = WORDS["server"].get(name, name)
    if "text/html," in request.headers.get("accept", ""):
        page = "lost" if status == 404 else "refused"
        return HTMLResponse(printed(page, {"why": words, "whole": True}), status)
    return JSONResponse({"error": words, **dict(*more)}, status)
