"""The headers that a host is meant to send with each page, and a part of each that must be there.

GitHub Pages sends none of ours, and says who it is in its header Server.
"""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
HTTPS = {"Strict-Transport-Security": "max-age="}  # means nothing over http (RFC 6797, section 8.1)
WITHOUT_HEADERS = ("GitHub.com",)
