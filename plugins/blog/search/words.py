"""A text as the words that the search knows it by; search.js reads a query by the same rules."""

import re
import unicodedata
from functools import cache

# Too common to tell one text from another.
STOP = frozenset(
    """
    about above after again all also always am an and any are as at be because been before being
    below between both but by can can't could did didn't do does doesn't doing don't during each
    else even ever every for from get gets got had has have having he her here him his how i'm i've
    if in into is isn't it it's its just let like many may me might more most much must my no not
    now of off often on once one only or other our out over own same she should so some such than
    that that's the their them then there these they they're this those through to too under until
    up us very was wasn't we we're were what when where which while who why will with without won't
    would yet you you're your
    """.replace("'", "").split()
)

# Plurals that no rule makes.
ODD = {
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "men": "man",
    "selves": "self",
    "teeth": "tooth",
    "wives": "wife",
    "women": "woman",
}

BEYOND_ASCII = re.compile("[^\x00-\x7f]")
APOSTROPHE = re.compile(r"['’ʼ](?:s\b)?", re.ASCII)  # don't is dont, the client's is the client
JOINT = re.compile("[-‐&]")
WORD = re.compile(rf"[^\W_]+(?:{JOINT.pattern}[^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of `text`, stemmed, in their order, without those in STOP."""
    return [form for word in WORD.findall(fold(text)) for form in forms(word)]


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
    if len(word) > 3:
        word = re.sub("([^sui])s$", r"\1", word)  # feelings; but stress, focus and crisis stay
    if len(word) > 3:  # not lies, ties and uses
        word = re.sub("sis$", "s", word)  # crisis, like crises in the next line
        word = re.sub("([sxz]|[cs]h)e$", r"\1", word)  # losses, boxes, coaches
        word = re.sub("ie$", "y", word)  # boundaries
    return word
