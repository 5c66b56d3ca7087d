"""Typography: curly quotes and apostrophes, dashes, ellipses, no-break spaces.

Typogrify's smartypants is not asked: it sees one run of text at a time, so that a quote after a
link has nothing before it, and it takes half the time of a build. Here a whole paragraph is read as
one, through its links and bold words; code and addresses in it stay as they are. The rules are in
typography.toml.
"""

import re
from collections.abc import Iterator
from functools import partial

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from typogrify.filters import widont

from . import data
from .inline import ADDRESS, AT, holds

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"}
VERBATIM = {"code", "pre", "kbd", "samp", "script", "style", "math", "textarea"}
TAG = re.compile(r"(</?)?(\w*)")
STAND_INS = {"<": "(", "</": ")", None: "x"}  # behind a tag that opens, a quote opens too
PAD = "\0"  # takes up the room of a letter that has gone, until the runs are parted again
RULES = data(__file__)
SIGNS = [
    (sign, re.compile(pattern.replace("{opens}", RULES["opens"]), re.VERBOSE), right)
    for sign, pattern, right in RULES["signs"]
]
# A last word does not stand alone on its line: with it goes the one before, and if that is an
# article, the next too; but nothing so long that it would leave a hole in the line above.
LAST = re.compile(r"(\s(?:(?:an?|the)\s)?)\S{1,14}\s*\Z", re.IGNORECASE)
LINE = 40  # letters; a shorter text has but one line, on a telephone too


class Typography(Treeprocessor):
    """`dash` is what two hyphens become in the language, or one between spaces."""

    def __init__(self, md, dash: str = "\u2013"):
        super().__init__(md)
        self.typeset = partial(typeset, dash=dash)

    def run(self, root):
        for block in root.iter():
            if block.tag in BLOCKS:
                self.set(block)
            elif block.tag == "img" and "title" in block.attrib:  # to become a caption
                block.set("title", self.typeset(block.get("title")).replace(PAD, ""))
        header = getattr(self.md, "Meta", {})
        for key in {"title", "summary"} & header.keys():
            header[key] = [self.typeset(" ".join(header[key])).replace(PAD, "")]
        if "title" in header:
            header["title"] = [widont(header["title"][0])]

    def set(self, block) -> None:
        runs = list(texts(block))
        whole = self.typeset("".join(text for _, _, text in runs), self.md.htmlStash.rawHtmlBlocks)
        last = LAST.search(whole, max(LINE, len(whole) - LINE))
        if last and block.tag not in ("td", "th"):
            bound = re.sub(r"\s", "\u00a0", last[1])
            whole = whole[: last.start()] + bound + whole[last.end(1) :]
        for element, place, text in runs:
            if place:
                setattr(element, place, whole[: len(text)].replace(PAD, ""))
            whole = whole[len(text) :]


def texts(block) -> Iterator[tuple]:
    """The runs of text in `block`: (element, "text" or "tail", the text); code is one letter."""
    yield block, "text", block.text or ""
    for child in block:
        if child.tag in VERBATIM:
            yield child, "", "x"
        elif child.tag not in BLOCKS:
            yield from texts(child)
        yield child, "tail", child.tail or ""


def typeset(text: str, stash=(), *, dash: str) -> str:
    """`text` as a book sets it, its length kept by PAD; `stash` is the HTML typed in it."""
    addresses = re.finditer(ADDRESS, text) if holds(text, AT) else ()
    curly, kept, code = text, [found.span() for found in addresses], None
    for found in HTML_PLACEHOLDER_RE.finditer(text):
        start, end = found.span()
        sign, name = TAG.match(str(stash[int(found[1])])).groups()
        curly = f"{curly[:start]}{STAND_INS[sign] * (end - start)}{curly[end:]}"
        if name in VERBATIM and sign == "<" and code is None:
            code = start
        elif name in VERBATIM and sign == "</" and code is not None:
            start, code = code, None
        kept.append((start, end))
    for sign, pattern, right in SIGNS:
        if sign in curly:
            curly = pattern.sub(right.replace("{dash}", dash), curly)
    for start, end in kept:
        curly = curly[:start] + text[start:end] + curly[end:]
    return curly
