"""Callouts in Markdown: `> [!supplement] Title` becomes a box that reads as one everywhere.

The grammar is the block quote's; only the marker and its meaning are ours. All that looks like a
marker is stamped with its line before anything is parsed. A callout takes its stamp away and code
may keep one, so each stamp left in the page is a callout that was meant and is none: a problem.
"""

import re
import xml.etree.ElementTree as etree
from difflib import get_close_matches

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

KINDS = ("supplement", "crisis", "note")

# A stamp is one private-use character, its line number above STAMP_0: Markdown leaves it alone.
STAMP_0 = 0xF0000
STAMP = "[\U000f0000-\U000ffffd]"
S = r"[\s\u200b\u2060\ufeff]*"  # \s has the no-break spaces; editors leave zero-width ones too

QUOTED = re.compile(rf"{S}>{S}[*_]*\\?\[{S}\\?[!！]({STAMP})([^\]\\]*)\\?\][*_]*[-+]?(.*)")
BANGS = re.compile(rf"{S}!!!+({STAMP}){S}(\w+)(.*)")
TITLE = re.compile(rf"{S}[:–—-]?{S}(?:[\"“”„'‘«](.*)[\"“”'’»]|(.*?)){S}")  # in quotes or not
LIST_AFTER_TEXT = re.compile(r"^(?!\s*(?:[-*+]|\d+\.)\s)(\s*\S.*)\n(?=\s*(?:[-*+]|1\.)\s)", re.M)
ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.) ")

# What gets a stamp: "[!" and a word (but no link), "!!!" at the start of a line, and a marker
# gone wrong, like "> !note", "[supplement]" or "::: crisis".
OPENING = re.compile(rf"\[{S}\\?[!！¡]+(?={S}[\w\]\\*])(?![^\]]*\]\()|^[\s>]*!!!+")
ATTEMPT = re.compile(
    r"""(?!.*\][(\[:])             # no link, no image, no reference
    [\s>*+#-]*(?:
      [\[{<(]*[!！¡][\[{<(!\s]*    # an exclamation mark
      | (?P<bracket>[\[{<]+)       # or brackets, closed behind the word
      | (?:::+|//+|\?\?+|\.\.)\s*  # or another dialect's sign
    )(?P<word>[a-z]+)(?P<closed>[\]}>])?""",
    re.IGNORECASE | re.VERBOSE,
)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


class CalloutExtension(Extension):
    """The callouts of one practice (a details.Practice).

    `source` (lines) and `problems` (messages by line) are those of the text converted last.
    """

    def __init__(self, practice):
        super().__init__()
        self.practice = practice
        self.reset()

    def reset(self):
        self.source: list[str] = []
        self.problems: dict[int, str] = {}

    def extendMarkdown(self, md):
        """Register the parts.

        * source, 28: line ends are made alike (30), the header is still there (27).
        * stamps, 26: the header is off, fenced code is not stashed yet (25).
        * item after quote, 24: fenced code is stashed.
        * callouts, 21: after lists and code, just before the block quote (20).
        * leftovers, -10: after all else.
        """
        md.registerExtension(self)
        md.preprocessors.register(Source(self), "source", 28)
        md.preprocessors.register(Stamps(self), "stamps", 26)
        md.preprocessors.register(ItemAfterQuote(), "item after quote", 24)
        md.parser.blockprocessors.register(Callouts(md.parser, self), "callouts", 21)
        md.postprocessors.register(Leftovers(self), "leftovers", -10)


class Source(Preprocessor):
    def __init__(self, extension):
        self.extension = extension

    def run(self, lines):
        self.extension.source = lines[:]
        return lines


class Stamps(Source):
    def run(self, lines):
        header = len(self.extension.source) - len(lines)
        return [stamped(line, header + n) for n, line in enumerate(lines, 1)]


class ItemAfterQuote(Preprocessor):
    """Parts a list item from the indented quote above it: Markdown would put it inside."""

    def run(self, lines):
        text = re.sub(rf"(?m)^( {{4,}}>.*)\n(?={ITEM.pattern})", r"\1\n\n", "\n".join(lines))
        return text.split("\n")


class Callouts(BlockProcessor):
    def __init__(self, parser, extension):
        super().__init__(parser)
        self.extension = extension

    def test(self, parent, block):
        return any(map(marker, block.split("\n")))

    def run(self, parent, blocks):
        lines = blocks.pop(0).split("\n")
        first = next(n for n, line in enumerate(lines) if marker(line))
        if first:
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        number, kind, title = marker(lines[first])
        bangs = BANGS.fullmatch(lines[first])
        body = lines[first + 1 :]
        # A gap in a quote does not end it, as in Markdown; below !!!, what is indented belongs.
        while blocks and re.match(r"\n* {2}" if bangs else rf"\n*{S}>", blocks[0]):
            body += ["", *blocks.pop(0).strip("\n").split("\n")]
        # It ends where the next one begins, or at a list item that is not quoted.
        ends = (n for n, line in enumerate(body) if marker(line) or (not bangs and ITEM.match(line)))
        after = next(ends, len(body))
        if body[after:]:
            blocks[:0] = "\n".join(body[after:]).split("\n\n")
        strip = r"^ {1,4}" if bangs else rf"^{S}>[ \u00a0]?"
        text = "\n".join(re.sub(strip, "", line).rstrip() for line in body[:after])
        try:
            add_box(self.parser, parent, self.extension.practice, kind, title, text.strip())
        except ValueError as error:
            self.extension.problems[number] = str(error)


class Leftovers(Postprocessor):
    def __init__(self, extension):
        self.extension = extension

    def run(self, text):
        for stamp in re.findall(STAMP, CODE.sub("", text)):
            number = ord(stamp) - STAMP_0
            self.extension.problems[number] = why_none(self.extension.source[number - 1])
        return re.sub(STAMP, "", text)


def add_box(parser, parent, practice, kind: str, title: str = "", text: str = "") -> None:
    """Append a callout to the element `parent`; what is not given is in the practice's words.

    <div class="callout callout--note" role="note" aria-label="Please note">
      <hr> <p class="callout__title"><strong>Please note</strong></p> … <hr>
    </div>

    No <aside>: reader modes delete it. The title is text, as not every screen reader announces
    role="note". The rules show where the box ends when there is no CSS: in feeds, in plain text.
    Raises ValueError where the box would be empty.
    """
    own = getattr(practice.callouts, kind)
    if title and not text and not own.text and kind != "crisis":
        title, text = "", title  # a note of one line
    text = text or own.text
    if kind == "crisis":
        if not practice.help_lines:
            raise ValueError("a crisis callout needs [[help_lines]] in practice.toml")
        lines = (line.parts for line in practice.help_lines)
        text += "\n\n" + "\n".join(f"- {a}[{number}]({link}){z}" for a, link, number, z in lines)
    if not text:
        raise ValueError(f'this {kind} is empty; write its text on the next line, after "> "')
    div = etree.SubElement(
        parent,
        "div",
        {"class": f"callout callout--{kind}", "role": "note", "aria-label": own.title},
    )
    etree.SubElement(div, "hr")
    heading = etree.SubElement(etree.SubElement(div, "p", {"class": "callout__title"}), "strong")
    heading.text = own.title
    if title and title.casefold() != own.title.casefold():
        heading.text = ""
        label = etree.SubElement(heading, "span", {"class": "callout__kind"})
        label.text, label.tail = f"{own.title}:", f" {title}"
    parser.state.set("callout")  # not "list": in a list, paragraphs would lose their <p>
    parser.parseChunk(div, LIST_AFTER_TEXT.sub(r"\1\n\n", text))
    parser.state.reset()
    etree.SubElement(div, "hr")


def marker(line: str) -> tuple[int, str, str] | None:
    """The line number, kind and title of a callout that begins on the stamped `line`."""
    match = QUOTED.fullmatch(line) or BANGS.fullmatch(line)
    if not match or (kind := re.sub(rf"^{S}|{S}$", "", match[2]).lower()) not in KINDS:
        return None
    title = TITLE.fullmatch(match[3])
    return ord(match[1]) - STAMP_0, kind, title[1] or title[2] or ""


def stamped(line: str, number: int) -> str:
    """`line` with its number behind each sign that opens a callout, or was meant to."""
    stamp = chr(STAMP_0 + number)
    if OPENING.search(line):
        return OPENING.sub(lambda sign: sign[0] + stamp, line)
    if at := attempt(line):
        return line[: at.start("word")] + stamp + line[at.start("word") :]
    return line


def attempt(line: str) -> re.Match | None:
    """A marker gone wrong: the word is (nearly) a kind, what stands before it is a sign."""
    match = ATTEMPT.match(line)
    if not match or (match["bracket"] and not match["closed"]):
        return None
    return match if get_close_matches(match["word"].lower(), KINDS, 1, 0.8) else None


def why_none(line: str) -> str:
    """Why `line`, which seems to begin a callout, is none, and what would be one."""
    sign = OPENING.search(line)
    at = sign.end() if sign else attempt(line).start("word")
    word = (re.findall(r"\w+", line[at:]) or [""])[0]
    if not word:
        return f"this callout does not say its kind: {', '.join(KINDS)}"
    if word.lower() in KINDS:
        return f"this is not a callout yet; begin the line like this: > [!{word.lower()}] Title"
    near = get_close_matches(word.lower(), KINDS, 1)
    right = f'did you mean "{near[0]}"?' if near else f"the kinds are: {', '.join(KINDS)}"
    return f'unknown callout "{word}"; {right}'
