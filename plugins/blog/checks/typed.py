"""The HTML in a text: what a text needs, all of it closed; nothing that runs or calls on others."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..html import Element, Fault
from ..problem import Problem
from ..reading.document import Document, as_typed, numbered

TAGS = re.compile(
    """a|abbr|b|bdi|bdo|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt
    |em|figcaption|figure|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|pre|q|rp|rt|ruby|s|samp|section
    |small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr""",
    re.VERBOSE,
)
ATTRIBUTES = re.compile(
    """abbr|alt|aria-.*|cite|class|colspan|datetime|decoding|dir|height|href|hreflang|id|lang
    |loading|name|open|rel|reversed|role|rowspan|scope|src|start|tabindex|target|title|translate
    |value|width""",
    re.VERBOSE,
)
ELSEWHERE = "it would show another website, and tell it who is reading; make a link to it"
IN_HTML = "write a picture like this, not in HTML: ![What it shows]({static}../images/name.jpg)"
LOOK = "how things look is the theme's business"
WHY_NOT = {
    "script": "it would run in the reader's browser",
    "iframe": ELSEWHERE,
    "embed": ELSEWHERE,
    "object": ELSEWHERE,
    "video": ELSEWHERE,
    "audio": ELSEWHERE,
    "link": ELSEWHERE,
    "form": "nobody would receive what is written there; make a link to the contact page",
    "style": LOOK,
    "font": LOOK,
    "center": LOOK,
    "img": IN_HTML,
    "image": IN_HTML,
    "picture": IN_HTML,
}
OPENED = [f"<{tag}> is opened here" for tag in ("details", "summary", "div", "section", "figure")]
DEEPEST = 40  # elements in one another; Python itself gives up at some 150

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
        if not TAGS.fullmatch(element.tag) and (typed or element.tag != "img"):
            right = f"take it out, or to show it as it is, write &lt;{element.tag}>"
            message = f"<{element.tag}> has no place in a text; {WHY_NOT.get(element.tag, right)}"
            yield document.problem(document.line_of(element, nth, f"<{element.tag}"), message)
        elif wrong := [name for name in element.attrs if not ATTRIBUTES.fullmatch(name)]:
            message = f"take {', '.join(wrong)} out of <{element.tag}>; {why_no(wrong[0])}"
            value = re.escape(element.attrs[wrong[0]])
            pattern = rf"[{{\s]{re.escape(wrong[0])}\s*=\s*[\"']?{value}"
            yield document.problem(document.line_of(element, nth, pattern), message)


def why_no(attribute: str) -> str:
    if attribute.startswith("on"):
        return WHY_NOT["script"]
    return LOOK if attribute == "style" else "a text has no use for it"


def check_balance(document: Document) -> Iterator[Problem]:
    """Each tag is whole and closed in its place, and no comment goes out with the page."""
    typed = defaultdict(list)
    for fault in document.typed.faults:
        typed[what(fault)].append(document.body + fault.line - 1)
    for fault in document.page.faults:
        name = re.search(r"</?(\w+)", fault.message)
        if name and not TAGS.fullmatch(name[1]):
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
    if any(depth(element) > DEEPEST for element in document.page.elements):
        message = f"lists, quotes or tags stand in one another more than {DEEPEST} deep"
        yield document.problem(document.body, f"{message}; a few levels are enough")


def depth(element: Element | None) -> int:
    steps = 0
    while element and steps <= DEEPEST:
        element, steps = element.parent, steps + 1
    return steps
