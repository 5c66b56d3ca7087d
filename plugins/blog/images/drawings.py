"""Makes an SVG fit to be published: the drawing, without what its editor left behind.

An SVG can do more than draw. What runs, moves or fetches is refused, not taken out: the drawing
might need it, and then it would be a different one.
"""

import re
import xml.etree.ElementTree as etree

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
RUNS = {"script", "foreignObject", "handler", "listener"}
MOVES = {"animate", "animateColor", "animateMotion", "animateTransform", "set"}
FETCHES = re.compile(r"@import|url\(\s*[\"']?(?!\s*[\"']?#)", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(?:px)?\s*")
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


def clean(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """The drawing, and its width and height; ValueError says what is wrong with it."""
    if b"<!ENTITY" in data:
        raise ValueError("defines entities; save it as plain SVG")
    try:
        root = etree.fromstring(data)  # drops comments and processing instructions
    except etree.ParseError as error:
        raise ValueError(f"is no whole SVG ({error}); export it again") from None
    if root.tag != f"{SVG}svg":
        raise ValueError("is no SVG; export it again")
    for parent in list(root.iter()):
        for child in list(parent):
            if not child.tag.startswith(SVG) or child.tag == f"{SVG}metadata":
                parent.remove(child)
    for element in root.iter():
        strip(element)
    width, height = size(root)
    root.attrib.update(xmlns=SVG.strip("{}"), width=str(width), height=str(height))
    return etree.tostring(root), (width, height)


def strip(element) -> None:
    """Take the names of namespaces away, and attributes that are not of SVG."""
    element.tag = element.tag.removeprefix(SVG)
    if element.tag in RUNS:
        raise ValueError(f"has a <{element.tag}> in it; save it as plain SVG")
    if element.tag in MOVES:
        raise ValueError("moves, and this site keeps still; save it without its animation")
    attributes = {name.removeprefix(XLINK): value for name, value in element.items()}
    element.attrib.clear()
    for name, value in attributes.items():
        if name.lower().startswith("on"):
            raise ValueError(f"has a script in it ({name}); save it as plain SVG")
        if not name.startswith("{") or name.startswith(XML):
            element.set(name, value)
    said = [*attributes.values(), element.text or "" if element.tag == "style" else ""]
    fetched = [each for each in said if FETCHES.search(each)]
    if fetched or not attributes.get("href", "#").startswith("#"):
        what = (fetched or [attributes["href"]])[0][:40]
        raise ValueError(f'fetches "{what}"; draw it, or use a photo file of its own')


def size(root) -> tuple[int, int]:
    """The width and height in points, taken from the view box where they are not said."""
    said = [LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    box = NUMBER.findall(root.get("viewBox", ""))[2:]
    numbers = [float(number) for number in ([side[1] for side in said] if all(said) else box)]
    if len(numbers) != 2 or min(numbers) < 1:
        raise ValueError("has no size, by width and height or by viewBox; export it again")
    return round(numbers[0]), round(numbers[1])
