"""A text as the words that the search knows it by; search.js reads a query by the same rules."""

import re
import unicodedata
from collections import Counter
from functools import cache

from ..disk import data

KNOWN = data(__file__)
STOP = frozenset(KNOWN["stop"].split())
ODD = KNOWN["odd"]

BEYOND_ASCII = re.compile("[^\x00-\x7f\u2010-\u2027]")  # but for quotation marks and dashes
APOSTROPHE = re.compile(r"['’ʼ](?:s\b)?", re.ASCII)  # don't is dont, the client's is the client
JOINT = re.compile("[-‐&]")
WORD = re.compile(rf"[^\W_]+(?:{JOINT.pattern}[^\W_]+)*")


def words(text: str) -> Counter[str]:
    """How often each word, stemmed, is in `text`, without those in STOP."""
    found: Counter = Counter()
    for word, times in Counter(WORD.findall(fold(text))).items():
        for form in forms(word):
            found[form] += times
    return found


@cache
def forms(word: str) -> list[str]:
    """What one word is found by: self-harm by self, harm and selfharm; e-mail and A&E as one."""
    parts = JOINT.split(word)
    whole = "".join(parts)
    if len(parts) > 1:
        parts = [whole] if any(len(part) == 1 for part in parts) else [*parts, whole]
    return [stem(part) for part in parts if len(part) > 1 and part not in STOP]


def fold(text: str) -> str:
    """`text` in small letters, without accents or apostrophes.

    Nor with letters beyond U+FFFF, where Python and JavaScript count and sort differently.
    """
    text = BEYOND_ASCII.sub(bare, unicodedata.normalize("NFKD", text))
    return APOSTROPHE.sub("", text.lower())


def bare(character: re.Match) -> str:
    """Nothing, for an accent that stands by itself, a soft hyphen and the like."""
    if character[0] > "\uffff":
        return " "
    kind = unicodedata.category(character[0])
    return "" if kind.startswith("M") or kind == "Cf" else character[0]


def stem(word: str) -> str:
    """`word` without the ending of its plural: a form to compare, not always a word."""
    word = ODD.get(word, word)
    if not word.endswith(("s", "e")):
        return word
    if len(word) > 3:
        word = re.sub("([^sui])s$", r"\1", word)  # feelings; but stress, focus and crisis stay
    if len(word) > 3:  # not lies, ties and uses
        word = re.sub("sis$", "s", word)  # crisis, like crises in the next line
        word = re.sub("([sxz]|[cs]h)e$", r"\1", word)  # losses, boxes, coaches
        word = re.sub("ie$", "y", word)  # boundaries
    return word
