"""A blog of any size to build: posts of 850 made-up words, with what a real one has in it."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from corpus import TOPICS, vocabulary

ROOT = Path(__file__).parent.parent.parent
PARAGRAPHS, WORDS = 10, 85
FIRST = date(2015, 1, 1)
STOP = (
    *("the", "a", "and", "of", "to", "in", "it", "that", "is", "was", "you", "we", "they", "for"),
    *("with", "as", "but", "on", "at", "by", "not", "this"),
)
TAGS = (
    *("grief", "sleep", "work", "families", "endings", "trust"),
    *("shame", "anger", "habits", "letting-go", "rest", "change"),
)


def project(folder: Path, count: int) -> Path:
    """A copy of this project in `folder`, with `count` posts more."""
    for name in ("content", "theme", "plugins"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    for number in range(count):
        place(folder, number).write_text(post(number), "utf-8")
    return folder


def place(folder: Path, number: int) -> Path:
    return folder / "content" / "posts" / f"bench-{number:05}.md"


def post(number: int, stock: bool = False) -> str:
    """A post as Markdown; `stock`: in what Pelican knows without plugins, with the same words."""
    chance = random.Random(number)
    words, weights = vocabulary()

    def some(count: int) -> str:
        drawn = chance.choices(words, cum_weights=weights, k=count)
        return " ".join(chance.choice(STOP) if chance.random() < 0.45 else w for w in drawn)

    def paragraph() -> str:
        sentences = [some(17).capitalize() + "." for _ in range(WORDS // 17)]
        sentences[1] = f"“{sentences[1]}” she said - and *that* was **all**."
        return " ".join(sentences)

    day = FIRST + timedelta(days=number % 3600)
    text = [paragraph() for _ in range(PARAGRAPHS)]
    link = f"[before it]({{filename}}bench-{number - 1:05}.md)" if number else "nothing"
    text[1] += f" It follows {link}."
    text[2] = f"## {some(4).capitalize()}\n\n{text[2]}"
    text[4] += "\n\n" + "\n".join(f"- {some(8)}" for _ in range(4))
    box = "> " if stock else "> [!note] What helps\n> "
    text[5] = f"{box}{some(25)}.\n\n{text[5]}"
    text[7] = f"## {some(3).capitalize()}\n\n{text[7]}"
    head = {
        "Title": f"{some(5).capitalize()} {number}",
        "Date": day.isoformat(),
        "Category": chance.choice(TOPICS),
        "Tags": ", ".join(sorted(chance.sample(TAGS, 3))),
        "Summary": f"{some(12).capitalize()}.",
    }
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + "\n" + "\n\n".join(text)


def as_yaml(text: str) -> str:
    """The same post with the header that Hugo and Eleventy read."""
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    listed = f"categories: [{fields['Category']}]\ntags: [{fields['Tags']}]"
    title, day = f'title: "{fields["Title"]}"', f"date: {fields['Date']}"
    return f'---\n{title}\n{day}\n{listed}\nsummary: "{fields["Summary"]}"\n---\n\n{body}'
