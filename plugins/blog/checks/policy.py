"""Programs and looks that stand in a page itself: browsers refuse them, save what a hash allows."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from ..html import Element, Fault, Page

PROGRAMS = ("", "module", "text/javascript", "application/javascript")  # types of <script>


def check_scripts(page: Page) -> Iterator[Fault]:
    for element in page.elements:
        for key, value in element.attrs.items():
            if key == "style":
                right = "use a class, and the stylesheets in theme/static/css/"
                yield Fault(element.line, f'style="{value}" is refused by browsers; {right}', value)
            elif key.startswith("on") or re.match(r"\s*(java|vb)script:", value, re.IGNORECASE):
                what = f'{key}="{value}" would run a program; take it out'
                yield Fault(element.line, what, value)


def check_policy(page: Page) -> Iterator[Fault]:
    """A public page allows its own stylesheet by its hash, and nothing else that is inline."""
    policies = [
        element.attrs.get("content", "")
        for element in page.all("meta")
        if element.attrs.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if not policies:
        yield Fault(1, "the page has no Content-Security-Policy; theme/templates/base.html has it")
    for policy in policies:
        words = (part.split() for part in policy.split(";"))
        allowed = {name: sources for name, *sources in filter(None, words)}
        for element in page.all("style", "script"):
            text = page.text(element)
            if element.tag == "script" and not (text.strip() and is_program(element)):
                continue
            digest = b64encode(sha256(text.encode()).digest()).decode()
            sources = allowed.get(f"{element.tag}-src", allowed.get("default-src", []))
            if f"'sha256-{digest}'" not in sources:
                what = f"the Content-Security-Policy does not allow this <{element.tag}>"
                yield Fault(element.line, f"{what}; its hash should be 'sha256-{digest}'")


def is_program(script: Element) -> bool:
    return "src" not in script.attrs and script.attrs.get("type", "").lower() in PROGRAMS
