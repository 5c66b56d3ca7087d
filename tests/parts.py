"""One part of the blog's Markdown by itself."""

from blog.reading.blocks import STOCK, Blocks
from markdown.extensions import Extension


class Part(Extension):
    """A processor of the tree, at its priority in blog/reading/markdown.py."""

    def __init__(self, processor, priority: int):
        super().__init__()
        self.processor, self.priority = processor, priority

    def extendMarkdown(self, md):
        md.treeprocessors.register(self.processor(md), "part", self.priority)


class BlocksAlone(Extension):
    def extendMarkdown(self, md):
        for name in STOCK:
            md.parser.blockprocessors.deregister(name)
        md.parser.blockprocessors.register(Blocks(md.parser), "blocks", 80)
