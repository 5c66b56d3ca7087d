"""The HTML of an old post as this site's Markdown: every word kept, every sign of Markdown escaped.

By now every format is HTML. What becomes of its elements is in formats.toml; markdownify writes
them, and `Writer` says how, where this site has its own way.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter, abstract_inline_conversion

from . import FORMATS, PATTERNS, changed
from .export import soup

HTML = FORMATS["html"]
BLOCKS = HTML["kinds"][":--block"].split(", ")
select = partial(Tag.select, custom=HTML["kinds"])


class Writer(MarkdownConverter):
    class Options(MarkdownConverter.DefaultOptions):
        heading_style, bullets, table_infer_header, autolinks = ATX, "-", True, False
        sub_symbol, sup_symbol = "<sub>", "<sup>"
        keep_inline_images_in = (*BLOCKS, "strong", "em", "a")

    # Where stars do, they take the place of these (formats.toml).
    convert_strong, convert_em, convert_del = (
        abstract_inline_conversion(lambda _, mark=mark: mark)
        for mark in ("<strong>", "<em>", "<del>")
    )

    def escape(self, text, parent_tags):
        text = re.sub(r"&(?=#\w|\w+;)", "&amp;", text).replace("<", "&lt;")
        text = PATTERNS["signs"].sub(lambda sign: sign[0] if sign[1] else f"\\{sign[0]}", text)
        return text.replace("|", r"\|") if {"td", "th"} & parent_tags else text

    def convert_p(self, el, text, parent_tags):
        return super().convert_p(el, PATTERNS["first"].sub(r"\1\\", text.strip()), parent_tags)

    def convert_x_left(self, el, text, parent_tags):
        return f"\n\n<!-- {re.sub('[<>]|-(?=-)', '', el.get_text()).strip()} -->\n\n"


def markdown(html: str, whose: str, picture: Callable = str, link: Callable = str) -> str:
    """Its Markdown; `picture` and `link` make an old address one of this site, or "".

    What cannot come is a comment on its line. Raises Refused, with `whose` HTML this is.
    """
    tree = seen(html, whose)
    for image in tree("img"):
        show(image, picture)
    for tag in tree("a"):
        tag["href"], tag["title"] = link(tag.get("href", "").strip()), ""
        larger = tag.find("img") and PATTERNS["image"].search(tag["href"])
        if larger or not tag["href"]:
            tag.unwrap()
    plain(tree)
    headings(tree)
    paragraphs(tree)
    return changed(Writer().convert_soup(tree), HTML["written"]).strip()


def seen(html: str, whose: str) -> BeautifulSoup:
    """Its tree, without what no reader sees, and with footnotes and looks as elements."""
    tree = soup(changed(html, HTML["apart"]), whose)
    for mark in tree("a", href=PATTERNS["note"]):
        note(mark)
    css = dict(PATTERNS["css"].findall("".join(map(str, tree("style")))))
    for span in tree("span"):  # bold and such are only in a style in Google Docs
        look = ";".join([span.get("style", ""), *(css.get(c, "") for c in span.get("class", ()))])
        for tag, style in HTML["looks"].items():
            if re.search(style, look.replace(" ", "")):
                span.wrap(tree.new_tag(tag))
    for tag in select(tree, ":--unseen"):
        tag.extract()
    return tree


def note(mark: Tag) -> None:
    """A footnote as Markdown has it, at its mark and where it stands, which leads back."""
    end, back, number = PATTERNS["note"].search(mark["href"]).groups("")
    if not back:
        (mark.find_parent("sup") or mark).replace_with(f"[^{end}{number}]")
        return
    for outer in mark.find_parents(["li", "ol"]):
        outer.name = "div"
    mark.find_parent(["p", "div", "[document]"]).insert(0, f"[^{end}{number}]: ")
    mark.extract()


def show(image: Tag, picture: Callable) -> None:
    """The picture at its new place, with its caption as this site's Markdown has it: the title."""
    frame = image.find_parent(attrs={"data-image-info": True}) or {"data-image-info": ""}
    original = PATTERNS["original"].search(frame["data-image-info"])
    found = (image.get(name) for name in ("data-src", "data-image", "src"))
    src = picture(HTML["wix"] + original[1] if original else next(filter(None, found), ""))
    if "1" in (image.get("width"), image.get("height")) or not src:
        image.decompose()  # no picture: it counts visits
        return
    said = {"alt": image.get("alt", "")}
    figure = image.find_parent("figure")
    caption = figure and figure.find("figcaption")
    if caption and len(figure("img")) == 1 and not caption("a"):
        said["title"] = caption.extract().get_text(" ")
    for name, words in said.items():
        words = Writer().escape(" ".join(words.split()), set())
        said[name] = words.replace('"', "&quot;")
    image.attrs = {"src": src} | said
    for heading in image.find_parents(re.compile(r"^h\d$")):
        heading.insert_before(image)


def plain(tree: BeautifulSoup) -> None:
    """Only elements that Markdown knows, each where Markdown can have it."""
    for tag in select(tree, ":--embed"):
        source = tag if tag.get("src") else tag.find(src=True) or {"src": ""}
        tag.string = f"Here stood what is in HTML <{tag.name}> {source['src']}"
        tag.name = "x-left"
    for rule, becomes in HTML["rules"].items():
        for tag in select(tree, rule):
            tag.name = becomes or tag.unwrap().name
    for tag in select(tree, ":--mark, sub, sup"):
        if not tag.find("img") and not tag.get_text(strip=True):
            tag.unwrap()
    tree.smooth()
    for said in tree.find_all(string=re.compile(r"\s{2,}|[^\S ]")):
        if not said.find_parent("pre"):
            said.replace_with(re.sub(r"\s+", " ", said))


def headings(tree: BeautifulSoup) -> None:
    """Below the title, which is the page's first, step by step."""
    found = select(tree, ":--heading")
    top, above = min((tag.name for tag in found), default=""), 1
    for tag in found:
        above = min(int(tag.name[1]) - int(top[1]) + 2, above + 1, 6)
        tag.name = f"h{above}"


def paragraphs(tree: BeautifulSoup) -> None:
    """Loose words beside blocks, which would run into one another, become paragraphs."""
    for holder in [tree, *tree(["div", "li", "blockquote", "dd"])]:
        for is_block, run in groupby([*holder.contents], lambda child: child.name in BLOCKS):
            parts = [] if is_block else [*run]
            if any(part.name or part.strip() for part in parts):
                parts[0].insert_before(paragraph := tree.new_tag("p"))
                paragraph.extend(parts)
    for first in filter(None, (table.find("tr") for table in tree("table"))):
        widest = max(len(row(["td", "th"])) for row in first.find_parent("table")("tr"))
        for _ in range(widest - len(first(["td", "th"]))):  # Markdown cuts what is wider
            first.append(tree.new_tag("td"))


def words(html: str, whose: str) -> Counter:
    """How often a reader could read each word, and what a picture shows.

    An invisible sign or a way of writing ’ changes none.
    """
    tree = seen(html, whose)
    for tag in select(tree, ":--embed, x-left, .footnote-ref"):
        tag.extract()
    for image in tree("img"):
        image.insert_after(f" {image.get('alt', '')} ")
    return Counter(re.findall(r"\w+(?:'\w+)*", changed(tree.get_text(), HTML["words"])))
