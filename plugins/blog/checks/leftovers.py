"""What Markdown has not understood, so that readers would see it raw."""

import re
from collections.abc import Iterator

from ..problem import Problem
from ..reading.document import Document, numbered

LINK = "write a link like [words]({filename}a-post.md)"

# What is left, and what would be right
LEFTOVERS = {
    r"!?\[\[[^\]\n]+\]\]": LINK,
    r"\{(?:filename|static|attach|tag|category|index|author)\}\S*": LINK,
    r"\]\s?\((?:https?:|mailto:|tel:|www\.|/|#)\S*": "write [words](address), with no gap in it",
    r"(?<=\])\[[^\]\n]+\]": "write its address below, like [name]: https://www.example.com",
    r"\[\^[^\]\s]+\]": "write the text of this footnote below, like [^1]: The text",
    r"(?<![\w*])\*\*(?=\w)\S*": "put ** where the bold words end, too",
    r"<!--.{0,20}|<[a-z]+\s+[a-z-]+=.{0,20}": "end it with >, or take it out",
}


def check_leftovers(document: Document) -> Iterator[Problem]:
    seen = (
        t.text for t in document.page.texts if not (t.parent and t.parent.within("code", "pre"))
    )
    text = "".join(seen)
    for pattern, right in LEFTOVERS.items():
        for found, nth in numbered(re.findall(pattern, text), str):
            line = document.find(re.escape(found), nth)
            yield document.problem(line, f'"{found}" would be shown as it is; {right}')
