"""What the practice adds to Markdown: callouts, the standard box and, if asked for, its contact.

A callout takes the stamp of its marker away and code may keep one, so each stamp that is left in
the page is a callout that was meant and is none: a problem.
"""

import re
from functools import partial

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from .callouts import Callouts
from .contact import add_contact
from .markers import STAMP, as_quotes, number_in, stamped, why_none
from .supplement import add_supplement

# Where a stamp may stay: in code, in a comment, before a link or an image.
LEFT_ALONE = re.compile(
    rf"<(pre|code)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->|{STAMP}+(?=<(?:a|img)\b)",
    re.DOTALL,
)


class PracticeExtension(Extension):
    """For the texts of one practice (a details.Practice).

    `source` (lines) is that of the text converted last. `problems` (messages by line) stay until
    they are taken: Pelican converts a text and then, with the same Markdown, its summary.
    """

    def __init__(self, practice, contact_block: bool = False):
        super().__init__()
        self.practice, self.contact_block = practice, contact_block
        self.source: list[str] = []
        self.problems: dict[int, str] = {}

    def extendMarkdown(self, md):
        """Register each part, with what stands before and after it."""
        self.md = md
        lines, tree = md.preprocessors, md.treeprocessors
        lines.register(Lines(self.remember), "source", 28)  # ends of lines (30), header (27)
        lines.register(Lines(self.stamp), "stamps", 26)  # header (27), fenced code (25)
        lines.register(Lines(as_quotes), "standard markers", 24)  # fenced code (25)
        blocks = md.parser.blockprocessors  # nested lists (90), indented code (80)
        blocks.register(Callouts(md.parser, self), "callouts", 85)
        box = partial(add_supplement, self)
        tree.register(Tree(box), "supplement", 60)  # footnotes go to the end (50), words (20)
        if self.contact_block:
            tree.register(Tree(partial(add_contact, self)), "contact block", -20)  # all else
        md.postprocessors.register(Page(self.take_stamps), "leftovers", -10)  # all else

    def remember(self, lines: list[str]) -> list[str]:
        self.source = lines[:]
        return lines

    def stamp(self, lines: list[str]) -> list[str]:
        header = len(self.source) - len(lines)
        return [stamped(line, header + n) for n, line in enumerate(lines, 1)]

    def take_stamps(self, html: str) -> str:
        if not re.search(STAMP, html):
            return html
        for stamp in set(re.findall(STAMP, LEFT_ALONE.sub("", html))):
            number = number_in(stamp)
            self.problems[number] = why_none(self.source[number - 1])
        return re.sub(STAMP, "", html)


class Part:
    """A part of Markdown that is a function."""

    def __init__(self, run):
        self.run = run


class Lines(Part, Preprocessor): ...


class Tree(Part, Treeprocessor): ...


class Page(Part, Postprocessor): ...
