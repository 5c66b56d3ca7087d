"""Which posts are on the same matters as one."""

RELATED = 3


def related(post, posts: list) -> list:
    """Up to RELATED other `posts` that share tags with `post`; the same category breaks ties.

    Among equals the order of `posts` holds, newest first.
    """
    tags = set(getattr(post, "tags", []))

    def nearness(other) -> tuple[int, bool]:
        return len(tags & set(getattr(other, "tags", []))), other.category == post.category

    near = [other for other in posts if other is not post and any(nearness(other))]
    return sorted(near, key=nearness, reverse=True)[:RELATED]
