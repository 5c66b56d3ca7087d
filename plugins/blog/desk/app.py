"""What the desk answers: each address, and what is behind it."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader
from pelican.utils import slugify
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..build.new import new
from ..build.resident import Resident
from ..build.serve import POLICY, Preview
from ..reading.metadata import moment
from . import texts
from .door import JSON, WORDS, body, told
from .texts import Refused

STATIC = Path(__file__).with_name("static")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True
)
THEME = "theme/static/css/every"  # whose colours and letters are the desk's, too
POLL = 0.5  # seconds
LOOKS = 8  # pages of unsaved texts that can still be asked for


def answers(work: Callable) -> Callable:
    """An endpoint: what `work` makes of the request and the JSON sent with it, as JSON.

    Who asks for HTML gets the same, printed: /api/posts by the template posts.html.
    """

    async def endpoint(self, request: Request):
        try:
            sent = {}
            if request.method in ("PUT", "POST"):
                sent = json.loads(await body(request, JSON))
            if not isinstance(sent, dict):
                raise ValueError
            made = await run_in_threadpool(work, self, request, sent)
            if request.headers.get("accept") == "text/html":
                return HTMLResponse(printed(request.url.path.split("/")[2], made))
            return JSONResponse(made)
        except Refused as refused:
            return told(refused)
        except (ValueError, KeyError, TypeError, RecursionError):
            return told(Refused(400, "not_understood"))
        except OSError as error:
            return told(Refused(507, "disk", {"why": error.strerror or ""}))

    return endpoint


def printed(name: str, made: dict) -> str:
    return TEMPLATES.get_template(f"{name}.html").render(words=WORDS, **made)


class Desk:
    """`preview` is beside it, at the address `beside`."""

    def __init__(self, preview: Preview, beside: str):
        self.preview, self.beside = preview, beside
        self.looker, self.looking, self.looks = Resident(), Lock(), {}

    @property
    def routes(self) -> list:
        text, kept = "/api/text/{place:path}", "/api/kept/{place:path}"
        return [
            Route("/", self.shell),
            Mount("/static", StaticFiles(directory=STATIC)),
            Mount("/theme", StaticFiles(directory=THEME)),
            Route("/events", self.events),
            Route("/api/posts", self.posts),
            Route(text, self.read),
            Route(text, self.save, methods=["PUT"]),
            Route(kept, self.keep, methods=["PUT"]),
            Route(kept, self.forget, methods=["DELETE"]),
            Route("/api/new", self.new, methods=["POST"]),
            Route("/api/look", self.look, methods=["POST"]),
        ]

    async def shell(self, request: Request):
        return HTMLResponse(printed("desk", {}))

    async def page(self, request: Request):
        """On the preview's origin: the page of a text as it was looked at, and its own script."""
        page = self.looks.get(request.path_params["name"], b"")
        follow = (STATIC / "follow.js").read_text(encoding="utf-8")
        script = f'<script type="module">{follow}</script>'
        return HTMLResponse(POLICY.sub(b"", page) + script.encode(), 200 if page else 404)

    @answers
    def look(self, request: Request, sent: dict) -> dict:
        path = texts.find(sent["path"])
        before = texts.read(path)
        words = texts.joined(text(sent), before).decode()
        if words.encode() == before:
            texts.kept(sent["path"]).unlink(missing_ok=True)
        else:
            texts.keep(sent["path"], text(sent) | {"mark": sent["mark"]})
        with self.looking:
            _, made = self.looker.ask(path=path.as_posix(), words=words)
        if made is None:
            raise Refused(500, "look")
        page = made["page"].encode()
        name = texts.mark(page)[:16]
        self.looks = dict([*self.looks.items(), (name, page)][-LOOKS:])
        address = f"{self.beside}/.look/{name}" if page else None
        return {**made, "page": address, "html": printed("findings", made)}

    @answers
    def posts(self, request: Request, sent: dict) -> dict:
        return self.all()

    def all(self) -> dict:
        """Every text with its state, the tags and topics in use, and what stops the site."""
        found, tags, categories = [], Counter(), Counter()
        for place in texts.places():
            path, header = f"content/{place}", fields(texts.parted(texts.read(texts.find(place))))
            state, day, words = stage(header)
            tags.update(filter(None, map(str.strip, header.get("tags", "").split(","))))
            categories.update(filter(None, [header.get("category")]))
            made = self.preview.outcome
            found.append(
                {
                    **{"path": place, "title": header.get("title") or place, "state": state},
                    **{"said": words, "date": day, "url": made.pages.get(path, "")},
                    "stops": sum(line.startswith(f"{path}:") for line in made.stops),
                    "advice": sum(about == path for about, _ in made.advice),
                    "kept": texts.kept(place).exists(),
                }
            )
        stops = self.preview.outcome.stops
        used = {
            "tags": [*dict(tags.most_common())],
            "categories": [*dict(categories.most_common())],
        }
        return {"texts": found, **used, "stops": stops, "way": "folder"}

    @answers
    def read(self, request: Request, sent: dict) -> dict:
        place = request.path_params["place"]
        data = texts.read(texts.find(place))
        if not data:
            raise Refused(404, "no_text")
        now = texts.parted(data)
        about = {"path": place, "mark": texts.mark(data), "url": self.url(place)}
        return {**now, **about, "kept": texts.waiting(place, now), "all": self.all()}

    @answers
    def save(self, request: Request, sent: dict) -> dict:
        place, wanted = request.path_params["place"], text(sent)
        before = fields(texts.parted(texts.read(texts.find(place))))
        wanted["header"] = with_aliases(wanted["header"], before)
        data = texts.save(place, wanted, sent["mark"])
        return {**texts.parted(data), "mark": texts.mark(data), "url": self.url(place)}

    @answers
    def keep(self, request: Request, sent: dict) -> dict:
        known = {"mark": str(sent["mark"])}
        return {"when": texts.keep(request.path_params["place"], text(sent) | known)}

    @answers
    def forget(self, request: Request, sent: dict) -> dict:
        place = request.path_params["place"]
        texts.find(place)
        texts.kept(place).unlink(missing_ok=True)
        return {}

    @answers
    def new(self, request: Request, sent: dict) -> dict:
        try:
            path, _ = new(sent["title"])
        except ValueError as error:
            raise Refused(400, "", {"error": str(error).partition(": make new")[0]}) from None
        return {"path": path.relative_to(texts.CONTENT).as_posix()}

    async def events(self, request: Request):
        """Tells of each file that changes, and of each build, as server-sent events."""

        async def stream():
            shown, known = self.preview.shown, stamps()
            while True:
                yield ": still here\n\n"
                await asyncio.sleep(POLL)
                now = stamps()
                for place in {place for place, _ in now.items() ^ known.items()}:
                    data = {"path": place, "mark": texts.mark(texts.read(texts.CONTENT / place))}
                    yield f"event: disk\ndata: {json.dumps(data)}\n\n"
                if self.preview.shown != shown:
                    data = {"stops": self.preview.outcome.stops}
                    yield f"event: built\ndata: {json.dumps(data)}\n\n"
                shown, known = self.preview.shown, now

        return StreamingResponse(stream(), media_type="text/event-stream")

    def start_again(self) -> None:
        """Look with the program as it is now."""
        with self.looking:
            self.looker.end()

    def url(self, place: str) -> str:
        return self.preview.outcome.pages.get(f"content/{place}", "")


def stamps() -> dict[str, int]:
    """When each text was last written."""
    found = {}
    for path in texts.CONTENT.glob("p*s/**/*.md"):
        with suppress(OSError):  # gone in this moment
            found[path.relative_to(texts.CONTENT).as_posix()] = path.stat().st_mtime_ns
    return found


def text(sent: dict) -> dict:
    """The text in what was sent; a ValueError or so where there is none."""
    header, words = sent["header"], sent["body"]
    words.encode() + "".join(key + value for key, value in header).encode()
    if not all(texts.KEY.fullmatch(key) for key, _ in header):
        raise ValueError("no key")
    return {"header": header, "body": words.replace("\r\n", "\n")}


def fields(parts: dict) -> dict[str, str]:
    """The header by key, in lower case; the first of a key counts."""
    return {key.lower(): value for key, value in reversed(parts["header"])}


def stage(header: dict[str, str]) -> tuple[str, str, str]:
    """How far a text is, its day, and both in her words."""
    status, day = header.get("status", "").lower(), ""
    with suppress(ValueError):
        day = moment(header.get("date", "")).date().isoformat()
    state = "draft" if status not in ("", "published", "hidden") else status or "published"
    state = {"published": "waiting" if day > date.today().isoformat() else "public"}.get(
        state, state
    )
    return state, day, WORDS["state"][state].format(day=day)


def with_aliases(header: list, before: dict[str, str]) -> list:
    """The header, in which the address that a public text had `before` leads to the new one."""
    now = fields({"header": header})
    old, new = slug(before), slug(now)
    if stage(before)[0] != "public" or not old or old == new:
        return header
    aliases = [each.strip() for each in now.get("aliases", "").split(",")]
    aliases = [each for each in dict.fromkeys([*aliases, old]) if each not in ("", new)]
    rest = [[key, value] for key, value in header if key.lower() != "aliases"]
    return [*rest, ["Aliases", ", ".join(aliases)]]


def slug(header: dict[str, str]) -> str:
    return header.get("slug") or slugify(header.get("title", ""))


def application(desk: Desk) -> Starlette:
    return Starlette(routes=desk.routes)
