"""How the author's text is read: the document, its header, and what Markdown makes of it."""
