"""Images in Markdown: `![What it shows](images/x.jpg "Caption")` becomes a picture of the site.

Before: <p><img src alt title></p>
After:  <figure>
          <picture><source avif><source webp><img src alt width height loading></picture>
          <figcaption>Caption</figcaption>
        </figure>
"""

import re
import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from . import images, originals

SIZES = "(min-width: 45.5rem) 41rem, 90vw"  # the column, in the theme's layout.css
FOLD = 600  # characters of text that, with the title, fill a first screen
DECORATION = "decoration"  # said in place of what a picture shows that shows nothing

HTML = re.compile(r"<(?:img|picture|image)\b[^>]*")
NO_ALT = (
    "this picture needs words for those who cannot see it: ![What it shows](…); "
    f"if it shows nothing, ![{DECORATION}](…)"
)
IN_HTML = "write a picture like this, not in HTML: ![What it shows]({static}../images/name.jpg)"


class FiguresExtension(Extension):
    """Images from `folder`; their files are made in `work`, and `address` says where one will be.
    `paper` is the colour of the page.

    `problems` (line and message) are those of the text converted last.
    """

    def __init__(self, folder, work, address, paper):
        super().__init__()
        self.folder, self.work, self.address, self.paper = folder, work, address, paper
        self.reset()

    def reset(self):
        self.source: list[str] = []
        self.problems: list[tuple[int, str]] = []

    def extendMarkdown(self, md):
        """Register the parts.

        * figures' source, 28: line ends are made alike (30), the header is still there (27).
        * figures, -5: attributes are set (8) and escapes undone (0); before the excerpt (-10).
        """
        md.registerExtension(self)
        md.preprocessors.register(Source(self), "figures' source", 28)
        md.treeprocessors.register(Figures(md, self), "figures", -5)

    def publish(self, src: str) -> images.Picture | None:
        """The picture at `src`, as the author writes it; None, and a problem, if there is none."""
        try:
            path = originals.find(src, self.folder)
            try:
                return images.publish(path, self.work, self.paper)
            except ValueError as error:
                raise ValueError(f'the picture "{path.name}" {error}') from None
        except ValueError as error:
            self.problem(str(error), src)
        return None

    def problem(self, message: str, *texts: str) -> None:
        """Note what is wrong, on the next line that has the first, else the second of `texts`."""
        lines = (
            n
            for text in texts
            for n, line in enumerate(self.source, 1)
            if text in line and (n, message) not in self.problems
        )
        self.problems.append((next(lines, 1), message))


class Source(Preprocessor):
    def __init__(self, extension):
        self.extension = extension

    def run(self, lines):
        self.extension.source = lines[:]
        return lines


class Figures(Treeprocessor):
    def __init__(self, md, extension):
        super().__init__(md)
        self.extension = extension

    def run(self, root):
        names, above = [], 0
        for block in root:
            for image in list(block.iter("img")):
                names += self.show(image, late=bool(names) or above > FOLD)
            above += len("".join(block.itertext()))
        for link in root.iter("a"):
            names += self.link(link)
        self.refuse_html()
        for parent in list(root.iter()):
            for n in reversed(range(len(parent))):
                if parent[n].tag == "p" and (pictures := alone(parent[n])):
                    parent[n : n + 1] = map(figure, pictures)
        getattr(self.md, "Meta", {})["pictures"] = [" ".join(names)]

    def show(self, image, late: bool) -> list[str]:
        """Make an <img> the published picture; return the names of its files."""
        src, alt = image.get("src"), image.get("alt")
        # An empty text goes without its quotes: Pelican warns of the other kind.
        image.set("alt", None if alt.strip().lower() in ("", DECORATION) else alt.strip())
        if not alt.strip() or originals.SUFFIX.search(alt):
            self.extension.problem(NO_ALT, f"![{alt}]({src}", src)
        if not (picture := self.extension.publish(src)):
            return []
        image.set("src", self.extension.address(picture.src))
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
        addresses = {self.extension.address(name): width for name, width in files.items()}
        if len(files) == 1:
            return {"type": f"image/{suffix}", "srcset": next(iter(addresses))}
        srcset = ", ".join(f"{address} {width}w" for address, width in addresses.items())
        return {"type": f"image/{suffix}", "srcset": srcset, "sizes": SIZES}

    def link(self, link) -> list[str]:
        """Lead a link to an original, which is nowhere on the site, to the published picture."""
        href = link.get("href", "")
        if not (originals.ADDRESS.fullmatch(href) and originals.SUFFIX.search(href)):
            return []
        if not (picture := self.extension.publish(href)):
            return []
        link.set("href", self.extension.address(picture.src))
        return [picture.src]

    def refuse_html(self) -> None:
        """An image that is written in HTML gets past all this."""
        for raw in self.md.htmlStash.rawHtmlBlocks:
            for found in HTML.findall(raw) if isinstance(raw, str) else ():
                self.extension.problem(IN_HTML, found.partition("\n")[0])


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
