"""What the desk answers: PUT /api/text/posts/apps.md is `put_text`, GET /api/posts `get_posts`."""

import asyncio
import inspect
import json
import subprocess
import sys
from _thread import interrupt_main
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock

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
from .door import JSON, body, told
from .said import HERE, WORDS, printed
from .texts import CONTENT, Refused

THEME = Path("theme")
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
        before = texts.read(path)
        typed = texts.checked(header, body, before)
        texts.keep(path, typed, mark)
        words = texts.joined(typed, before).decode()
        made = self.ask("look", path=f"{CONTENT}/{path}", words=words)
        if texts.state(texts.fields(typed))[0] in ("draft", "waiting"):
            made["findings"][:0] = map(led_here, texts.linked(path))
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
            about = {"path": place, "title": said.get("title") or place, "state": state}
            kind, _ = changed.get(place, ("", ""))
            if state == "public" and kind:
                about["state"] = state = "new" if kind == "new" else "changed"
            state += "_new" * (kind == "new" and f"{state}_new" in WORDS["state"])
            tags.update(filter(None, map(str.strip, said.get("tags", "").split(","))))
            topics.update(filter(None, [said.get("category")]))
            words = WORDS["state"]["undated" if state == "public" and not day else state]
            shown = day and written(date.fromisoformat(day))
            about |= {"said": words.format(day=shown), "date": day, "url": self.url(place)}
            about["stops"] = sum(line.startswith(f"{path}:") for line in made.stops)
            about["advice"] = sum(of == path for of, _ in made.advice)
            found.append({**about, "kept": texts.kept(place).exists()})
        found.sort(key=lambda each: (each["state"] == "draft", each["date"]), reverse=True)
        used = {"tags": [*dict(tags.most_common())], "categories": [*dict(topics.most_common())]}
        back = {p: texts.fields(texts.parted(data)) for p, data in texts.thrown().items()}
        used["thrown"] = [[place, said.get("title") or place] for place, said in back.items()]
        return {"texts": found, **used, "stops": made.stops, "way": publishing.way()}

    def get_text(self, place: str) -> dict:
        if not (data := texts.read(place)):
            raise Refused(404, "no_text")
        now = texts.parted(data)
        about = {"path": place, "mark": texts.mark(data), "url": self.url(place)}
        about |= {"slug": texts.slug(texts.fields(now)), "linked": texts.linked(place)}
        about |= {"kept": texts.waiting(place, now), "out": publishing.addresses(place)}
        return {**now, **about, "all": self.get_posts()}

    def put_text(self, place: str, header: list, body: str, mark: str, **more) -> dict:
        with self.saving:
            typed = texts.checked(header, body, texts.read(place))
            out = texts.parted(publishing.before().get(place, b""))
            data = texts.save(place, texts.led_on(typed, out), mark)
        now = texts.parted(data)
        about = {"mark": texts.mark(data), "url": self.url(place)}
        return {**now, **about, "slug": texts.slug(texts.fields(now))}

    def post_throw(self, path: str, mark: str) -> dict:
        """Throw a text away; what visitors know by its address is let go, as README has it."""
        with self.saving:
            texts.throw(path, mark)
            practice.let_go(publishing.addresses(path), True)
        return {}

    def post_back(self, path: str) -> dict:
        with self.saving:
            if path not in (there := texts.thrown()):
                raise Refused(409, "there")
            disk.write(texts.find(path), there[path], lasting=True)
            practice.let_go(publishing.addresses(path), False)
        return {"path": path}

    def post_both(self, name: str, mine: dict, other: dict) -> dict:
        """Two texts side by side: printed by both.html."""
        return {"name": name, "texts": [texts.lines(each) for each in (mine, other)]}

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
        command = [sys.executable, "-X", "utf8", "-m", "blog.desk.bringing", str(source)]
        done = subprocess.run([*command, *["yes"] * (write is True)], capture_output=True)
        said = done.stdout.decode(errors="replace")
        if done.returncode:
            raise Refused(400, said or "failed")
        return {"report": said, "from": str(source)}

    def get_practice(self) -> dict:
        return practice.form()

    def put_practice(self, mark: str, values: dict) -> dict:
        with self.saving:
            return practice.save(mark, values)

    def get_publish(self) -> dict:
        return publishing.plan(self.ask("stopping"))

    def post_publish(self, decided: Sequence = ()) -> dict:
        hand_out = partial(self.ask, "hand_out")
        done = publishing.publish(self.get_publish, hand_out, decided)
        self.build(False)  # the preview was the public site for a moment
        return done

    def get_site(self) -> FileResponse:
        return FileResponse(publishing.ZIP, filename="site.zip")

    def post_close(self) -> dict:
        interrupt_main()
        return {}

    def url(self, place: str) -> str:
        return self.preview.outcome.pages.get(f"{CONTENT}/{place}", "")


def parsed(sent: bytes) -> dict:
    """The object that was sent as JSON; raises Refused."""
    with suppress(ValueError, RecursionError):
        if isinstance(found := json.loads(sent), dict):
            return found
    raise Refused(400, "not_understood")


def led_here(title: str) -> dict:
    """That a text of this title leads to one that visitors do not see."""
    said = {"message": WORDS["server"]["linked"].format(title=title), "key": "Status", "line": 1}
    return {**said, "why": "", "source": "", "rule": "", "stops": True, "start": 0, "end": 0}


def event(name: str, **data) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
