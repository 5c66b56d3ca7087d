"""What the desk answers: each address, and what is behind it."""

import asyncio
import inspect
import json
import os
import subprocess
import sys
from _thread import interrupt_main
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from .. import css
from ..build.build import WORK
from ..build.new import new
from ..build.resident import Resident
from ..build.serve import POLICY, Preview
from ..disk import write as write_file
from . import pasting, pictures, practice, publishing, texts
from .door import JSON, WORDS, body, told
from .texts import Refused

STATIC, THEME = Path(__file__).with_name("static"), Path("theme")
UPLOADS = WORK / "import-from"
POLL, GONE = 0.5, 600  # seconds; without a page of the desk, it ends after the second
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True
)
LOOKS = 8  # pages of unsaved texts that can still be asked for
WRONG = (HTTPException, Refused, OSError)


def route(path: str, method: str, work: Callable) -> Route:
    """`work` gets by name what the address says and what was sent; what it returns is JSON.

    Who asks for HTML gets the same, printed: /api/posts by the template posts.html.
    """

    async def endpoint(request: Request):
        given = {**request.query_params}
        if method != "GET":
            sent = await body(request)
            as_json = request.headers["content-type"] == JSON
            given |= parsed(sent) if as_json else {"data": sent}
        try:
            bound = inspect.signature(work).bind(**{**given, **request.path_params})
        except TypeError:
            raise Refused(400, "not_understood") from None
        answer = await run_in_threadpool(work, *bound.args, **bound.kwargs)
        if request.headers.get("accept") == "text/html":
            return HTMLResponse(printed(path.partition("/")[0], answer))
        return answer if isinstance(answer, FileResponse) else JSONResponse(answer)

    return Route(f"/api/{path}", endpoint, methods=[method])


def printed(name: str, facts: dict) -> str:
    """The template of that name with these facts, and with the words of words.toml."""
    return TEMPLATES.get_template(f"{name}.html").render(words=WORDS, **facts)


def parsed(sent: bytes) -> dict:
    """The object that was sent as JSON; raises Refused."""
    with suppress(ValueError, RecursionError):
        if isinstance(found := json.loads(sent), dict):
            return found
    raise Refused(400, "not_understood")


class Desk:
    """`preview` is beside it, at the address `beside`; `build` makes it anew."""

    def __init__(self, preview: Preview, beside: str, build: Callable):
        self.preview, self.beside, self.build = preview, beside, build
        self.looker, self.looking, self.looks = Resident(), Lock(), {}
        self.open = 0  # pages of the desk

    def app(self) -> Starlette:
        text = "text/{place:path}"
        routes = [
            *(Route("/", self.shell), Route("/events", self.events)),
            Mount("/static", StaticFiles(directory=STATIC)),
            Mount("/theme", StaticFiles(directory=THEME / "static/css/every")),
            route("posts", "GET", self.posts),
            route(text, "GET", self.read),
            route(text, "PUT", self.save),
            route("versions/{place:path}", "GET", self.versions),
            route("new", "POST", self.new),
            route("look", "POST", self.look),
            route("paste", "POST", pasting.markdown),
            route("picture", "POST", self.picture),
            route("import", "GET", lambda: {}),
            route("import", "POST", self.bring),
            route("practice", "GET", practice.form),
            route("practice", "PUT", practice.save),
            route("publish", "GET", self.plan),
            route("publish", "POST", self.publish),
            route("site.zip", "GET", lambda: FileResponse(publishing.ZIP)),
            route("close", "POST", self.close),
        ]
        return Starlette(routes=routes, exception_handlers=dict.fromkeys(WRONG, told))

    async def shell(self, request: Request):
        return HTMLResponse(printed("desk", {}))

    async def looked_at(self, request: Request):
        """On the preview's origin: the page of a text as it was looked at, and its own script."""
        page = self.looks.get(request.path_params["name"], "")
        script = (STATIC / "follow.js").read_text(encoding="utf-8")
        page += f'<script type="module">{script}</script>'
        return HTMLResponse(POLICY.sub(b"", page.encode()))

    async def events(self, request: Request):
        """Tells of each text that changes, and of each build, as server-sent events."""

        async def stream():
            self.open += 1
            try:
                shown, known = self.preview.shown, stamps()
                while True:
                    yield ": still here\n\n"
                    await asyncio.sleep(POLL)
                    now = stamps()
                    for place in {place for place, _ in now.items() ^ known.items()}:
                        yield event("disk", path=place, mark=texts.mark(texts.read(place)))
                    if self.preview.shown != shown:
                        yield event("built", stops=self.preview.outcome.stops)
                    shown, known = self.preview.shown, now
            finally:
                self.open -= 1
                asyncio.get_running_loop().call_later(GONE, self.end_if_left)

        return StreamingResponse(stream(), media_type="text/event-stream")

    def end_if_left(self) -> None:
        if not self.open:
            interrupt_main()

    def ask(self, task: str, **given):
        """What the process says that looks at texts; raises Refused."""
        with self.looking:
            _, made = self.looker.ask(task, **given)
        if made is None:
            raise Refused(500, "look")
        return made

    def start_again(self) -> None:
        """Look with the program as it is now."""
        with self.looking:
            self.looker.end()

    def warm_up(self) -> None:
        """Look once at whatever there is, so that the first look need not wait."""
        with suppress(Refused):
            for place in [*texts.places()][:1]:
                path = f"{texts.CONTENT}/{place}"
                self.ask("look", path=path, words=texts.read(place).decode(errors="replace"))

    def look(self, path: str, header: list, body: str, mark: str | None) -> dict:
        """What there is to say of these words, and their page.

        First of all they are kept, with the `mark` of the file they were typed into; None: they
        are what is saved.
        """
        wanted = text(header, body)
        if mark is None:
            texts.kept(path).unlink(missing_ok=True)
        else:
            texts.keep(path, wanted, mark)
        words = texts.joined(wanted, texts.read(path)).decode()
        made = self.ask("look", path=f"{texts.CONTENT}/{path}", words=words)
        name = texts.mark(made["page"].encode())[:16]
        self.looks = dict([*self.looks.items(), (name, made["page"])][-LOOKS:])
        page = f"{self.beside}/.look/{name}" if name else None
        return {**made, "page": page, "html": printed("findings", made)}

    def posts(self) -> dict:
        made, changed = self.preview.outcome, publishing.changes()
        found, tags, topics = [], Counter(), Counter()
        for place in texts.places():
            path, said = f"{texts.CONTENT}/{place}", texts.fields(texts.parted(texts.read(place)))
            state, day = texts.state(said)
            state = "changed" if state == "public" and place in changed else state
            tags.update(filter(None, map(str.strip, said.get("tags", "").split(","))))
            topics.update(filter(None, [said.get("category")]))
            about = {"path": place, "title": said.get("title") or place, "state": state}
            about |= {"said": WORDS["state"][state].format(day=publishing.day(day)), "date": day}
            about["stops"] = sum(line.startswith(f"{path}:") for line in made.stops)
            about["advice"] = sum(of == path for of, _ in made.advice)
            found.append({**about, "url": self.url(place), "kept": texts.kept(place).exists()})
        used = {"tags": [*dict(tags.most_common())], "categories": [*dict(topics.most_common())]}
        return {"texts": found, **used, "stops": made.stops, "way": publishing.way()}

    def read(self, place: str) -> dict:
        if not (data := texts.read(place)):
            raise Refused(404, "no_text")
        now = texts.parted(data)
        about = {"path": place, "mark": texts.mark(data), "url": self.url(place)}
        return {**now, **about, "kept": texts.waiting(place, now), "all": self.posts()}

    def save(self, place: str, header: list, body: str, mark: str, **more) -> dict:
        wanted = texts.led_on(text(header, body), texts.parted(texts.read(place)))
        data = texts.save(place, wanted, mark)
        return {**texts.parted(data), "mark": texts.mark(data), "url": self.url(place)}

    def versions(self, place: str, id: str = "") -> dict:
        if id:
            return texts.version(place, id)
        saved = texts.versions(place).items()
        return {"versions": [{"id": name, "when": when, "said": ""} for name, when in saved]}

    def new(self, title: str) -> dict:
        try:
            path, _ = new(title)
        except ValueError as error:
            raise Refused(400, str(error).partition(": make new")[0]) from None
        return {"path": path.relative_to(texts.CONTENT).as_posix()}

    def picture(self, data: bytes, name: str) -> dict:
        return pictures.take(data, name, css.palette(THEME).paper)

    def bring(self, data: bytes = b"", name: str = "", write: bool = False, **more) -> dict:
        """Import a file that is sent, or one `from` her computer: at first only a report."""
        source = more.get("from", "")
        if data:
            source = UPLOADS / Path(name.replace("\\", "/")).name
            write_file(source, data)
        env = {**os.environ, "FROM": str(source), "WRITE": "yes" if write is True else ""}
        command, both = [sys.executable, "-X", "utf8", "-m", "blog.importing"], subprocess.STDOUT
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=both)
        return {"report": done.stdout.decode(errors="replace"), "from": str(source)}

    def plan(self) -> dict:
        return publishing.plan(self.ask("stopping"))

    def publish(self) -> dict:
        done = publishing.publish(
            self.plan, lambda: self.ask("hand_out", folder=str(publishing.SITE))
        )
        self.build(False)
        return done

    def close(self) -> dict:
        interrupt_main()
        return {}

    def url(self, place: str) -> str:
        return self.preview.outcome.pages.get(f"{texts.CONTENT}/{place}", "")


def event(name: str, **data) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def stamps() -> dict[str, int]:
    """When each text was last written."""
    found = {}
    for place in texts.places():
        with suppress(OSError):  # gone in this moment
            found[place] = (texts.CONTENT / place).stat().st_mtime_ns
    return found


def text(header: list, body: str) -> dict:
    """A text as it was sent, if it is one; raises Refused."""
    with suppress(TypeError, ValueError, AttributeError):
        plain = [body, *(part for key, value in header for part in (key, value))]
        "".join(plain).encode()  # half a character cannot be written
        if all(texts.KEY.fullmatch(key) for key, _ in header):
            return {"header": header, "body": body.replace("\r\n", "\n")}
    raise Refused(400, "not_understood")
