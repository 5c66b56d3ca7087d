"""What word processors and chats have taught authors to type, as Markdown has it (typing.toml)."""

import re

from ..disk import data

TYPED = {name: re.compile(f"(?mx){each}") for name, each in data(__file__).items()}


def understood(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    if not text.isascii():
        text = TYPED["blank"].sub("", text.replace("\u2028", "  \n"))
        text = TYPED["behind"].sub(r"\1 ", text)
        text = TYPED["caption"].sub(r'\1"\2"', text)
        text = TYPED["columns"].sub(lambda row: re.sub("[–—]+", "---", row[0]), text)
    text = "\n".join(listed(text.split("\n")))
    text = TYPED["name"].sub(defined, text)
    return TYPED["folded"].sub(r'\1\2 markdown="1"', text).split("\n")


def listed(lines: list[str]) -> list[str]:
    """`lines` with Markdown's bullets, one for each sort: a new sign begins a new list.

    Where numbers are none in Markdown, such as (a) or i., the lines stay apart.
    """
    found = [TYPED["begin"].match(line) for line in lines]
    sorts = [m and (m["bullet"] or m["sign"] or m.lastgroup) for m in found]
    result = lines[:]
    for n, (match, sort) in enumerate(zip(found, sorts, strict=True)):
        again = sort in sorts[n + 1 : n + 2]
        if sort == "number":
            if n and lines[n - 1].strip() and (again or match[1].isspace()):
                result[n - 1] = f"{result[n - 1].rstrip(' ')}  "
            result[n] += "  " if again else ""
        elif match and (match["bullet"] or again or sort in sorts[n - 1 : n]):
            bullet = "+" if match["bullet"] else "*" if match["sign"] else "-"
            result[n] = f"{match[1]}{bullet} {lines[n][match.end() :]}"
    return result


def defined(name: re.Match) -> str:
    """The begin of a line like "[name]: address"; with a backslash if it defines no link."""
    used = re.search(rf"\[\s*{re.escape(name[1])}\s*\](?!:)", name.string, re.IGNORECASE)
    leads = TYPED["address"].match(name[2]) and TYPED["title"].fullmatch(name[3])
    return name[0] if used and leads else name[0] + "\\"
