"""A page that a reader may have to leave at once has a link for it, if its author says so."""

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from practice.supplement import header_line

NOWHERE = "Exit: yes needs [exit] in practice.toml, which says where the link leads"


class ExitExtension(Extension):
    """Honours `Exit: yes | no` in a header, and makes it True or False; no is the default.

    `callouts` is the CalloutExtension of the same Markdown, which knows the practice.
    """

    def __init__(self, callouts):
        super().__init__()
        self.callouts = callouts

    def extendMarkdown(self, md):
        """Any place among the treeprocessors: only the header counts."""
        md.treeprocessors.register(Exit(md, self.callouts), "exit", 60)


class Exit(Treeprocessor):
    def __init__(self, md, callouts):
        super().__init__(md)
        self.callouts = callouts

    def run(self, root):
        header = getattr(self.md, "Meta", {})
        wish = " ".join(header.get("exit", [])).strip().lower() or "no"
        header["exit"] = [wish == "yes"]
        line = header_line(self.callouts.source, "exit")
        if wish not in ("yes", "no"):
            self.callouts.problems[line] = f'Exit is yes or no, not "{wish}"'
        elif wish == "yes" and self.callouts.practice.exit is None:
            self.callouts.problems[line] = NOWHERE
