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

from ..disk import data

LIKE = {name: re.compile(each, re.MULTILINE) for name, each in data(__file__).items()}
RULE, HEADING, CLOSING, QUOTE = (LIKE[name] for name in ("rule", "heading", "closing", "quote"))
ITEM, YEAR, UNDERLINE = LIKE["item"], LIKE["year"], LIKE["underline"]
COLUMNS, PICTURE = LIKE["columns"], LIKE["picture"]
FEW = 12  # words that a heading may have
BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
STOCK = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote")


class Blocks(BlockProcessor):
    """Takes the place of Python-Markdown's own, the STOCK; what has no sign is passed by."""

    def test(self, parent, block):
        return LIKE["candidate"].search(block)

    def run(self, parent, blocks):
        lines = blocks.pop(0).split("\n")
        first, rest = lines[0], lines[1:]
        if RULE.match(first):
            etree.SubElement(parent, "hr")
        elif signs := HEADING.match(first):
            words = CLOSING.sub("", first[signs.end() :].strip("\u00a0 "))
            etree.SubElement(parent, f"h{len(signs[1])}").text = words.rstrip()
        elif QUOTE.match(first):
            rest = self.quote(parent, lines)
        elif ITEM.match(first) and (not YEAR.match(first) or any(map(ITEM.match, rest[:1]))):
            rest = self.items(parent, lines, blocks)
        elif end := end_of_prose(lines):
            rest = lines[end:]
            if UNDERLINE.match(rest[0]) and is_title(lines[:end], rest[0]):
                title = etree.SubElement(parent, "h1" if "=" in rest[0] else "h2")
                title.text = "\n".join(map(str.strip, lines[:end]))
                rest = rest[1:]
            else:
                rest = ["\n".join(lines[:end]), "", *rest]
        else:
            blocks.insert(0, "\n".join(lines).lstrip(" "))
            return False
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
        lines += "\n\n".join(["", *(block.strip("\n") for block in blocks)]).split("\n")[1:]
        blocks.clear()  # what is below the list comes back
        numbers, items, margin, inside = [], [], 0, 0
        for n, line in enumerate(lines):
            gap, start, item = not lines[n - 1], min(depth(line), inside), ITEM.match(line)
            is_own = item and item[3] == sign and not RULE.match(line)
            if items and (start == inside or (depth(line) >= margin + 2 and not is_own)):
                if gap and not any(items[-1]):
                    break  # an item that begins with an empty line and a gap has nothing in it
            elif is_own:
                margin, start = depth(line), item.end()
                inside = start if 0 < len(item[4] or "") < 5 else item.end(3) + 1
                numbers.append(item[2])
                items.append([])
            elif line and (gap or not goes_on(lines[n - 1], line)):
                break
            items[-1].append(line[start:])
        whole = "\n".join("-" + "\n".join(item) for item in items).rstrip("\n")
        self.add_list(parent, numbers, items, "looselist" if "\n\n" in whole else "list")
        return lines[sum(map(len, items)) :]

    def add_list(self, parent, numbers: list[str], items: list[list[str]], state: str) -> None:
        """Each item has the number that was typed: 3, 4 or 5, 4, 3; but 1, 1, 1 is 1, 2, 3."""
        element = etree.SubElement(parent, "ol" if numbers[0] else "ul")
        counted = [int(number or 0) for number in numbers]
        differ = len(set(counted)) > 1
        if numbers[0] and counted[0] != 1:
            element.set("start", str(counted[0]))
        self.parser.state.set(state)
        for n, (number, lines) in enumerate(zip(counted, items, strict=True)):
            child = etree.SubElement(element, "li")
            if n and differ and number != counted[n - 1] + 1:
                child.set("value", str(number))
            text = "\n".join(lines).rstrip("\n")
            self.parser.parseChunk(child, BOXES.get(text[:4], text[:4]) + text[4:])
        self.parser.state.reset()


def depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def begins(line: str) -> bool:
    """Whether `line`, below others, begins a block of its own."""
    ways = (QUOTE, HEADING, RULE, ITEM, UNDERLINE)
    return depth(line) < 4 and any(way.match(line) for way in ways)


def goes_on(above: str, line: str) -> bool:
    """Whether the prose on the line `above` goes on in `line`, whatever else stands in that."""
    words = LIKE["lead"].sub("", above, count=1)
    return bool(words) and not (begins(line) or RULE.match(above) or HEADING.match(words))


def end_of_prose(lines: list[str]) -> int:
    """The number of lines in the paragraph, or the table, that `lines` begin with; 0: all."""
    for n, (above, line, below) in enumerate(zip(lines, lines[1:], [*lines[2:], ""], strict=False)):
        if COLUMNS.match(line) and "|" in above:
            rows = (m for m in range(2, len(lines)) if "|" not in lines[m] and begins(lines[m]))
            return n or next(rows, 0)
        # A list ends a paragraph if it has more than one item, or begins at 1. Pictures have a
        # block of their own, or they would lose their captions.
        item = None if RULE.match(line) else ITEM.match(line)
        listed = not item or (item[4] and (item[2] in ("", "1") or ITEM.match(below)))
        pictured = bool(PICTURE.match(above)) != bool(PICTURE.match(line))
        if pictured or (listed and begins(line)):
            return n + 1
    return 0


def is_title(lines: list[str], underline: str) -> bool:
    """Whether `lines` are the words of a heading, which `underline` makes one, or a sentence."""
    few = len(" ".join(lines).split()) <= FEW and not LIKE["sentence"].search(lines[-1].rstrip())
    return few or "=" in underline or len(underline.strip()) >= len(lines[-1].strip()) - 3
