"""What word processors, chats and other editors have taught authors to type, as Markdown has it."""

from markdown.extensions import Extension


class TypingExtension(Extension):
    def extendMarkdown(self, md):
        pass
