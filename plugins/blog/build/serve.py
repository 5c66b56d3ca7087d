"""The preview: shows output/ in the browser, and makes it anew at every save.

No save is lost while a build is running: the watch compares what is on the disk with what
was there when the last build began, and builds until the two agree.
"""

import os
import re
import signal
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from .build import OUTPUT

WATCHED = ("content", "theme", "plugins")
SETTINGS = "pelicanconf.py"
PAUSE = 0.3  # seconds between two looks at the disk
PULSE = "/.pulse"  # tells which build is in place

# Added to each page on its way to the browser, never to the file.
HOOK = """
<script>
  setInterval(async () => {{
    const now = await fetch("{url}").then((answer) => answer.text(), () => "{shown}");
    if (now !== "{shown}") location.reload();
  }}, 500);
</script>
"""
# What is wrong, above the page as it was before.
STRIP = """
<pre role="alert" style="position:fixed;inset:0 0 auto;margin:0;padding:1rem;white-space:pre-wrap;
  background:#fbeae4;color:#6e1f14;font:1rem/1.5 system-ui">{problems}</pre>
"""
# A policy in the page would forbid the script above.
POLICY = re.compile(rb'<meta http-equiv="?Content-Security-Policy[^>]*>', re.IGNORECASE)


class Preview(SimpleHTTPRequestHandler):
    """Answers as the real host will: folders by their index.html, lost paths by 404.html."""

    def handle(self):
        with suppress(ConnectionError):  # the reader went on to another page
            super().handle()

    def do_GET(self):
        url = urlsplit(self.path).path
        path = Path(self.translate_path(self.path))
        if path.is_dir() and url.endswith("/"):
            path /= "index.html"
        if url == PULSE:
            self.answer(200, pulse(self.server.problems).encode())
        elif path.suffix == ".html" and path.is_file():
            self.answer(200, page(path, self.server.problems))
        elif path.exists():
            super().do_GET()
        else:
            self.answer(404, page(OUTPUT / "404.html", self.server.problems))

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_):
        """Keep quiet, so that what the build says stays in sight."""


def page(path: Path, problems: str) -> bytes:
    """A page as the preview shows it, which loads itself again after each build."""
    added = HOOK.format(url=PULSE, shown=pulse(problems))  # first, so that no build falls between
    body = path.read_bytes() if path.exists() else b"<p>There is no such page (yet)."
    if problems:
        added += STRIP.format(problems=escape(problems))
    return POLICY.sub(b"", body) + added.encode()


def pulse(problems: str) -> str:
    """A mark that differs from build to build: one puts a new folder in place, or has problems."""
    built = OUTPUT.stat().st_mtime_ns if OUTPUT.exists() else ""
    return f"{built}-{zlib.crc32(problems.encode())}"


def saved() -> set[tuple[str, int, int]]:
    """What the site is made from, as it is on the disk now."""
    paths = [SETTINGS]
    for tree in WATCHED:
        for folder, folders, names in os.walk(tree):
            folders[:] = filter(lasting, folders)
            paths += [os.path.join(folder, name) for name in filter(lasting, names)]
    found = set()
    for path in paths:
        with suppress(OSError):  # gone between the two looks
            status = os.stat(path)
            found.add((path, status.st_mtime_ns, status.st_size))
    return found


def lasting(name: str) -> bool:
    """Whether this is a real file, not something an editor or Python leaves beside it."""
    return name != "__pycache__" and not name.startswith((".", "#")) and not name.endswith("~")


def listen(port: int) -> ThreadingHTTPServer:
    """Take the port, or the next that is free, and be there for this computer only."""
    with suppress(OSError):
        server = ThreadingHTTPServer(
            ("127.0.0.1", port), lambda *request: Preview(*request, directory=OUTPUT)
        )
        server.problems = ""  # what the last build had to say
        return server
    print(f"Port {port} is in use, trying {port + 1}.")
    return listen(port + 1)


def main() -> int:
    """Serve, and build whenever something was saved, until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit(f'"{port}" is no port; a port is a number like 8000')
    server = listen(int(port))
    Thread(target=server.serve_forever, daemon=True).start()
    built = None
    try:
        while True:
            # Looked at before the build, so that a save during it counts for the next.
            if (now := saved()) != built:
                # In a process of its own, so that a change to the theme or a plugin counts too.
                command = [sys.executable, "-m", "blog.build.build"]
                said = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace")
                print(said.stderr, end="", file=sys.stderr)
                server.problems = said.stderr if said.returncode else ""
                if built is None:
                    print(f"See it at http://localhost:{server.server_port}  (Ctrl-C ends it)")
                sys.stdout.flush()
                built = now
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        print("\nThe preview has ended.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
