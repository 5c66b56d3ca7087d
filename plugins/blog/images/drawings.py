"""Makes an SVG fit to be published: the drawing, without what its editor left behind.

An SVG can do more than draw. What runs, moves or fetches is refused, not taken out: the drawing
might need it, and then it would be a different one. Patterns for that are in drawings.toml.
"""

import re
import xml.etree.ElementTree as etree

from ..disk import data

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(?:px)?\s*")
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
REFUSED = [(re.compile(each["like"], re.I), each["wrong"]) for each in data(__file__)["refused"]]


def clean(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """The drawing, and its width and height; ValueError says what is wrong with it."""
    try:
        root = etree.fromstring(raw)  # drops comments and processing instructions
    except etree.ParseError as error:
        raise ValueError(f"is no whole SVG ({error}); export it again") from None
    if root.tag != f"{SVG}svg":
        raise ValueError("is no SVG; export it again")
    for element in list(root.iter()):
        for child in list(element):
            if not child.tag.startswith(SVG) or child.tag == f"{SVG}metadata":
                element.remove(child)
        element.tag = element.tag.removeprefix(SVG)
        said = ((name.removeprefix(XLINK), value) for name, value in element.items())
        element.attrib = {name: value for name, value in said if name[0] != "{"}
    width, height = size(root)
    root.attrib.update(xmlns=SVG.strip("{}"), width=str(width), height=str(height))
    drawing = etree.tostring(root)
    for like, wrong in REFUSED:
        if found := like.search(drawing.decode()):
            raise ValueError(wrong.format(found[1]))
    return drawing, (width, height)


def size(root) -> tuple[int, int]:
    """The width and height in points, taken from the view box where they are not said."""
    said = [LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    box = NUMBER.findall(root.get("viewBox", ""))[2:]
    numbers = [float(number) for number in ([side[1] for side in said] if all(said) else box)]
    if len(numbers) != 2 or min(numbers) < 1:
        raise ValueError("has no size, by width and height or by viewBox; export it again")
    return round(numbers[0]), round(numbers[1])
