"""Code in Markdown, which means nothing of what it says: between fences, or between backticks."""

import re
from functools import cache

FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")
# Behind a letter it is no code: it was meant for an apostrophe, which checks/leftovers.toml tells.
SPAN = re.compile(r"(?<![`\\])(?<![^\W\d_])(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def without_code(lines: tuple[str, ...]) -> str:
    """`lines` as one text, with the insides of blocks and spans of code blanked out."""
    kept, fence = [], ""

    @cache
    def last_end(fence: str) -> int:
        return max((n for n, line in enumerate(lines) if is_end(line, fence)), default=-1)

    for number, line in enumerate(lines):
        if not fence and "`" not in line and "~" not in line:
            kept.append(line)
            continue
        opening = FENCE.match(line)
        if fence:
            if is_end(line, fence):
                fence = ""
            line = ""
        elif opening and last_end(opening[1]) > number:
            fence, line = opening[1], ""
        kept.append(SPAN.sub(lambda span: " " * len(span[0]), line))
    return "\n".join(kept)


def is_end(line: str, fence: str) -> bool:
    return line.strip(" >").startswith(fence)
