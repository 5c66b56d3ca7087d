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
FETCHES = re.compile(r"@import|url\(\s*[\"']?(?!\s*[\"']?#)|javascript:", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(?:px)?\s*")


def clean(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """The drawing, and its width and height; ValueError says what is wrong with it."""
    if b"<!ENTITY" in data:
        raise ValueError("defines entities; save it as plain SVG")
    try:
        root = etree.fromstring(data)  # drops comments and processing instructions
    except etree.ParseError as error:
        raise ValueError(f"is no whole SVG ({error}); export it once more") from None
    if root.tag != f"{SVG}svg":
        raise ValueError("is no SVG; export it once more")
    strip(root)
    root.set("xmlns", SVG.strip("{}"))
    width, height = size(root)
    root.attrib.update(width=str(width), height=str(height))
    return etree.tostring(root), (width, height)


def strip(element) -> None:
    """Take out what is not SVG, and the names of namespaces with it."""
    element.tag = element.tag.removeprefix(SVG)
    if element.tag in RUNS:
        raise ValueError(f"has a <{element.tag}> in it; save it as plain SVG")
    if element.tag in MOVES:
        raise ValueError("moves, and this site keeps still; save it without its animation")
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        name = name.removeprefix(XLINK)
        if name.lower().startswith("on"):
            raise ValueError(f"has a script in it ({name}); save it as plain SVG")
        if (name == "href" and not value.startswith("#")) or FETCHES.search(value):
            raise ValueError(f'fetches "{value[:40]}"; draw it, or use a photo file of its own')
        if not name.startswith("{") or name.startswith(XML):
            element.set(name, value)
    if element.tag == "style" and FETCHES.search(element.text or ""):
        raise ValueError("fetches something in its <style>; save it as plain SVG")
    for child in list(element):
        if child.tag.startswith(SVG) and child.tag != f"{SVG}metadata":
            strip(child)
        else:
            element.remove(child)


def size(root) -> tuple[int, int]:
    """The width and height in points, taken from the view box where they are not said."""
    said = [LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if all(said):
        numbers = [float(side[1]) for side in said]
    else:
        box = re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", root.get("viewBox", ""))
        if len(box) != 4:
            raise ValueError("says neither its width and height nor its viewBox; export it again")
        numbers = [float(side) for side in box[2:]]
    if min(numbers) < 1:
        raise ValueError("has no size; export it again")
    return round(numbers[0]), round(numbers[1])
