"""A post that speaks of AI tools never goes out without its box, unless its author says so."""

import re

from pelican.readers import ensure_metadata_list

from .callouts import add_box

LINKS = re.compile(r"\]\(\s*[^\s)]*|https?://\S+|@\S+")


def add_supplement(extension, root) -> None:
    """Honour `Supplement: no` in a post's header; whatever else stands there is auto, the default.

    `extension` is the PracticeExtension that reads the text of `root`.
    """
    header, practice = getattr(extension.md, "Meta", {}), extension.facts
    is_unwanted = " ".join(header.get("supplement", [])).strip().lower() == "no"
    has_box = any("callout--supplement" in div.get("class", "") for div in root.iter("div"))
    if is_unwanted or "date" not in header or has_box:  # only a post has a date
        return
    tags = ensure_metadata_list("".join(header.get("tags", [])[:1]))  # all that Pelican takes
    title = " ".join(header.get("title", []))
    if speaks_of(practice.callouts.supplement, tags, "\n".join([title, *root.itertext()])):
        add_box(extension.md.parser, root, practice, "supplement")
        # Before the last section; at the end where there are none, or but one from the top.
        sections = [n for n, child in enumerate(root) if child.tag == "h2" and n > 0]
        root.insert(sections[-1] if sections else len(root), root[-1])
        del root[-1]


def speaks_of(standard, tags: list[str], text: str) -> bool:
    """Whether one of the practice's tags is among `tags`, or one of its words in `text`.

    A word in capitals (AI) counts in capitals only; addresses do not count.
    """
    if {tag.casefold() for tag in standard.tags} & {tag.casefold() for tag in tags}:
        return True
    prose = LINKS.sub(" ", text)
    folded = prose.casefold()
    words = ((w, prose) if w.isupper() else (w.casefold(), folded) for w in standard.words)
    # That it is there at all is asked before what is around it, which takes a tenth of the time.
    return any(w in t and re.search(rf"(?<!\w){re.escape(w)}(?!\w)", t) for w, t in words)
