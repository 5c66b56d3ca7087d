"""What Pelican complains of and then goes on: each complaint is a problem, and stops the build."""

import logging

from .problem import Problem


class Complaints(logging.Handler):
    """Collects warnings and errors of all loggers while it is attached."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    @classmethod
    def attach(cls) -> "Complaints":
        """Begin, if it has not begun."""
        root = logging.getLogger()
        if not any(isinstance(handler, cls) for handler in root.handlers):
            root.addHandler(cls())
        return next(handler for handler in root.handlers if isinstance(handler, cls))

    def detach(self) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record):
        self.records.append(record)

    def take(self) -> list[Problem]:
        """What was said since the last time, each thing once."""
        said = dict.fromkeys(record.getMessage() for record in self.records)
        self.records.clear()
        return [Problem("", 0, message) for message in said]
