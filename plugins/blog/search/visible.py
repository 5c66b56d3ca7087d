"""What a reader sees of a piece of HTML, as plain text."""

from html.parser import HTMLParser

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {"script", "style"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "u"}


class Visible(HTMLParser):
    """The visible text of a piece of HTML: `headings`, and all the rest as `text`."""

    def __init__(self, html: str):
        super().__init__()
        self.headings = self.text = ""
        self.inside = "text"
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in INLINE:
            return
        self.handle_data(" ")
        if tag in HEADINGS:
            self.inside = "headings"
        elif tag in UNSEEN:
            self.inside = "unseen"

    def handle_endtag(self, tag):
        self.handle_data(" " * (tag not in INLINE))
        if tag in HEADINGS | UNSEEN:
            self.inside = "text"

    def handle_data(self, data):
        if self.inside == "text":
            self.text += data
        elif self.inside == "headings":
            self.headings += data


def plain(html: str) -> str:
    return " ".join(Visible(html).text.split())
