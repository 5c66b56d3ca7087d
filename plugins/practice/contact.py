"""The contact block at the end of an article, for a theme that has no place for one.

Plain paragraphs behind a rule, since reader modes throw away a <div> with several links in it.
"""

import xml.etree.ElementTree as etree

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .details import Contact


class ContactExtension(Extension):
    def __init__(self, contact: Contact):
        super().__init__()
        self.contact = contact

    def extendMarkdown(self, md):
        """-20: after the footnotes (50) and all else that looks at the text."""
        md.treeprocessors.register(ContactBlock(md, self.contact), "contact block", -20)


class ContactBlock(Treeprocessor):
    def __init__(self, md, contact: Contact):
        super().__init__(md)
        self.contact = contact

    def run(self, root):
        if "date" not in getattr(self.md, "Meta", {}):
            return  # only an article has one
        contact = self.contact
        etree.SubElement(root, "hr")
        block = etree.SubElement(root, "p", {"class": "contact"})
        name = etree.SubElement(block, "strong")
        name.text, name.tail = contact.name, f", {contact.role}" if contact.role else ""
        for address, words in contact.links:
            (block[-1]).tail = (block[-1].tail or "") + " · "
            etree.SubElement(block, "a", {"href": address}).text = words
