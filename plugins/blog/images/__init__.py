"""Pictures: the images of posts and pages, and the picture that stands for a post when shared.

This file alone knows Pelican. What is made waits in .build/pictures/ from build to build; only
what a published page shows is copied from there. Problems go where the practice's plugin looks
for them before anything is written: into PROBLEMS.
"""

import os
import shutil
from pathlib import Path

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from . import originals, share
from .figures import FiguresExtension

FOLDER = "images"  # in content/ and in the site
WORK = Path(".build", "pictures")
WRITTEN = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
ORIGINAL = (
    "this picture would be published as it is, with all that the camera wrote into it; "
    "keep it in content/images/ and show it with ![What it shows]({static}../images/name.jpg)"
)


def register():
    signals.initialized.connect(prepare)
    signals.content_object_init.connect(report)
    signals.static_generator_finalized.connect(refuse_originals)
    signals.all_generators_finalized.connect(share_posts)
    signals.get_generators.connect(generator)


def prepare(pelican):
    settings = pelican.settings
    settings["FIGURES"] = FiguresExtension(
        Path(settings["PATH"], FOLDER),
        WORK,
        lambda name: f"{settings['SITEURL']}/{FOLDER}/{name}",  # asked late: a plugin may set it
    )
    extensions = [*settings["MARKDOWN"]["extensions"], settings["FIGURES"]]
    settings["MARKDOWN"] = {**settings["MARKDOWN"], "extensions": extensions}


def report(content):
    """Say in which file the problems are that the text just read has with its pictures."""
    problems = content.settings["FIGURES"].problems
    path = os.path.relpath(content.source_path)
    content.settings["PROBLEMS"] += [f"{path}:{line}: {message}" for line, message in problems]
    problems.clear()


def refuse_originals(generator):
    """Whatever way a picture takes, it is never published as it was taken."""
    for file in generator.staticfiles:
        if originals.is_picture(Path(generator.path, file.source_path)):
            path = os.path.relpath(Path(generator.path, file.source_path))
            generator.context["PROBLEMS"].append(f"{path}:1: {ORIGINAL}")


def share_posts(generators):
    """Give each post its `share`, and the theme a `share` for all other pages."""
    context, env = generators[0].context, generators[0].env
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


def generator(pelican):
    return Pictures


class Pictures(Generator):
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
