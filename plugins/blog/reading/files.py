"""Work on one file of the author's: its lines, or a problem; never a traceback."""

import re
from collections.abc import Callable
from pathlib import Path

from ..problem import Problem, shown
from . import data

KINDS, SIGNS = data(__file__)["kinds"], data(__file__)["signs"]  # of other programs; of a loss
BAD = re.compile("|".join(f"(?P<{name}>{sign['like']})" for name, sign in SIGNS.items()))
LARGEST = 1_000_000  # bytes; a long novel
# Signs in a line that open and never close: Markdown looks for the end of each one anew.
OPEN = 300
PAIRS = ("[]", "()", "<>")
BULLET = re.compile("[ \t>]*[\uf0a7\uf0b7\uf0d8\uf0fc]?")  # Word's, as in typing.toml


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
        if raw.startswith(begins.encode("latin-1")):
            raise Unreadable((1, what))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        right = 'in your editor, choose "Save with encoding: UTF-8"'
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable((line, f"this is not plain text in UTF-8; {right}")) from None
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    # Nearly always the whole has nothing of it, and no line need be looked at.
    odd = BAD.search("\n".join(lines)) or sum(text.count(sign) for sign, _ in PAIRS) > OPEN
    reasons = enumerate(map(why_not, lines if odd else ()), 1)
    if wrong := [(line, why) for line, why in reasons if why]:
        raise Unreadable(*wrong)
    if not text.strip():
        raise Unreadable((1, "this file is empty; write it, or delete it"))
    return lines


def why_not(line: str) -> str:
    """Why this line cannot be read; or ""."""
    opens = line.replace("< ", "")  # less than: it opens nothing
    if len(opens) > OPEN and any(opens.count(a) - opens.count(z) > OPEN for a, z in PAIRS):
        right = "take out any long row of the same sign, like [[[["
        return f"this line has too many signs that never close; {right}"
    if not (bad := BAD.search(line, BULLET.match(line).end())):
        return ""
    words = " ".join(line[: bad.start()].split()[-3:])
    before = f'"{words}"' if words else "the beginning of the line"
    return SIGNS[bad.lastgroup]["wrong"].format(bad[0], code=ord(bad[0][0]), before=before)


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
