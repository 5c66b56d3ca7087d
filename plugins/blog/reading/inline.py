"""What stands within a line: bare addresses become links; and no pattern is tried in vain."""

import xml.etree.ElementTree as etree

from markdown import inlinepatterns, treeprocessors
from markdown.util import AtomicString

ADDRESS = (
    r"(?<![\w/@.+\x03-])(?:"
    r"(?i:https?://|www\.)(?:[^\s<>\"“”()\x02\x03]|\([^\s<>\"“”()\x02\x03]*\))+(?<=[^\W_]|[/=)])"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?![\w@]))"
)
# A text without any of these has nothing for Markdown's patterns, and those of markdown.py.
SIGNS = (*"`\\[!<&@*_=~", "://", "www.", "Www.", "WWW.", "  \n")


class Address(inlinepatterns.InlineProcessor):
    """Makes a link of a web or mail address that stands in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):
        way = "" if "://" in m[0] else "mailto:" if "@" in m[0] else "https://"
        link = etree.Element("a", {"href": way + m[0]})
        link.text = AtomicString(m[0])  # a star in it is none of Markdown's
        return link, m.start(), m.end()


class Inline(treeprocessors.InlineProcessor):
    """Markdown's own, which would try each pattern on each text, though it has no sign of it."""

    def run(self, tree, ancestors=None):
        texts = ((element, element.text) for element in tree.iter() if element.text)
        plain = [each for each in texts if not any(sign in each[1] for sign in SIGNS)]
        for element, _ in plain:
            element.text = None
        super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
