"""The score that the HTTP Observatory gives a page, by its rules.

Source: the repository mdn/mdn-http-observatory, src/grader/charts.js for the points,
src/scanner/index.js for their sum, src/analyzer/tests/ for what earns them. It begins with 100;
points above that count only if without them 90 are left.

Three of its rules have nothing to judge here: cookies and scripts from elsewhere, which this site
has none of, and the way from http: to https:, which is the server's own. All are worth 0.
"""

SIX_MONTHS = 15_552_000  # seconds; the Observatory's own white lie
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}


def score(headers: dict[str, str], meta_policy: str = "") -> int:
    """The points of a page that comes with `headers`, and has that policy in a <meta>."""
    known = {name.lower(): value for name, value in headers.items()}
    earned = [
        content_security_policy(known.get("content-security-policy", ""), meta_policy),
        strict_transport_security(known.get("strict-transport-security")),
        framing(known.get("content-security-policy", ""), known.get("x-frame-options")),
        0 if known.get("x-content-type-options") == "nosniff" else -5,
        referrer_policy(known.get("referrer-policy")),
        cross_origin_resource_policy(known.get("cross-origin-resource-policy")),
    ]
    without_extra = 100 + sum(points for points in earned if points < 0)
    return max(0, 100 + sum(earned) if without_extra >= 90 else without_extra)


def content_security_policy(header: str, meta: str) -> int:
    try:
        allowed = both(*map(directives, filter(None, (header, meta))))
    except ValueError:
        return -25
    if not allowed:
        return -25
    fallback = allowed.get("default-src", {"*"})
    scripts, styles, objects = (
        allowed.get(f"{kind}-src", fallback) for kind in ("script", "style", "object")
    )
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & (BROAD | INLINE):
        return 0
    return 10 if allowed.get("default-src") == {"'none'"} else 5


def directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    if len({name for name, *_ in parts}) < len(parts):
        raise ValueError("the same directive twice")
    return {name: set(sources) for name, *sources in parts}


def both(one=None, other=None) -> dict[str, set[str]]:
    """What two policies allow together; one alone allows what it says."""
    one, other = one or {}, other or {}
    whole = {**one, **other}
    for name in one.keys() & other.keys():
        whole[name] = one[name] & other[name] or {"'none'"}
    return whole


def strict_transport_security(value: str | None) -> int:
    if value is None or "," in value or "max-age=" not in value:
        return -20
    seconds = int(value.partition("max-age=")[2].partition(";")[0])
    return 0 if seconds >= SIX_MONTHS else -10


def framing(policy: str, x_frame_options: str | None) -> int:
    if "frame-ancestors" in directives(policy):
        return 5
    return 0 if (x_frame_options or "").lower() in ("deny", "sameorigin") else -20


def referrer_policy(value: str | None) -> int:
    good = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
    return 0 if value is None else 5 if value in good else -5


def cross_origin_resource_policy(value: str | None) -> int:
    points = {None: 0, "cross-origin": 0, "same-site": 10, "same-origin": 10}
    return points.get(value, -5)
