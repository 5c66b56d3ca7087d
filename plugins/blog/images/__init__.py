"""Pictures: the images of posts and pages, and the picture that stands for a post when shared.

What is made waits in .build/pictures/ from build to build; only what a published page shows is
copied from there.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from pelican.contents import Article
from pelican.generators import Generator

from ..problem import Problem, shown
from ..run import Run
from . import originals, share
from .figures import FiguresExtension

FOLDER = "images"  # in content/ and in the site
WORK = Path(".build", "pictures")
WRITTEN = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
ORIGINAL = (
    "this picture would be published as it is, with all that the camera wrote into it; "
    "keep it in content/images/ and show it with ![What it shows]({static}../images/name.jpg)"
)


def figures_extension(settings) -> FiguresExtension:
    folder = Path(settings["PATH"], FOLDER)
    return FiguresExtension(folder, WORK, lambda name: f"{settings['SITEURL']}/{FOLDER}/{name}")


def check_originals(run: Run) -> Iterator[Problem]:
    """Whatever way a picture takes, it is never published as it was taken."""
    for place in run.context["static_content"]:
        path = run.home / place
        if path.is_file() and originals.is_picture(path):
            yield Problem(shown(path), 1, ORIGINAL)


def share_posts(run: Run) -> None:
    """Give each post its `share`, and the theme a `share` for all other pages."""
    context, env = run.context, run.env
    sprig = Path(context["THEME"], "templates", "partials", "sprig.svg").read_text(encoding="utf-8")

    def picture(title):
        address = f"{context['SITEURL']}/{FOLDER}/"
        return share.picture(title, context["SITENAME"], sprig, WORK, address)

    context["share"] = picture(context["SITESUBTITLE"])
    for content in written(context):
        if isinstance(content, Article):
            content.share = picture(env.filters["plain"](content.title))


def written(context):
    """The posts and pages of this build; the practice's plugin has taken out what is not public."""
    return [content for name in WRITTEN for content in context[name]]


class PicturesGenerator(Generator):
    """Copies into the site the pictures that its pages show."""

    def generate_output(self, writer):
        names = {self.context["share"].name}
        for content in written(self.context):
            names.update(getattr(content, "pictures", "").split())
            if isinstance(content, Article):
                names.add(content.share.name)
        folder = Path(self.output_path, FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            shutil.copyfile(WORK / name, folder / name)
