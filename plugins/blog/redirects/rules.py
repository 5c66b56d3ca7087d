"""_redirects, the file of rules that Netlify and Cloudflare Pages read: old, new, 301.

A rule is a plain 301 on purpose. Netlify's 301!, which would win over a page at the old address,
is an error at Cloudflare ("Got 301!", parseRedirects.ts in cloudflare/workers-sdk) and fails the
whole deploy of a Worker. Cloudflare follows a rule whether there is a page or not
(developers.cloudflare.com/pages/configuration/redirects/); for Netlify, publishconf.py leaves the
stand-in pages out.

Cloudflare compares addresses letter by letter, so each stands there with its last slash and
without; for Netlify the two are one. Of more than 2,000 rules Cloudflare drops the rest, and at
those addresses shows the stand-in pages.
"""

from .address import encoded

Redirects = tuple[tuple[str, str], ...]  # (old path, new path or whole address), from the root


def rules(redirects: Redirects, folder: str) -> str:
    """The whole file for a site in `folder` of its host: "" or, say, "/blog"."""
    lines = []
    for old, new in redirects:
        to = new if "://" in new else f"{folder}/{new}"
        for way in dict.fromkeys((old, old.removesuffix("/"))):
            lines.append(f"{folder}/{encoded(way)} {to} 301\n")
    return "".join(lines)
