"""How Netlify and Cloudflare Pages read `_headers`, for one path.

Sources: netlify/build, packages/headers-parser/src (line_parser.ts, for_regexp.ts), and
netlify/cli, src/utils/headers.ts, where a header of a later rule replaces the earlier one;
developers.cloudflare.com/pages/configuration/headers, where the two are joined. There a "!" takes
away what rules before it have set (cloudflare/cloudflare-docs, pull request 32995).
"""

import re


def netlify(text: str, path: str) -> dict[str, str]:
    found = {}
    for pattern, lines in rules(text):
        if re.fullmatch(netlify_expression(pattern), path, re.IGNORECASE):
            found |= dict(header(line) for line in lines if ":" in line)
    return found


def netlify_expression(pattern: str) -> str:
    kinds = {":": "([^/]+)", "*": "?(.*)"}
    parts = [part for part in pattern.split("/") if part]
    known = [
        kinds.get(part[0] if part[0] == ":" else part) or re.escape(part).replace(r"\*", "(.*)")
        for part in parts
    ]
    return f"/{'/'.join(known)}/?"


def cloudflare(text: str, path: str) -> dict[str, str]:
    found = {}
    for pattern, lines in rules(text):
        known = re.sub(r":\w+", "[^/]+", re.escape(pattern).replace(r"\*", ".*"))
        if re.fullmatch(known, path):
            for line in lines:
                if line.startswith("! "):
                    found.pop(line[2:], None)
                else:
                    name, value = header(line)
                    found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def rules(text: str) -> list[tuple[str, list[str]]]:
    """Each pattern with the lines below it, in order."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = []
    for line in lines:
        if line.startswith("/"):
            found.append((line, []))
        elif not line.startswith("#"):
            found[-1][1].append(line)
    return found


def header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()
