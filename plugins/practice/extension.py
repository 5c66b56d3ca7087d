"""What the practice adds to Markdown: callouts, the standard box and, if asked for, its contact.

A callout takes the stamp of its marker away and code may keep one, so each stamp that is left in
the page is a callout that was meant and is none: a problem.
"""

import re
from functools import partial
from pathlib import Path

from jinja2 import Template
from markdown.extensions import Extension
from markdown.extensions.meta import META_RE
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from .callouts import Callouts
from .facts import Fault
from .markers import PATTERNS, STAMP, STAMP_0, stamped, why_none
from .supplement import add_supplement


class PracticeExtension(Extension):
    """For the texts of one practice, and what the plugin knows of it in one build.

    `facts` is a details.Practice, a stand-in where practice.toml cannot be read; `faults` is what
    is wrong in that. `source` (lines) is that of the text converted last. `problems` (messages by
    line) stay until they are taken: Pelican converts a text and then, with the same Markdown, its
    summary.
    """

    def __init__(self, facts, contact_block: bool = False):
        super().__init__()
        self.facts, self.contact_block = facts, contact_block
        self.source: list[str] = []
        self.problems: dict[int, str] = {}
        self.faults: list[Fault] = []

    def extendMarkdown(self, md):
        """Register each part, with what stands before and after it; the last two after all else."""
        self.md = md
        lines, blocks, tree = md.preprocessors, md.parser.blockprocessors, md.treeprocessors
        stamps = part(Preprocessor, self.stamp)
        lines.register(stamps, "stamps", 28)  # ends of lines are alike (30), header (27)
        blocks.register(Callouts(md.parser, self), "callouts", 85)  # lists (90), code (80)
        box = part(Treeprocessor, partial(add_supplement, self))
        tree.register(box, "supplement", 60)  # footnotes (50), which then go to the end; words (20)
        md.postprocessors.register(part(Postprocessor, self.take_stamps), "leftovers", -10)
        if self.contact_block:
            block = Path(__file__).with_name("contact.html").read_text(encoding="utf-8")
            self.block = Template(block, autoescape=True)
            md.postprocessors.register(part(Postprocessor, self.sign), "contact block", -20)

    def stamp(self, lines: list[str]) -> list[str]:
        self.source = lines
        header = lines.index("") if META_RE.match(lines[0]) and "" in lines else 0
        return lines[:header] + [stamped(x, n) for n, x in enumerate(lines[header:], header + 1)]

    def take_stamps(self, html: str) -> str:
        for stamp in set(re.findall(STAMP, PATTERNS["left_alone"].sub("", html))):
            number = ord(stamp) - STAMP_0
            self.problems[number] = why_none(self.source[number - 1])
        return re.sub(STAMP, "", html)

    def sign(self, html: str) -> str:
        """End an article, which alone has a date, with contact.html."""
        is_article = "date" in getattr(self.md, "Meta", {})
        return f"{html}\n{self.block.render(contact=self.facts.contact)}" if is_article else html


def part(kind: type, run):
    """A part of Markdown of this `kind`, which does no more than `run`."""
    return type(kind.__name__, (kind,), {"run": staticmethod(run)})()
