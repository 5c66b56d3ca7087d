"""Reads a text file of the author's, and says by line why it cannot be read."""

import re
from collections.abc import Iterator
from pathlib import Path

LARGEST = 1_000_000  # bytes; a long novel
# Control characters, what UTF-8 has set apart, marks that turn the text round, and signs of a loss
BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff"
    "\U000f0000-\U0010ffff]|â€|Ã[\x80-\xbf]"
)


# Files of other programs under the name of a text, by their first bytes.
OTHER_KINDS = {
    b"{\\rtf": "this is rich text (RTF); in TextEdit choose Format, Make Plain Text, and save",
    b"PK\x03\x04": "this is a Word or Pages document; copy its words into a plain text file",
    b"\xd0\xcf\x11\xe0": "this is an old Word document; copy its words into a plain text file",
    b"%PDF": "this is a PDF; copy its words into a plain text file",
}


class Unreadable(Exception):
    """Each argument is a line number with what is wrong there."""


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of the file, or Unreadable."""
    if not path.is_file():  # to open a pipe would be to wait for what comes through it
        raise Unreadable((1, "this is not a file that can be read; move it away"))
    if path.stat().st_size > LARGEST:
        raise Unreadable((1, "this file is larger than 1 MB; part it into several"))
    data = path.read_bytes()
    for begins, what in OTHER_KINDS.items():
        if data.startswith(begins):
            raise Unreadable((1, what))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"this is not plain text in UTF-8{hint(data, error.start)}"
        raise Unreadable((line, message)) from None
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if wrong := list(bad_characters(lines)):
        raise Unreadable(*wrong)
    if not text.strip():
        raise Unreadable((1, "this file is empty; write it, or delete it"))
    return lines


def hint(data: bytes, at: int) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "; it is in UTF-16, so save it again as UTF-8"
    begin = max(data.rfind(b"\n", 0, at) + 1, at - 20)
    around = data[begin : at + 10].split(b"\n")[0].decode("cp1252", "replace")
    return f' ("{around}"); in your editor, choose "Save with encoding: UTF-8"'


def bad_characters(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        if bad := BAD.search(line):
            before = line[max(bad.start() - 20, 0) : bad.start()]
            if len(bad[0]) > 1:
                message = f'"{bad[0]}" was once an accent or a quotation mark; type it anew'
            elif bad[0] == "\ufffd":
                message = f'a letter was lost behind "{before}"; type it anew'
            else:
                code = f"U+{ord(bad[0]):04X}"
                message = f'an invisible character ({code}) follows "{before}"; delete it'
            yield number, message
