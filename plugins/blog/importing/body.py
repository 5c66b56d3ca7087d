"""The HTML of an old post as this site's Markdown: every word kept, every sign of Markdown escaped.

By now every format is HTML. What becomes of its elements is in formats.toml; markdownify writes
them, and `Writer` says how, where this site has its own way.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter, abstract_inline_conversion

from . import FORMATS, PATTERNS, changed
from .export import soup

HTML = FORMATS["html"]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = HTML["kinds"][":--block"].split(", ")
RULES = [  # compiled once: that takes longer than all else
    (BeautifulSoup("", "html.parser").css.compile(rule, custom=HTML["kinds"]), becomes)
    for rule, becomes in HTML["rules"]
]


class Writer(MarkdownConverter):
    class Options(MarkdownConverter.DefaultOptions):
        heading_style, bullets, table_infer_header, autolinks = ATX, "-", True, False
        sub_symbol, sup_symbol = "<sub>", "<sup>"

    # Where stars do, they take the place of these (formats.toml).
    convert_strong, convert_em, convert_del = (
        abstract_inline_conversion(lambda _, mark=mark: mark)
        for mark in ("<strong>", "<em>", "<del>")
    )

    def escape(self, text, parent_tags):
        text = changed(text, HTML["escaped"])
        return text.replace("|", r"\|") if {"td", "th"} & parent_tags else text

    def convert_img(self, el, text, parent_tags):
        said = (self.escape(el.get(name, ""), parent_tags).strip() for name in ("alt", "title"))
        alt, title = (words.replace('"', "&quot;") for words in said)
        return f"![{alt}]({el['src']}" + (f' "{title}")' if title else ")")

    def convert_p(self, el, text, parent_tags):
        return super().convert_p(el, PATTERNS["first"].sub(r"\1\\", text.strip()), parent_tags)

    def convert_x_left(self, el, text, parent_tags):
        return f"\n\n<!-- {re.sub('[<>]|-(?=-)', '', el.get_text()).strip()} -->\n\n"


def markdown(html: str, whose: str, picture: Callable = str, link: Callable = str) -> str:
    """Its Markdown; `picture` and `link` make an old address one of this site, or "".

    What cannot come is a comment on its line. Raises Refused, with `whose` HTML this is.
    """
    tree = clean(html, whose, picture, link)
    return changed(Writer().convert_soup(tree), HTML["written"]).strip()


def words(html: str, whose: str) -> Counter:
    """How often a reader could read each word, and what a picture shows.

    An invisible sign or a way of writing ’ changes none.
    """
    tree = clean(html, whose)
    for tag in tree.select("x-left, .footnote-ref"):
        tag.extract()
    for image in tree("img"):
        image.insert_after(f" {image['alt']} {image.get('title', '')} ")
    return Counter(re.findall(r"\w+(?:'\w+)*", changed(tree.get_text(), HTML["words"])))


def clean(html: str, whose: str, picture: Callable = str, link: Callable = str) -> BeautifulSoup:
    """What readers see of it, as elements that Markdown knows, each where Markdown can have it."""
    tree = soup(changed(html, HTML["apart"]), whose)
    css = dict(PATTERNS["css"].findall("".join(map(str, tree("style")))))
    for span in tree("span"):  # bold and such are only in a style in Google Docs
        look = ";".join([span.get("style", ""), *(css.get(c, "") for c in span.get("class", ()))])
        for tag, style in HTML["looks"].items():
            if re.search(style, look.replace(" ", "")):
                span.wrap(tree.new_tag(tag))
    for tag in tree.select(HTML["unseen"]):
        tag.extract()
    for mark in tree(
        "a", href=PATTERNS["note"]
    ):  # of a footnote, or where it stands: it leads back
        end, back, number = PATTERNS["note"].search(mark["href"]).groups("")
        if back:
            for outer in mark.find_parents(["li", "ol"]):
                outer.name = "div"
            mark.find_parent(["p", "div", "[document]"]).insert(0, f"[^{end}{number}]: ")
            mark.extract()
        else:
            (mark.find_parent("sup") or mark).replace_with(f"[^{end}{number}]")
    for image in tree("img"):
        show(image, picture)
    for tag in tree("a"):
        tag["href"], tag["title"] = link(tag.get("href", "").strip()), ""
        if not tag["href"] or (tag.find("img") and PATTERNS["image"].search(tag["href"])):
            tag.unwrap()
    for rule, becomes in RULES:
        for tag in rule.select(tree):
            if becomes == "x-left":
                source = tag if tag.get("src") else tag.find(src=True) or {"src": ""}
                tag.string = f"Here stood what is in HTML {tag.name} {source['src']}"
            tag.name = becomes or tag.unwrap().name
    top, above = min((tag.name for tag in tree(HEADINGS)), default=""), 1
    for tag in tree(HEADINGS):  # below the title, which is the page's first, step by step
        above = min(int(tag.name[1]) - int(top[1]) + 2, above + 1, 6)
        tag.name = f"h{above}"
    paragraphs(tree)
    tree.smooth()
    for said in tree.find_all(string=re.compile(r"\s{99}")):  # markdownify would take for ever
        said.replace_with(re.sub(r"\s+", " ", said))
    return tree


def show(image: Tag, picture: Callable) -> None:
    """The picture at its new place, with its caption as this site's Markdown has it: the title."""
    frame = image.find_parent(attrs={"data-image-info": True}) or {}  # Wix blurs the other
    ways = frame.get("data-image-info"), *map(image.get, ("data-src", "data-image", "src"))
    figure = image.find_parent("figure")
    image.attrs = {"src": picture(next(filter(None, ways), "")), "alt": image.get("alt", "")}
    caption = figure and figure.find("figcaption")
    if caption and len(figure("img")) == 1 and not caption("a"):
        image["title"] = caption.extract().get_text(" ")


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
