"""What readers would see as it was typed, since it means nothing here; and what would be right."""

import re
from collections import Counter
from collections.abc import Iterator

from ..problem import Problem
from ..reading.document import Document

LINK = "write a link like [words]({filename}a-post.md)"
STARS = "write **words** or *words*, with no gap inside the stars; for the sign itself write \\*"
OTHER = "it is another program's; take it out"
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
    r"\([^()\n]+\)\[(?:https?:|mailto:|www\.|/)[^\]\n]*\]": "write [words](address)",
    r"\^\[[^\]\n]+\]": "write [^1], and the text of the note below, like [^1]: The text",
    r"\[\^[^\]\s]+\]": "write the text of this footnote below, like [^1]: The text",
    r"(?<![\w*])\*{1,3}(?=[^\W_])[^\s*]*|(?<=[\w.,!?])\*{2,3}(?![\w*])": STARS,
    r"(?<![\w~])~(?=\w)[^~\n]*\w~(?![\w~])": "write ~~words~~ to strike words out",
    r"(?<=\w)~\w{1,4}~": "write <sub>2</sub>",
    r"(?<=\w)\^\w{1,4}\^": "write <sup>2</sup>",
    r"%%[^%\n]+%%": "readers would see this remark; take it out",
    r"\{\{[^\n}]*\}\}": OTHER,
    r"\[/?(?:gallery|embed|audio|video|playlist|youtube|vimeo)(?: [^\]\n]*[=/][^\]\n]*)?\]": OTHER,
    r"\[caption\b[^\]\n]*\]|\[/caption\]": (
        'write ![What it shows]({static}../images/name.jpg "The caption")'
    ),
    r"\[/(?!caption)[a-z][\w-]*\]|\[(?!caption)[a-z][\w-]* [\w-]+=[^\]\n]+\]": OTHER,
    r"\{[:.#][^}\n]*\}": LOOK,
    r"(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])": "paste the emoji itself",
    r"^\|[^\n|]+\|[^\n]*\|$": "put a line like |---|---| below the first line of the table",
    r"<!--.{0,20}|<[a-z]+\s+[a-z-]+=.{0,20}": "end it with >, or take it out",
    r"\w+`\w+": APOSTROPHE,
    r"`{3,}|^~{3,}": "begin the line with these signs",
}
# In the text as it was typed, without code
TYPED = {
    r"(\{%[^\n%]*%\})": OTHER,
    r"(\{:?[ ]*\.[a-z][^}\n]*\})": LOOK,
    r"^[\s>]*(`{3,}[^`\n]*|~{3,}[^~\n]*)$": FENCE,
}
# A paragraph that is all in bold, a few words without an end mark
BOLD = re.compile(r"(?<=\n\n) {0,3}(\*\*|__)([^\s*_][^*_\n]{0,80}[^\s*_.!?…:;,])\1 *(?=\n\n|\n?\Z)")
# What stands in a line of its own in any case
ALONE = re.compile(r"\s*(?:$|[-*+|>#:<]|\d{1,9}[.)])|.*(?:  |\\)$")
# What typography makes of signs, to find them as they were typed
SAME = {"“”": '["“”]', "‘’": "['‘’]", "–—": "(?:–|—|-{1,3})", "…": r"(?:…|\.{3})", " \u00a0": r"\s"}


def check_leftovers(document: Document) -> Iterator[Problem]:
    said = {}  # once a line, though it may be there twice
    for line, found, right in left(document):
        said.setdefault((line, right), f'"{found}" would be shown as it is; {right}')
    for line, found, right in typed(document):
        said.setdefault((line, right), f'"{found}" means nothing here; {right}')
    for (line, _), message in said.items():
        yield document.problem(line, message)
    yield from check_paragraphs(document)


def left(document: Document) -> Iterator[tuple[int, str, str]]:
    """What is left on the page: its line in the source, what was typed, what would be right."""
    text = "\n".join(document.lines[document.body - 1 :])
    shown, before = [], ""
    for each in document.page.texts:
        code = each.parent and each.parent.within("code", "pre")
        if code and before[-1:].isalpha() and not each.parent.within("pre"):
            word = f"{before.split()[-1]}`{each.text.split(maxsplit=1)[0]}"
            yield line_at(document, text, max(text.find(word), 0)), word, APOSTROPHE
        before = each.text
        shown += [] if code else [before]
    for pattern, right in LEFT.items():
        found = Counter(re.findall(pattern, "".join(shown), re.MULTILINE)[:MOST])
        for words, times in found.items():
            places = [*re.finditer(as_typed(words), document.prose)] or [
                *re.finditer(as_typed(words), text)
            ]
            plain = [place for place in places if place[0].count("\\") == words.count("\\")]
            meant = len(places) - len(plain)  # escaped, to be shown
            for place in plain[: max(times - meant, 0)]:
                yield line_at(document, place.string, place.start()), place[0], right
            if not places:
                yield document.body, words, right


def typed(document: Document) -> Iterator[tuple[int, str, str]]:
    for pattern, right in TYPED.items():
        for found in re.finditer(pattern, document.prose, re.MULTILINE):
            yield line_at(document, document.prose, found.start(1)), found[1], right


def line_at(document: Document, text: str, place: int) -> int:
    return document.body + text.count("\n", 0, place)


def as_typed(text: str) -> str:
    """A pattern for what became `text` by typography, escaped or not."""
    ways = (next((way for signs, way in SAME.items() if sign in signs), "") for sign in text)
    return "".join(rf"\\?{way or re.escape(sign)}" for sign, way in zip(text, ways, strict=True))


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
