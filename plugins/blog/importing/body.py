"""The HTML of an old post as this site's Markdown: every word kept, every sign of Markdown escaped.

markdownify does the work. What it loses, or writes as Python-Markdown does not read it, is mended
in the tree before (`clean`) and in `Writer`.
"""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import quote

from bs4 import BeautifulSoup, Comment, Tag
from markdownify import ATX, MarkdownConverter

from .post import left

NOT_TEXT = "script,style,button,svg,noscript,template,head,link,meta,input,select,textarea"
EMBEDS = "iframe,video,audio,embed,object,form"
LOOKS = "span,font,u,ins,small,big,label,abbr,time,mark,tt,picture"
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = "p,ul,ol,pre,hr,dl,dt,table,thead,tbody,tfoot,tr,td,th,caption,x-left,wbr"  # wbr: a gap
HOLDERS = "body,div,section,article,main,header,footer,center,address,details,figure,figcaption"
ITEMS = "li,blockquote,dd"  # hold paragraphs, even one alone
BLOCK = frozenset([*HEADINGS, *f"{BLOCKS},{HOLDERS},{ITEMS},[document]".split(",")])
INLINE = {"b": "strong", "i": "em", "s": "del", "strike": "del"}

SIGNS = re.compile(r"(\[\^\w+\])|[\\`*[\]]|(?<![^\W_])_|_(?![^\W_])|\{(?=[:#.%])")
FIRST = re.compile(r"^(\d*)(?=#|>|!!!|[-+](?:\s|$)|-{2,}\s*$|(?<=\d)\.\s)", re.MULTILINE)
FIRST_PLAIN = re.compile(r"^[:=~](?=\s|=+\s*$|~~)", re.MULTILINE)  # signs that have no escape
IMAGE = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)(?:\?.*)?$", re.IGNORECASE)


def around(mark: str, end: str = "") -> Callable:
    """A conversion that leaves blanks and line breaks outside the marks."""

    def convert(self, el, text, parent_tags):
        words = text.strip()
        if not words or "_noformat" in parent_tags:
            return text
        own, close = mark, end or mark
        if mark == "*" and (el.find("strong") or el.find_parent("strong")):
            # Of stars in stars none could tell which ends where, and of _ none beside a letter.
            beside = f"{el.previous_sibling or ''}"[-1:] + f"{el.next_sibling or ''}"[:1]
            own, close = ("<em>", "</em>") if re.search(r"\w", beside) else ("_", "_")
        return text.replace(words, f"{own}{words}{close}")

    return convert


class Writer(MarkdownConverter):
    class Options(MarkdownConverter.DefaultOptions):
        heading_style, bullets, table_infer_header = ATX, "-", True
        sub_symbol, sup_symbol = "<sub>", "<sup>"

    convert_strong, convert_em = around("**"), around("*")
    convert_del = around("<del>", "</del>")

    def escape(self, text, parent_tags):
        text = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;")
        text = SIGNS.sub(lambda sign: sign[0] if sign[1] else f"\\{sign[0]}", text)
        return text.replace("|", r"\|") if {"td", "th"} & parent_tags else text

    def convert_p(self, el, text, parent_tags):
        text = FIRST.sub(r"\1\\", re.sub(r"^ +", "", text.strip(), flags=re.MULTILINE))
        text = FIRST_PLAIN.sub(lambda sign: f"&#{ord(sign[0])};", text)
        return super().convert_p(el, text, parent_tags)

    def convert_a(self, el, text, parent_tags):
        address = quote(el["href"], safe="%/:?#@!$&'*+,;=~{}[]|")
        return around("[", f"]({address})")(self, el, text, parent_tags)

    def convert_img(self, el, text, parent_tags):
        alt, title = (self.escape(el.get(name, ""), set()) for name in ("alt", "title"))
        title = title.replace('"', "&quot;")
        return f'![{alt}]({el["src"]} "{title}")' if title else f"![{alt}]({el['src']})"

    def convert_li(self, el, text, parent_tags):
        """Four blanks, which Python-Markdown wants; a list right below the words of its item."""
        number = len(el.find_previous_siblings("li")) + int(el.parent.get("start") or 1)
        mark = f"{number}." if el.parent.name == "ol" else "-"
        text = re.sub(r"\n\n(?=- |\d+\. )", "\n", text.strip())
        end = "\n\n" if "\n\n" in text else "\n"
        return f"{mark} {text}{end}".replace("\n", "\n    ").rstrip(" ")

    def convert_x_left(self, el, text, parent_tags):
        return f"\n\n<!-- {re.sub('[<>]|-(?=-)', '', el.get_text())} -->\n\n"


def markdown(tree: BeautifulSoup, picture: Callable, link: Callable) -> str:
    """The tree's Markdown; `picture` and `link` make an old address one of this site, or ""."""
    clean(tree, picture, link)
    text = re.sub(r"^[ \t]+$", "", Writer().convert_soup(tree), flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def clean(tree: BeautifulSoup, picture: Callable, link: Callable) -> None:
    comments = tree.find_all(string=lambda text: isinstance(text, Comment))
    for tag in [*comments, *tree.select(NOT_TEXT)]:
        tag.extract()
    for said in tree.find_all(string=re.compile(r"\s{2,}|[^\S ]")):
        if not said.find_parent("pre"):
            said.replace_with(re.sub(r"\s+", " ", said))
    for tag in tree.select(EMBEDS):
        source = tag if tag.get("src") else tag.find(src=True)
        said = left(f"what is in HTML <{tag.name}>", source["src"] if source else "")
        tag.replace_with(BeautifulSoup(said, "html.parser"))
    for tag in tree.select(LOOKS):
        tag.unwrap()
    pictures(tree, picture)
    for tag in tree("a"):
        tag["href"] = link(tag.get("href", "").strip())
        larger = tag.find("img") and IMAGE.search(tag["href"])
        if larger or not tag["href"] or tag.find_parent("a"):
            tag.unwrap()
    marks(tree)
    headings(tree)
    for row in filter(None, (table.find("tr") for table in tree("table"))):
        widest = max(len(each(["td", "th"])) for each in row.find_parent("table")("tr"))
        for _ in range(widest - len(row(["td", "th"]))):  # Markdown cuts what is wider
            row.append(tree.new_tag("td"))
    paragraphs(tree, tree)


def pictures(tree: BeautifulSoup, picture: Callable) -> None:
    """Each picture at its new place, with its caption as this site's Markdown has it: the title."""
    for image in tree("img"):
        src = image.get("data-src") or image.get("data-image") or image.get("src") or ""
        if "emoji" in image.get("class", ()):
            image.replace_with(image.get("alt", ""))
        elif "1" in (image.get("width"), image.get("height")) or not (src := picture(src)):
            image.decompose()  # no picture: it counts visits
        else:
            image.attrs = {"src": src, "alt": " ".join(image.get("alt", "").split())}
            for heading in image.find_parents(HEADINGS):
                heading.name = "div"
    for figure in tree("figure"):
        caption, images = figure.find("figcaption"), figure("img")
        if caption and len(images) == 1 and not caption("a"):
            images[0]["title"] = " ".join(caption.extract().get_text(" ").split())


def marks(tree: BeautifulSoup) -> None:
    """Bold, italics and links without what Markdown cannot say: in one another, or end to end."""
    for tag in tree([*INLINE, *INLINE.values()]):
        tag.name = INLINE.get(tag.name, tag.name)
        if tag.find(BLOCK) or tag.find_parent([tag.name, *HEADINGS]):
            tag.unwrap()
    for tag in [block for link in tree("a") for block in link(BLOCK)]:
        tag.unwrap()
    for tag in tree(["strong", "em", "del", "a"]):
        after = tag.next_sibling
        while isinstance(after, Tag) and (after.name, after.get("href")) == (
            tag.name,
            tag.get("href"),
        ):
            tag.extend([*after.extract().contents])
            after = tag.next_sibling


def headings(tree: BeautifulSoup) -> None:
    """The title is the page's first heading: all others go down from the second, step by step."""
    used = [tag for tag in tree(HEADINGS) if tag.get_text(strip=True)]
    top, above = min((int(tag.name[1]) for tag in used), default=2), 1
    for tag in tree(HEADINGS):
        if tag not in used or tag.find_parent(["li", "td", "th", "dd"]):
            tag.name = "div"
        else:
            above = min(int(tag.name[1]) - top + 2, above + 1, 6)
            tag.name = f"h{above}"


def paragraphs(tree: BeautifulSoup, holder: Tag) -> None:
    """Put loose words beside blocks into paragraphs, so that none run into one another."""
    blocks = [child for child in holder.children if child.name in BLOCK]
    if not blocks and holder.name in HOLDERS.split(","):
        holder.name = "p"
    elif blocks or holder.name in ITEMS.split(",") or holder is tree:
        holder.name = "div" if holder.name == "p" else holder.name
        run: list = []
        for child in [*holder.contents, None]:
            if child is not None and child.name not in BLOCK:
                run.append(child)
            elif any(part.name or part.strip() for part in run):
                run[0].insert_before(paragraph := tree.new_tag("p"))
                paragraph.extend(run)
                run = []
            else:
                run = []
    for child in blocks:
        paragraphs(tree, child)


def visible(tree: BeautifulSoup, titles: bool = False) -> str:
    """All that a reader could read, what a picture shows too; its title here is its caption."""
    for tag in tree.select(f"{NOT_TEXT},{EMBEDS},x-left,.footnote-ref"):
        tag.extract()
    for image in tree("img"):
        image.insert_after(f" {image.get('alt', '')} {image.get('title', '') * titles} ")
    for tag in tree([*BLOCK, "br"]):
        tag.insert_before(" ")
        tag.insert_after(" ")
    return tree.get_text()


def words(said: str) -> Counter:
    """How often each word stands there; an invisible sign or a way of writing ’ changes none."""
    said = re.sub("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]", "", said).replace("’", "'")
    return Counter(re.findall(r"\w+(?:'\w+)*", re.sub(r"\[\^\w+\]:?", "", said)))
