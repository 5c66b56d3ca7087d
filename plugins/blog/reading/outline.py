"""How long a text takes to read, and its sections for a table of contents."""

from markdown.treeprocessors import Treeprocessor

# Silent reading of non-fiction in English: Brysbaert (2019), Journal of Memory and Language 109.
WORDS_A_MINUTE = 238
LONG = 1000  # words, from which a table of contents helps more than it is in the way
SECTIONS = 3


class Outline(Treeprocessor):
    """Adds to a text's header its `minutes`, and its `contents` if it is long."""

    def run(self, root):
        words = sum(len(text.split()) for text in root.itertext())
        sections = [token for token in self.md.toc_tokens if token["level"] == 2]
        long = words >= LONG and len(sections) >= SECTIONS
        header = getattr(self.md, "Meta", {})
        header["minutes"] = [max(1, round(words / WORDS_A_MINUTE))]
        header["contents"] = [sections if long else []]
