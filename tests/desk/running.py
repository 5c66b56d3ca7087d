"""A desk that runs as she runs it, and a browser that is only what it sends."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from built import ROOT, project

SAID = "Her words.\n"


def settle(folder: Path, posts: int = 2) -> Path:
    """A small site in `folder`, where a desk can run."""
    for name in ("images", "pages", "posts"):
        (folder / "content" / name).mkdir(parents=True)
    project(folder, content=None)
    shutil.copy(ROOT / "tests/site/content/practice.toml", folder / "content")
    for name in ("about", "contact", "getting-help-now", "privacy"):
        shutil.copy(ROOT / f"tests/site/content/pages/{name}.md", folder / "content/pages")
    for name in ("sleep", "grief", *(f"more-{n}" for n in range(posts - 2))):
        write(folder, name)
    return folder


def write(folder: Path, name: str, body: str = "Rest well.", more: str = "") -> Path:
    head = f"Title: About {name}\nDate: 2026-01-02\nCategory: Nights\nTags: rest\nSlug: {name}\n"
    path = folder / f"content/posts/{name}.md"
    path.write_text(f"{head}{more}\n{body}\n", encoding="utf-8")
    return path


def as_at_first(desk: "Desk") -> None:
    """Her texts and pictures are those that she began with, and nothing else is remembered."""
    now, first = (
        {path.relative_to(at): path for path in at.rglob("*.*") if not path.is_symlink()}
        for at in (desk.folder / "content", desk.first)
    )
    for name in now.keys() - first.keys():
        now[name].unlink()
    for name, path in first.items():
        if name not in now or now[name].read_bytes() != path.read_bytes():
            shutil.copyfile(path, desk.folder / "content" / name)
    for name in ("kept", "versions", "published", "site", "download"):
        shutil.rmtree(desk.folder / ".desk" / name, ignore_errors=True)
    for name in (".desk/choice.json", ".published.json"):
        (desk.folder / name).unlink(missing_ok=True)


def went_out(folder: Path) -> None:
    """All texts are as if they had been published just so, in the way that gives a folder."""
    shutil.copytree(folder / "content", folder / ".desk/published", dirs_exist_ok=True)


def having(folder: Path, words: bytes) -> list[str]:
    """The files in which these words stand, from `folder`; some may go meanwhile."""
    found = []
    for place, _, names in os.walk(folder):
        for path in (Path(place, name) for name in names):
            with suppress(OSError):
                if path.is_file() and not path.is_symlink() and words in path.read_bytes():
                    found.append(path.relative_to(folder).as_posix())
    return found


def git(folder, *args):
    env = {**os.environ, **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Robin")}
    env |= dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "robin@example.com")
    done = subprocess.run(["git", *args], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    """One with a free one behind it."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as one:
            port = one.getsockname()[1]
            try:
                socket.create_server(("127.0.0.1", port + 1)).close()
            except (OSError, OverflowError):
                continue
            return port


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "this never happened"
        time.sleep(0.02)
    return found


class Answer:
    def __init__(self, answer):
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()


class Desk:
    """The desk in `folder`; `ask` is her browser, once `come_in` has been there."""

    def __init__(self, folder: Path, **env):
        self.folder = folder
        self.first = folder.with_name("first")  # where its texts are kept as they were at first
        self.opener = folder / ".desk/open.json"
        self.log = folder.with_name(f"{folder.name}.log")
        port = free_port()
        more = {"PORT": str(port), "NO_BROWSER": "1", "PYTHONPATH": str(folder / "plugins")}
        self.env = {**os.environ, "TZ": "Europe/London", **more, **env}
        self.opener.unlink(missing_ok=True)
        self.process = self.start()
        until(lambda: self.opener.exists() or self.process.poll() is not None)
        self.key_address = json.loads(self.opener.read_bytes())
        self.address = self.key_address.partition("/?")[0]
        self.host = urlsplit(self.address).netloc
        self.beside = f"http://127.0.0.1:{port}"
        self.headers: dict[str, str] = {}

    def start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "blog.desk"]
        with self.log.open("a") as log:  # a pipe that nobody reads would hold it up once it is full
            both = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": subprocess.STDOUT}
            return subprocess.Popen(command, cwd=self.folder, env=self.env, **both)

    def come_in(self) -> "Desk":
        self.entered = self.send("GET", f"/{self.key_address.rpartition('/')[2]}")
        cookie = self.entered.headers["set-cookie"]
        self.headers = {"Cookie": cookie.partition(";")[0], "Origin": self.address}
        return self

    def send(self, method, path, data=None, headers=None, host=None) -> Answer:
        """Just this, with no header that is not named."""
        asked = urlsplit(host or self.address).netloc
        line = http.client.HTTPConnection(asked, timeout=60)
        headers = {"Host": asked, **(headers or {})}
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            for each in value if isinstance(value, list) else [value]:
                line.putheader(name, each)
        if data is not None and "Content-Length" not in headers:
            line.putheader("Content-Length", str(len(data)))
        line.endheaders()
        if data is not None:
            line.send(data)
        answer = Answer(line.getresponse())
        line.close()
        return answer

    def ask(self, method, path, sent=None, **headers) -> Answer:
        """As her own browser asks; an underscore stands for a hyphen in the names of headers."""
        is_file = isinstance(sent, bytes)
        kind = "application/octet-stream" if is_file else "application/json"
        said = {**self.headers, "Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        said = {name: value for name, value in said.items() if value is not None}
        data = sent if is_file or sent is None else json.dumps(sent).encode()
        return self.send(method, path, data, said)

    def look(self, place: str, body: str, header=None, saved=False) -> dict:
        """What she typed into this text, and has not saved, is kept and looked at."""
        text = self.ask("GET", f"/text/{place}").json
        sent = {
            "path": place,
            "mark": None if saved else text["mark"],
            "header": header or text["header"],
        }
        return self.ask("POST", "/look", {**sent, "body": body}).json

    def throw(self, place: str, mark=None) -> Answer:
        """What comes of throwing a text away that is as it was, or then was, saved."""
        mark = mark or self.ask("GET", f"/text/{place}").json["mark"]
        return self.ask("POST", "/throw", {"path": place, "mark": mark})

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
