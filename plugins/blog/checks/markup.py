"""The HTML of a text: what it needs (markup.toml), closed; headings in order, each name once."""

import re
from collections.abc import Iterator

from ..disk import data
from ..problem import Problem
from ..reading.document import Document, numbered
from ..reading.elements import HEADINGS
from .header import lost

ALLOWED = data(__file__)
TAGS = frozenset(ALLOWED["tags"].split())
is_allowed = re.compile("|".join(ALLOWED["attributes"].split())).fullmatch
WHY_NOT = {tag: each["why"] for each in ALLOWED["refused"] for tag in each["tags"].split()}
MADE = {"img", "picture", "source"}  # by Markdown, and by images/figures.py


def check_tags(document: Document) -> Iterator[Problem]:
    """A text has only what it needs: no script, no form, no colours of its own."""
    for element in document.typed.elements:
        tag, line = element.tag, document.body + element.line - 1
        if tag not in TAGS and not {":", "@"} & {*tag}:  # else a link: <https://example.com>
            yield document.problem(line, no_place(tag))
        elif tag in TAGS and (wrong := [x for x in element.attrs if not is_allowed(x)]):
            kind = "style" if wrong[0] == "style" else "script" if wrong[0][:2] == "on" else ""
            why = WHY_NOT.get(kind, "a text has no use for it")
            message = f"take {', '.join(wrong)} out of <{tag}>; {why}"
            if not any(element.attrs.values()):
                message += "; or for the sign itself write &lt;"
            yield document.problem(line, message)
    # In a <p> of HTML a backtick makes no code: what stands behind it is a tag all the same.
    on_page, typed = ({each.tag for each in of.elements} for of in (document.page, document.typed))
    for tag in sorted(on_page - typed - TAGS - MADE):
        yield document.problem(document.body, no_place(tag))


def no_place(tag: str) -> str:
    right = f"take it out, or to show it as it is, write &lt;{tag} in place of <{tag}"
    return f"<{tag}> has no place in a text; {WHY_NOT.get(tag, right)}"


def check_balance(document: Document) -> Iterator[Problem]:
    """Each tag is whole and closed in its place, and no comment goes out.

    That a tag does not fit the paragraph it stands in is seen in what Markdown made of it.
    """
    told = {each.line for each in document.typed.elements if not all(map(is_allowed, each.attrs))}
    for line, message in document.typed.faults:
        name = re.search(r"</?([^\s>]+)", message)
        if line not in told | {document.runs_on and 1} and (not name or name[1] in TAGS):
            yield document.problem(document.body + line - 1, message)
    for _, message in () if document.typed.faults else document.page.faults:
        tag = re.match(r"</?\w+", message)
        yield document.problem(document.find(tag[0] if tag else "<a"), message)


def check_headings(document: Document) -> Iterator[Problem]:
    """Below the title, which is the page's h1, headings go down one step at a time."""
    above = 1
    for heading, nth in numbered(document.page.all(*HEADINGS), lambda each: each.tag):
        words, level = " ".join(document.page.text(heading).split()), int(heading.tag[1])
        if not words:
            continue  # which leftovers.toml tells
        # Without a header the first stands for the title.
        if (level == 1 and document.entries) or level > above + 1:
            begins = rf"<{heading.tag}\b|^(?:[ >]|[-*+] |\d+[.)] )*#{{{level}}}(?!#)"
            underlined = r"|^.+\n[ >]*=+\s*$" if level == 1 else ""
            line = document.find(begins + underlined, nth)
            wrong = "as high as the title" if level == 1 else "two steps below the one above it"
            right = f"begin it with {'##' if level == 1 else '#' * (above + 1)}"
            if line not in {*lost(document), document.runs_on and document.body}:  # see header.py
                yield document.problem(line, f'"{words}" is a heading {wrong}; {right}')
        above = max(level, 2)


def check_ids(document: Document) -> Iterator[Problem]:
    """A name that links can lead to stands once on the page; the theme has given "main"."""
    names = ["main", *(each.attrs["id"] for each in document.page.elements if "id" in each.attrs)]
    for name, before in numbered(names, str):
        if before:
            word = rf"{re.escape(name)}\b"
            pattern = rf"#{word}|id\s*=\s*.?{word}|(?i:^[ >]*#+\s*{word})"
            line = document.find(pattern, before - (name == "main"))
            yield document.problem(line, ALLOWED["twice"].format(name))
