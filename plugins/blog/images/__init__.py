"""Pictures: the images of posts and pages, and the picture that stands for a post when shared.

What is made waits in .build/ from build to build; only what a page shows is copied from there.
"""

from pathlib import Path

import practice
from pelican.generators import Generator
from PIL import Image

from ..css import Palette
from ..run import Run, is_public
from ..text import seen
from . import share, shelf
from .figures import FOLDER, WORK, Figures

SHARES = "shares"  # beside WORK
# The leaf of theme/templates/partials/icon.txt, white on black, with a margin of 27 points. If that
# drawing changes, this must too; any program for pictures will do.
LEAF = Path(__file__).with_name("masks") / "icon.png"


def photo(plugin: practice.PracticeExtension, figures: Figures) -> dict | None:
    """The therapist's photo as the theme's PHOTO; what is wrong with it goes to the `plugin`."""
    if not (said := plugin.facts.contact.photo):
        return None
    try:
        picture = figures.publish(f"{FOLDER}/{said.file.removeprefix(f'{FOLDER}/')}")
    except ValueError as error:
        path, key = figures.folder.with_name("practice.toml"), ("contact", "photo", "file")
        return plugin.faults.append(practice.facts.fault(path, key, str(error)))
    return {"picture": picture, "src": f"{figures.url}{picture.src}", "alt": said.words}


def share_posts(run: Run) -> None:
    """Give each post its `share`, and the theme a `share` for all other pages, if it is public."""
    context = run.context
    context["share"] = None
    if run.public:  # no page of the preview names one
        more = context["SITENAME"], run.palette, run.work / SHARES, run.figures.url
        context["share"] = share.picture(context["SITESUBTITLE"], *more)
        for article in context["articles"]:
            if run.only in ("", article.relative_source_path):
                article.share = share.picture(seen(article.title), *more)


class PicturesGenerator(Generator):
    """Copies into the site the pictures that its pages show, and makes its icons."""

    def generate_output(self, writer):
        context, out, run = self.context, Path(self.output_path), self.context["RUN"]
        texts, photo = run.contents.values(), self.settings["JINJA_GLOBALS"]["PHOTO"]
        written = (text for text in texts if is_public(text) or not run.public)
        own = set(photo["picture"].files if photo else ())
        names = own.union(*(text.pictures.split() for text in written))
        every = own.union(*(text.pictures.split() for text in texts))
        shelf.hand_out(run.work / WORK, names, every, out / FOLDER)
        if context["share"]:  # the preview has none, and so does not know which are wanted
            shares = {each.share["name"] for each in context["articles"]}
            shares.add(context["share"]["name"])
            shelf.hand_out(run.work / SHARES, shares, shares, out / FOLDER)
        for name in (context["FAVICON_SAVE_AS"], context["TOUCH_ICON_SAVE_AS"]):
            if not writer.takes_over(name, lambda: writer.marks.everywhere):
                icon(run.palette, out / name)


def icon(palette: Palette, path: Path) -> None:
    """The leaf on paper: for a phone's home screen, and for what asks for favicon.ico unasked."""
    leaf = Image.open(LEAF)
    image = Image.new("RGB", leaf.size, palette.paper)
    image.paste(palette.icon, mask=leaf)
    image.save(path, sizes=[(32, 32), (16, 16)], optimize=True)  # only an .ico has several sizes
