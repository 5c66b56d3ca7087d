"""`.nginx.conf`, for a `server { }` of nginx to include. It lies in the site, and is not served.

All of it stands within one location, so that a site in a folder leaves its neighbours alone.
"""

import re
from urllib.parse import quote

from .headers import BRIEFLY, FOR_EVER, Headers, Site

REMARK = """\
# How nginx serves this site. A server includes it, one that has the certificate and the folder:
#
#     server {{
#         listen 443 ssl;
#         server_name {host};
#         root /srv/www;{folder}
#         brotli_static on;  # if nginx has it; on Debian: libnginx-mod-http-brotli-static
#         include /srv/www{prefix}/.nginx.conf;
#     }}
#
# The policy below names the style of the very pages beside it. So whenever a new site has been
# put in place, nginx must read this again: nginx -t && nginx -s reload

"""

# All kinds of file that the site has. Browsers are forbidden to guess, so a server must not either.
TYPES = {
    "text/html": "html",
    "text/plain": "txt",
    "text/javascript": "js",
    "application/json": "json",
    "application/xml": "xml",
    "image/avif": "avif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/vnd.microsoft.icon": "ico",
    "image/webp": "webp",
}
UTF_8 = "text/plain text/javascript application/xml image/svg+xml"  # and text/html

NOT_SERVED = r"(.*/)?\.(?!well-known/)|_headers$|_redirects$|.*\.(br|gz)$"


def text(site: Site, url: str) -> str:
    """The snippet for the site at `url`."""
    prefix = site.prefix
    host = re.sub(r"^https?://|[:/].*", "", url)
    folder = f"  # which has this site in it, as {prefix[1:]}/" if prefix else ""
    remark = REMARK.format(host=host, folder=folder, prefix=prefix)
    return "\n".join([remark, *without_slash(site), *whole(site), ""])


def whole(site: Site) -> list[str]:
    prefix = site.prefix
    return block(
        f"location {quoted(f'{prefix}/')}",
        "index index.html;",
        f"error_page 403 404 =404 {quoted(f'{prefix}/404.html')};",
        "absolute_redirect off;  # the name and port that visitors know may not be nginx's own",
        "server_tokens off;",
        "gzip_static on;",
        "gzip_vary on;",
        *block("types", *(f"{kind} {suffix};" for kind, suffix in TYPES.items())),
        "default_type application/octet-stream;",
        "charset utf-8;",
        f"charset_types {UTF_8};",
        *add_headers(usual(site)),
        "",
        *block(f"location = {quoted(f'{prefix}/404.html')}", "internal;"),
        *block(f"location ~ {quoted(f'^{re.escape(prefix)}/({NOT_SERVED})')}", "return 404;"),
        "",
        "# A location with an add_header inherits none (before nginx 1.29.3), so all stand again.",
        *(line for pattern, headers in site.rules.items() for line in rule(site, pattern, headers)),
        *(line for old, new in site.redirects for line in moved(prefix, old, new)),
    )


def without_slash(site: Site) -> list[str]:
    """The folder of a site in one, as people type it: it is outside the location of the site."""
    if not site.prefix:
        return []
    target = quoted(f"{site.prefix}/$is_args$args")
    lines = (*add_headers(usual(site)), "absolute_redirect off;", f"return 301 {target};")
    return block(f"location = {quoted(site.prefix)}", *lines)


def usual(site: Site) -> Headers:
    return site.everywhere | {"Cache-Control": BRIEFLY}


def rule(site: Site, pattern: str, headers: Headers) -> list[str]:
    headers = dict(headers)
    lines = []
    if kind := headers.pop("Content-Type", ""):
        lines = ["types {}", f"default_type {quoted(kind)};"]
    if headers:
        lines += add_headers(usual(site) | headers)
    place = quoted(f"^{re.escape(site.prefix)}/{expression(pattern)}$")
    return block(f"location ~ {place}", *lines)


def add_headers(headers: Headers) -> list[str]:
    """With "always", a 404 has them too; but nobody must keep an error of the server for ever."""
    always = {name: "" if value == FOR_EVER else " always" for name, value in headers.items()}
    return [f"add_header {name} {quoted(headers[name])}{also};" for name, also in always.items()]


def moved(prefix: str, old: str, new: str) -> list[str]:
    """From the old path, with or without a slash at its end; a query comes along."""
    page, mark, place = new.partition("#")
    there = page if "://" in page else f"{prefix}/{quote(page)}"
    target = quoted(f"{there}$is_args$args{mark}{place}")
    paths = dict.fromkeys((old, old.rstrip("/")))
    locations = (quoted(f"{prefix}/{path}") for path in paths)
    return [f"location = {location} {{ return 301 {target}; }}" for location in locations]


def expression(pattern: str) -> str:
    """The pattern of a rule as a regular expression."""
    any_text = re.escape(pattern).replace(r"\*", ".*")
    return re.sub(r":\w+", "[^/]+", any_text)


def block(opening: str, *lines: str) -> list[str]:
    return [f"{opening} {{", *(f"    {line}".rstrip() for line in lines), "}"]


def quoted(value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
