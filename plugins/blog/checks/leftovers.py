"""What readers would see as it was typed, since it means nothing here; and what would be right."""

import re
from collections.abc import Iterator

from ..problem import Problem
from ..reading.document import Document, numbered

LINK = "write a link like [words]({filename}a-post.md)"
STARS = "write **words** or *words*, with no gap inside the stars; for the sign itself write \\*"
OTHER = "it is another program's, and means nothing here; take it out"
LOOK = "how things look is the theme's business; take it out"
APOSTROPHE = "an apostrophe is this sign: '"
FENCE = "close the code with the same signs on a line of their own, or take them out"
MOST = 20  # of one kind in a text; nobody reads on
LINES = 40  # of a paragraph without an empty one between

# On the page, outside code
LEFT = {
    r"!?\[\[[^\]\n]+\]\]": LINK,
    r"\{(?:filename|static|attach|tag|category|index|author)\}\S*": LINK,
    r"\]\s?\((?:https?:|mailto:|tel:|www\.|/|#)\S*": "write [words](address), with no gap in it",
    r"(?<=\])\[[^\]\n]+\]": "write its address below, like [name]: https://www.example.com",
    r"^\[[^\]\n]+\]: ?(?:https?:|mailto:|www\.|/|#)\S+": "no link has this name; take it out",
    r"\[\^[^\]\s]+\]": "write the text of this footnote below, like [^1]: The text",
    r"(?<![\w*])\*{1,3}(?=[^\W_])[^\s*]*|(?<=[\w.,!?])\*{2,3}(?![\w*])": STARS,
    r"(?<![\w~])~(?=\w)[^~\n]*\w~(?![\w~])": "write ~~words~~ to strike words out",
    r"\{\{[^\n}]*\}\}|\{%[^\n%]*%\}": OTHER,
    r"\[/?(?:gallery|embed|audio|video|playlist)\b[^\]\n]*\]": OTHER,
    r"\[caption\b[^\]\n]*\]|\[/caption\]": (
        'write ![What it shows]({static}../images/name.jpg "The caption")'
    ),
    r"\[/[a-z][\w-]*\]|\[[a-z][\w-]* [\w-]+=[^\]\n]+\]": OTHER,
    r"\{[:.#][^}\n]*\}": LOOK,
    r"(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])": "paste the emoji itself",
    r"^\|[^\n|]+\|[^\n]*\|$": "put a line like |---|---| below the first line of the table",
    r"<!--.{0,20}|<[a-z]+\s+[a-z-]+=.{0,20}": "end it with >, or take it out",
    r"\w+`\w+": APOSTROPHE,
}
# In the text as it was typed, without code
TYPED = {
    r"\{:?\s*\.[a-z][^}\n]*\}": LOOK,
    r"^[\s>]*(?:`{3,}[^`\n]*|~{3,}[^~\n]*)$": FENCE,
}
# A paragraph that is all in bold, a few words without an end mark
BOLD = re.compile(r"(?<=\n\n) {0,3}(\*\*|__)([^\s*_][^*_\n]{0,80}[^\s*_.!?…:;,])\1 *(?=\n\n|\n?\Z)")
# What stands in a line of its own in any case
ALONE = re.compile(r"\s*(?:$|[-*+|>#:<]|\d{1,9}[.)])|.*(?:  |\\)$")
# What typography makes of signs, to find them as they were typed
SAME = {"“”": '["“”]', "‘’": "['‘’]", "–—": "(?:–|—|-{1,3})", "…": r"(?:…|\.{3})", " \u00a0": r"\s"}


def check_leftovers(document: Document) -> Iterator[Problem]:
    seen = set()
    for line, found, right in sorted({*left(document), *typed(document)}):
        if (line, right) not in seen:
            yield document.problem(line, f'"{found}" would be shown as it is; {right}')
        seen.add((line, right))
    yield from check_paragraphs(document)


def left(document: Document) -> Iterator[tuple[int, str, str]]:
    """What is left on the page: its line in the source, what it is, what would be right."""
    texts, before = [], ""
    for text in document.page.texts:
        code = text.parent and text.parent.within("code", "pre")
        if code and before[-1:].isalpha() and not text.parent.within("pre"):
            word = f"{before.split()[-1]}`{text.text.split(maxsplit=1)[0]}"
            yield document.find(re.escape(word)), word, APOSTROPHE
        before = text.text
        texts += [] if code else [before]
    page = "".join(texts)
    for pattern, right in LEFT.items():
        every = re.findall(pattern, page, re.MULTILINE)[:MOST]
        for found, nth in numbered(every, str):
            as_it_is, escaped = rf"(?<!\\){as_typed(found)}", rf"\\{as_typed(found)}"
            if re.search(as_it_is, document.prose) or not re.search(escaped, document.prose):
                yield document.find(as_it_is, nth), found, right


def typed(document: Document) -> Iterator[tuple[int, str, str]]:
    for pattern, right in TYPED.items():
        for found in re.finditer(pattern, document.prose, re.MULTILINE):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield document.body + document.prose.count("\n", 0, start), found[0].strip(), right


def as_typed(text: str) -> str:
    """A pattern for what became `text` by typography."""
    ways = ((way for signs, way in SAME.items() if sign in signs) for sign in text)
    return "".join(next(way, re.escape(sign)) for sign, way in zip(text, ways, strict=True))


def check_paragraphs(document: Document) -> Iterator[Problem]:
    text = f"\n\n{document.prose}"
    for bold in BOLD.finditer(text):
        message = f"this paragraph in bold looks like a heading, and is none; write ## {bold[2]}"
        yield document.problem(document.body + text.count("\n", 2, bold.start()), message)
    run = 0
    for number, line in enumerate([*document.prose.split("\n"), ""], document.body):
        run = 0 if ALONE.match(line) else run + 1
        if run == LINES:
            right = "put an empty line where a new paragraph begins"
            message = f"{LINES} lines and more, with no empty one between, become one paragraph"
            yield document.problem(number - LINES + 1, f"{message}; {right}")
