"""What she brings in: an old blog, what she pastes, a picture."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from markdown import Markdown
from practice import load

from .. import css
from ..disk import data, write
from ..images import drawings
from ..images.images import encoded, painted, safe
from ..importing import body, export
from ..importing.__main__ import bring
from ..importing.drafts import Drafts
from . import WORDS, printed
from .texts import CONTENT, FACTS, Refused, mark

THEME = Path("theme")
HERS = {"quality": 92}  # of a photo, which the site will make smaller again
FIND = data(__file__)
WORD = FIND["word"]


def blog(source: str, write: bool) -> dict:
    """The `report` on an old blog, or why it was `refused`; `write` makes it come. Pelican runs."""
    source = str(Path.home() / Path(source.strip(" \"'")).expanduser())
    try:
        return {"report": printed("brought", bring(Path(source), write))}
    except export.Refused as refused:
        why = re.sub(FIND["terminal"], "", str(refused)).replace(source, Path(source).name)
        return {"refused": WORDS["brought"]["refused"].format(why=why)}


def markdown(html: str, plain: str = "", line: str = "", value: str = "") -> dict:
    """The Markdown of what is pasted into this text, behind what the line says, and a `report`.

    From an editor of code, it is Markdown already: `plain` words, as if it cannot be read.
    """
    if re.search(FIND["code"], html):
        return {"markdown": plain, "report": []}
    drafts, pictures, said = Drafts({}, None), [], WORDS["pasting"]
    drafts.hosts = {urlsplit(load(CONTENT / FACTS)[0].site.url).netloc.removeprefix("www.")}
    try:
        tree = export.soup(re.sub(WORD["only"], "", html))
        for emoji in tree("img", alt=re.compile(FIND["emoji"])):
            emoji.replace_with(emoji["alt"])
        remarks = [each.extract() for each in tree.select(WORD["remarks"])]
        html = listed(tree)
        text = body.markdown(html, lambda src: pictures.append(src) or "", drafts.link)
        notes = max(map(int, re.findall(FIND["note"], value)), default=0)  # of the last so far
        text = re.sub(FIND["note"], lambda note: f"[^{int(note[1]) + notes}]", text)
        shown = Markdown(**drafts.settings["MARKDOWN"]).convert(text)
        lost = sorted((body.words(html) - body.words(shown)).elements())
    except export.Refused as error:
        return {"markdown": plain, "report": [f"{said['it']} {error}."]}
    report = [f"{each}." for each in re.findall(FIND["left"], text)]
    report += [said["pictures"]] * bool(pictures) + [said["remarks"]] * bool(remarks)
    report += [said["lost"].format(" ".join(lost))] * bool(lost)
    return {"markdown": text and fitted(text, plain, line), "report": report}


def fitted(text: str, plain: str, line: str) -> str:
    """The Markdown as it goes on behind the line: in its box or its item, or below the words."""
    outer, sign = re.match(FIND["sign"], line).groups()
    words = line[len(outer + sign) :].strip()
    again = sign and not words and re.match(FIND["again"], sign + text)
    if again:  # the sign of a list or a heading is there already
        text = re.sub(FIND["block"], "", text, count=1)
    elif words and re.match(FIND["block"], text):
        text = f"\n\n{text}"
    inner = "" if again or "#" in sign else " " * len(sign)
    text = text.replace("\n", f"\n{outer}{inner}")
    before, after = re.fullmatch(r"( *)(?s:.*?)( *)", plain).groups()  # as in "bold " words
    return before + text + after


def listed(tree: BeautifulSoup) -> str:
    """The HTML, with the lists of Word as lists, and those of Google Docs in the items above."""
    lists = []
    for item in tree.select(WORD["listed"]):
        level, sign = re.search(WORD["level"], item["style"]), item.select_one(WORD["sign"])
        if not level or not sign:
            continue
        depth, kind = int(level[1]), "ol" if re.search(WORD["number"], sign.get_text()) else "ul"
        above = lists if item.find_previous_sibling() is next(iter(lists), tree) else []
        lists = [it for n, it in enumerate(above, 1) if n < depth or (n, it.name) == (depth, kind)]
        if len(lists) < depth:  # one list deeper, even if Word has left out a level
            more = tree.new_tag(kind)
            (lists[-1].contents[-1].append if lists else item.insert_before)(more)
            lists += [more] * (depth - len(lists))
        sign.decompose()
        item.name = "li"
        lists[-1].append(item.extract())
    for inner in tree.select("li + ul, li + ol"):
        inner.find_previous_sibling("li").append(inner)
    return str(tree)


def picture(data: bytes, name: str) -> dict:
    """Store what can be seen on it in content/images/: nothing else that was written into it."""
    try:
        if name.lower().endswith(".svg"):
            files = {"svg": drawings.clean(data)[0]}
        else:
            sheet = painted(data, css.palette(THEME).paper)
            files = {kind: encoded(sheet, kind, sheet.size, **HERS) for kind in ("png", "jpg")}
    except ValueError as error:
        raise Refused(400, WORDS["server"]["picture"].format(why=error)) from None
    suffix = min(files, key=lambda each: len(files[each]))
    # By what it shows: others who publish may have brought another one of this name.
    it = f"images/{safe(Path(name).stem)}-{mark(files[suffix])[:6]}.{suffix}"
    write(CONTENT / it, files[suffix], lasting=True)
    return {"name": it}
