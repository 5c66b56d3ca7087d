"""What visitors do not see yet: told on its page, and in a list on the home page of the preview."""

from pelican.contents import Content

from .dates import day
from .run import Run


def note_unseen(run: Run) -> None:
    """Give each text its `notice`, "" if it is public, and the preview UNSEEN, those with one."""
    waiting = {id(post) for post in run.waiting}
    for content in run.contents.values():
        content.notice = notice(content, id(content) in waiting)
    unseen = [content for content in run.contents.values() if content.notice]
    run.context["UNSEEN"] = [] if run.public else sorted(unseen, key=lambda each: each.title)


def notice(content: Content, waits: bool) -> str:
    if waits:
        return f"Visitors will see this from {day(content.date)}."
    if content.status != "published":
        return f"This has the status “{content.status}”. Visitors cannot see it."
    return ""
