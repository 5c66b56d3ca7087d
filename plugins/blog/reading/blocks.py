"""The blocks of a text as every other editor sees them: headings, rules, quotes, lists, prose.

Python-Markdown's own are of 2004: a list nests at four spaces only, any number counts from 1, and
what is set in is code. Here lines are read as in CommonMark 0.31 (spec.commonmark.org, chapters 4
and 5), but where authors are served better: code stands between fences, and what a tab sets in is
prose; a line of hyphens below a whole sentence is a rule; a year may begin a sentence; bullets nest
below a number at two spaces. docs/markdown.md names each difference.
"""

import re
import xml.etree.ElementTree as etree

from markdown.blockprocessors import BlockProcessor

RULE = re.compile(r" *([-*_•·●○◦▪~—])(?: *\1){2,} *$")
HEADING = re.compile(r" *(#{1,6})(?:(?=[ \u00a0]|$)|(?<=##)(?=\w))")
QUOTE = re.compile(r" *> ?")
ITEM = re.compile(r"( *)(\d{1,9}(?=[.)])|(?=[-*+]))([-*+.)])(?:( +)(?=\S)| *$)")
UNDERLINE = re.compile(r" {0,3}(?:(=+)|-{3,}) *$")
COLUMNS = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *$")  # the second line of a table
PICTURE = re.compile(r" *\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?(?:\{[^}]*\})? *$")
CANDIDATE = re.compile(r"^ *(?:[-#>*+=_•·●○◦▪~—|:!\[]|\d{1,9}[.)])", re.MULTILINE)
LEAD = re.compile(r"(?: *(?:>|(?:[-*+]|\d{1,9}[.)])(?= |$)))* *")

YEAR = re.compile(r"(?:1\d|2[01])\d\d")
SENTENCE = re.compile(r"[.!?…:;,][\"'”’)*_]*$")
FEW = 12  # words that a heading may have
BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


STOCK = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote")


class Blocks(BlockProcessor):
    """Takes the place of Python-Markdown's own, the STOCK."""

    def test(self, parent, block):
        return CANDIDATE.search(block)

    def run(self, parent, blocks):
        lines = blocks.pop(0).split("\n")
        if RULE.match(lines[0]):
            etree.SubElement(parent, "hr")
            rest = lines[1:]
        elif HEADING.match(lines[0]):
            add_heading(parent, *heading(lines[0]))
            rest = lines[1:]
        elif QUOTE.match(lines[0]):
            rest = self.quote(parent, lines)
        elif begins_list(lines):
            rest = self.items(parent, lines, blocks)
        elif end := end_of_prose(lines):
            rest = lines[end:]
            if UNDERLINE.match(rest[0]) and is_title(lines[:end], rest[0]):
                level = 1 if "=" in rest[0] else 2
                add_heading(parent, level, "\n".join(map(str.strip, lines[:end])))
                rest = rest[1:]
            else:
                rest = ["\n".join(lines[:end]), "", *rest]
        else:
            blocks.insert(0, "\n".join(lines).lstrip(" "))
            return False
        if rest:
            blocks[:0] = "\n".join(rest).split("\n\n")
        return True

    def quote(self, parent, lines: list[str]) -> list[str]:
        """Add the quote that `lines` begin with; return the lines below it."""
        end = 1
        while end < len(lines) and (QUOTE.match(lines[end]) or goes_on(*lines[end - 1 : end + 1])):
            end += 1
        self.parser.state.set("blockquote")
        words = (QUOTE.sub("", line, count=1) for line in lines[:end])
        text = "\n".join(line if line.strip() else "" for line in words)
        self.parser.parseChunk(etree.SubElement(parent, "blockquote"), text)
        self.parser.state.reset()
        return lines[end:]

    def items(self, parent, lines: list[str], blocks: list[str]) -> list[str]:
        """Add the list that `lines` begin with, and `blocks` go on; return the lines below it."""
        sign = ITEM.match(lines[0])[3]
        numbers, items, loose, nests = [], [], False, False
        n = margin = inside = 0
        while True:
            gap = n == len(lines)
            if gap:
                while blocks and not blocks[0].strip():
                    blocks.pop(0)
                if not blocks:
                    break
            line = blocks[0].strip("\n").partition("\n")[0] if gap else lines[n]
            item, indent = ITEM.match(line), len(line) - len(line.lstrip(" "))
            own = None if item and (item[3] != sign or RULE.match(line)) else item
            if items and (indent >= inside or (indent >= margin + 2 and not own)):
                if gap and not any(items[-1]):
                    break  # an item that begins with an empty line and a gap has nothing in it
                loose = loose or (gap and not (nests and (item or indent > inside)))
                own = None
            elif own:
                loose = loose or gap
            elif gap or not goes_on(lines[n - 1], line):
                break
            if gap:
                lines += ["", *blocks.pop(0).strip("\n").split("\n")]
                if items and not own:
                    items[-1].append("")
                n += 1
            if own:
                margin, inside = indent, item.end()
                if not item[4] or len(item[4]) > 4:
                    inside = item.end(3) + 1
                numbers.append(item[2])
                items.append([line[item.end() :]])
                nests = False
            else:
                items[-1].append(line[min(indent, inside) :])
                nests = nests or bool(item)
            n += 1
        self.add_list(parent, numbers, items, "looselist" if loose else "list")
        return lines[n:]

    def add_list(self, parent, numbers: list[str], items: list[list[str]], state: str) -> None:
        """Each item has the number that was typed: 3, 4 or 5, 4, 3; but 1, 1, 1 is 1, 2, 3."""
        element = etree.SubElement(parent, "ol" if numbers[0] else "ul")
        counted = [int(number or 0) for number in numbers]
        if numbers[0] and counted[0] != 1:
            element.set("start", str(counted[0]))
        self.parser.state.set(state)
        for n, (number, lines) in enumerate(zip(counted, items, strict=True)):
            child = etree.SubElement(element, "li")
            if n and len(set(counted)) > 1 and number != counted[n - 1] + 1:
                child.set("value", str(number))
            text = "\n".join(lines)
            self.parser.parseChunk(child, BOXES.get(text[:4], text[:4]) + text[4:])
        self.parser.state.reset()


def heading(line: str) -> tuple[int, str]:
    """The level and the words of the heading on `line`: `## Words ##`, or `## Words\\`."""
    signs = HEADING.match(line)
    words = line[signs.end() :].strip("\u00a0 ")
    opened = words.rstrip("#")
    if not opened or opened.endswith(" "):
        words = opened.rstrip()
    if words.endswith("\\") and not words.endswith("\\\\"):
        words = words[:-1]
    return len(signs[1]), words


def add_heading(parent, level: int, words: str) -> None:
    etree.SubElement(parent, f"h{level}").text = words


def begins_list(lines: list[str]) -> bool:
    item = ITEM.match(lines[0])
    alone = len(lines) == 1 or not ITEM.match(lines[1])
    return bool(item) and not (item[3] == "." and alone and YEAR.fullmatch(item[2]))


def begins(line: str) -> bool:
    """Whether `line`, below others, begins a block of its own."""
    near = len(line) - len(line.lstrip(" ")) < 4
    return near and any(each.match(line) for each in (QUOTE, HEADING, RULE, ITEM, UNDERLINE))


def goes_on(above: str, line: str) -> bool:
    """Whether the prose on the line `above` goes on in `line`, whatever else stands in that."""
    words = LEAD.sub("", above, count=1)
    return bool(words) and not (begins(line) or RULE.match(above) or HEADING.match(words))


def end_of_prose(lines: list[str]) -> int:
    """The number of lines in the paragraph, or the table, that `lines` begin with; 0: all."""
    for n, (above, line, below) in enumerate(zip(lines, lines[1:], [*lines[2:], ""], strict=False)):
        if COLUMNS.match(line) and "|" in above:
            rows = (m for m in range(2, len(lines)) if "|" not in lines[m] and begins(lines[m]))
            return n or next(rows, 0)
        # Pictures have a block of their own, or they would lose their captions.
        if interrupts(line, below) or bool(PICTURE.match(above)) != bool(PICTURE.match(line)):
            return n + 1
    return 0


def interrupts(line: str, below: str) -> bool:
    """Whether `line` ends a paragraph: a list does if it has more than one item, or begins at 1."""
    item = None if RULE.match(line) else ITEM.match(line)
    listed = item and item[4] and (item[2] in ("", "1") or ITEM.match(below))
    return begins(line) and bool(listed or not item)


def is_title(lines: list[str], underline: str) -> bool:
    """Whether `lines` are the words of a heading, which `underline` makes one, or a sentence."""
    few = len(" ".join(lines).split()) <= FEW and not SENTENCE.search(lines[-1].rstrip())
    return few or "=" in underline
