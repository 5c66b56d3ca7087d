"""The marker of a callout, as authors type it: one line at a time, no Markdown.

All that looks like a marker is stamped with the number of its line before anything is parsed:
one private-use character in front of its sign, which Markdown leaves alone.
"""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path

from .details import CALLOUTS as KINDS

STAMP_0, STAMP_Z = 0xF0000, 0x10FFFF
STAMP = f"[{chr(STAMP_0)}-{chr(STAMP_Z)}]"
BLANKS = "\t \u00a0\u00ad\u200b\u2060\ufeff"  # editors leave what has no width, too
S = rf"[\s{BLANKS}]*"

text = Path(__file__).with_name("markers.toml").read_text(encoding="utf-8")
for name, means in {"{S}": S, "{STAMP}": STAMP, "{KIND}": "|".join(KINDS)}.items():
    text = text.replace(name, means)
PATTERNS = {name: re.compile(each, re.VERBOSE) for name, each in tomllib.loads(text).items()}


def marker(line: str) -> tuple[int, str, str] | None:
    """The line number, kind and title of a callout that begins on the stamped `line`."""
    match = PATTERNS["quoted"].fullmatch(line)
    if not match or (kind := re.sub(rf"[\s{BLANKS}]", "", match["kind"]).lower()) not in KINDS:
        return None
    title, mark = match["title"].strip(BLANKS), match["mark"]
    title = title.removeprefix(mark) if title.startswith(mark) else title.removesuffix(mark)
    title = PATTERNS["title"].fullmatch(title.strip(BLANKS))
    return ord(match["stamp"]) - STAMP_0, kind, title[title.lastindex]


def stamped(line: str, number: int) -> str:
    """`line` with its number before each sign that opens a callout, or was meant to."""
    if line[:1].isalnum() and "[" not in line and line.isprintable():
        return line  # as most lines are: there is no need to look closer
    stamp = chr(STAMP_0 + number)
    line = re.sub(STAMP, "", line)  # an icon from somebody's font
    for sign in reversed(signs(line)):
        at = sign.start("sign")
        line = line[:at] + stamp + line[at:]
    return line


def signs(line: str) -> list[re.Match]:
    """What opens a callout in `line`, or was meant to, with the word that should be its kind."""
    if found := list(PATTERNS["opening"].finditer(line)):
        return found
    if found := PATTERNS["start"].match(line):
        return [found]
    found = PATTERNS["attempt"].match(line)
    return [found] if found and get_close_matches(found["word"].lower(), KINDS, 1, 0.8) else []


def why_none(line: str) -> str:
    """Why `line`, which seems to begin a callout, is none, and what would be one."""
    word = signs(line)[-1]["word"]
    if word.lower() in KINDS:
        return f"this is not a callout yet; begin the line like this: > [!{word.lower()}] Title"
    if word.lower() in ("quote", "cite"):
        return f"a quotation needs no marker; take [!{word}] out"
    near = get_close_matches(word.lower(), KINDS, 1)
    right = f'did you mean "{near[0]}"?' if near else f"the kinds are: {', '.join(KINDS)}"
    return f'unknown callout "{word}"; {right}'
