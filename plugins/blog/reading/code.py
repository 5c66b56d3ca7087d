"""Code in Markdown, which means nothing of what it says."""

import re
from functools import cache

FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")
SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s|\[\^")  # what an indented line may belong to


def without_code(lines: tuple[str, ...]) -> str:
    """`lines` as one text, with the insides of blocks and spans of code blanked out."""
    kept, fence, in_item, after_gap = [], "", False, True

    @cache
    def last_end(fence: str) -> int:
        return max((n for n, line in enumerate(lines) if is_end(line, fence)), default=-1)

    for number, line in enumerate(lines):
        opening = FENCE.match(line)
        if fence:
            if is_end(line, fence):
                fence = ""
            line = ""
        elif opening and last_end(opening[1]) > number:
            fence, line = opening[1], ""
        elif line.startswith(("    ", "\t")) and after_gap and not in_item:
            line = ""  # the gap goes on: the next indented line is code too
        elif line.strip():
            in_item = bool(ITEM.match(line)) or (in_item and line.startswith((" ", "\t")))
            after_gap = False
        after_gap = after_gap or not line.strip()
        kept.append(SPAN.sub(lambda span: " " * len(span[0]), line))
    return "\n".join(kept)


def is_end(line: str, fence: str) -> bool:
    return line.strip(" >").startswith(fence)
