"""A host of its own for a site, on this computer: files, folders by their index.html, 404.html."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

HEADERS = {  # what plugins/blog/hosting/headers.toml tells a host to send
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass
class Host:
    """Shows `folder` at `url`; what `answers` has, by path, it says instead: status and bytes."""

    url: str
    prefix: str
    folder: Path = Path()
    headers: dict[str, str] = field(default_factory=lambda: dict(HEADERS))
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    lost: int = 404  # the status for what is not there
    asked: list[str] = field(default_factory=list)


@contextmanager
def host(prefix: str = "") -> Iterator[Host]:
    """A host whose site is at `prefix`, such as "/blog"; beside it there is nothing."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            here.asked.append(path)
            file = self.file(path)
            if path in here.answers:
                self.say(*here.answers[path], path)
            elif file is None:
                page = here.folder / "404.html"
                self.say(here.lost, page.read_bytes() if page.exists() else b"", "404.html")
            elif file.is_dir():
                self.send_response(301)
                self.send_header("Location", f"{path}/")
                self.end_headers()
            else:
                self.say(200, file.read_bytes(), file.name)

        def file(self, path: str) -> Path | None:
            if not f"{path}/".startswith(f"{prefix}/"):
                return None
            file = Path(self.translate_path(path.removeprefix(prefix)))
            if path.endswith("/"):
                file /= "index.html"
            return file if file.exists() else None

        def translate_path(self, path):
            self.directory = str(here.folder)
            return super().translate_path(path)

        def say(self, status: int, body: bytes, name: str):
            self.send_response_only(status)
            kind = self.guess_type("index.html" if name.endswith("/") else name)
            for key, value in {"Content-Type": kind, **here.headers}.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Host(f"http://127.0.0.1:{server.server_port}{prefix}", prefix)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
