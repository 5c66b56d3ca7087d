"""Work on one file that ends well, or soon, or as a problem: never in a traceback or a hang."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from practice.facts import FactsError

from ..problem import Problem
from .reading import Unreadable

SECONDS = 2  # of the processor's time; a long post takes a hundredth of that


class TooSlow(Exception):
    pass


def attempt(path: Path, problems: list[Problem], work: Callable):
    """What `work` on the file returns; None if it fails, with the reason added to `problems`."""
    try:
        with at_most(SECONDS):
            return work()
    except FactsError as error:
        found = (re.fullmatch(r"(.*?):(\d+): (.*)", text, re.DOTALL) for text in error.args)
        wrong = [(int(number), message) for _, number, message in (f.groups() for f in found)]
    except Unreadable as error:
        wrong = error.args
    except TooSlow:
        lines = path.read_bytes().split(b"\n")
        longest = lines.index(max(lines, key=len)) + 1
        right = "take out any long row of the same sign, like [[[["
        wrong = [(longest, f"this file takes too long to read; {right}")]
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
    """

    def give_up(*_):
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def shown(path: Path) -> str:
    """`path` as the author knows it, from the folder she works in."""
    return printable(os.path.relpath(path))


def printable(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
