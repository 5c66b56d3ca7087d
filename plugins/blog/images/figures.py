"""Images in Markdown: `![What it shows](images/x.jpg "Caption")` becomes a picture of the site.

Before: <p><img src alt title></p>
After:  <figure>
          <picture><source avif><source webp><img src alt width height loading></picture>
          <figcaption>Caption</figcaption>
        </figure>
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..reading.document import Document
from . import originals
from .images import Picture

SIZES = "(min-width: 45.5rem) 41rem, 90vw"  # the column, in the theme's tokens.css
FOLD = 600  # characters of text that, with the title, fill a first screen
DECORATION = "decoration"  # said in place of what a picture shows that shows nothing
NO_ALT = (
    "this picture needs words for those who cannot see it: ![What it shows](…); "
    f"if it shows nothing, ![{DECORATION}](…)"
)


class FiguresExtension(Extension):
    """Images, as `publish` makes them of an address in a text; `url` says where a file will be."""

    def __init__(self, publish: Callable[[str], Picture], url: Callable[[str], str]):
        super().__init__()
        self.publish, self.url = publish, url
        self.reset()

    def reset(self):
        self.problems: list[tuple[str, int, str]] = []  # the nth of an address, and what is wrong

    def told(self, document: Document) -> list[tuple[int, str]]:
        """(line, message) of what is wrong with the pictures of the text converted last."""
        return [(document.find(re.escape(src), nth), what) for src, nth, what in self.problems]

    def extendMarkdown(self, md):
        """-5: attributes are set (8) and escapes undone (0); before the excerpt (-10)."""
        md.registerExtension(self)
        md.treeprocessors.register(Figures(md, self), "figures", -5)


class Figures(Treeprocessor):
    def __init__(self, md, extension):
        super().__init__(md)
        self.extension = extension

    def run(self, root):
        self.seen = Counter()
        names, shown, above = [], 0, 0
        for block in root:
            for element in list(block.iter()):
                if element.tag == "img":
                    names += self.show(element, late=shown > 0 or above > FOLD)
                    shown += 1
                elif element.tag == "a":
                    names += self.link(element)
            above += len("".join(block.itertext()))
        for parent in list(root.iter()):
            for n in reversed(range(len(parent))):
                if parent[n].tag == "p" and (pictures := alone(parent[n])):
                    parent[n : n + 1] = map(figure, pictures)
        getattr(self.md, "Meta", {})["pictures"] = [" ".join(names)]

    def problem(self, src: str, message: str) -> None:
        self.extension.problems.append((src, self.seen[src], message))

    def publish(self, src: str) -> Picture | None:
        """The picture at `src`, as the author writes it; None, and a problem, if there is none."""
        try:
            return self.extension.publish(src)
        except ValueError as error:
            self.problem(src, str(error))
        finally:
            self.seen[src] += 1

    def show(self, image, late: bool) -> list[str]:
        """Make an <img> the published picture; return the names of its files."""
        src, alt = image.get("src"), image.get("alt").strip()
        # An empty text goes without its quotes: Pelican warns of the other kind.
        image.set("alt", None if alt.lower() in ("", DECORATION) else alt)
        if not alt or originals.SUFFIX.search(alt):
            self.problem(src, NO_ALT)
        if not (picture := self.publish(src)):
            return []
        image.set("src", self.extension.url(picture.src))
        image.set("width", str(picture.width))
        image.set("height", str(picture.height))
        if late:
            image.set("loading", "lazy")
        if picture.sources:
            attributes = dict(image.attrib)
            image.tag = "picture"
            image.attrib.clear()
            for suffix, files in picture.sources.items():
                etree.SubElement(image, "source", self.choice(suffix, files))
            etree.SubElement(image, "img", attributes)
        return picture.files

    def choice(self, suffix: str, files: dict[str, int]) -> dict[str, str]:
        """The attributes of a <source>."""
        addresses = {self.extension.url(name): width for name, width in files.items()}
        if len(files) == 1:
            return {"type": f"image/{suffix}", "srcset": next(iter(addresses))}
        srcset = ", ".join(f"{address} {width}w" for address, width in addresses.items())
        return {"type": f"image/{suffix}", "srcset": srcset, "sizes": SIZES}

    def link(self, link) -> list[str]:
        """Lead a link to an original, which is nowhere on the site, to the published picture."""
        href = link.get("href", "")
        if not (originals.ADDRESS.fullmatch(href) and originals.SUFFIX.search(href)):
            return []
        if not (picture := self.publish(href)):
            return []
        link.set("href", self.extension.url(picture.src))
        return [picture.src]


def alone(paragraph) -> list:
    """The pictures in a paragraph that has nothing else in it."""
    pieces = [piece for piece in paragraph if piece.tag != "br"]
    texts = [paragraph.text, *(piece.tail for piece in paragraph)]
    if any(text and text.strip() for text in texts) or not all(map(is_picture, pieces)):
        return []
    return pieces


def is_picture(element) -> bool:
    """Whether this is a picture, or a link with nothing but a picture in it."""
    if element.tag == "a" and len(element) == 1 and not (element.text or element[0].tail):
        element = element[0]
    return element.tag in ("picture", "img")


def figure(picture):
    box = etree.Element("figure")
    box.tail = "\n"
    picture.tail = None
    box.append(picture)
    image = next(picture.iter("img"))
    if caption := image.attrib.pop("title", ""):
        etree.SubElement(box, "figcaption").text = caption
    return box
