"""What is pasted from Wix, Word, Google Docs or a page becomes Markdown, as in an import."""

import re
from urllib.parse import urlsplit

import practice
from markdown import Markdown

from ..importing import body
from ..importing.drafts import Drafts
from ..importing.export import Refused as TooMuch
from .door import WORDS
from .texts import CONTENT, Refused

LEFT = re.compile(r"<!-- (.*?) -->")


def markdown(html: str) -> dict:
    """The Markdown, and a `report` on what could not come; raises Refused."""
    drafts, pictures, said = Drafts({}, None), [], WORDS["pasting"]
    facts, _ = practice.read_facts(CONTENT / "practice.toml")
    drafts.hosts = {urlsplit(facts.site.url).netloc.removeprefix("www.")}
    try:
        text = body.markdown(html, said["it"], lambda src: pictures.append(src) or "", drafts.link)
        shown = Markdown(**drafts.settings["MARKDOWN"]).convert(text)
        before, after = (body.words(body.visible(each, said["it"])) for each in (html, shown))
    except TooMuch as error:
        raise Refused(400, str(error)) from None
    report = [LEFT.sub(r"\1.", each) for each in LEFT.findall(text)]
    report += [said["pictures"]] * bool(pictures)
    lost = sorted((before - after).elements())
    report += [said["lost"].format(" ".join(lost))] * bool(lost)
    return {"markdown": text, "report": report}
