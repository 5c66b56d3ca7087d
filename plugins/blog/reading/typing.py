"""What word processors, chats and other editors have taught authors to type, as Markdown has it."""

import re
import string
import xml.etree.ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

# How a line begins: with a bullet of a word processor; with a sign that is a bullet where the next
# line has it too, as the "o" and a tab of a second level; with an emoji, which means something and
# stays; or with a number that is none in Markdown.
SIGN = re.compile(
    r"""(\ *(?:>\ ?)*)(?:([•·▪▫‣◦●○■□◆⁃∙➢➤►❖](?=[ \u00a0]|\w)(?=.*\w))
    |([o§Øüvq](?=\ {2})|[–—→](?=[ \u00a0])|-(?=[^\W\d_]))
    |(?=([\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]))
    |(?!\d+[.)]\ )(?=(\((?:\w|\d\d|[ivx]+)\)|(?:[A-Za-z]|[ivx]+)[.)]\ |\d\d?(?:[.)]\w|[:–-]\ )))
    )[ \u00a0]*""",
    re.VERBOSE,
)
# Blanks that are pasted: on a line of their own, or before or behind Markdown's own signs
BLANK = re.compile(
    r"^ *[\u00a0\u2000-\u200b\u202f\ufeff][\s\u200b\ufeff]*?(?=$|[-*+#>|]|\d+[.)])", re.MULTILINE
)
BEHIND = re.compile(r"^( *(?:> ?)*(?:[-*+]|#+|\d{1,9}[.)]) *)\u00a0\s*", re.MULTILINE)

# "[name]: address" defines a link if a link has the name; "[Client]: Fine." is what a client said.
NAME = re.compile(
    r"^[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)?(?=\[(?!\^)([^\[\]\n]+)\]: *(\S+)(.*)$)", re.MULTILINE
)
TARGET = re.compile(r"<|[#/{]|[\w+.-]+:\S|[\w-]+(?:[./]\w|@)")
TITLE = re.compile(r" *(?:\".*\"|'.*'|\(.*\))? *")
FOLDED = re.compile(r"(^ *<(?:details|div|section)|<summary)\b(?![^>]*\bmarkdown\b)", re.MULTILINE)

ESCAPED = rf"\\([{re.escape(string.punctuation)}])"
ADDRESS = (
    r"(?<![\w/@.+\x03-])(?:"
    r"(?:https?://|www\.)(?:[^\s<>\"“”()\x02\x03]|\([^\s<>\"“”()\x02\x03]*\))+(?<=[^\W_]|[/=)])"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?![\w@]))"
)


class Typing(Preprocessor):
    def run(self, lines):
        text = BLANK.sub("", "\n".join(lines).replace("\u2028", "  \n"))
        text = BEHIND.sub(r"\1 ", "\n".join(listed(text.split("\n"))))
        text = NAME.sub(lambda name: name[0] if defines(name) else name[0] + "\\", text)
        return FOLDED.sub(understood, text).split("\n")


class Address(InlineProcessor):
    """Makes a link of a web or mail address that stands in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m, data):
        way = "" if "://" in m[0] else "mailto:" if "@" in m[0] else "https://"
        link = etree.Element("a", {"href": way + m[0]})
        link.text = m[0]
        return link, m.start(), m.end()


def listed(lines: list[str]) -> list[str]:
    """`lines` with Markdown's bullets, one for each sort: a new sign begins a new list.

    Where numbers are none in Markdown, such as (a) or i., the lines stay apart.
    """
    found = [SIGN.match(line) for line in lines]
    sorts = [m and (m[2] or m[3] or (m[4] and "emoji") or (m[5] and "number")) for m in found]
    result = []
    for n, (line, sort, match) in enumerate(zip(lines, sorts, found, strict=True)):
        if sort == "number":
            line += "  " if sorts[n + 1 : n + 2] == [sort] else ""
        elif sort and (match[2] or sort in (*sorts[n - 1 : n], *sorts[n + 1 : n + 2])):
            bullet = "+" if match[2] else "*" if match[3] else "-"
            line = f"{match[1]}{bullet} {line[match.end() :]}"
        result.append(line)
    return result


def understood(tag: re.Match) -> str:
    """HTML with Markdown in it, as on GitHub; what is never closed would hold all the rest."""
    begin = tag[1].strip()
    opened = len(re.findall(rf"{begin}\b", tag.string))
    return f'{tag[1]} markdown="1"' if tag.string.count(f"</{begin[1:]}>") >= opened else tag[1]


def defines(name: re.Match) -> bool:
    used = re.search(rf"\[\s*{re.escape(name[1])}\s*\](?!:)", name.string, re.IGNORECASE)
    return bool(used and TARGET.match(name[2]) and TITLE.fullmatch(name[3]))
