"""Typography: curly quotes and apostrophes, dashes, ellipses, no-break spaces.

Typogrify's smartypants is not asked: it sees one run of text at a time, so that a quote after a
link has nothing before it, and it takes half the time of a build. Here a whole paragraph is read as
one, through its links and bold words; code and addresses in it stay as they are.
"""

import re
from collections.abc import Iterator
from functools import partial

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from typogrify.filters import widont

from .typing import ADDRESS

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"}
VERBATIM = {"code", "pre", "kbd", "samp", "script", "style", "math", "textarea"}
RAW = re.compile(rf"<(/?)({'|'.join(VERBATIM)})\b")

PAD = "\0"  # takes up the room of a letter that has gone, until the runs are parted again
RANGE = re.compile(r"(?<=\d)--(?=\d)")
DASH, ELLIPSIS = re.compile(r"(?<![-!])(--)(-?)(?![->])"), re.compile(r"(?<!\.)\.\.\.(?!\.)")
# An apostrophe that opens a word stands for what was left out: the '90s, 'tis, rock 'n' roll. Two
# figures are a year ('68), unless a quote that opens before them ends soon ('20 minutes').
ELIDED = re.compile(
    r"'(?=\d\ds\b|\d\d\b(?! [^'\n]{1,30}'(?!\w))|n\b"
    r"|(?:tis|twas|twere|twould|twill|til|im|er|em|ow|nuff|cause|cos|coz|bout|round|fraid|ave)\b(?!'))",
    re.IGNORECASE,
)
# A quote opens behind a blank or a sign that opens, and before what it holds, which may be a sign.
OPENS = r"(?:^|(?<=[\s(\[{\u2014\u2013/\u2018\u201c])|(?<=-)(?=.\w))"
HOLDS = r"(?=[^\s.,;:!?)\]}]|\.\d|[.,;:!?]+[\"'])"
NO_BREAK = re.compile(r"\b(Dr|Mr|Mrs|Ms|Prof|St|No|pp?)(\.?) (?=[A-Z\d])|(?<=\d) (?=(?:am|pm)\b)")
# A last word does not stand alone on its line: with it goes the one before, and if that is an
# article, the next too; but nothing so long that it would leave a hole in the line above.
LAST = re.compile(r"\s(?:(?:an?|the)\s)?(?=\S{1,14}\s*$)", re.IGNORECASE)
LINE = 40  # letters; a shorter text has but one line, on a telephone too


class Typography(Treeprocessor):
    """`dash` is what two hyphens become in the language, or one between spaces."""

    def __init__(self, md, dash: str = "\u2013"):
        super().__init__(md)
        self.typeset = partial(typeset, dash=dash)

    def run(self, root):
        stash = self.md.htmlStash.rawHtmlBlocks
        for block in root.iter():
            if block.tag in BLOCKS:
                runs = list(texts(block))
                curly = self.typeset("".join(text for _, _, text in runs), stash)
                if block.tag not in ("td", "th"):
                    curly = curly[:LINE] + LAST.sub(bound, curly[LINE:])
                for element, place, text in runs:
                    if place:
                        setattr(element, place, curly[: len(text)].replace(PAD, ""))
                    curly = curly[len(text) :]
            elif block.tag == "img" and "title" in block.attrib:  # to become a caption
                block.set("title", self.typeset(block.get("title")).replace(PAD, ""))
        header = getattr(self.md, "Meta", {})
        for key in {"title", "summary"} & header.keys():
            header[key] = [self.typeset(" ".join(header[key])).replace(PAD, "")]
        if "title" in header:
            header["title"] = [widont(header["title"][0])]


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
    kept = [*(found.span() for found in re.finditer(ADDRESS, text)), *html(text, stash)]
    curly = HTML_PLACEHOLDER_RE.sub(lambda found: stand_in(found, stash), text)
    curly = RANGE.sub(f"{PAD}\u2013", curly)
    curly = DASH.sub(lambda found: f"{PAD}{PAD}\u2014" if found[2] else f"{PAD}{dash}", curly)
    curly = ELLIPSIS.sub(f"{PAD}{PAD}\u2026", curly)
    curly = ELIDED.sub("\u2019", curly)
    curly = re.sub(rf'{OPENS}"{HOLDS}', "\u201c", curly)
    curly = re.sub(rf"{OPENS}'{HOLDS}", "\u2018", curly)
    curly = re.sub(rf'{OPENS}"{HOLDS}', "\u201c", curly)  # in a single one: '"Come in," she said'
    curly = curly.replace('"', "\u201d").replace("'", "\u2019")
    curly = re.sub(r"(?<=\S) - (?=\S)", f" {dash} ", curly)  # a hyphen with spaces is a dash
    curly = NO_BREAK.sub(lambda match: match[0][:-1] + "\u00a0", curly)
    for start, end in kept:
        curly = curly[:start] + text[start:end] + curly[end:]
    return curly


def bound(last: re.Match) -> str:
    return re.sub(r"\s", "\u00a0", last[0])


def html(text: str, stash) -> Iterator[tuple[int, int]]:
    """Where HTML was typed: its tags, and all of what code or the like has in it."""
    begins = None
    for found in HTML_PLACEHOLDER_RE.finditer(text):
        tag = RAW.match(str(stash[int(found[1])]))
        if tag and not tag[1]:
            begins = found.start() if begins is None else begins
        elif tag and begins is not None:
            yield begins, found.end()
            begins = None
        yield found.span()


def stand_in(found: re.Match, stash) -> str:
    """As many letters as the tag's place has: behind a tag that opens, a quote opens too."""
    tag = str(stash[int(found[1])])
    last = "(" if tag.startswith("<") and not tag.startswith("</") else "x"
    return "x" * (len(found[0]) - 1) + last
