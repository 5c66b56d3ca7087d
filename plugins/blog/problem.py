"""One thing that is wrong, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`path` as the author knows it, from the project's root; `line` counts from 1."""

    path: str
    line: int
    message: str
    rule: str = ""  # the id of the wording rule that was broken, if it is one
    stops: bool = True  # False: advice, the build goes on

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
