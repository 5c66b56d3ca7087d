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
from datetime import date, datetime
from difflib import SequenceMatcher
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
STAYS = ("status", "date", "slug", "aliases")  # where an earlier version is brought back


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
        what, sent = request.path_params["what"], {}
        if not (work := getattr(self, f"{request.method.lower()}_{what}", None)):
            raise Refused(404, "not_understood")
        try:
            if request.method in WRITES:
                sent = {"data": await body(request)}
                if request.headers["content-type"] == JSON:
                    sent = dict(json.loads(sent["data"]))
            given = {**request.query_params, **sent, **request.path_params}
            del given["what"]
            inspect.signature(work).bind(**given)
        except (ValueError, TypeError, RecursionError):
            raise Refused(400, "not_understood") from None
        found = await run_in_threadpool(work, **given)
        if request.headers.get("accept") == "text/html":
            return HTMLResponse(printed(what, found))
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
        """Tells of each text that changes, as server-sent events."""

        async def stream():
            self.open += 1
            try:
                known = texts.stamps()
                while True:
                    yield ": still here\n\n"
                    await asyncio.sleep(POLL)
                    was, known = known, texts.stamps()
                    for place in {place for place, _ in was ^ known}:
                        told = {"path": place, "mark": texts.mark(texts.read(place))}
                        yield f"event: disk\ndata: {json.dumps(told)}\n\n"
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
            said, about = WORDS["server"]["linked"], {"key": "Status", "stops": True}
            told = [said.format(title=title) for title in linked(path, typed)]
            made["findings"] += [{**about, "message": message} for message in told]
        name = texts.mark(made["page"].encode())[:16]
        self.looks = dict([*self.looks.items(), (name, made["page"])][-LOOKS:])
        page = f"{self.beside}/.look/{name}" if name else None
        return {**made, "page": page, "html": printed("findings", made)}

    def get_posts(self) -> dict:
        made, changed, written = self.preview.outcome, publishing.changes(), practice.language().day
        found, tags, topics = [], Counter(), Counter()
        for place in texts.places():
            path, said = f"{CONTENT}/{place}", texts.said(texts.read(place))
            tags.update(texts.listed(said.get("tags", "")))
            topics.update(filter(None, [said.get("category")]))
            state, day = texts.state(said)
            kind, _ = changed.get(place, ("", ""))
            if state == "public" and kind:
                state = "new" if kind == "new" else "changed"
            name = f"{state}_new" if kind == "new" and state != "new" else state
            words = WORDS["state"]["undated" if name == "public" and not day else name]
            about = {"path": place, "title": said.get("title") or place, "state": state}
            about["said"] = words.format(day=day and written(date.fromisoformat(day)))
            about["stops"] = sum(line.startswith(f"{path}:") for line in made.stops)
            about["advice"] = sum(of == path for of, _ in made.advice)
            found.append({**about, "date": day, "kept": texts.kept(place).exists()})
        found.sort(key=lambda each: (each["state"] == "draft", each["date"]), reverse=True)
        gone = {place: texts.said(data) for place, data in texts.thrown().items()}
        return {
            "texts": found,
            "thrown": [[place, said.get("title") or place] for place, said in gone.items()],
            "tags": [*dict(tags.most_common())],
            "categories": [*dict(topics.most_common())],
            "stops": made.stops,
        }

    def get_text(self, place: str) -> dict:
        if not (data := texts.read(place)):
            raise Refused(404, "no_text")
        now = self.told(place, data)
        kept = texts.waiting(place, now)
        about = {"kept": kept, "said": texts.fields(kept or now), "linked": linked(place, now)}
        return {**now, **about, "out": publishing.addresses(place), "all": self.get_posts()}

    def put_text(self, place: str, header: list, body: str, mark: str, **more) -> dict:
        with self.saving:
            typed = texts.checked(header, body, texts.read(place))
            out = texts.parted(publishing.before().get(place, b""))
            return self.told(place, texts.save(place, texts.led_on(typed, out), mark))

    def told(self, place: str, data: bytes) -> dict:
        said = texts.said(data)
        about = {"path": place, "mark": texts.mark(data), "slug": texts.slug(said)}
        return {**texts.parted(data), **about, "aliases": said.get("aliases", "")}

    def post_take(self, path: str, mark: str, mine: dict, other: dict) -> dict:
        """The other text is what is typed now; hers becomes an earlier version.

        Of an earlier one (which has no mark) the words come back, but not who sees them, and where.
        """
        before = texts.read(path)
        hers = texts.checked(mine["header"], mine["body"], before)
        header = other["header"]
        if "mark" not in other:
            header = [line for line in header if line[0].lower() not in STAYS]
            header += [line for line in hers["header"] if line[0].lower() in STAYS]
        texts.keep_version(path, texts.joined(hers, before))
        typed = texts.checked(header, other["body"], before)
        texts.keep(path, typed, other.get("mark", mark))
        return {}

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
        both = [texts.lines(each) for each in (mine, other)]
        parts = SequenceMatcher(None, *both, autojunk=False).get_opcodes()
        title = texts.fields(mine).get("title") or texts.fields(other).get("title")
        return {"name": name, "texts": both, "parts": parts, "title": title}

    def get_versions(self, place: str, id: str = "") -> dict:
        if id:
            return texts.version(place, id)
        day, names = practice.language().day, texts.versions(place)
        moments = [datetime.strptime(name, texts.SAVED) for name in names]
        said = [f"{day(moment)}, {moment:%H:%M}" for moment in moments]
        return {"versions": [{"id": id, "said": it} for id, it in zip(names, said, strict=True)]}

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
        if not (source := more.get("from", "")) and not data:
            raise Refused(400, "choose")
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


def linked(place: str, text: dict) -> list[str]:
    """The titles of the public texts with a link to this one."""
    return texts.linked(place, publishing.ways(place, texts.fields(text)))
