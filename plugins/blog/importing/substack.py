"""Substack's zip: posts.csv, and for each post a page of HTML."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .files import text
from .post import Post


def read(path: Path, counts: Counter) -> Iterator[Post]:
    counts["lists of subscribers"] += len(list(path.parent.glob("*email*.csv")))
    for row in csv.DictReader(io.StringIO(text(path))):
        name = row["post_id"].replace("/", "")
        page = path.parent / "posts" / f"{name}.html"
        if page.is_file() and row.get("type") != "page":
            yield Post(
                row.get("title") or "",
                text(page),
                row.get("post_date") or "",
                addresses=(f"/p/{name.partition('.')[2]}",),
                summary=row.get("subtitle") or "",
            )
