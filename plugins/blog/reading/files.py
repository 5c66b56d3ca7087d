"""Work on one file of the author's: its lines, or a problem; never a traceback or a hang."""

import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problem import Problem, shown
from . import data

KINDS, SIGNS = data(__file__)["kinds"], data(__file__)["signs"]  # of other programs; of a loss
BAD = re.compile("|".join(f"(?P<{name}>{sign['like']})" for name, sign in SIGNS.items()))
LARGEST = 1_000_000  # bytes; a long novel
# A last resort: of the processor's time, some hundred times what the longest sensible post takes.
SECONDS = 20
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
        line = raw.count(b"\n", 0, error.start) + 1
        begin = max(raw.rfind(b"\n", 0, error.start) + 1, error.start - 20)
        around = raw[begin : error.start + 10].split(b"\n")[0].decode("cp1252", "replace")
        right = 'in your editor, choose "Save with encoding: UTF-8"'
        message = f'this is not plain text in UTF-8 ("{around}"); {right}'
        raise Unreadable((line, message)) from None
    text = text.replace("\x0b", "\u2028")  # how Word and slides end a line within a paragraph
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    # Nearly always the whole has nothing of it, and no line need be looked at.
    odd = BAD.search("\n".join(lines)) or sum(text.count(sign) for sign, _ in PAIRS) > OPEN
    if wrong := [
        (n, why) for n, line in enumerate(lines if odd else (), 1) if (why := why_not(line))
    ]:
        raise Unreadable(*wrong)
    if not text.strip():
        raise Unreadable((1, "this file is empty; write it, or delete it"))
    return lines


def why_not(line: str) -> str:
    """Why this line cannot be read; or ""."""
    opens = line.replace("< ", "")  # less than: it opens nothing
    if len(opens) > OPEN and any(opens.count(a) - opens.count(z) > OPEN for a, z in PAIRS):
        return too_slow("this line has too many signs that never close")
    if not (bad := BAD.search(line, BULLET.match(line).end())):
        return ""
    words = " ".join(line[: bad.start()].split()[-3:])
    before = f'"{words}"' if words else "the beginning of the line"
    return SIGNS[bad.lastgroup]["wrong"].format(bad[0], code=ord(bad[0][0]), before=before)


def too_slow(what: str) -> str:
    return f"{what}; take out any long row of the same sign, like [[[["


def attempt(path: Path, problems: list[Problem], work: Callable):
    """What `work` on the file returns; None if it fails, with the reason added to `problems`."""
    try:
        with at_most(SECONDS):
            return work()
    except Unreadable as error:
        wrong = error.args
    except TimeoutError:
        lines = path.read_bytes().split(b"\n")
        longest = lines.index(max(lines, key=len)) + 1
        wrong = [(longest, too_slow("this file takes too long to read"))]
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


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block once it has used that much of the processor's time.

    It is not the clock's time, so a busy machine raises no false alarm. Regular expressions look
    for signals too; that it repeats makes up for one that falls where exceptions are ignored.
    Windows has no such signal: there the limit for a line has to do.
    """
    timer = getattr(signal, "setitimer", None)
    if not timer or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    timer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        timer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
