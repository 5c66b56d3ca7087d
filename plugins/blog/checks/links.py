"""Where links lead: to something that is there. What pictures show, images/figures.py sees to."""

import posixpath
import re
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath as Path
from urllib.parse import unquote, urlsplit

from practice.values import EMAIL, dial

from ..disk import data
from ..problem import Problem, did_you_mean, nearest
from ..reading.document import Document
from ..run import Run, is_public, is_waiting

KNOWN = data(__file__)
WRONG = [(re.compile(each["like"]), each["says"]) for each in KNOWN["wrong"]]
LIKE = {name: re.compile(like) for name, like in KNOWN["like"].items()}
HOST, FILE, WEB, NUMBER = (LIKE[name] for name in ("host", "file", "web", "number"))
EXAMPLE, FOLDERS, WHOLE = (KNOWN[name] for name in ("example", "folders", "whole"))
ON_ITS_DAY, NO_FILE = KNOWN["on_its_day"], KNOWN["no_file"]


def check_links(document: Document, run: Run) -> Iterator[Problem]:
    site = run.settings["SITEURL"]
    for href, nth in document.linked["links"]:
        # As it was typed: without the address of the site, which reading/elements.py adds
        value = href.removeprefix(site) if href.startswith(f"{site}/") else href
        if message := wrong_link(value, document, run):
            line = document.find(typed(value, href), nth)
            yield document.problem(line, message, stops=not message.endswith(ON_ITS_DAY))


def typed(value: str, whole: str) -> str:
    """A pattern for the address of a link, as it stands in Markdown or HTML, perhaps whole."""
    if not value.strip():
        return r"\]\(\s*(?:<>)?\s*(?:([\"']).*?\1)?\s*\)|(?:href|src)\s*=\s*(?:\"\s*\"|'\s*')"
    if value.startswith("#fnref-"):  # the way back from a footnote
        return rf"^ *\[\^{re.escape(value[7:])}\]:"
    note = rf"|\[\^{re.escape(value[4:])}\]" if value.startswith("#fn-") else ""
    known = dict.fromkeys((value, escape(value), whole, value.removeprefix("https://") or whole))
    ways = "|".join(map(re.escape, known))
    begins = r"(?:(?<=[(<\"'=\s:])(?<!mailto.)(?<!mailto:\s)|^)"
    return rf"{begins}(?:{ways})(?=[.,;:!?]*(?:[\s)>\"'<]|$)){note}"


def wrong_link(value: str, document: Document, run: Run) -> str:
    """What is wrong with where a link leads, and what would be right; or ""."""
    if re.split("[/}|]", unquote(value))[-1] in run.refused:
        return ""  # as the file is told
    for like, says in WRONG:
        if found := like.fullmatch(value):
            return says.format(found, right=EXAMPLE)
    if inside := re.match(run.settings["INTRASITE_LINK_REGEX"], value):
        return wrong_file(inside["what"], value[inside.end() :], document, run)
    url = urlsplit(re.sub(r"[\x00-\x20]", "", value))  # as a browser does, which skips these
    if url.netloc in ("", urlsplit(run.facts.site.url).netloc) and url.path.startswith("/"):
        return wrong_address(value, document, run)
    if value.strip().startswith("#"):
        return wrong_fragment(url.fragment, document, document, run)
    if url.scheme and not HOST.match(value):
        return wrong_elsewhere(value, run.facts.site.country)
    return wrong_relative(value, document, run)


def wrong_file(kind: str, rest: str, document: Document, run: Run) -> str:
    """What is wrong with a link to {kind}rest, and what would be right; or ""."""
    url = urlsplit(rest)
    # From content/, as Pelican has it, behind a slash
    begins = "" if url.path.startswith("/") else posixpath.dirname(document.place)
    ways = (posixpath.join(begins, way.removeprefix("/")) for way in (url.path, unquote(url.path)))
    place = next(filter(run.files.__contains__, map(posixpath.normpath, ways)), "")
    if not place or (kind == "static") != place.startswith("images/"):
        near = like(url.path, document, run)
        right = f"did you mean {near}?" if near else f"name one that is in {FOLDERS[kind]}"
        return f'{NO_FILE} "{url.path}"; {right}'
    if kind == "static":  # those in Markdown lead to what was made of the picture
        return KNOWN["picture"]
    if place not in run.documents:
        return ""  # a text that could not be read
    target, content = run.contents.get(place), run.contents[document.place]
    there = run.documents[place]
    if not target or (is_public(content) and not is_public(target)):
        return f"{there.path} is not published; take this link to it out until it is"
    waits = is_waiting(content, document) and not is_public(target)
    if waits and not (is_waiting(target, there) and target.date <= content.date):
        return f"{there.path} is not published yet; {ON_ITS_DAY}"
    return wrong_fragment(url.fragment, there, document, run)


def like(path: str, document: Document, run: Run) -> str:
    """The file that was meant, such as {filename}apps.md, if one is like it; or ""."""
    alike = {Path(place).stem: place for place in sorted(run.files)}
    if not (near := nearest(Path(unquote(path)).stem, alike)):
        return ""
    way = posixpath.relpath(alike[near], posixpath.dirname(document.place))
    return f"{{{'static' if alike[near].startswith('images/') else 'filename'}}}{way}"


def wrong_fragment(fragment: str, document: Document, here: Document | None, run: Run) -> str:
    """What is wrong with a link that stands `here`, to #fragment of `document`; or ""."""
    name = unquote(fragment)
    if run.only and document is not here:
        return ""  # where one text is looked at, no other is converted
    if name in ("", "top", "main") or name in (names := document.linked["anchors"]):
        return ""
    if name.startswith("fnref-"):
        if re.search(rf"\[\s*\^\s*{re.escape(name[6:])}\s*\](?!:)", document.prose):
            return ""  # there is a gap in it, which is told
        return f"nothing in the text refers to this footnote; write [^{name[6:]}] where it belongs"
    near = nearest(name, names)
    right = f"did you mean #{near}?" if near else f"give a heading there that name: {{#{name}}}"
    where = "this page" if document is here else document.path
    return f'"#{name}" is no heading on {where}; {right}'


def wrong_address(value: str, here: Document | None, run: Run, right: str = "") -> str:
    """What is wrong with a path of this very site, and, if nothing is like it, what is `right`."""
    url = urlsplit(value)
    path = (unquote(url.path) or "/").removesuffix("index.html")
    if path in run.published:
        return wrong_fragment(url.fragment, run.published[path], here, run)
    if path in run.addresses or path.startswith("/images/"):
        return ""
    named = (at for at, x in run.published.items() if Path(x.place).stem == Path(path).stem)
    right = did_you_mean(next(named, path), sorted(run.addresses), right or f"write {EXAMPLE}")
    return f'this site has no "{value}"; {right.replace(chr(34), "")}'


def wrong_relative(value: str, document: Document, run: Run) -> str:
    """What an address that begins nowhere was meant to be: a browser would seek it on this site."""
    host = HOST.match(value.lstrip("/"))
    right = f"{EXAMPLE}, or a whole address like https://www.example.com"
    if EMAIL.fullmatch(value):
        right = f"mailto:{value}"
    elif host and not FILE.fullmatch(host[0]):
        right = f"https://{value.lstrip('/')}".replace(" ", "%20")
    elif near := like(urlsplit(value).path, document, run):
        right = near
    elif number := dial(value, run.facts.site.country):
        right = f"tel:{number}"
    return f'"{value}" would lead nowhere; write {right}'


def wrong_elsewhere(value: str, country: str) -> str:
    """What is wrong with an address outside the site, by how it begins; or ""."""
    url, whole = urlsplit(value.strip()), value.strip().replace(" ", "%20")
    if url.scheme in ("http", "https"):
        if WEB.fullmatch(value.strip().lower()):
            return ""
        if WEB.fullmatch(whole.lower()):
            return f'"{value}" has a blank in it; write {whole}'
        return f'"{value}" is not a web address; {WHOLE}'
    if url.scheme == "mailto":
        is_right = all(map(EMAIL.fullmatch, unquote(url.path).split(",")))
        return "" if is_right else KNOWN["no_mail"].format(value)
    if url.scheme in ("tel", "sms"):
        number = dial(re.sub(r"[^\d+]", "", unquote(url.path).replace("(0)", "")), country)
        right = f"{url.scheme}:{number or '+, its country and all digits'}"
        is_right = number and NUMBER.fullmatch(url.path)
        return "" if is_right else f'"{value}" cannot be dialled; write {right}'
    return f'a link may not begin with "{url.scheme}:"; write https:, mailto: or tel:'
