"""Work on one file of the author's: its lines, or a problem; never a traceback."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..problem import Problem, shown
from . import data

KINDS, SIGNS = data(__file__)["kinds"], data(__file__)["signs"]  # of other programs; of a loss
BAD = re.compile("|".join(f"(?P<{name}>{sign['like']})" for name, sign in SIGNS.items()))
EACH = [re.compile(sign["like"]) for sign in SIGNS.values()]  # one after the other is faster
LARGEST = 1_000_000  # bytes; a long novel
LONGEST = 3_000  # lines; what Markdown makes of a line, it may seek in all others
PARAGRAPH = 20_000  # characters of one, or of an item of a list; people write 3,000 at most
OPEN = 1_000  # of each of [ < { in it: Markdown seeks the end of each anew
# What parts paragraphs, or items of a list.
PARTS = re.compile(r"(\n\s*\n|\n(?=[ \t>]*+(?:[-*+]|\d++[.)])[ \t]))")
# Bullets of Word are letters of its own fonts; there and on slides \x0b ends a line.
AS_MEANT = str.maketrans("\uf0a7\uf0b7\uf0d8\uf0fc\x0b", "▪•➢✓\u2028")


class Unreadable(Exception):
    """Each argument is a line number with what is wrong there."""


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of the file, or Unreadable."""
    if not path.is_file():  # to open a pipe would be to wait for what comes through it
        raise Unreadable((1, "this is not a file that can be read; move it away"))
    if path.stat().st_size > LARGEST:
        raise Unreadable((1, "this file is larger than 1 MB; part it into several"))
    raw = path.read_bytes()
    for begins, what in KINDS.items():
        if re.match(begins.encode("latin-1"), raw, re.DOTALL):
            raise Unreadable((1, what))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        right = 'in your editor, choose "Save with encoding: UTF-8"; at the desk, Save'
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable((line, f"this is not plain text in UTF-8; {right}")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(like.search(text) for like in EACH):
        text = text.translate(AS_MEANT)
        if wrong := [*losses(text)]:
            raise Unreadable(*wrong)
    lines = tuple(text.split("\n"))
    if len(lines) > LONGEST:
        why = f"this text has too many lines, {len(lines)}; part it into several"
        raise Unreadable((LONGEST, why))
    check_paragraphs(text)
    if not text.strip():
        raise Unreadable((1, "this file is empty; write it, or delete it"))
    return lines


def check_paragraphs(text: str) -> None:
    """Raise Unreadable where Markdown and the checks would take minutes."""
    line = 1
    is_short = len(text) <= PARAGRAPH and max(map(text.count, "[<{")) <= OPEN
    for part in () if is_short else PARTS.split(text):
        if len(part) > PARAGRAPH:
            long = f"this paragraph is too long, with {len(part):,} characters"
            raise Unreadable((line, f"{long}; part it with empty lines"))
        if max(map(part.count, "[<{")) > OPEN:
            many = "too many signs of one kind stand in this paragraph"
            raise Unreadable((line, f"{many}; take out any long row, like [[[["))
        line += part.count("\n")


def losses(text: str) -> Iterator[tuple[int, str]]:
    """(line, message) of what was lost before it came here, or cannot be seen."""
    for n, line in enumerate(text.split("\n"), 1):
        if bad := BAD.search(line):
            words = " ".join(line[: bad.start()].split()[-3:])
            before = f'"{words}"' if words else "the beginning of the line"
            wrong = SIGNS[bad.lastgroup]["wrong"]
            yield n, wrong.format(bad[0], code=ord(bad[0][0]), before=before)


def attempt(path: Path, problems: list[Problem], work: Callable):
    """What `work` on the file returns; None if it fails, with the reason added to `problems`."""
    try:
        return work()
    except Unreadable as error:
        wrong = error.args
    except RecursionError:
        right = "a few levels are enough"
        wrong = [(1, f"too much stands in one another here, such as lists in lists; {right}")]
    except OSError as error:
        wrong = [(1, f"this file cannot be opened ({error.strerror}); may you read it yourself?")]
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        wrong = [(1, f"this file cannot be understood ({reason}); undo what you changed last")]
    problems += [Problem(shown(path), line, message) for line, message in wrong]
    return None
