"""British typography that Typogrify gets wrong: quotes and apostrophes beside links and bold.

Smartypants sees one run of text at a time, so that a quote after a link has nothing before it.
Here a whole paragraph is read as one; what is then left for Typogrify are dashes and ellipses.
"""

import re
from collections.abc import Iterator

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "figcaption"}
VERBATIM = {"code", "pre", "kbd", "samp", "script", "style", "math", "textarea"}

# An apostrophe that opens a word stands for what was left out: the '90s, 'tis, rock 'n' roll.
ELIDED = re.compile(r"'(?=\d\ds?\b|(?:tis|twas|twere|twould|til|em|cause|bout|round|n)\b)", re.I)
OPENS = r"(?:^|(?<=[\s(\[{\u2014\u2013/\u2018\u201c-]))"  # what a quote that opens stands behind
NO_BREAK = re.compile(r"\b(Dr|Mr|Mrs|Ms|Prof|St|No|pp?)(\.?) (?=[A-Z\d])|(?<=\d) (?=(?:am|pm)\b)")


class TypographyExtension(Extension):
    def extendMarkdown(self, md):
        """6: after inline markup (20), before toc (5) copies the headings."""
        md.treeprocessors.register(Typography(md), "typography", 6)


class Typography(Treeprocessor):
    def run(self, root):
        for block in root.iter():
            if block.tag in BLOCKS:
                runs = list(texts(block))
                whole = "".join(text for _, _, text in runs)
                curly = typeset(whole)
                for element, place, text in runs:
                    if place:
                        setattr(element, place, curly[: len(text)])
                    curly = curly[len(text) :]


def texts(block) -> Iterator[tuple]:
    """The runs of text in `block`: (element, "text" or "tail", the text); code is one letter."""
    yield block, "text", block.text or ""
    for child in block:
        if child.tag in VERBATIM:
            yield child, "", "x"
        elif child.tag not in BLOCKS:
            yield from texts(child)
        yield child, "tail", child.tail or ""


def typeset(text: str) -> str:
    """`text` with curly quotes and no-break spaces; its length stays what it was."""
    text = ELIDED.sub("\u2019", text)
    text = re.sub(rf'{OPENS}"(?=\S)', "\u201c", text)
    text = re.sub(rf"{OPENS}'(?=\S)", "\u2018", text)
    text = re.sub(rf'{OPENS}"(?=\S)', "\u201c", text)  # within a single one: '"Come in," she said'
    text = text.replace('"', "\u201d").replace("'", "\u2019")
    text = re.sub(r"(?<=\S) - (?=\S)", " \u2013 ", text)  # a hyphen with spaces is a dash
    return NO_BREAK.sub(lambda match: match[0][:-1] + "\u00a0", text)
