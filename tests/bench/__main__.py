"""What a build costs her, beside other programs with the same words: `make bench`.

CPU seconds, user and system, of the whole process tree; the programs take turns, and of each the
median counts. The figures are this computer's, today: only what they are to one another says much.
POSTS=1000 takes as many posts, RUNS=5 as many turns.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / name) for name in ("plugins", "tests/bench", "tests/search")]

import blogs  # noqa: E402

PYTHON = sys.executable
EDITED = 7  # the post that is edited
WIDTH = 30
STOCK = """
PATH, ARTICLE_PATHS, THEME, TYPOGRIFY = "content", ["posts"], "simple", True
SITENAME, AUTHOR, SITEURL, TIMEZONE, DEFAULT_LANG = "Bench", "Nobody", "", "Europe/London", "en"
DEFAULT_PAGINATION, FEED_ALL_ATOM, FEED_ALL_RSS = 8, "feed.xml", "rss.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
HUGO = {
    "hugo.toml": 'baseURL = "/"\ntitle = "Bench"\n',
    "layouts/_default/baseof.html": "<!DOCTYPE html><title>{{ .Title }}</title>"
    '{{ block "main" . }}{{ end }}',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>'
    "{{ .Content }}{{ end }}",
    "layouts/_default/list.html": '{{ define "main" }}{{ range (.Paginate .Pages 8).Pages }}'
    "<h2>{{ .Title }}</h2><p>{{ .Summary }}</p>{{ end }}{{ end }}",
}


class Program:
    """One generator with its own folder; `make` builds the site there."""

    def __init__(self, name: str, folder: Path, command: list[str], made: tuple[str, ...], post):
        self.name, self.folder, self.command, self.made, self.post = (
            name,
            folder,
            command,
            made,
            post,
        )

    def make(self, *more: str) -> float:
        """Build once; the CPU seconds that it took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        env = {**os.environ, "PYTHONPATH": "plugins", "TZ": "Europe/London"}
        done = subprocess.run(
            [*self.command, *more], cwd=self.folder, env=env, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"{self.name} failed:\n{done.stdout}{done.stderr}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def clean(self) -> None:
        for name in self.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit(self, turn: int) -> None:
        self.post(EDITED).write_text(f"{self.post(EDITED).read_text('utf-8')}\n\nTurn {turn}.\n")


def main() -> None:
    count, turns = int(os.environ.get("POSTS", 100)), int(os.environ.get("RUNS", 3))
    with tempfile.TemporaryDirectory() as temporary:
        there = programs(Path(temporary), count)
        took: dict[tuple, list[float]] = defaultdict(list)
        for turn in range(turns):
            for program in there:
                program.clean()
                took["cold", program.name].append(program.make())
            for program in there:
                took["nothing changed", program.name].append(program.make())
            for program in there:
                program.edit(turn)
                took["one edit", program.name].append(program.make())
            there[0].clean()
            took["cold, for the public", there[0].name].append(there[0].make("publish"))
        saves = watched(there[0], turns)
    table(count, [each.name for each in there], {key: median(each) for key, each in took.items()})
    print(f"from save to page, watching: {median(saves):.2f} s by the clock")


def programs(folder: Path, count: int) -> list[Program]:
    """This one first, and those others that are installed."""
    ours = blogs.project(folder / "ours", count)
    build = [PYTHON, "-m", "blog.build.build"]
    found = [Program("ours", ours, build, ("output", ".build"), lambda n: blogs.place(ours, n))]
    for name, files, command, made in (
        ("Pelican", {"pelicanconf.py": STOCK}, [PYTHON, "-m", "pelican"], ("output",)),
        ("Hugo", HUGO, ["hugo", "--quiet"], ("public", "resources")),
        ("Eleventy", {}, ["eleventy", "--input=content", "--quiet"], ("_site",)),
    ):
        if shutil.which(command[0]):
            found.append(other(name, folder / name, files, command, made, count))
    return found


def other(name, folder, files, command, made, count) -> Program:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for number in range(count):
        place = blogs.place(folder, number)
        place.parent.mkdir(parents=True, exist_ok=True)
        text = blogs.post(number, stock=True)
        place.write_text(text if name == "Pelican" else blogs.as_yaml(text))
    return Program(name, folder, command, made, lambda n: blogs.place(folder, n))


def watched(program: Program, turns: int) -> list[float]:
    """Seconds by the clock from a save until the file of the page has it."""
    env = {**os.environ, "PYTHONPATH": "plugins", "PORT": "8967", "TZ": "Europe/London"}
    command = [PYTHON, "-m", "blog.build.serve"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, cwd=program.folder, env=env, **quiet)
    try:
        return [seconds_until_seen(program, f"Saved {turn}.") for turn in range(turns + 2)][2:]
    finally:
        running.terminate()
        running.wait()


def seconds_until_seen(program: Program, words: str) -> float:
    post = program.post(EDITED)
    pages = program.folder / "output" / "post"
    began = time.monotonic()
    post.write_text(f"{post.read_text('utf-8')}\n\n{words}\n")
    while not any(words in page.read_text("utf-8") for page in pages.glob(f"*-{EDITED}/*.html")):
        time.sleep(0.01)
    took = time.monotonic() - began
    time.sleep(1)
    return took


def table(count: int, names: list[str], took: dict[tuple, float]) -> None:
    print(f"{f'{count} posts, CPU seconds':{WIDTH}}" + "".join(f"{name:>16}" for name in names))
    for what in dict.fromkeys(what for what, _ in took):
        first, line = took[what, names[0]], f"{what:{WIDTH}}"
        for name in names:
            if (what, name) in took:
                ratio = f" ({first / took[what, name]:.2f})" if name != names[0] else ""
                line += f"{f'{took[what, name]:.2f}{ratio}':>16}"
        print(line)
    print("In brackets: what ours takes, as a part of theirs.")


if __name__ == "__main__":
    main()
