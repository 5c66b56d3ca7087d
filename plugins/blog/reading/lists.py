"""Lists as authors type them: straight below a sentence, or with the bullets of a word processor.

Markdown takes both for more of the sentence, and would run all into one paragraph.
"""

import re

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

BULLET = re.compile(r"^( {0,3})[•·▪‣◦●○][ \u00a0]+", re.MULTILINE)
ITEM = r" {0,3}(?:[-*+]|1\.) +\S"
BELOW_TEXT = re.compile(
    rf"^(?! *(?:[-*+>|#]|\d+\.|\[\^|:) ?)( {{0,3}}\S.*)\n(?={ITEM})", re.MULTILINE
)


class ListsExtension(Extension):
    def extendMarkdown(self, md):
        """23: fenced code is stashed (25)."""
        md.preprocessors.register(Lists(md), "lists", 23)


class Lists(Preprocessor):
    def run(self, lines):
        text = BULLET.sub(r"\1- ", "\n".join(lines))
        return BELOW_TEXT.sub(r"\1\n\n", text).split("\n")
