"""Where links lead: to something that is there. What pictures show, images/figures.py sees to."""

import posixpath
import re
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pelican.utils import slugify
from practice.values import EMAIL, URL, dial

from ..problem import Problem, did_you_mean, nearest
from ..reading.document import Document, numbered
from ..run import Run, is_public
from .files import UNPUBLISHED

EXAMPLE = "[words]({filename}a-post.md)"
WHOLE = "write the whole of it, without a blank, like https://www.example.com"
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[A-Za-z][\w-]+(:\d+)?", re.ASCII)
PREVIEW = ("localhost", "127.0.0.1")
FILE = re.compile(r"\.(md|html?|jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE)
NUMBER = re.compile(r"\+?[\d().-]{3,20}", re.ASCII)


def check_links(document: Document, run: Run) -> Iterator[Problem]:
    if document.place not in run.contents:
        return  # a text with the status skip has no page
    for number, href, nth, has_words in remembered(document, run)["links"]:
        value = own_path(href, run)
        message = wrong_link(value, document, run)
        if not message and not has_words:
            message = f"the link to {value} has no words; write [words]({value})"
        if message:
            link = list(document.page.all("a"))[number]
            yield document.problem(document.line_of(link, nth, typed(value, href)), message)


def remembered(document: Document, run: Run) -> dict:
    """The links of a text, and the places on its page that others can lead to."""

    def find():
        return {"links": [*links_of(document)], "anchors": sorted(document.anchors)}

    return run.checked.recall(b"links" + document.key, find)


def links_of(document: Document) -> Iterator[tuple[int, str, int, bool]]:
    """Of each link its number and address, how many like it stand before, whether it is seen."""
    page, pictures = document.page, list(document.page.all("img"))
    links = numbered(page.all("a"), lambda each: each.attrs.get("href"))
    for number, (link, nth) in enumerate(links):
        if "href" in link.attrs or link.attrs.keys().isdisjoint(("id", "name")):  # else an anchor
            has_words = bool(page.text(link).strip()) or any(map(link.holds, pictures))
            yield number, link.attrs.get("href", ""), nth, has_words


def own_path(value: str, run: Run) -> str:
    """The address as it was typed: without that of the site, which reading/elements.py adds."""
    url = run.settings["SITEURL"]
    return value.removeprefix(url) if url and value.startswith(f"{url}/") else value


def typed(value: str, whole: str = "") -> str:
    """A pattern for the address of a link, as it stands in Markdown or HTML, perhaps whole."""
    if not value.strip():
        return r"\]\(\s*(?:<>)?\s*\)|(?:href|src)\s*=\s*(?:\"\s*\"|'\s*')"
    if value.startswith("#fnref-"):  # the way back from a footnote
        return rf"^ *\[\^{re.escape(value[7:])}\]:"
    ways = "|".join(re.escape(way) for way in dict.fromkeys((value, escape(value), whole or value)))
    return rf"(?:(?<=[(<\"'=\s:])|^)(?:{ways})(?=[.,;:!?]*(?:[\s)>\"'<]|$))"


def wrong_link(value: str, document: Document, run: Run) -> str:
    """What is wrong with where a link leads, and what would be right; or ""."""
    if value.strip() in ("", "#"):
        return f"this leads nowhere; write {EXAMPLE}, without quotes, or take it out"
    if quotes := re.search(r'[“”„"]', value):
        address, _, title = value.partition(quotes[0])
        right = f'{address.strip()} "{title.strip("“”„ ")}"' if address else title.rstrip('"”')
        return f'"{value}" has quotes in its address; write [words]({right})'
    if inside := re.match(rf"{run.settings['INTRASITE_LINK_REGEX']}(?P<value>.*)", value, re.S):
        return wrong_inside(inside["what"], inside["value"], document, run)
    try:  # as a browser does, which skips blanks and control characters
        url = urlsplit(re.sub(r"[\x00-\x20]", "", value))
    except ValueError:
        return f'"{value}" is not an address; {WHOLE}'
    if url.hostname in PREVIEW:
        path = value.partition(url.netloc)[2] or "/"
        right = wrong_address(path, document, run) or f"write [words]({path})"
        return f'only your own computer has "{value}"; {right}'
    own = urlsplit(run.facts.site.url).netloc
    of_site = url.scheme in ("", "http", "https") and url.netloc == own != ""
    if of_site or (not url.scheme and not url.netloc and url.path.startswith("/")):
        return wrong_address(value, document, run)
    if value.strip().startswith("#"):
        return wrong_fragment(url.fragment, document, document, run)
    if url.scheme and not HOST.match(value):
        return wrong_elsewhere(value, run.facts.site.country)
    return wrong_relative(value, document, run)


def wrong_inside(kind: str, rest: str, document: Document, run: Run) -> str:
    """What is wrong with a link to {kind}rest, and what would be right; or ""."""
    if kind in ("filename", "static"):
        return wrong_file(kind, rest, document, run)
    if kind in ("tag", "category"):
        slug = slugify(urlsplit(rest).path, run.settings["SLUG_REGEX_SUBSTITUTIONS"])
        address = run.settings[f"{kind.upper()}_URL"].format(slug=slug)
        return wrong_address(f"/{address}", document, run)
    known = "{filename}", "{static}"
    right = did_you_mean(f"{{{kind.lower()}}}", known, f"write {' or '.join(known)}")
    return "" if kind == "index" else f'"{{{kind}}}" is not known; {right}'


def wrong_file(kind: str, rest: str, document: Document, run: Run) -> str:
    url = urlsplit(rest)
    place = at(url.path, document, run)
    if right := nowhere(url.path):
        return f'"{url.path}" would lead nowhere; {right}'
    if not place:
        folders = "content/images/" if kind == "static" else "content/posts/ or content/pages/"
        near = like(kind, url.path, document, run)
        right = f"did you mean {near}?" if near else f"name one that is in {folders}"
        return f'there is no file "{url.path}"; {right}'
    if kind != (right := kind_of(place)):
        return f'"{{{kind}}}{rest}" leads nowhere; write {{{right}}}{rest}'
    if place not in run.documents:
        return ""  # a picture, or a text that could not be read
    target, content = run.contents.get(place), run.contents[document.place]
    if not target or (is_public(content) and not is_public(target)):
        return f"{run.documents[place].path} is not published; take this link to it out until it is"
    return wrong_fragment(url.fragment, run.documents[place], document, run)


def at(path: str, document: Document, run: Run) -> str:
    """The place that `path` names, or "": from content/, as Pelican has it, behind a slash."""
    for way in (path, unquote(path)):
        begins = "" if way.startswith("/") else posixpath.dirname(document.place)
        place = posixpath.normpath(posixpath.join(begins, way.removeprefix("/")))
        if place in run.files:
            return place
    return ""


def kind_of(place: str) -> str:
    return "static" if place.startswith("images/") else "filename"


def like(kind: str, path: str, document: Document, run: Run) -> str:
    """The file that was meant, such as {filename}apps.md, if one is like it; or ""."""
    alike = {PurePosixPath(x).stem: x for x in sorted(run.files) if kind_of(x) == kind}
    if not (near := nearest(PurePosixPath(unquote(path)).stem, alike)):
        return ""
    return f"{{{kind}}}{posixpath.relpath(alike[near], posixpath.dirname(document.place))}"


def wrong_fragment(fragment: str, document: Document, here: Document | None, run: Run) -> str:
    """What is wrong with a link that stands `here`, to #fragment of `document`; or ""."""
    name = unquote(fragment)
    if name in ("", "top", "main") or name in (names := remembered(document, run)["anchors"]):
        return ""
    if name.startswith("fnref-"):
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
        return wrong_fragment(url.fragment, run.documents[run.published[path]], here, run)
    if path in run.addresses or path.startswith("/images/"):
        return ""
    right = did_you_mean(path, sorted(run.addresses), right or f"write {EXAMPLE}")
    return f'this site has no "{value}"; {right.replace(chr(34), "")}'


def wrong_relative(value: str, document: Document, run: Run) -> str:
    """What an address that begins nowhere was meant to be: a browser would seek it on this site."""
    if EMAIL.fullmatch(value):
        right = f"mailto:{value}"
    elif place := at(urlsplit(value).path, document, run):
        right = f"{{{kind_of(place)}}}{value}"
    elif at(f"{value}.md", document, run):
        right = f"{{filename}}{value}.md"
    elif right := nowhere(value.partition("/")[0]):
        return f'"{value}" would lead nowhere; {right}'
    elif HOST.match(value.lstrip("/")) and not FILE.search(urlsplit(value).path):
        right = f"https://{value.lstrip('/')}".replace(" ", "%20")
    elif near := like("filename", urlsplit(value).path, document, run):
        right = near
    else:
        right = f"{EXAMPLE}, or a whole address like https://www.example.com"
    return f'"{value}" would lead nowhere; write {right}'


def nowhere(path: str) -> str:
    """What to do instead if a file of this kind is never published; or ""."""
    return UNPUBLISHED.get(PurePosixPath(path).suffix.lower(), "")


def wrong_elsewhere(value: str, country: str) -> str:
    """What is wrong with an address outside the site, by how it begins; or ""."""
    url = urlsplit(value.strip())
    match url.scheme:
        case "http" | "https":
            is_right = URL.fullmatch(value.strip().lower())
            right = value.strip().replace(" ", "%20")
            wrong = f"is not a web address; {WHOLE}"
            if right != value.strip() and URL.fullmatch(right.lower()):
                wrong = f"has a blank in it; write {right}"
        case "mailto":
            is_right = all(map(EMAIL.fullmatch, unquote(url.path).split(",")))
            wrong = "is not an e-mail address; write it like mailto:name@example.com"
        case "tel" | "sms":
            is_right = NUMBER.fullmatch(url.path) and dial(url.path, country)
            right = dial(re.sub(r"[^\d+]", "", unquote(url.path).replace("(0)", "")), country)
            wrong = (
                f"cannot be dialled; write {url.scheme}:{right or '+, its country and all digits'}"
            )
        case scheme:
            return f'a link may not begin with "{scheme}:"; write https:, mailto: or tel:'
    return "" if is_right else f'"{value}" {wrong}'
