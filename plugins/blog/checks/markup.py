"""The HTML of a text: what a text needs, all of it closed; headings in order, each name once.

Which tags and attributes there may be is in markup.toml.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..html import Fault
from ..problem import Problem
from ..reading.document import Document, as_typed, numbered
from . import data, page

ALLOWED = data("markup.toml")
TAGS, ATTRIBUTES = (frozenset(ALLOWED[kind].split()) for kind in ("tags", "attributes"))
WHY_NOT = {tag: each["why"] for each in ALLOWED["refused"] for tag in each["tags"].split()}
OPENED = [f"<{tag}> is opened here" for tag in ALLOWED["folding"].split()]
DEEPEST = 40  # elements in one another; Python itself gives up at some 150
THEME_IDS = ("main",)  # in theme/templates/base.html

# A whole tag. What else begins with "<" is a comment, or has gone wrong.
TAG = re.compile(
    r"""</?[a-zA-Z][^\s<>/]*+
    (?:\s++[^\s<>/="']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=]++))?+)*+\s*+/?>""",
    re.VERBOSE,
)


def check_tags(document: Document) -> Iterator[Problem]:
    """A text has only what it needs: no script, no form, no colours of its own."""
    for element, nth in numbered(document.page.elements, as_typed):
        typed, parent = as_typed(element) in document.typed_lines, element.parent
        if not typed and element.tag in ("picture", "source"):  # made by images/figures.py
            continue
        if typed and parent and parent.tag == "picture":  # which is told
            continue
        if element.tag not in TAGS and (typed or element.tag != "img"):
            right = f"take it out, or to show it as it is, write &lt;{element.tag}>"
            message = f"<{element.tag}> has no place in a text; {WHY_NOT.get(element.tag, right)}"
            yield document.problem(document.line_of(element, nth, f"<{element.tag}"), message)
        elif wrong := [name for name in element.attrs if not is_allowed(name)]:
            message = f"take {', '.join(wrong)} out of <{element.tag}>; {why_no(wrong[0])}"
            value = re.escape(element.attrs[wrong[0]])
            pattern = rf"[{{\s]{re.escape(wrong[0])}\s*=\s*[\"']?{value}"
            yield document.problem(document.line_of(element, nth, pattern), message)


def is_allowed(attribute: str) -> bool:
    return attribute in ATTRIBUTES or attribute.startswith("aria-")


def why_no(attribute: str) -> str:
    if attribute.startswith("on"):
        return WHY_NOT["script"]
    return WHY_NOT["style"] if attribute == "style" else "a text has no use for it"


def check_balance(document: Document) -> Iterator[Problem]:
    """Each tag is whole and closed in its place, and no comment goes out with the page."""
    typed = defaultdict(list)
    for fault in document.typed.faults:
        typed[what(fault)].append(document.body + fault.line - 1)
    for fault in document.page.faults:
        name = re.search(r"</?(\w+)", fault.message)
        if name and name[1] not in TAGS:
            continue  # check_tags has it
        lines = typed[what(fault)]
        pattern = re.escape(fault.clue or (name[0] if name else ""))
        yield document.problem(lines.pop(0) if lines else document.find(pattern), fault.message)
    for fault in document.typed.faults:
        # Markdown closes these itself, at the end of the text: all of it would be folded away.
        if what(fault) in OPENED and typed[what(fault)]:
            yield document.problem(typed[what(fault)].pop(0), fault.message)
    for stray in re.findall(r"<(?!!--)[^\n]{0,20}", TAG.sub("", document.html)):
        message = f'"{stray}" is not a whole tag; end it with >, or for the sign itself write &lt;'
        yield document.problem(document.find(re.escape(stray)), message)


def what(fault: Fault) -> str:
    """What is wrong, without where: a tag never closed is closed by the paragraph on the page."""
    return fault.message.partition(" and ")[0]


def check_depth(document: Document) -> Iterator[Problem]:
    """Lists, quotes and tags stand in one another a few deep: browsers, and Python, have limits."""
    if document.page.depth > DEEPEST:
        message = f"lists, quotes or tags stand in one another more than {DEEPEST} deep"
        yield document.problem(document.body, f"{message}; a few levels are enough")


def check_headings(document: Document) -> Iterator[Problem]:
    """Below the title, which is the page's h1, headings go down one step at a time."""
    wrong = dict(page.headings(document.page, above=1))
    for heading, nth in numbered(document.page.all(*page.HEADINGS), lambda heading: heading.tag):
        if heading in wrong:
            level = int(heading.tag[1])
            underlined = rf"^.+\n[ >]*{'=' if level == 1 else '-'}+\s*$"
            pattern = rf"^[ >]*#{{{level}}}(?!#)|<{heading.tag}\b|{underlined}"
            yield document.problem(document.find(pattern, nth), wrong[heading])


def check_ids(document: Document) -> Iterator[Problem]:
    """A name that links can lead to stands once on the page."""
    for element, message in page.ids(document.page, THEME_IDS):
        name = element.attrs["id"]
        word = rf"{re.escape(name)}\b"
        pattern = rf"#{word}|id\s*=\s*.?{word}|(?i:^[ >]*#+\s*{word})"
        yield document.problem(document.find(pattern, name not in THEME_IDS), message)
