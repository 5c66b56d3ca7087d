"""The headers that a host is meant to send with each page, and a part of each that must be there.

GitHub Pages sends none of ours, and says who it is in its header Server.
"""

from ..hosting.headers import everywhere

STRICT = "Strict-Transport-Security"  # means nothing over http (RFC 6797, section 8.1)
OURS = everywhere([]) | {"Content-Security-Policy": "default-src 'none'"}  # styles come and go
HEADERS = {name: value for name, value in OURS.items() if name != STRICT}
HTTPS = {STRICT: OURS[STRICT]}
WITHOUT_HEADERS = ("GitHub.com",)
