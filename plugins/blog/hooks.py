"""The blog in a run of Pelican.

`register` has every hook, in the order of a build; docs/architecture.md says what each may touch.
What the hooks know of the site is one object, the setting RUN (run.py).
"""

from datetime import time
from pathlib import Path

import practice
from jinja2 import MemcachedBytecodeCache
from pelican import signals

from . import css, hosting, images, languages, redirects, report, schema, search
from .checks import written
from .checks.sources import check_sources
from .problem import Problem
from .reading.markdown import Reading
from .reading.reader import Reader
from .related import connect_articles
from .run import Run, let_go_of_contents
from .text import plain, vcard_lines
from .theme import describe, take_home
from .writing import Writer


def register():
    signals.initialized.connect(prepare)
    signals.article_generator_finalized.connect(withhold)
    signals.article_generator_finalized.connect(connect_articles)
    signals.page_generator_finalized.connect(withhold)
    signals.page_generator_finalized.connect(take_home)
    signals.get_generators.connect(generators)
    signals.all_generators_finalized.connect(check_before_writing)
    signals.get_writer.connect(writer)
    signals.feed_generated.connect(sign_entries)
    signals.content_written.connect(written.look)
    signals.finalized.connect(check_after_writing)


def prepare(pelican):
    """Make the RUN; give Markdown and the theme what they need."""
    settings = pelican.settings
    let_go_of_contents()
    facts = practice.prepare(pelican).facts
    if settings["PUBLIC"]:
        settings["SITEURL"] = settings["SITEURL"] or facts.site.url
        settings["FEED_DOMAIN"] = settings["SITEURL"]
    settings["SITENAME"] = facts.site.title
    settings["SITESUBTITLE"] = facts.site.subtitle
    settings["AUTHOR"] = facts.contact.name
    settings["DEFAULT_LANG"] = facts.site.language
    settings["TIMEZONE"] = facts.site.time_zone
    language = languages.read(facts.site.language)
    palette = css.palette(Path(settings["THEME"]))
    figures = images.Figures(settings, palette.paper)
    settings["READERS"] = {**settings["READERS"], "md": Reader}  # it remembers each text
    settings["MARKDOWN"]["extensions"] += [Reading(settings["SITEURL"], language.dash), figures]
    photo = images.photo(settings["PRACTICE"], figures)
    settings["JINJA_GLOBALS"] |= {
        "PHOTO": photo,
        "schema": schema.grapher(facts, settings["SITEURL"], photo["src"] if photo else ""),
        "stylesheets": css.stylesheets(Path(settings["THEME"])),
        "page_policy": hosting.policy,
        "icon_colour": bytes(palette.icon).hex(),
        "grounds": {"light": bytes(palette.paper).hex(), "dark": bytes(palette.night).hex()},
    }
    settings["JINJA_FILTERS"] |= {"day": language.day, "day_in_year": language.day_in_year}
    settings["JINJA_FILTERS"] |= {"plain": plain, "vcard_lines": vcard_lines}
    settings["RUN"] = run = Run(settings, figures, palette)
    cache = {"bytecode_cache": MemcachedBytecodeCache(run.looked_at)}
    settings["JINJA_ENVIRONMENT"] = settings["JINJA_ENVIRONMENT"] | cache  # a copy: all have it


def withhold(generator):
    """Keep drafts, hidden posts and future posts, which Pelican has as drafts, from the public."""
    generator.context["static_links"].clear()  # no text brings a file along as it is
    if generator.settings["PUBLIC"]:
        for name, contents in vars(generator).items():
            if name.startswith(("draft", "hidden")):
                contents.clear()


def generators(pelican):
    site = images.PicturesGenerator, search.SearchGenerator, redirects.RedirectsGenerator
    return () if pelican.settings["RUN"].only else (*site, hosting.HostingGenerator)


def writer(pelican):
    return Writer


def check_before_writing(generators):
    """Stop if anything is wrong; make what all pages need."""
    run = generators[0].settings["RUN"]
    run.context, run.generators = generators[0].context, generators
    if run.url and not run.url.startswith(("http://", "https://")):
        right = "which is no whole address; write it like https://www.example.com"
        run.problems.append(Problem("publishconf.py", 1, f'SITE_URL is "{run.url}", {right}'))
    else:
        check_sources(run)
        run.problems += written.check_withheld(run, Path(generators[0].output_path))
    stop_if_wrong(run)
    for content in run.contents.values():  # Pelican would make them anew each time it is asked
        content.override_url, content.override_save_as = content.url, content.save_as
    run.problems += run.complaints.take()
    run.context["staticfiles"].clear()  # nor does a setting, least of all a photo
    stop_if_wrong(run)
    run.ahead = run.dated_ahead()
    describe(run)
    images.share_posts(run)
    context, found = run.context, redirects.in_force(run)
    pairs = ((alias.old.removeprefix("/"), alias.new.removeprefix("/")) for alias in found)
    context["REDIRECTS"] = tuple(sorted(pairs))
    context["SIGNATURE"] = generators[0].get_template("partials/signature").render(context)


def sign_entries(context, feed):
    """End every feed entry with the practice's contact block, in its short form.

    Its links to its own headings and footnotes become whole: in a feed reader there is no page
    for them to be on. A post has a day and no hour: at noon it is that day for most of the world.
    """
    feed.feed["language"] = context["DEFAULT_LANG"]
    for item in feed.items:
        item["unique_id_is_permalink"] = False
        for key in ("pubdate", "updateddate"):
            if item[key] and item[key].time() == time():
                item[key] = item[key].replace(hour=12)
        key = "content" if item["content"] else "description"  # Atom and RSS
        text = item[key] or ""  # None: a post without a word
        text = text.replace('href="#', f'href="{item["link"]}#')
        item[key] = text + context["SIGNATURE"]


def check_after_writing(pelican):
    """Stop if anything is wrong with the site as it was written."""
    run = pelican.settings["RUN"]
    run.problems += written.check(run, Path(pelican.output_path))
    run.problems += run.complaints.take()
    stop_if_wrong(run)
    run.end()


def stop_if_wrong(run: Run) -> None:
    """End the build, and say all that stops it, unless whoever runs Pelican does (REPORT).

    While a text is being written, its page is shown whatever is wrong in it.
    """
    if "UNSAVED" in run.settings:
        return
    if stopping := {problem for problem in run.problems if problem.stops}:
        run.end()
        if run.settings["REPORT"]:
            report.lines(stopping)
        raise SystemExit(1)
