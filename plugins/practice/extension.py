"""What the practice adds to Markdown: callouts, the standard box and, if asked for, its contact.

A callout takes the stamp of its marker away and code may keep one, so each stamp that is left in
the page is a callout that was meant and is none: a problem.
"""

import re
import xml.etree.ElementTree as etree
from functools import partial

from markdown.extensions import Extension
from markdown.extensions.meta import META_RE
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from .callouts import Callouts
from .markers import STAMP, number_in, stamped, why_none
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
        lines, blocks, tree = md.preprocessors, md.parser.blockprocessors, md.treeprocessors
        stamps = part(Preprocessor, self.stamp)
        lines.register(stamps, "stamps", 28)  # ends of lines are alike (30), header (27)
        blocks.register(Callouts(md.parser, self), "callouts", 85)  # lists (90), code (80)
        box = part(Treeprocessor, partial(add_supplement, self))
        tree.register(box, "supplement", 60)  # footnotes (50), which then go to the end; words (20)
        if self.contact_block:
            contact = part(Treeprocessor, partial(add_contact, self))
            tree.register(contact, "contact block", -20)  # all else
        leftovers = part(Postprocessor, self.take_stamps)
        md.postprocessors.register(leftovers, "leftovers", -10)  # all else

    def stamp(self, lines: list[str]) -> list[str]:
        self.source = lines
        header = lines.index("") if META_RE.match(lines[0]) and "" in lines else 0
        return lines[:header] + [stamped(x, n) for n, x in enumerate(lines[header:], header + 1)]

    def take_stamps(self, html: str) -> str:
        if not re.search(STAMP, html):
            return html
        for stamp in set(re.findall(STAMP, LEFT_ALONE.sub("", html))):
            number = number_in(stamp)
            self.problems[number] = why_none(self.source[number - 1])
        return re.sub(STAMP, "", html)


def part(kind: type, run):
    """A part of Markdown of this `kind`, which does no more than `run`."""
    return type(kind.__name__, (kind,), {"run": staticmethod(run)})()


def add_contact(extension, root) -> None:
    """End an article with its contact block, for a theme that has no place for one.

    Plain paragraphs behind a rule, since reader modes throw away a <div> with several links in it.
    """
    if "date" not in getattr(extension.md, "Meta", {}):
        return  # only an article has one
    contact = extension.practice.contact
    etree.SubElement(root, "hr")
    block = etree.SubElement(root, "p", {"class": "contact"})
    name = etree.SubElement(block, "strong")
    name.text, name.tail = contact.name, f", {contact.role}" if contact.role else ""
    for address, words in contact.links:
        block[-1].tail = (block[-1].tail or "") + " · "
        etree.SubElement(block, "a", {"href": address}).text = words
