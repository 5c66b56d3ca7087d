"""The HTML of an old post as this site's Markdown: every word kept, every sign of Markdown escaped.

markdownify does the work. What it loses, or writes as Python-Markdown does not read it, is mended
in the tree beforehand (`clean`) and in `Writer`.
"""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import quote

from bs4 import BeautifulSoup, Comment, Tag
from markdownify import ATX, MarkdownConverter

from .post import left

NOT_TEXT = [
    "script",
    "style",
    "button",
    "svg",
    "noscript",
    "template",
    "head",
    "link",
    "meta",
    "input",
    "select",
    "textarea",
]
EMBEDS = dict.fromkeys(
    ("iframe", "video", "audio", "embed", "object"), "something played or embedded"
)
EMBEDS["form"] = "a form"
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
HOLDERS = [
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "center",
    "address",
    "details",
    "figure",
]
ITEMS = ["li", "blockquote", "dd", "[document]"]  # hold paragraphs, even one alone
BLOCKS = [
    *HOLDERS,
    *HEADINGS,
    *ITEMS,
    *["p", "ul", "ol", "pre", "hr", "dl", "dt", "figcaption", "table"],
]
BLOCKS += [
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "wbr",
]  # the last: a gap between paragraphs
INLINE = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
LOOKS = [
    "span",
    "font",
    "u",
    "ins",
    "small",
    "big",
    "label",
    "abbr",
    "time",
    "mark",
    "tt",
    "picture",
]

SIGNS = re.compile(
    r"[\\`*]|\[(?!\^\w+\])|(?<![^\W_])_|_(?![^\W_])|\{(?=[:#.%])|(?<!\[\^\w)(?<!\[\^\w\w)\]"
)
FIRST = re.compile(r"^(\d*)(?=#|>|!!!|[-+](?:\s|$)|-{2,}\s*$|(?<=\d)\.\s)", re.MULTILINE)
FIRST_PLAIN = re.compile(r"^([:=~])(?=\s|=+\s*$|~~)", re.MULTILINE)  # signs with no escape
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")


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
        text = re.sub(r"&(?=#?\w+;)", "&amp;", re.sub("[ \xa0]+", " ", text)).replace("<", "&lt;")
        text = SIGNS.sub(r"\\\g<0>", text)
        return text.replace("|", r"\|") if {"td", "th"} & parent_tags else text

    def convert_p(self, el, text, parent_tags):
        text = FIRST.sub(r"\1\\", text.strip())
        text = FIRST_PLAIN.sub(lambda sign: f"&#{ord(sign[1])};", text)
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
        text = re.sub(r"\n\n(?=- |\d+\. )", "\n", text.strip()).replace("\n", "\n    ")
        text = f"{f'{number}.' if el.parent.name == 'ol' else '-'} {text}\n"
        return text + "\n" if "\n\n" in text else text

    def convert_x_left(self, el, text, parent_tags):
        return f"<!-- {el.get_text().replace('--', '- -')} -->"


def markdown(tree: BeautifulSoup, picture: Callable, link: Callable) -> str:
    """The tree's Markdown; `picture` and `link` make an old address one of this site, or ""."""
    clean(tree, picture, link)
    text = re.sub(r"^[ \t]+$", "", Writer().convert_soup(tree), flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def clean(tree: BeautifulSoup, picture: Callable, link: Callable) -> None:
    for tag in [*tree.find_all(string=lambda text: isinstance(text, Comment)), *tree(NOT_TEXT)]:
        tag.extract()
    for tag in tree(list(EMBEDS)):
        source = tag if tag.get("src") else tag.find(src=True)
        said = left(EMBEDS[tag.name], source["src"] if source and tag.name != "form" else "")
        tag.replace_with(BeautifulSoup(said, "html.parser"))
    for tag in tree(LOOKS):
        tag.unwrap()
    pictures(tree, picture)
    for tag in tree("a"):
        tag["href"] = link(tag.get("href", "").strip())
        if not tag["href"] or tag.find_parent("a"):
            tag.unwrap()
    marks(tree)
    headings(tree)
    for row in filter(None, (table.find("tr") for table in tree("table"))):
        others = (len(each(["td", "th"])) for each in row.find_parent("table")("tr"))
        for _ in range(max(others) - len(row(["td", "th"]))):  # Markdown cuts what is wider
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
            for outer in [*image.find_parents([*HEADINGS, "td", "th"])]:
                outer.name = "div" if outer.name in HEADINGS else outer.name
    for figure in tree("figure"):
        caption, images = figure.find("figcaption"), figure("img")
        if caption and len(images) == 1 and not caption("a"):
            images[0]["title"] = " ".join(caption.extract().get_text(" ").split())


def marks(tree: BeautifulSoup) -> None:
    """Bold, italics and links without what Markdown cannot say: in one another, or end to end."""
    for tag in tree([*INLINE, *INLINE.values(), "a"]):
        tag.name = INLINE.get(tag.name, tag.name)
        for inner in tag([*BLOCKS, "x-left"]):
            (inner if tag.name == "a" else tag).unwrap()
            if tag.name != "a":
                break
        else:
            if tag.find_parent([tag.name, *HEADINGS]) and tag.name != "a":
                tag.unwrap()
    for tag in tree(["strong", "em", "del", "a"]):
        while isinstance(after := tag.next_sibling, Tag) and (after.name, after.get("href")) == (
            tag.name,
            tag.get("href"),
        ):
            tag.extend([*after.extract().contents])


def headings(tree: BeautifulSoup) -> None:
    """The title is the page's first heading: all others go down from the second, step by step."""
    used = [tag for tag in tree(HEADINGS) if tag.get_text(strip=True)]
    top, above = min((int(tag.name[1]) for tag in used), default=2), 1
    for tag in used:
        above = min(int(tag.name[1]) - top + 2, above + 1, 6)
        tag.name = "strong" if tag.find_parent(["li", "td", "th", "dd"]) else f"h{above}"


def paragraphs(tree: BeautifulSoup, holder: Tag) -> None:
    """Put loose words beside blocks into paragraphs, so that none run into one another."""
    blocks = [child for child in holder.children if child.name in BLOCKS]
    if not blocks and holder.name in (*HOLDERS, "figcaption"):
        holder.name = "p"
    elif blocks or holder.name in ITEMS:
        holder.name = "div" if holder.name == "p" else holder.name
        run: list = []
        for child in [*holder.contents, None]:
            if child is not None and child.name not in BLOCKS:
                run.append(child)
                continue
            if any(part.name or part.strip() for part in run) and holder.name not in ("ul", "ol"):
                run[0].insert_before(paragraph := tree.new_tag("p"))
                paragraph.extend(run)
            run = []
    for child in blocks:
        paragraphs(tree, child)


def visible(tree: BeautifulSoup, titles: bool = False) -> str:
    """All that a reader could read, what a picture shows too; its title here is its caption."""
    for tag in tree([*NOT_TEXT, *EMBEDS, "x-left"]):
        tag.decompose()
    for image in tree("img"):
        image.insert_after(f" {image.get('alt', '')} {image.get('title', '') * titles} ")
    for tag in tree([*BLOCKS, "br"]):
        tag.insert_before(" ")
        tag.insert_after(" ")
    return tree.get_text()


def words(said: str) -> Counter:
    said = INVISIBLE.sub("", said).replace("’", "'")
    return Counter(re.findall(r"\w+(?:'\w+)*", said))
