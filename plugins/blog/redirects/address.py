"""An old address, however it is written, as a path within the site; or why it cannot be one."""

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

# A name on which all hosts and file systems agree; most of these take 255 bytes.
PART = re.compile(r"[^\W_][\w.~-]{0,149}")
PAGE = re.compile(r".*\.html?", re.IGNORECASE)


def old_path(said: str, home: str, site: str) -> str:
    """The path within the site, such as "post/old-name/", that an old address names.

    `said` is an old slug, whose place is then in `home` ("post/{slug}/"), or a path that begins
    with a slash, or a whole address of the `site`. Raises ValueError, saying what would be right.
    """
    if re.search(r"\s", said):
        raise ValueError(f'"{said}" has a blank in it; put commas between: Aliases: one, two')
    path = path_on(site, said)
    if not path.startswith("/"):
        if "/" in path.removesuffix("/"):
            raise ValueError(f'"{said}" could begin anywhere; write /{path}')
        path = home.format(slug=path.removesuffix("/"))
    return settled(path.removeprefix("/"), said)


def path_on(site: str, said: str) -> str:
    """`said` without the address of the site, if it begins with one."""
    url = urlsplit(re.sub("[][]", "*", said))  # which urlsplit takes for signs of IPv6
    own = urlsplit(site)
    if re.match(rf"www\.|{re.escape(host(own) or '.')}(?:/|$)", said.lower()):
        url = urlsplit(f"//{said}")
    if mark := re.search("[?#]", said):
        raise ValueError(f'"{said}" has {mark[0]} in it; leave out what stands from there on')
    if not url.scheme and not url.netloc:
        return said
    folder = own.path.rstrip("/")
    inside = f"{url.path}/".startswith(f"{folder}/")
    there = host(own) in ("", host(url))  # "": practice.toml cannot be read
    if url.scheme not in ("http", "https", "") or not there or not inside:
        raise ValueError(f'"{said}" is not an address of this site, {site}')
    return url.path.removeprefix(folder) or "/"


def new_address(said: str, site: str) -> str:
    """Where a redirect leads: a path within the site, "" for its home page, or a whole address."""
    address, mark, place = said.partition("#")
    url, own = urlsplit(address), urlsplit(site)
    if url.netloc and host(url) != host(own):
        return said
    return path_on(site, address).removeprefix("/") + mark + place


def host(url: SplitResult) -> str:
    """The host; with www and without, it is one site."""
    return url.netloc.lower().removeprefix("www.")


def settled(path: str, said: str) -> str:
    """The one form that all else goes by: decoded, and with a slash at its end unless a .html is.

    Whatever else it ends in, /old.php for example, becomes a folder, which every host finds.
    """
    plain = re.sub(r"(^|/)index\.html?$", r"\1", unicodedata.normalize("NFC", unquote(path)))
    if not plain:
        raise ValueError(f'"{said}" is the home page, which is always there')
    parts = plain.removesuffix("/").split("/")
    if not all(map(PART.fullmatch, parts)):
        right = "write it like old-name or /blog/old-name"
        raise ValueError(f'"{said}" cannot be an address; {right}')
    return plain if PAGE.fullmatch(plain) else "/".join((*parts, ""))
