"""What the desk answers: PUT /text/posts/apps.md is `put_text`, GET /posts `get_posts`."""

from _thread import interrupt_main
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from ..build.new import new
from ..build.resident import Resident
from ..build.serve import Preview
from . import WORDS, bringing, practice, printed, publishing, texts
from .door import sent

STAYS = ("status", "date", "slug", "aliases")  # where an earlier version is brought back


class Desk:
    """`preview` is beside it, at the address `beside`."""

    def __init__(self, preview: Preview, beside: str):
        self.preview, self.beside, self.looker = preview, beside, Resident()
        self.saving = Lock()  # of two windows that save at once, the second one sees the first
        self.sending = Lock()

    async def __call__(self, scope, receive, send) -> None:
        """A method gets by name what the address says and what was sent; it returns JSON, if any.

        Who asks for HTML gets the same, printed: /posts by the template posts.html, as a `whole`
        page where a window asks, and not a script.
        """
        request = Request(scope, receive)
        what, _, place = (scope["path"][1:] or "posts").partition("/")
        if not (work := getattr(self, f"{request.method.lower()}_{what}", None)):
            raise texts.Refused(404, "no_page")
        given = {**request.query_params, **({} if request.method == "GET" else await sent(request))}
        given |= {"place": place} if place else {}
        found = await run_in_threadpool(work, **given) or {}
        accept = request.headers.get("accept", "")
        whole = {"what": what, "whole": accept != "text/html"}
        is_html = "text/html" in accept
        answer = HTMLResponse(printed(what, found | whole)) if is_html else JSONResponse(found)
        await answer(scope, receive, send)

    def get_mark(self, place: str = "") -> dict:
        """That of the text that a window shows, which asks twice a second; and the desk is there.

        Asked, not watched: what changes before a watch has begun would never be told.
        """
        with suppress(texts.Refused, OSError):
            return {"mark": texts.mark(texts.read(place.removeprefix("text/")))}
        return {"mark": ""}

    def ask(self, task: str, by: Resident | None = None, **given):
        """What the process says that builds, which may take long, or another; raises Refused."""
        said, made = (by or self.preview.builder).ask(task, **given)
        if made is None:
            raise texts.Refused(500, WORDS["server"]["look"].format(why=said.rpartition("\n")[2]))
        return made

    def post_look(self, path: str, header: list, body: str, mark: str | None, typed="", **more):
        """What there is to say of these words, and their page; first of all, they are kept.

        `mark` is that of the file that they were typed into; None: they are what it says.
        """
        data = texts.joined(header, body, before := texts.read(path), publishing.before().get(path))
        with self.saving:
            kept = texts.keep(path, data, mark, typed)
        words = (before if mark is None else data).decode("utf-8-sig", "surrogateescape")
        given = {"path": f"{texts.CONTENT}/{path}", "words": words.replace("\r\n", "\n")}
        made = self.ask("blog.desk.looking:look", by=self.looker, **given)
        return {**made, **kept, "html": printed("findings", made)}

    def get_posts(self) -> dict:
        """Her texts: drafts first, then the newest; `state` and `change` are said in words.toml."""
        made, changed, found = self.preview.outcome, publishing.changes(), []
        for place in texts.places():
            path, said = f"{texts.CONTENT}/{place}", texts.said(texts.read(place))
            how, day = texts.state(said)
            about = {"path": place, "title": said.get("title") or place, "state": how, "date": day}
            about |= {"category": said.get("category"), "tags": texts.listed(said.get("tags", ""))}
            about |= {"change": changed.get(place, [""])[0], "kept": (texts.KEPT / place).exists()}
            mine = [it.stops or it.waits for it in made.problems if it.path == path]
            found.append(about | {"stops": sum(mine), "advice": len(mine) - sum(mine)})
        found.sort(key=lambda each: (each["state"] == "draft", each["date"]), reverse=True)
        stops = [problem._asdict() for problem in made.stops if Path(problem.path).exists()]
        rest = [it._asdict() for it in made.problems if not (it.stops or it.path.endswith(".md"))]
        return {"texts": found, "thrown": [*texts.thrown()], "stops": stops, "rest": rest}

    def get_text(self, place: str) -> dict:
        if not texts.find(place).exists():
            raise texts.Refused(404, "no_text")
        kept, words = texts.waiting(place)
        about = {"kept": kept, "said": texts.said(words), "all": self.get_posts()}
        about |= {"beside": self.beside, "theirs": place in publishing.not_chosen()}
        return self.told(place, texts.read(place)) | about

    def put_text(self, place: str, header: list, body: str, mark: str, typed="", **more) -> dict:
        with self.saving:
            data = texts.joined(header, body, texts.read(place), publishing.before().get(place))
            kept = texts.save(place, data, mark, typed)
            return self.told(texts.named(place, data), data) | kept

    def told(self, place: str, data: bytes) -> dict:
        said = texts.said(data)
        about = {"path": place, "mark": texts.mark(data), "slug": texts.slug(said)}
        return {**texts.parted(data), **about, "aliases": said.get("aliases", "")}

    def post_throw(self, path: str, mark: str) -> None:
        """Throw a text away; one that visitors see is taken back first."""
        with self.saving:
            if publishing.is_seen(path, publishing.before().get(path, b"")):
                raise texts.Refused(409, "seen")
            texts.save(path, b"", mark)

    def post_back(self, place: str, id: str = "") -> dict:
        """Bring back the version `id` of practice.toml, or the newest words of a text."""
        with self.saving:
            data = texts.version(place, id)
            if place == texts.FACTS:
                practice.write(texts.decoded(data))
            elif texts.read(place):
                raise texts.Refused(409, "there")
            else:
                texts.save(place, data, "")
        return {"path": place}

    def get_versions(self, place: str, id: str = "") -> dict:
        """The earlier versions, or one of them: its words, but not who sees them, and where."""
        if not id:
            return {"ids": [*texts.versions(place)], "path": place}
        facts = place == texts.FACTS  # which has no header
        now = texts.parted(practice.FILE.read_bytes() if facts else texts.waiting(place)[1])
        then = texts.parted(texts.version(place, id))
        then["header"] = [line for line in then["header"] if line[0].lower() not in STAYS]
        then["header"] += [line for line in now["header"] if line[0].lower() in STAYS]
        return {"name": "earlier_facts" if facts else "earlier", "mine": now, "other": then}

    def post_new(self, title: str) -> dict:
        try:
            path, _ = new(title, words="")
        except ValueError as error:
            raise texts.Refused(400, str(error).partition(" Type: ")[0]) from None
        return {"path": path.relative_to(texts.CONTENT).as_posix()}

    post_paste = staticmethod(bringing.markdown)
    post_picture = staticmethod(bringing.picture)
    post_both = get_import = staticmethod(lambda **sent: sent)  # which is only printed

    def post_import(self, data: bytes = b"", name: str = "", write: str = "", **more) -> dict:
        """Import a file that is sent, or one `from` her computer: at first only a report."""
        with TemporaryDirectory() as folder:  # so that nothing of it stays
            if name:
                (source := Path(folder, Path(name).name)).write_bytes(data)
            elif not (source := more.get("from", "")):
                raise texts.Refused(400, "choose")
            done = self.ask("blog.desk.bringing:blog", source=str(source), write=bool(write))
        if why := done.get("refused"):
            raise texts.Refused(400, why)
        return done

    def get_practice(self) -> dict:
        return practice.form(self.ask("blog.build.build:stopping", advice=True))

    def put_practice(self, mark: str, values: dict) -> None:
        with self.saving:
            practice.save(mark, values)

    def get_publish(self) -> dict:
        return publishing.plan(self.ask)

    def post_publish(self) -> dict:
        with self.sending:
            try:
                return publishing.publish(self.ask, self.saving)
            finally:
                self.preview.build()  # the preview was the public site for a moment

    def post_close(self) -> None:
        with self.sending, self.preview.builder.turn:  # it is done by then
            Timer(0.2, interrupt_main).start()  # once this is answered
