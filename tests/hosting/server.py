"""A real nginx for the tests and the bench: on this computer alone, and nothing else runs in it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

# No mime.types: the snippet has to bring along whatever types the site has.
CONFIG = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log error;
worker_processes 1;
{user}
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{servers}
}}
"""
SERVER = """\
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {root}{prefix}/.nginx.conf;
    }}
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def nginx(folder: Path, sites: list[tuple[int, Path, str]]):
    """Serve each (port, root, prefix); yields what nginx says of its configuration."""
    servers = (SERVER.format(port=port, root=root, prefix=prefix) for port, root, prefix in sites)
    config = folder / "nginx.conf"
    config.write_text(
        CONFIG.format(
            folder=folder,
            user="user root;" if os.geteuid() == 0 else "",  # who owns the folders of the tests
            servers="".join(servers),
        )
    )
    command = [
        os.environ.get("NGINX_PATH", "nginx"),
        "-c",
        str(config),
        "-e",
        str(folder / "error.log"),
    ]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    if checked.returncode:
        sys.exit((folder / "error.log").read_text())
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        try:
            for port, *_ in sites:
                wait_for(port)
            yield (folder / "error.log").read_text()
        finally:
            running.terminate()


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers on port {port}")
