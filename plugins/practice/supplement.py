"""A post that speaks of AI tools never goes out without its box, unless its author says so."""

import re

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pelican.readers import ensure_metadata_list

from .callouts import add_box

LINKS = re.compile(r"\]\(\s*[^\s)]*|https?://\S+|@\S+")


class SupplementExtension(Extension):
    """Honours `Supplement: auto | no` in a post's header; auto is the default.

    `callouts` is the CalloutExtension of the same Markdown, which knows the practice.
    """

    def __init__(self, callouts):
        super().__init__()
        self.callouts = callouts

    def extendMarkdown(self, md):
        """60: before the footnotes are put at the end (50), and before inline markup (20)."""
        md.treeprocessors.register(Supplement(md, self.callouts), "supplement", 60)


class Supplement(Treeprocessor):
    def __init__(self, md, callouts):
        super().__init__(md)
        self.callouts = callouts

    def run(self, root):
        header = getattr(self.md, "Meta", {})
        wish = " ".join(header.get("supplement", ["auto"])).strip().lower() or "auto"
        if wish not in ("auto", "no"):
            line = header_line(self.callouts.source, "supplement")
            self.callouts.problems[line] = f'Supplement is auto or no, not "{wish}"'
        # Only a post has a date.
        if wish != "auto" or "date" not in header or has_box(root):
            return
        standard = self.callouts.practice.callouts.supplement
        tags = ensure_metadata_list("".join(header.get("tags", [])[:1]))  # all that Pelican takes
        title = " ".join(header.get("title", []))
        if speaks_of(standard, tags, "\n".join([title, *root.itertext()])):
            add_box(self.md.parser, root, self.callouts.practice, "supplement")
            box = root[-1]
            root.remove(box)
            root.insert(place(root), box)


def has_box(root) -> bool:
    return any("callout--supplement" in div.get("class", "") for div in root.iter("div"))


def place(root) -> int:
    """Before the last section; at the end where there are no sections, or but one from the top."""
    headings = [n for n, child in enumerate(root) if child.tag == "h2" and n > 0]
    return headings[-1] if headings else len(root)


def speaks_of(standard, tags: list[str], text: str) -> bool:
    """Whether one of the practice's tags is among `tags`, or one of its words in `text`.

    A word in capitals (AI) counts in capitals only; addresses do not count.
    """
    if {tag.casefold() for tag in standard.tags} & {tag.casefold() for tag in tags}:
        return True
    prose = LINKS.sub(" ", text)
    folded = prose.casefold()
    pairs = ((w, prose) if w.isupper() else (w.casefold(), folded) for w in standard.words)
    return any(stands(*pair) for pair in pairs)


def stands(word: str, text: str) -> bool:
    """Whole; the word is looked for before what is around it, which takes a tenth of the time."""
    word = re.escape(word)
    return bool(re.search(rf"{word}(?<!\w{word})(?!\w)", text))


def header_line(source: list[str], key: str) -> int:
    """The line of the file on which the header's `key` stands."""
    found = (n for n, line in enumerate(source, 1) if re.match(rf"\s*{key}\s*:", line, re.I))
    return next(found, 1)
