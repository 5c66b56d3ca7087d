"""The headers of every answer: what browsers must refuse, and how long they may keep a file.

The one source of them; templates/ has a file for each way to say them. GitHub Pages sends no
header of ours. There a page has only what its <meta>s say, the policy and the referrer, and:

- any site may show it in a frame, as a <meta> may not say frame-ancestors;
- X-Content-Type-Options, Permissions-Policy and Cross-Origin-* are missing; on a domain of one's
  own Strict-Transport-Security is too;
- every file is asked for again after ten minutes, even one that never changes.
"""

from dataclasses import dataclass

YEAR = 31_536_000  # seconds

# Each time the browser asks whether the page has changed: what is said of help lines must be true
# today. It is also what Netlify and Cloudflare Pages say where they are told nothing.
BRIEFLY = "public, max-age=0, must-revalidate"
FOR_EVER = f"public, max-age={YEAR}, immutable"

Headers = dict[str, str]


@dataclass(frozen=True)
class Site:
    """What a host must know about the site, in whatever way it is told.

    `rules` say what is different for some paths, and no two of them fit the same. In their
    patterns * is any text, and :word a part without a slash.
    """

    prefix: str  # of every path: "", or "/blog" for a site in a folder
    everywhere: Headers
    rules: dict[str, Headers]
    redirects: tuple[tuple[str, str], ...] = ()  # as ../redirects has them


def page_policy(styles: list[str], scripts: bool = False) -> str:
    """What one page may load, for its <meta>. `styles` are the hash sources of its stylesheets."""
    return policy(styles, *["script-src 'self'"] * scripts)


def policy(styles: list[str], *more: str) -> str:
    """A policy of Content Security Policy Level 3, which allows what the site has and no more."""
    directives = (
        "default-src 'none'",
        "connect-src 'self'",
        f"style-src {' '.join(styles)}",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join((*directives, *more))


def everywhere(styles: list[str]) -> Headers:
    """The headers of every answer, with all `styles` of the site.

    A browser keeps to the policy in the header and to that in the page. So the header may allow the
    script of the search page: all other pages forbid it themselves. There is no X-Frame-Options,
    as every browser that is told the policy obeys its frame-ancestors.
    """
    return {
        "Content-Security-Policy": policy(styles, "script-src 'self'", "frame-ancestors 'none'"),
        # For this host alone: what else there is on the domain is not known here.
        "Strict-Transport-Security": f"max-age={2 * YEAR}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def rules(types: dict[str, str]) -> dict[str, Headers]:
    """What is different for some paths; `types` has the files whose names do not tell their type.

    What never changes has a hash of what is in it in its path.
    """
    lasting = {"Cache-Control": FOR_EVER}
    pictures = {
        # Firefox and Safari take the policy that comes with an SVG for the styles in it (w3c/
        # webappsec-csp, issue 474; webcompat/web-bugs, issue 41955), and a drawing has its own.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        # The feeds have whole posts, and feed readers on the web show the pictures in them.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return {
        "images/*": pictures | lasting,
        "search/:build/search.js": lasting,
        "search/:build/*.json": lasting,
        **{path: {"Content-Type": kind} for path, kind in types.items()},
    }
