"""Where links lead: to something that is there. What pictures show, images/figures.py sees to."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from html import escape
from urllib.parse import SplitResult, unquote, urlsplit

from pelican.contents import Content
from pelican.utils import slugify
from practice.values import EMAIL, URL, dial

from ..problem import Problem, did_you_mean, nearest
from ..reading.document import Document, numbered
from ..run import Run, is_public

KINDS = ("filename", "static", "tag", "category", "index")
EXAMPLE = "[words]({filename}a-post.md)"
WHOLE = "write the whole of it, like https://www.example.com"
HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[A-Za-z][\w-]+(:\d+)?", re.ASCII)
NUMBER = re.compile(r"\+?[\d().-]{3,20}", re.ASCII)
FILE = re.compile(r"\.(md|html?|jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE)


def check_links(document: Document, run: Run) -> Iterator[Problem]:
    content = run.contents.get(document.place)
    if not content:
        return  # a text with the status skip has no page
    page, pictures = document.page, list(document.page.all("img"))
    for link, nth in numbered(page.all("a"), lambda each: each.attrs.get("href")):
        if "href" not in link.attrs and link.attrs.keys() & {"id", "name"}:
            continue
        value = own_path(link.attrs.get("href", ""), run)
        message = wrong_link(value, content, run)
        if not message and not page.text(link).strip() and not any(map(link.holds, pictures)):
            message = f"the link to {value} has no words; write [words]({value})"
        if message:
            yield document.problem(document.line_of(link, nth, typed(value)), message)


def own_path(value: str, run: Run) -> str:
    """The address as it was typed: without that of the site, which reading/own_links.py adds."""
    url = run.settings["SITEURL"]
    return value.removeprefix(url) if url and value.startswith(f"{url}/") else value


def typed(value: str) -> str:
    """A pattern for the address of a link, as it stands in Markdown or HTML."""
    if not value.strip():
        return r"\]\(\s*(?:<>)?\s*\)|(?:href|src)\s*=\s*(?:\"\s*\"|'\s*')"
    if value.startswith("#fnref:"):  # the way back from a footnote
        return rf"^ *\[\^{re.escape(value[7:])}\]:"
    ways = "|".join(re.escape(way) for way in dict.fromkeys((value, escape(value))))
    return rf"(?:(?<=[(<\"'=\s:])|^)(?:{ways})(?=[\s)>\"']|$)"


def wrong_link(value: str, content: Content, run: Run) -> str:
    """What is wrong with where a link leads, and what would be right; or ""."""
    if value.strip() in ("", "#"):
        return f"this leads nowhere; write {EXAMPLE}, or take it out"
    if inside := re.match(rf"{run.settings['INTRASITE_LINK_REGEX']}(?P<value>.*)", value, re.S):
        return wrong_inside(inside["what"], inside["value"], content, run)
    url = split(value)
    if url is None:
        return f'"{value}" is not an address; {WHOLE}'
    own = urlsplit(run.facts.site.url).netloc
    of_site = url.scheme in ("", "http", "https") and url.netloc == own != ""
    if of_site or (not url.scheme and not url.netloc and url.path.startswith("/")):
        return wrong_address(value, content, run)
    if not url.scheme and not url.netloc and not url.path and not url.query:
        return wrong_fragment(url.fragment, content, content, run)
    if url.scheme in ("http", "https") and len(parts := value.split()) > 1:
        return f'"{value}" has a blank in it; write {"%20".join(parts)}'
    if url.scheme in ELSEWHERE:
        is_right, wrong = ELSEWHERE[url.scheme]
        return "" if is_right(value) else f'"{value}" {wrong}'
    if url.scheme and not HOST.match(value):
        return f'a link may not begin with "{url.scheme}:"; write https:, mailto: or tel:'
    return wrong_relative(value, content, run)


def wrong_inside(kind: str, rest: str, content: Content, run: Run) -> str:
    """What is wrong with a link to {kind}rest, and what would be right; or ""."""
    if kind in ("filename", "static"):
        return wrong_file(kind, rest, content, run)
    if kind in ("tag", "category"):
        name = urlsplit(rest).path
        slug = slugify(name, run.settings["SLUG_REGEX_SUBSTITUTIONS"])
        address = "/" + run.settings[f"{kind.upper()}_URL"].format(slug=slug)
        wrong = f'no published post has the {kind} "{name}"; link to one that is in use'
        return "" if address in run.topics[kind] else wrong
    if kind == "attach":
        return f"{{attach}} serves one text only; write {{static}}{rest}"
    if kind == "index":
        return ""
    near = nearest(kind.lower(), KINDS) or "filename"
    return f'"{{{kind}}}" is not known; did you mean {{{near}}}?'


def wrong_file(kind: str, rest: str, content: Content, run: Run) -> str:
    url = urlsplit(rest)
    place = at(url.path, content, run.files)
    if place is None:
        return f'there is no file "{url.path}"; {like(kind, url.path, content, run)}'
    right = "static" if place.startswith("images/") else "filename"
    if kind != right:
        return f'"{{{kind}}}{rest}" leads nowhere; write {{{right}}}{rest}'
    if place not in run.documents:
        return ""  # a picture, or a text that could not be read
    target = run.contents.get(place)
    if not target or (is_public(content) and not is_public(target)):
        return f"{run.documents[place].path} is not published; take this link to it out until it is"
    return wrong_fragment(url.fragment, content, target, run)


def at(path: str, content: Content, places: set[str]) -> str | None:
    """The place that `path` names, as Pelican sees it: from content/ if it begins with a slash."""
    for way in (path, unquote(path)):
        begins = "" if way.startswith("/") else content.relative_dir
        way = posixpath.join(begins, way.removeprefix("/"))
        if way and (place := content.get_relative_source_path(way)) in places:
            return place
    return None


def like(kind: str, path: str, content: Content, run: Run) -> str:
    """The file that was meant, if one is like it: "did you mean {filename}apps.md?"."""
    pictures = kind == "static"
    places = (place for place in sorted(run.files) if place.startswith("images/") is pictures)
    alike = {plain(place): place for place in places}
    if near := nearest(plain(unquote(path)), alike):
        way = posixpath.relpath(alike[near], content.relative_dir)
        return f"did you mean {{{kind}}}{way}?"
    folders = "content/images/" if pictures else "content/posts/ or content/pages/"
    return f"name one that is in {folders}"


def plain(path: str) -> str:
    """A file's name without its folder, ending, case and way of writing accents."""
    name, _ = posixpath.splitext(posixpath.basename(path))
    return unicodedata.normalize("NFC", name).casefold()


def wrong_fragment(fragment: str, content: Content | None, target: Content, run: Run) -> str:
    """What is wrong with a link to #fragment of `target`: a heading, mostly."""
    document, name = run.documents[target.get_relative_source_path()], unquote(fragment)
    if name in ("", "top", "main") or name in document.anchors:
        return ""
    if name.startswith("fnref:"):
        return f"nothing in the text refers to this footnote; write [^{name[6:]}] where it belongs"
    near = nearest(name, sorted(document.anchors))
    right = f"did you mean #{near}?" if near else f"give a heading there that name: {{#{name}}}"
    where = "this page" if target is content else document.path
    return f'"#{name}" is no heading on {where}; {right}'


def wrong_address(value: str, content: Content, run: Run) -> str:
    """What is wrong with a path of this very site."""
    url = urlsplit(value)
    path = (unquote(url.path) or "/").removesuffix("index.html")
    if path in run.published:
        return wrong_fragment(url.fragment, content, run.contents[run.published[path]], run)
    if path in run.addresses or path.startswith("/images/"):
        return ""
    right = did_you_mean(path, sorted(run.addresses), f"write {EXAMPLE}")
    return f'this site has no "{value}"; {right.replace(chr(34), "")}'


def wrong_relative(value: str, content: Content, run: Run) -> str:
    """What an address that begins nowhere was meant to be: a browser would seek it on this site."""
    if EMAIL.fullmatch(value):
        right = f"mailto:{value}"
    elif known := at(urlsplit(value).path, content, run.files):
        right = f"{{{'static' if known.startswith('images/') else 'filename'}}}{value}"
    elif HOST.match(value.lstrip("/")) and not FILE.search(urlsplit(value).path):
        right = f"https://{value.lstrip('/')}"
    else:
        right = f"{EXAMPLE}, or a whole address like https://www.example.com"
    return f'"{value}" would lead nowhere; write {right}'


def split(value: str) -> SplitResult | None:
    """The parts of an address as a browser reads it, which skips blanks and control characters."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", value))
    except ValueError:
        return None


def is_web(value: str) -> bool:
    return bool(URL.fullmatch(value.strip().lower()))


def is_mail(value: str) -> bool:
    return all(map(EMAIL.fullmatch, unquote(urlsplit(value).path).split(",")))


def is_phone(value: str) -> bool:
    number = urlsplit(value).path
    return bool(NUMBER.fullmatch(number) and dial(number))


# Addresses outside the site, by how they begin: whether they are right, and what is said if not.
WEB = is_web, f"is not a web address; {WHOLE}"
MAIL = is_mail, "is not an e-mail address; write it like mailto:name@example.com"
PHONE = is_phone, "cannot be dialled; write it without spaces, like tel:+442079460123"
ELSEWHERE = {"http": WEB, "https": WEB, "mailto": MAIL, "tel": PHONE, "sms": PHONE}
