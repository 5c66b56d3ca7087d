"""The HTML of an old post as this site's Markdown: every word kept, every sign of Markdown escaped.

By now every format is HTML. What becomes of its elements is in formats.toml; markdownify writes
them, and `Writer` says how, where this site has its own way.
"""

import re
from collections import Counter
from collections.abc import Callable

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter, abstract_inline_conversion

from . import FORMATS, PATTERNS, changed
from .export import soup

HTML = FORMATS["html"]
QUOTED = HTML["escaped"] + HTML["quoted"]
BREAKS = {"br", *re.findall(r"[\w-]+", HTML["kinds"]["block"])}


class Writer(MarkdownConverter):
    # Where stars do, they take the place of these (formats.toml).
    convert_strong = abstract_inline_conversion(lambda _: "<strong>")
    convert_em = abstract_inline_conversion(lambda _: "<em>")
    convert_del = abstract_inline_conversion(lambda _: "<del>")

    def process_text(self, el, parent_tags=None):
        text, before = super().process_text(el, parent_tags), el.previous_sibling
        begins = el.parent.name in HTML["holders"] and (not before or before.name in BREAKS)
        return PATTERNS["first"].sub(r"\1\\", text.lstrip()) if begins else text

    def escape(self, text, parent_tags):
        return changed(text, HTML["escaped"] + HTML["in_cell"] * bool({"td", "th"} & parent_tags))

    def convert_x_left(self, el, text, parent_tags):  # what cannot come is told where it stood
        said = " ".join(re.sub("[<>]|-(?=-)", "", el.get_text()).split())
        return f"\n\n<!-- {said} -->\n\n" if said else "\n\n"


def visible(html: str, but: str = "") -> BeautifulSoup:
    """What a reader could see of it, `but` for more of these. Raises Refused."""
    tree = soup(changed(html, HTML["apart"]))
    for tag in tree.select(HTML["unseen"] + but):
        tag.extract()
    return tree


def words(html: str) -> Counter:
    """How often a reader could read each word, or hear what a picture shows. Raises Refused."""
    tree = visible(html, HTML["uncounted"])
    said = " ".join([tree.get_text(), *(image.get("alt", "") for image in tree("img"))])
    return Counter(re.findall(r"\w+(?:'\w+)*", changed(said, HTML["words"])))


def markdown(html: str, picture: Callable = str, link: Callable = str, names=()) -> str:
    """Its Markdown; `picture` and `link` make an old address one of here, or "". Raises Refused."""
    css = dict(PATTERNS["css"].findall(html))
    tree = visible(html)
    for tag in tree.select(HTML["named"]):  # `names`: what links lead to
        for name in {tag.get("id"), tag.get("name")}.intersection(names):
            tag.insert(0, tree.new_tag("code", string=f"\ue000{name}"))  # no sign is escaped in it
    for span in tree("span"):  # bold and such are only in a style in Google Docs
        look = ";".join([span.get("style", ""), *(css.get(c, "") for c in span.get("class", ()))])
        for tag, style in HTML["looks"].items():
            if re.search(style, look.replace(" ", "")):
                span.wrap(tree.new_tag(tag))
    for image in tree("img"):
        ways = filter(None, map(image.get, HTML["pictures"]))
        image.attrs = {"src": picture(next(ways, "")), "alt": changed(image.get("alt", ""), QUOTED)}
        figure = image.css.closest("figure:has(figcaption)")  # a title in this site's Markdown
        if figure and image["src"] and len(figure("img")) == 1 and not figure.figcaption("a"):
            image["title"] = changed(figure.figcaption.extract().get_text(" "), QUOTED)
    for tag in tree("a"):
        href = tag.get("href", "").strip()
        tag.attrs = {"href": href if href[:1] == "#" and href[1:] in names else link(href)}
    for rule, becomes in HTML["rules"]:
        for tag in tree.select(rule.format(**HTML["kinds"])):
            tag.name = becomes or tag.unwrap().name
    headings = tree(re.compile("^h[1-6]$"))
    top, above = min((tag.name for tag in headings), default=""), 1
    for tag in headings:  # below the title, which is the page's first, step by step
        above = min(int(tag.name[1]) - int(top[1]) + 2, above + 1, 6)
        tag.name = f"h{above}"
    for table in tree.select("table:has(tr)"):  # Markdown cuts what is wider than its first row
        spans = [[cell.get("colspan", "") for cell in row(["td", "th"])] for row in table("tr")]
        widths = [sum(int(n) if re.fullmatch(r"[1-9]\d?", n) else 1 for n in row) for row in spans]
        table.tr.extend(tree.new_tag("td") for _ in range(widths[0], max(widths)))
    tree.smooth()
    return changed(Writer(**HTML["options"]).convert_soup(tree), HTML["written"]).strip()
