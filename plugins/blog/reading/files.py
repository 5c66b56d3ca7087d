"""Work on one file of the author's: its lines, or a problem; never a traceback."""

import gc
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..disk import data
from ..problem import Problem, shown

KNOWN = data(__file__)
KINDS, SIGNS, MOST, WRONG = (KNOWN[name] for name in ("kinds", "signs", "most", "wrong"))
BAD = re.compile("|".join(f"(?P<{name}>{sign['like']})" for name, sign in SIGNS.items()))
EACH = [re.compile(sign["like"]) for sign in SIGNS.values()]  # one after the other is faster
PARTS, AS_MEANT = re.compile(KNOWN["parts"]), str.maketrans(KNOWN["as_meant"])


class Unreadable(Exception):
    """Each argument is a line number with what is wrong there."""


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of the file, or Unreadable."""
    if not path.is_file():  # to open a pipe would be to wait for what comes through it
        raise Unreadable((1, WRONG["kind"]))
    if path.stat().st_size > MOST["bytes"]:
        raise Unreadable((1, WRONG["bytes"]))
    raw = path.read_bytes()
    for begins, what in KINDS.items():
        if re.match(begins.encode("latin-1"), raw, re.DOTALL):
            raise Unreadable((1, what))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable((raw.count(b"\n", 0, error.start) + 1, WRONG["encoding"])) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(like.search(text) for like in EACH):
        text = text.translate(AS_MEANT)
        if wrong := [*losses(text)]:
            raise Unreadable(*wrong)
    lines = tuple(text.split("\n"))
    if len(lines) > MOST["lines"]:
        raise Unreadable((MOST["lines"], WRONG["lines"].format(len(lines))))
    check_paragraphs(text)
    if not text.strip():
        raise Unreadable((1, WRONG["empty"]))
    return lines


def check_paragraphs(text: str) -> None:
    """Raise Unreadable where Markdown and the checks would take minutes."""
    line = 1
    is_short = len(text) <= MOST["paragraph"] and max(map(text.count, "[<{")) <= MOST["open"]
    for part in () if is_short else PARTS.split(text):
        if len(part) > MOST["paragraph"]:
            raise Unreadable((line, WRONG["paragraph"].format(len(part))))
        if max(map(part.count, "[<{")) > MOST["open"]:
            raise Unreadable((line, WRONG["open"]))
        line += part.count("\n")


def losses(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) of what was lost before it came here, or cannot be seen."""
    for n, line in enumerate(text.split("\n"), 1):
        if it := BAD.search(line):
            words = " ".join(line[: it.start()].split()[-3:])
            before = f'"{words}"' if words else "the beginning of the line"
            yield n, SIGNS[it.lastgroup]["wrong"].format(it[0], code=ord(it[0][0]), before=before)


def attempt(path: Path, problems: list[Problem], work: Callable):
    """What `work` on the file returns; None if it fails, with the reason added to `problems`."""
    gc.disable()  # what is collected where it is too deep to run anything would complain
    try:
        return work()
    except Unreadable as error:
        wrong = error.args
    except Exception as error:
        kinds = (kind.__name__ for kind in type(error).__mro__)
        wrong = [(1, next(WRONG[kind] for kind in kinds if kind in WRONG).format(error))]
    finally:
        gc.enable()
    problems += [Problem(shown(path), line, message) for line, message in wrong]
    return None
