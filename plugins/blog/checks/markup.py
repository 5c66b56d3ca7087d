"""The HTML of a text: what a text needs, all of it closed; headings in order, each name once.

Which tags and attributes there may be is in markup.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..problem import Problem
from ..reading import data
from ..reading.document import Document, numbered
from . import page

ALLOWED = data(__file__)
TAGS, ATTRIBUTES = (frozenset(ALLOWED[kind].split()) for kind in ("tags", "attributes"))
WHY_NOT = {tag: each["why"] for each in ALLOWED["refused"] for tag in each["tags"].split()}
MADE = {"img", "picture", "source"}  # by Markdown, and by images/figures.py
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
THEME_IDS = ("main",)  # in theme/templates/base.html

ADDRESS = re.compile("[:@]")  # in what is taken for a tag, but is a link
# A whole tag. What else begins with "<" is a comment, or has gone wrong.
TAG = re.compile(
    r"""</?[a-zA-Z][^\s<>/]*+
    (?:\s++[^\s<>/="']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=]++))?+)*+\s*+/?>""",
    re.VERBOSE,
)


def check_tags(document: Document) -> Iterator[Problem]:
    """A text has only what it needs: no script, no form, no colours of its own."""
    for element in document.typed.elements:
        tag, line = element.tag, document.body + element.line - 1
        if ADDRESS.search(tag) or (element.parent and element.parent.tag == "picture"):
            continue  # <https://www.example.com>; or what is in a picture, which is told
        if tag not in TAGS:
            yield document.problem(line, no_place(tag))
        elif wrong := [name for name in element.attrs if not is_allowed(name)]:
            message = f"take {', '.join(wrong)} out of <{tag}>; {why_no(wrong[0])}"
            if not any(element.attrs.values()):
                message += "; or for the sign itself write &lt;"
            yield document.problem(line, message)
        elif (address := element.attrs.get("href", "")).startswith("/"):  # Markdown's become whole
            message = f"from a feed this would lead nowhere; write it as [words]({address})"
            yield document.problem(line, message)
    # In a <p> of HTML a backtick makes no code: what stands behind it is a tag all the same.
    on_page, typed = ({each.tag for each in of.elements} for of in (document.page, document.typed))
    for tag in sorted(on_page - typed - TAGS - MADE):
        yield document.problem(document.body, no_place(tag))


def no_place(tag: str) -> str:
    right = f"take it out, or to show it as it is, write &lt;{tag}>"
    return f"<{tag}> has no place in a text; {WHY_NOT.get(tag, right)}"


def is_allowed(attribute: str) -> bool:
    return attribute in ATTRIBUTES or attribute.startswith("aria-")


def why_no(attribute: str) -> str:
    if attribute.startswith("on"):
        return WHY_NOT["script"]
    return WHY_NOT["style"] if attribute == "style" else "a text has no use for it"


def check_balance(document: Document) -> Iterator[Problem]:
    """Each tag is whole and closed in its place, and no comment goes out; a draft may have one.

    A tag that does not fit the paragraph it stands in is seen once there is a page.
    """
    told = {each.line for each in document.typed.elements if not all(map(is_allowed, each.attrs))}
    for fault in document.typed.faults:
        name = re.search(r"</?([^\s>]+)", fault.message)
        if fault.line in told:
            continue
        if not name or name[1] in TAGS:  # check_tags has others
            waits = fault.message.startswith("the comment") and document.value("status") == "draft"
            problem = document.problem(document.body + fault.line - 1, fault.message)
            yield replace(problem, stops=not waits)
    for stray in re.findall(r"<(?!!--)[^\n]{0,20}", TAG.sub("", document.html)):
        message = f'"{stray}" is not a whole tag; end it with >, or for the sign itself write &lt;'
        yield document.problem(document.find(re.escape(stray)), message)


def check_headings(document: Document) -> Iterator[Problem]:
    """Below the title, which is the page's h1, headings go down one step at a time."""
    above = 1
    headings = ((h, " ".join(document.page.text(h).split())) for h in document.page.all(*HEADINGS))
    for (heading, words), nth in numbered(headings, lambda each: (each[0].tag, bool(each[1]))):
        level = int(heading.tag[1])
        message = ""
        if not words:
            message = "this heading has no words; write some, or take it out"
        elif level == 1 and document.entries:  # else it stands for the title
            message = f'"{words}" is a heading as high as the title; begin it with ##'
        elif level > above + 1:
            right = f"begin it with {'#' * (above + 1)}"
            message = f'"{words}" is two steps below the heading above it; {right}'
        if message:
            begins = rf"<{heading.tag}\b|^(?:[ >]|[-*+] |\d+[.)] )*#{{{level}}}(?!#)"
            underlined = r"|^.+\n[ >]*=+\s*$" if level == 1 else ""
            pattern = begins + ("(?=.*[^# ])" if words else "[# ]*$") + underlined
            yield document.problem(document.find(pattern, nth), message)
        above = max(level, 2)


def check_ids(document: Document) -> Iterator[Problem]:
    """A name that links can lead to stands once on the page."""
    for element, message in page.ids(document.page, THEME_IDS):
        name = element.attrs["id"]
        word = rf"{re.escape(name)}\b"
        pattern = rf"#{word}|id\s*=\s*.?{word}|(?i:^[ >]*#+\s*{word})"
        yield document.problem(document.find(pattern, name not in THEME_IDS), message)
