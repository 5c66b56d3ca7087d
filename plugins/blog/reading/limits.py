"""Work on one file that ends well, or soon, or as a problem: never in a traceback or a hang."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problem import Problem, shown
from .lines import Unreadable

# A last resort: of the processor's time, some hundred times what the longest sensible post takes.
SECONDS = 20
# Signs in a paragraph that open and never close: Markdown looks for the end of each one anew.
OPEN = 300
PAIRS = ("[]", "()", "<>")


class TooSlow(Exception):
    pass


def refuse_rows(lines: tuple[str, ...]) -> None:
    """Raise Unreadable for what would take minutes to read, however fast the computer is."""
    for number, whole in enumerate(lines, 1):
        line = whole.replace("< ", "")  # less than: it opens nothing
        if len(line) > OPEN and any(line.count(a) - line.count(z) > OPEN for a, z in PAIRS):
            raise Unreadable((number, too_slow("this line has too many signs that never close")))


def too_slow(what: str) -> str:
    return f"{what}; take out any long row of the same sign, like [[[["


def attempt(path: Path, problems: list[Problem], work: Callable):
    """What `work` on the file returns; None if it fails, with the reason added to `problems`."""
    try:
        with at_most(SECONDS):
            return work()
    except Unreadable as error:
        wrong = error.args
    except TooSlow:
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
    """Raise TooSlow in the block once it has used that much of the processor's time.

    It is not the clock's time, so a busy machine raises no false alarm. Regular expressions look
    for signals too; that it repeats makes up for one that falls where exceptions are ignored.
    Windows has no such signal: there `refuse_rows` has to do.
    """
    timer = getattr(signal, "setitimer", None)
    if not timer or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(*_):
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, give_up)
    timer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        timer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
