"""Words in, words out: whether all words of a text's prose are on its page.

They are counted, so the page must have each word as often as the source has it. What is no prose
is left out on both sides: tags, addresses, the names of links and notes, markers, the numbers of
items. So what is missed is a word that is lost in one place and stands in another once more than
it was typed, as in what a box says in the practice's words. It takes half a millisecond for a post.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape

from ..problem import Problem
from ..reading.document import Document

WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][\w-]*(?=[\s/>])[^<>]*>", re.DOTALL)
SEEN = re.compile(r"\b(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")  # a tag's, for readers
SIGN = re.compile(r"&(?:#\d{1,7}(?!\d);?|#[xX][0-9a-fA-F]{1,6};|\w+;)")
# What is no prose in Markdown where a line begins (a list's signs, the language of code, the name
# of a link or an abbreviation, a marker) and within it (where a link leads, notes, attributes)
BEGIN = re.compile(
    r"""^[ \t>]*(?:(?:(?:[-*+]|\d{1,9}[.)]|[o§Øüvq](?=\ {2}|\t))\s+)+(?:\[[xX ]\]\s)?
    |(?:`{3,}|~{3,}).* |\[[^\]\n]+\]:\s*(?:<[^<>\n]*>|[^\s\[]*[/\#@.:{]\S+) |\*\[[^\]\n]+\]:
    |!{3,}\s*\w+)""",
    re.VERBOSE | re.MULTILINE,
)
WITHIN = re.compile(
    r"""\](?:\(\s*(?:<[^<>\n]*>|(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*?(?=\s+["']|\s*\)))
        |[ ]?\[[^\]\n]*\])
    |\[(?:\^[^\]\n]+\]:?|TOC\]|\s*\\?[!！]+\s*\w[^\[\]\n]*\])
    |!\[\s*[Dd]ecoration\s*(?=\]) |\{(?:%|:?\ *(?:[.\#]|[\w-]+=))[^{}\n]*\}""",
    re.VERBOSE,
)


def missing(lines: Sequence[str], html: str) -> dict[int, list[str]]:
    """The words of `lines` that are not in `html`, by the index of their line."""
    text = WITHIN.sub(blank, BEGIN.sub(blank, TAG.sub(seen, "\n".join(lines))))
    typed, shown = words(text), words(unescape(TAG.sub(seen, html)))
    lost = Counter(typed) - Counter(shown)
    return located(lost, text.split("\n"), shown) if lost else {}


def words(text: str) -> list[str]:
    return WORD.findall(SIGN.sub(lambda sign: unescape(sign[0]), text))


def seen(tag: re.Match) -> str:
    """What readers see or hear of a tag, on as many lines."""
    if "=" not in tag[0]:
        return blank(tag)
    return " ".join(" ".join((a or b).split()) for a, b in SEEN.findall(tag[0])) + blank(tag)


def blank(match: re.Match) -> str:
    return " " + "\n" * match[0].count("\n")


def located(lost: Counter, lines: list[str], shown: list[str]) -> dict[int, list[str]]:
    """Where the `lost` words were typed: where the order of the words shown has a gap."""
    typed = [(word, n) for n, line in enumerate(lines) for word in words(line)]
    pairs = SequenceMatcher(None, [word for word, _ in typed], shown, autojunk=False)
    kept = {n for a, _, size in pairs.get_matching_blocks() for n in range(a, a + size)}
    found = defaultdict(list)
    # Those in a gap come first, then the last of a word.
    for n in sorted(range(len(typed)), key=lambda n: (n in kept, -n if n in kept else n)):
        word, line = typed[n]
        if lost[word] > 0:
            lost[word] -= 1
            found[line].append(word)
    return dict(found)


def check_words(document: Document) -> Iterator[Problem]:
    """No word of the text is lost on the way to its page."""
    lines = document.lines[document.body - 1 :]
    for n, words in missing(lines, document.html).items():
        right = "write this line another way"
        if lines[n].lstrip().startswith("|"):
            right = "the table's first line has fewer cells than this one"
        yield document.problem(
            document.body + n, f'"{" ".join(words)}" is not on the page; {right}'
        )
