"""What stands within a line: bare addresses become links; and no pattern is tried in vain.

The patterns are Markdown's own and those of the extensions in markdown.py.
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from functools import cached_property

from markdown import inlinepatterns, treeprocessors
from markdown.util import AtomicString

ADDRESS = (
    r"(?<![\w/@.+\x03-])(?:"
    r"(?i:https?://|www\.)(?:[^\s<>\"“”()\x02\x03]|\([^\s<>\"“”()\x02\x03]*\))+(?<=[^\W_]|[/=)])"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?![\w@]))"
)
AT = ("@", "://", "www.", "Www.", "WWW.")  # no address is without one of these
# One of these signs must stand in a text for the patterns of these names to match there.
SIGNS = (
    ("`", "backtick"),
    ("\\", "escape"),
    ("[", "footnote reference link short_reference"),
    (("![",), "image_link image_reference short_image_ref"),
    ("<", "autolink automail html"),
    ("&", "entity"),
    (("  \n", "\\\n"), "linebreak"),
    (AT, "address"),
    ("*_=~", "delimiter"),
)


def holds(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


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

    @cached_property
    def signs(self) -> dict:
        """What must stand in a text, by pattern; one of another extension may need anything."""
        known = self.md.inlinePatterns
        names = {name: signs for signs, names in SIGNS for name in names.split() if name in known}
        return dict.fromkeys(known, ("",)) | {known[n]: names[n] for n in names}

    def run(self, tree, ancestors=None):
        whole = "\n".join(tree.itertext())
        self.inlinePatterns = [each for each in self.signs if holds(whole, self.signs[each])]
        needed = {sign for each in self.inlinePatterns for sign in self.signs[each]}
        plain = [(each, each.text) for each in tree.iter() if not holds(each.text or "", needed)]
        for element, _ in plain:
            element.text = None
        super().run(tree, ancestors)
        for element, text in plain:
            element.text = text
