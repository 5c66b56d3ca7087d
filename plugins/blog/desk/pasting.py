"""What is pasted from Wix, Word, Google Docs or a page becomes Markdown, as in an import."""

import re
from urllib.parse import urlsplit

import practice
from bs4 import BeautifulSoup
from markdown import Markdown
from pelican.settings import read_settings

from ..importing import body
from ..importing.drafts import Drafts
from ..importing.export import Refused as TooMuch
from .said import WORDS
from .texts import CONTENT, Refused

# Word's lists are paragraphs that say so in their style, with a sign before them that is no text.
LISTED, LEVEL = 'p[style*="mso-list"]', re.compile(r"mso-list:\s*\S+ level(\d)")
SIGN, NUMBER = '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]', re.compile(r"\w[.)]")
ONLY_WORD = re.compile(r"<!\[(?:if|endif)[^>]*>")
LEFT = re.compile(r"<!-- (.*?) -->")


def markdown(html: str) -> dict:
    """The Markdown, and a `report` on what could not come; raises Refused."""
    drafts = Drafts({}, None, read_settings("pelicanconf.py"))
    pictures, said, html = [], WORDS["pasting"], listed(html)
    facts, _ = practice.load(CONTENT / "practice.toml")
    drafts.hosts = {urlsplit(facts.site.url).netloc.removeprefix("www.")}
    try:
        text = body.markdown(html, lambda src: pictures.append(src) or "", drafts.link)
        shown = Markdown(**drafts.settings["MARKDOWN"]).convert(text)
        before, after = (body.words(each) for each in (html, shown))
    except TooMuch as error:
        raise Refused(400, f"{said['it']} {error}") from None
    report = [LEFT.sub(r"\1.", each) for each in LEFT.findall(text)]
    report += [said["pictures"]] * bool(pictures)
    lost = sorted((before - after).elements())
    report += [said["lost"].format(" ".join(lost))] * bool(lost)
    return {"markdown": text, "report": report}


def listed(html: str) -> str:
    """The same, with the lists of Word as lists."""
    tree, lists = BeautifulSoup(ONLY_WORD.sub("", html), "html.parser"), []
    for item in tree.select(LISTED):
        level, sign = LEVEL.search(item["style"]), item.select_one(SIGN)
        if not level or not sign:
            continue
        if not lists or item.find_previous_sibling() is not lists[0]:
            lists = []
        del lists[int(level[1]) :]
        while len(lists) < int(level[1]):
            more = tree.new_tag("ol" if NUMBER.search(sign.get_text()) else "ul")
            if lists:
                lists[-1].contents[-1].append(more)
            else:
                item.insert_before(more)
            lists.append(more)
            if len(lists) < int(level[1]):
                more.append(tree.new_tag("li"))
        sign.decompose()
        item.name = "li"
        lists[-1].append(item.extract())
    return str(tree)
