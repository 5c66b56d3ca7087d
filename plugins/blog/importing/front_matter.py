"""A folder of Markdown, each file headed by YAML (Jekyll, Hugo) or TOML (Hugo)."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from .files import Refused, text
from .post import Post, left

HEAD = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
COMMAND = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read(path: Path, counts: Counter) -> Iterator[Post]:
    said = text(path)
    head = HEAD.match(said)
    try:
        header = yaml.safe_load(head[2]) if head[1] == "---" else tomllib.loads(head[2])
        header = {str(key).lower(): value for key, value in (header or {}).items()}
    except (yaml.YAMLError, ValueError, AttributeError, RecursionError):
        raise Refused(f"{path}:1: has a header that cannot be read; mend it there") from None

    def get(*keys: str) -> tuple[str, ...]:
        found = next((header[key] for key in keys if header.get(key)), ())
        found = found if isinstance(found, list) else [found]
        return tuple(str(each) for each in found if isinstance(each, str | int | date))

    dated = re.fullmatch(r"(?:(\d{4}-\d\d-\d\d)-)?(.*)", path.stem)
    counts["authors"] += "author" in header
    yield Post(
        "".join(get("title")),
        MARKDOWN.render(COMMAND.sub(lambda code: left("a command,", code[0]), said[head.end() :])),
        "".join(get("date")) or dated[1] or "",
        "".join(get("lastmod", "last_modified_at", "modified", "updated")),
        (*(get("permalink", "url", "slug") or dated[2:]), *get("aliases", "redirect_from")),
        get("categories", "category"),
        get("tags", "keywords"),
        "".join(get("description", "summary", "excerpt")),
        ("".join(get("image", "cover", "featured_image")), ""),
    )
