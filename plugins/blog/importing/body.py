"""The HTML of an old post as this site's Markdown: every word kept, every sign of Markdown escaped.

By now every format is HTML. What becomes of its elements is in formats.toml; markdownify writes
them, and `Writer` says how, where this site has its own way.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby

from bs4 import BeautifulSoup
from markdownify import ATX, MarkdownConverter, abstract_inline_conversion

from . import FORMATS, PATTERNS, changed
from .export import soup

HTML = FORMATS["html"]
BLOCKS, MARKS, HEADINGS = (
    re.split(r",\s+", HTML["kinds"][f":--{kind}"]) for kind in ("block", "mark", "heading")
)
EMBEDS, UNSEEN, UNREAD, *RULES = (
    BeautifulSoup("", "html.parser").css.compile(selector, custom=HTML["kinds"])
    for selector in (":--embed", ":--unseen", ":--embed, x-left, .footnote-ref", *HTML["rules"])
)


class Writer(MarkdownConverter):
    class Options(MarkdownConverter.DefaultOptions):
        heading_style, bullets, table_infer_header, autolinks = ATX, "-", True, False
        sub_symbol, sup_symbol = "<sub>", "<sup>"
        keep_inline_images_in = (*BLOCKS, *MARKS)

    # Where stars do, they take the place of these (formats.toml).
    convert_strong, convert_em, convert_del = (
        abstract_inline_conversion(lambda _, mark=mark: mark) for mark in ("<strong>", "<em>", "<del>")
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
    pictures(tree, picture)
    links(tree, link)
    plain(tree)
    headings(tree)
    paragraphs(tree)
    return changed(Writer().convert_soup(tree), HTML["written"]).strip()


def seen(html: str, whose: str) -> BeautifulSoup:
    """Its tree, without what no reader sees, and with footnotes and looks as elements."""
    tree = soup(changed(html, HTML["apart"]), whose)
    notes(tree)
    looks(tree)
    for tag in UNSEEN.select(tree):
        tag.extract()
    return tree


def notes(tree: BeautifulSoup) -> None:
    """Footnotes as Markdown has them, at their mark and where they stand."""
    for mark in tree("a", href=PATTERNS["note"]):
        end, back, number = PATTERNS["note"].search(mark["href"]).groups("")
        if not back:
            (mark.find_parent("sup") or mark).replace_with(f"[^{end}{number}]")
            continue
        for outer in mark.find_parents(["li", "ol"]):
            outer.name = "div"
        (mark.find_parent(["p", "div"]) or tree).insert(0, f"[^{end}{number}]: ")
        mark.extract()


def looks(tree: BeautifulSoup) -> None:
    """Bold, italics and such that are only in a style, as Google Docs has them."""
    css = dict(PATTERNS["css"].findall("".join(map(str, tree("style")))))
    for span in tree("span"):
        look = ";".join([span.get("style", ""), *(css.get(c, "") for c in span.get("class", ()))])
        for tag, style in HTML["looks"].items():
            if re.search(style, look.replace(" ", "")):
                span.wrap(tree.new_tag(tag))


def pictures(tree: BeautifulSoup, picture: Callable) -> None:
    """Each picture at its new place, with its caption as this site's Markdown has it: the title."""
    for image in tree("img"):
        frame = image.find_parent(attrs={"data-image-info": True}) or {"data-image-info": ""}
        original = PATTERNS["original"].search(frame["data-image-info"])
        found = (image.get(name) for name in ("data-src", "data-image", "src"))
        src = HTML["wix"] + original[1] if original else next(filter(None, found), "")
        if "1" in (image.get("width"), image.get("height")) or not (src := picture(src)):
            image.decompose()  # no picture: it counts visits
        else:
            image.attrs = {"src": src, "alt": image.get("alt", "")}
            for heading in image.find_parents(HEADINGS):
                heading.insert_before(image)
    for figure in tree("figure"):
        caption, images = figure.find("figcaption"), figure("img")
        if caption and len(images) == 1 and not caption("a"):
            images[0]["title"] = caption.extract().get_text(" ")
    for image in tree("img"):
        for name in {"alt", "title"} & image.attrs.keys():
            words = " ".join(image[name].split())
            image[name] = Writer().escape(words, set()).replace('"', "&quot;")


def links(tree: BeautifulSoup, link: Callable) -> None:
    """Only those that lead somewhere, and not to a larger picture."""
    for tag in tree("a"):
        tag["href"], tag["title"] = link(tag.get("href", "").strip()), ""
        larger = tag.find("img") and PATTERNS["image"].search(tag["href"])
        if larger or not tag["href"]:
            tag.unwrap()


def plain(tree: BeautifulSoup) -> None:
    """Only elements that Markdown knows, each where Markdown can have it."""
    for tag in EMBEDS.select(tree):
        source = tag if tag.get("src") else tag.find(src=True) or {"src": ""}
        tag.string = f"Here stood what is in HTML <{tag.name}> {source['src']}"
        tag.name = "x-left"
    for rule, becomes in zip(RULES, HTML["rules"].values(), strict=True):
        for tag in rule.select(tree):
            tag.name = becomes or tag.unwrap().name
    tree.smooth()
    for said in tree.find_all(string=re.compile(r"\s{2,}|[^\S ]")):
        if not said.find_parent("pre"):
            said.replace_with(re.sub(r"\s+", " ", said))
    for tag in tree([*MARKS, "sub", "sup"]):
        if not tag.find("img") and not tag.get_text(strip=True):
            tag.unwrap()


def headings(tree: BeautifulSoup) -> None:
    """Below the title, which is the page's first, step by step."""
    top, above = min((int(tag.name[1]) for tag in tree(HEADINGS)), default=2), 1
    for tag in tree(HEADINGS):
        above = min(int(tag.name[1]) - top + 2, above + 1, 6)
        tag.name = f"h{above}"


def paragraphs(tree: BeautifulSoup) -> None:
    """Loose words beside blocks, which would run into one another, become paragraphs."""
    for holder in [tree, *tree(["div", "li", "blockquote", "dd"])]:
        for is_block, run in groupby([*holder.contents], lambda child: child.name in BLOCKS):
            parts = [] if is_block else [*run]
            if any(part.name or part.strip() for part in parts):
                parts[0].insert_before(paragraph := tree.new_tag("p"))
                paragraph.extend(parts)
    for row in filter(None, (table.find("tr") for table in tree("table"))):
        widest = max(len(each(["td", "th"])) for each in row.find_parent("table")("tr"))
        for _ in range(widest - len(row(["td", "th"]))):  # Markdown cuts what is wider
            row.append(tree.new_tag("td"))


def words(html: str, whose: str) -> Counter:
    """How often a reader could read each word, and what a picture shows.

    An invisible sign or a way of writing ’ changes none.
    """
    tree = seen(html, whose)
    for tag in UNREAD.select(tree):
        tag.extract()
    for image in tree("img"):
        image.insert_after(f" {image.get('alt', '')} ")
    said = re.sub("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]", "", tree.get_text())
    said = re.sub(r"\[\^\w+\]:?", "", said.replace("’", "'"))
    return Counter(re.findall(r"\w+(?:'\w+)*", said))
