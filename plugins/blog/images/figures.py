"""Images in Markdown: `![What it shows](images/x.jpg "Caption")` becomes a picture of the site.

Before: <p><img src alt title></p>
After:  <figure>
          <picture><source type srcset sizes><img src alt width height loading></picture>
          <figcaption>Caption</figcaption>
        </figure>
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, unquote

from markdown.extensions import Extension

from ..css import Colour
from ..disk import data
from ..problem import nearest
from ..reading.document import Document
from . import shelf
from .images import publish

FOLDER = "images"  # in content/ and in the site
WORK = "pictures"  # in the folder for what is remembered, WORK_PATH
KNOWN = data(__file__)
LIKE = {name: re.compile(like, re.IGNORECASE) for name, like in KNOWN["like"].items()}


class Figures(Extension):
    """Images from content/images/; `paper` is the colour of the page."""

    def __init__(self, settings: dict, paper: Colour):
        super().__init__()
        self.folder, self.work = Path(settings["PATH"], FOLDER), Path(settings["WORK_PATH"], WORK)
        self.paper, self.url = paper, f"{settings['SITEURL']}/{FOLDER}/"
        self.reset()

    def reset(self):
        self.problems: list[tuple[str, int, str]] = []  # the nth of an address, and what is wrong
        self.seen: Counter[str] = Counter()  # addresses
        self.names: list[str] = []  # of the files that the text shows

    def whole(self, names: str) -> bool:
        """Whether these files, of a text converted earlier, are still as they were made."""
        return all(shelf.whole(self.work / name) for name in names.split())

    def told(self, document: Document) -> Iterator[tuple[int, str]]:
        """(line, message) of what is wrong with the pictures of the text converted last."""
        for src, nth, what in self.problems:
            place = KNOWN["place"].format(re.escape(src)) if src else KNOWN["nowhere"]
            yield document.find(place, nth), what

    def extendMarkdown(self, md):
        """-5: attributes are set (8) and escapes undone (0); before elements (-6)."""
        self.md = md
        md.registerExtension(self)
        md.treeprocessors.register(self, "figures", -5)

    def run(self, root):
        for element in list(root.iter()):
            if element.tag == "img":
                self.show(element)
            elif element.tag == "a":
                self.link(element)
        for parent in list(root.iter()) if self.seen else ():
            parent[:] = [piece for child in parent for piece in figures(child)]
        getattr(self.md, "Meta", {})["pictures"] = [" ".join(self.names)]

    def publish(self, src: str) -> shelf.Picture:
        """The picture at `src`, as the author writes it; ValueError says why there is none."""
        return publish(find(src, self.folder), self.work, self.paper)

    def picture(self, src: str) -> shelf.Picture | None:
        """The same; None, and a problem, if there is none."""
        try:
            return self.publish(src)
        except ValueError as error:
            self.problems.append((src, self.seen[src], str(error)))
        finally:
            self.seen[src] += 1

    def show(self, image) -> None:
        """Make an <img> the published picture; only the first is loaded before it is seen."""
        src, alt = image.get("src"), image.get("alt").strip()
        # An empty text goes without its quotes: Pelican warns of the other kind.
        image.set("alt", None if alt.lower() in ("", KNOWN["decoration"]) else alt)
        if not alt or LIKE["no_words"].fullmatch(alt):
            self.problems.append((src, self.seen[src], KNOWN["no_alt"]))
        if not (picture := self.picture(src)):
            del image.attrib["src"]  # which is told; its words stand there
            return
        late = {"loading": "lazy"} if self.names else {}
        self.names += picture.files
        size = {"width": str(picture.width), "height": str(picture.height)}
        image.attrib.update(size, src=self.url + picture.src, **late)
        if picture.offered:
            attributes, image.attrib = image.attrib, {}
            image.tag = "picture"
            offered = ", ".join(f"{self.url}{name} {n}w" for name, n in picture.offered.items())
            kind = picture.files[-1].rpartition(".")[2]
            sizes = KNOWN["sizes"] if len(picture.offered) > 1 else f"{picture.width}px"
            etree.SubElement(image, "source", type=f"image/{kind}", srcset=offered, sizes=sizes)
            etree.SubElement(image, "img", attributes)

    def link(self, link) -> None:
        """Lead a link to an original, which is nowhere on the site, to the published picture."""
        href = link.get("href", "")
        is_original = all(LIKE[name].fullmatch(href) for name in ("address", "picture"))
        if is_original and (picture := self.picture(href)):
            link.set("href", self.url + picture.src)
            self.names.append(picture.src)
        elif is_original:  # which is told
            del link.attrib["href"]


def find(src: str, folder: Path) -> Path:
    """The file in `folder`, the author's images/, that `src` means; ValueError says why not."""
    match = LIKE["address"].fullmatch(unquote(src))
    said = match[1] if match else ""
    for name in (said, normalize("NFC", said), normalize("NFD", said)):  # Macs store e and ´ apart
        path = folder / name
        if path.is_file() and folder.resolve() in path.resolve().parents:
            return path
    files = (file for file in folder.rglob("*") if file.is_file())
    there = {file.stem.casefold(): file.relative_to(folder).as_posix() for file in files}
    # Behind its name may stand a caption without its quotes.
    name, words = LIKE["named"].fullmatch(unquote(src)).groups()
    near = nearest(Path(name).stem.casefold(), there, 0.6 if match else 1.0)
    caption = f' "{words}"' if words else ""
    right = f"write {{static}}../images/{quote(there[near])}{caption}" if near else "put it there"
    raise ValueError(f'there is no picture "{src}" in content/images/; {right}')


def figures(block) -> list:
    """`block`; or, of a paragraph with nothing in it but pictures, a figure for each of them."""
    pieces = [piece for piece in block if piece.tag != "br"] if block.tag == "p" else []
    images = [next(piece.iter("img"), None) for piece in pieces]  # each perhaps in a link
    if not pieces or None in images or "".join(block.itertext()).strip():
        return [block]
    boxes = []
    for piece, image in zip(pieces, images, strict=True):
        box = etree.Element("figure")
        box.tail, piece.tail = "\n", None
        box.append(piece)
        if caption := image.attrib.pop("title", ""):
            etree.SubElement(box, "figcaption").text = caption
        boxes.append(box)
    return boxes
