"""The contact block at the end of an article, for a theme that has no place for one.

Plain paragraphs behind a rule, since reader modes throw away a <div> with several links in it.
"""

import xml.etree.ElementTree as etree


def add_contact(extension, root) -> None:
    """End the text of `root` with it; `extension` is the PracticeExtension that reads the text."""
    if "date" not in getattr(extension.md, "Meta", {}):
        return  # only an article has one
    contact = extension.practice.contact
    etree.SubElement(root, "hr")
    block = etree.SubElement(root, "p", {"class": "contact"})
    name = etree.SubElement(block, "strong")
    name.text, name.tail = contact.name, f", {contact.role}" if contact.role else ""
    for address, words in contact.links:
        block[-1].tail = (block[-1].tail or "") + " · "
        etree.SubElement(block, "a", {"href": address}).text = words
