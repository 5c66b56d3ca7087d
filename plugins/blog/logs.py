"""What Pelican complains of and then goes on: each complaint is a problem, and stops the build."""

import logging
import sys
from logging.handlers import BufferingHandler

from .problem import Problem


class Complaints(BufferingHandler):
    """Collects warnings and errors of all loggers while it is attached."""

    @classmethod
    def attach(cls) -> "Complaints":
        """Begin, if it has not begun."""
        root = logging.getLogger()
        found = next((each for each in root.handlers if isinstance(each, cls)), cls(sys.maxsize))
        found.setLevel(logging.WARNING)
        root.addHandler(found)  # once, however often it is asked for
        return found

    def detach(self) -> None:
        logging.getLogger().removeHandler(self)

    def take(self) -> list[Problem]:
        """What was said since the last time, each thing once."""
        said = dict.fromkeys(record.getMessage() for record in self.buffer)
        self.flush()
        return [Problem("", 0, message) for message in said]
