"""The preview: shows output/ in the browser, and makes it anew at every save.

No save is lost: the watch goes on while a build is running, and what it saw starts the next one.
There is no false alarm either: what stops a build is shown once nothing newer was saved meanwhile.
"""

import os
import re
import socket
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, Thread

import uvicorn
from jinja2 import Template
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.staticfiles import StaticFiles
from watchfiles import DefaultFilter, watch

from ..problem import Problem
from ..report import reasons
from . import outcome
from .build import OUTPUT, on_stop
from .resident import Resident

SETTINGS = Path("pelicanconf.py")  # looked at: a watch would lose it when an editor replaces it
REAL = DefaultFilter(ignore_entity_patterns=(r"^[.#~]", r"~$"))  # not what editors leave beside it
SETTLED = 400  # milliseconds without a save
STEP = 10  # milliseconds: what is saved within them is one save
PULSE = "/.pulse"  # tells which build is shown
ADDED = Template(Path(__file__).with_name("preview.html").read_text("utf-8"), autoescape=True)
# A policy in the page, if that is the public one, would forbid what is added.
POLICY = re.compile(rb'<meta http-equiv="?Content-Security-Policy[^>]*>', re.IGNORECASE)
NO_STORE = {"Cache-Control": "no-store"}


class Preview(StaticFiles):
    """Answers as the real host will: folders by their index.html, lost paths by 404.html."""

    def __init__(self):
        OUTPUT.mkdir(exist_ok=True)
        super().__init__(directory=OUTPUT, html=True)
        self.outcome, self.builder = outcome.Outcome(), Resident()
        self.sources: dict[str, str] = {}  # of every address that there was
        self.show(self.outcome)

    def build(self) -> outcome.Outcome:
        with self.builder.turn:
            outcome.FILE.unlink(missing_ok=True)
            said, code = self.builder.ask("blog.build.build:main")
            made = outcome.read() or outcome.Outcome()
        if code != 0 and not made.stops:  # it had no time to write down why
            made = outcome.Outcome([Problem("", 0, said)])
        return replace(made, said=said)

    def show(self, made: outcome.Outcome) -> None:
        """Take over what a build left, and let the pages load themselves again."""
        pages = made.pages or self.outcome.pages  # a build that was stopped changed none
        self.outcome = replace(made, pages=pages)
        self.sources |= {url: source for source, url in pages.items()}
        self.shown = str(time.time_ns())

    async def get_response(self, path, scope):
        """A page is shown with what stops, and the advice on its own source."""
        shown, url = self.shown, scope["path"]  # first, so that no build falls between
        if url == PULSE:
            return PlainTextResponse(shown, headers=NO_STORE)
        body, status = b"<p>There is no such page (yet).", 404
        with suppress(HTTPException, OSError):  # no 404.html, or the swap is between two steps
            answer = await super().get_response(path, scope)
            if answer.media_type != "text/html":
                answer.headers.update(NO_STORE)
                return answer
            body, status = Path(answer.path).read_bytes(), answer.status_code
        source = self.sources.get(url)
        moved = self.outcome.pages.get(source, url)
        if status == 404 and moved != url:  # a draft became public, say: she comes along
            return RedirectResponse(moved, headers=NO_STORE)
        mine = [it for it in self.outcome.problems if it.stops or source in (None, it.path)]
        explain = partial(reasons, explained=set())
        added = ADDED.render(pulse=PULSE, shown=shown, problems=mine, reasons=explain)
        return HTMLResponse(POLICY.sub(b"", body) + added.encode(), status, NO_STORE)


def follow(preview: Preview, home: str, ended: Event) -> None:
    """Build now, whenever something was saved, and as a day begins, until it has ended."""
    held, told, now, built = None, set(), 0, None
    pace = {"step": STEP, "rust_timeout": SETTLED, "yield_on_timeout": True, "stop_event": ended}
    for saves in watch("content", "theme", "plugins", watch_filter=REAL, **pace):
        with suppress(OSError):  # being replaced
            now = SETTINGS.stat().st_mtime_ns, time.localtime().tm_yday
        if saves or now != built:
            held, built = preview.build(), now
        if held and not (held.stops and saves):
            lines = [f"See it at {home}  (Ctrl-C ends it)"]
            lines += [f"Only you see {path}: {home}{held.pages[path]}" for path in held.unseen]
            print(held.said, *(each for each in lines if each not in told), sep="\n", flush=True)
            told.update(lines)
            preview.show(held)
            held = None


def listen(port: int = 0) -> socket.socket:
    """Take the port, or the next that is free, and be there for this computer only."""
    port = port or int(os.environ.get("PORT") or 8000)
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        print(f"Port {port} is in use, trying {port + 1}.")
        return listen(port + 1)


def serve(app, doors: list[socket.socket], preview: Preview, home: str) -> None:
    """Let the app answer at these doors, and build at each save, until Ctrl-C."""
    ended = Event()

    def end(*_):
        ended.set()  # Python loses what is raised while it clears something away
        raise KeyboardInterrupt

    on_stop(end)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    Thread(target=server.run, args=(doors,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        follow(preview, home, ended)
    preview.builder.end()


def main() -> None:
    door, preview = listen(), Preview()
    # Her drafts are for nobody else: a website that gives itself this computer's address fails.
    app = TrustedHostMiddleware(preview, ["localhost", "127.0.0.1"])
    serve(app, [door], preview, f"http://localhost:{door.getsockname()[1]}")
    print("\nThe preview has ended.")


if __name__ == "__main__":
    main()
