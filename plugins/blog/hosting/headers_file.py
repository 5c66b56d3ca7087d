"""`_headers`, which Netlify and Cloudflare Pages read.

Where several rules fit a path, both hosts take the headers of all of them. If a header stands in
two, Netlify takes the later one, and Cloudflare Pages joins them, unless a "!" takes the former
away. To Netlify a line without a colon is no header. A rule counts for a missing file too; as both
hosts put a whole site in place at once, no page asks for a picture that is not there yet.

Sources: docs.netlify.com/manage/routing/headers and packages/headers-parser in its repository
netlify/build; developers.cloudflare.com/pages/configuration/headers, which has limits too: 100
rules, and 2,000 characters a line.
"""

from .headers import Headers, Site

REMARK = """\
# For Netlify and Cloudflare Pages. All rules that fit a path count; a ! takes a header away that an
# earlier one has set. What has no Cache-Control is asked for anew each time: both do so unasked.
"""


def text(site: Site) -> str:
    blocks = [block(f"{site.prefix}/*", site.everywhere)]
    for pattern, headers in site.rules.items():
        again = [name for name in headers if name in site.everywhere]
        blocks.append(block(f"{site.prefix}/{pattern}", headers, again))
    return "\n".join([REMARK, *blocks])


def block(pattern: str, headers: Headers, again: list[str] = ()) -> str:
    lines = [f"  ! {name}" for name in again]
    lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join([pattern, *lines, ""])
