"""What the desk answers: PUT /api/text/posts/apps.md is `put_text`, GET /api/posts `get_posts`."""

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
from datetime import date
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

from .. import css, disk
from ..build.build import WORK
from ..build.new import new
from ..build.resident import Resident
from ..build.serve import POLICY, Preview
from . import pasting, pictures, practice, publishing, texts
from .door import JSON, WORDS, body, told
from .texts import CONTENT, Refused

HERE, THEME = Path(__file__).parent, Path("theme")
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
UPLOADS = WORK / "import-from"
POLL, GONE = 0.5, 600  # seconds; without a page of the desk, it ends after the second
LOOKS = 8  # pages of unsaved texts that can still be asked for
WRITES = ("PUT", "POST")


class Desk:
    """`preview` is beside it, at the address `beside`; `build` makes it anew."""

    def __init__(self, preview: Preview, beside: str, build: Callable):
        self.preview, self.beside, self.build = preview, beside, build
        self.looker, self.looking, self.looks = Resident(), Lock(), {}
        self.saving = Lock()  # of two windows that save at once, the second one sees the first
        self.open = 0  # pages of the desk

    def app(self) -> Starlette:
        every = {"methods": ["GET", *WRITES]}
        routes = [
            Route("/", self.shell),
            Route("/events", self.events),
            Route("/api/{what}", self.answer, **every),
            Route("/api/{what}/{place:path}", self.answer, **every),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            Mount("/theme", StaticFiles(directory=THEME / "static/css/every")),
        ]
        wrong = (HTTPException, Refused, OSError)
        return Starlette(routes=routes, exception_handlers=dict.fromkeys(wrong, told))

    async def answer(self, request: Request):
        """A method gets by name what the address says and what was sent; it returns JSON.

        Who asks for HTML gets the same, printed: /api/posts by the template posts.html.
        """
        sent = {"data": await body(request)} if request.method in WRITES else {}
        if sent and request.headers["content-type"] == JSON:
            sent = parsed(sent["data"])
        given = {**request.query_params, **sent, **request.path_params}
        try:
            work = getattr(self, f"{request.method.lower()}_{given.pop('what')}")
            bound = inspect.signature(work).bind(**given)
        except (AttributeError, TypeError) as error:
            known = isinstance(error, TypeError)
            raise Refused(400 if known else 404, "not_understood") from None
        found = await run_in_threadpool(work, *bound.args, **bound.kwargs)
        if request.headers.get("accept") == "text/html":
            return HTMLResponse(printed(request.path_params["what"], found))
        return found if isinstance(found, FileResponse) else JSONResponse(found)

    async def shell(self, request: Request):
        return HTMLResponse(printed("desk", {}))

    async def looked_at(self, request: Request):
        """On the preview's origin: the page of a text as it was looked at, and its own script."""
        page = self.looks.get(request.path_params["name"], "")
        script = (HERE / "static" / "follow.js").read_text(encoding="utf-8")
        page += f'<script type="module">{script}</script>'
        return HTMLResponse(POLICY.sub(b"", page.encode()))

    async def events(self, request: Request):
        """Tells of each text that changes, and of each build, as server-sent events."""

        async def stream():
            self.open += 1
            try:
                shown, known = self.preview.shown, texts.stamps()
                while True:
                    yield ": still here\n\n"
                    await asyncio.sleep(POLL)
                    now = texts.stamps()
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
        """Look with the program as it is now, once at first, so that she need not wait."""
        with self.looking:
            self.looker.end()
        with suppress(Refused):
            for place in [*texts.places()][:1]:
                path = f"{CONTENT}/{place}"
                self.ask("look", path=path, words=texts.read(place).decode(errors="replace"))

    def post_look(self, path: str, header: list, body: str, mark: str | None, **more) -> dict:
        """What there is to say of these words, and their page; first of all, they are kept.

        `mark` is that of the file that they were typed into; None: they are what it says.
        """
        typed = texts.checked(header, body)
        texts.keep(path, typed, mark)
        words = texts.joined(typed, texts.read(path)).decode()
        made = self.ask("look", path=f"{CONTENT}/{path}", words=words)
        name = texts.mark(made["page"].encode())[:16]
        self.looks = dict([*self.looks.items(), (name, made["page"])][-LOOKS:])
        page = f"{self.beside}/.look/{name}" if name else None
        return {**made, "page": page, "html": printed("findings", made)}

    def get_posts(self) -> dict:
        made, changed, written = self.preview.outcome, publishing.changes(), practice.language().day
        found, tags, topics = [], Counter(), Counter()
        for place in texts.places():
            path, said = f"{CONTENT}/{place}", texts.fields(texts.parted(texts.read(place)))
            state, day = texts.state(said)
            state = "changed" if state == "public" and place in changed else state
            tags.update(filter(None, map(str.strip, said.get("tags", "").split(","))))
            topics.update(filter(None, [said.get("category")]))
            words = WORDS["state"]["undated" if state == "public" and not day else state]
            shown = day and written(date.fromisoformat(day))
            about = {"path": place, "title": said.get("title") or place, "state": state}
            about |= {"said": words.format(day=shown), "date": day, "url": self.url(place)}
            about["stops"] = sum(line.startswith(f"{path}:") for line in made.stops)
            about["advice"] = sum(of == path for of, _ in made.advice)
            found.append({**about, "kept": texts.kept(place).exists()})
        used = {"tags": [*dict(tags.most_common())], "categories": [*dict(topics.most_common())]}
        return {"texts": found, **used, "stops": made.stops, "way": publishing.way()}

    def get_text(self, place: str) -> dict:
        if not (data := texts.read(place)):
            raise Refused(404, "no_text")
        now = texts.parted(data)
        about = {"path": place, "mark": texts.mark(data), "url": self.url(place)}
        kept = texts.waiting(place, now)
        return {**now, **about, "kept": kept, "all": self.get_posts()}

    def put_text(self, place: str, header: list, body: str, mark: str, **more) -> dict:
        typed = texts.checked(header, body)
        with self.saving:
            before = texts.parted(texts.read(place))
            data = texts.save(place, texts.led_on(typed, before), mark)
        return {**texts.parted(data), "mark": texts.mark(data), "url": self.url(place)}

    def get_versions(self, place: str, id: str = "") -> dict:
        if id:
            return texts.version(place, id)
        day, versions = practice.language().day, []
        for name, when in texts.versions(place).items():
            said = f"{day(date.fromisoformat(when[:10]))}, {when[11:16]}"
            versions.append({"id": name, "when": when, "said": said})
        return {"versions": versions}

    def post_new(self, title: str) -> dict:
        try:
            path, _ = new(title, words="")
        except ValueError as error:
            raise Refused(400, str(error).partition(": make new")[0]) from None
        return {"path": path.relative_to(CONTENT).as_posix()}

    def post_paste(self, html: str) -> dict:
        return pasting.markdown(html)

    def post_picture(self, data: bytes, name: str) -> dict:
        return pictures.take(data, name, css.palette(THEME).paper)

    def get_import(self) -> dict:
        return {}

    def post_import(self, data: bytes = b"", name: str = "", write: bool = False, **more) -> dict:
        """Import a file that is sent, or one `from` her computer: at first only a report."""
        source = more.get("from", "")
        if data:
            source = UPLOADS / Path(name.replace("\\", "/")).name
            disk.write(source, data)
        env = {**os.environ, "FROM": str(source), "WRITE": "yes" if write is True else ""}
        command, both = [sys.executable, "-X", "utf8", "-m", "blog.importing"], subprocess.STDOUT
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=both)
        return {"report": done.stdout.decode(errors="replace"), "from": str(source)}

    def get_practice(self) -> dict:
        return practice.form()

    def put_practice(self, mark: str, values: dict) -> dict:
        with self.saving:
            return practice.save(mark, values)

    def get_publish(self) -> dict:
        return publishing.plan(self.ask("stopping"))

    def post_publish(self) -> dict:
        done = publishing.publish(self.get_publish, lambda site: self.ask("hand_out", folder=site))
        self.build(False)  # the preview was the public site for a moment
        return done

    def get_site(self) -> FileResponse:
        return FileResponse(publishing.ZIP, filename="site.zip")

    def post_close(self) -> dict:
        interrupt_main()
        return {}

    def url(self, place: str) -> str:
        return self.preview.outcome.pages.get(f"{CONTENT}/{place}", "")


def printed(name: str, facts: dict) -> str:
    """The template of that name with these facts, and the words of words.toml."""
    return TEMPLATES.get_template(f"{name}.html").render(words=WORDS, **facts)


def parsed(sent: bytes) -> dict:
    """The object that was sent as JSON; raises Refused."""
    with suppress(ValueError, RecursionError):
        if isinstance(found := json.loads(sent), dict):
            return found
    raise Refused(400, "not_understood")


def event(name: str, **data) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
